"""A baseline holds what is known, and tells what was mended since."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowgraph.errors import InputError
from flowgraph.rules import all_rules
from flowgraph.rules.baseline import Known, dump, load, mended
from flowgraph.rules.example import flow_of
from flowgraph.rules.judging import judge
from flowgraph.rules.rule import Example

RULE = all_rules()["timeout-unset"]
BROKEN = Example(("ivr:5 -1-> ivr:6", "ivr:6 -1-> queue:2"))
MENDED = Example(("ivr:5 -1-> ivr:6", "ivr:6 -1-> queue:2", "ivr:6 -timeout-> queue:2"))


def known(example):
    return load(dump(judge(flow_of(example), [RULE]).findings).encode(), "known.json")


def test_what_is_written_is_read_back_in_the_order_of_fingerprints():
    rows = known(BROKEN)
    assert [row.fingerprint for row in rows] == [
        "timeout-unset|ivr:5|timeout|",
        "timeout-unset|ivr:6|timeout|",
    ]
    assert rows[0].message.startswith("IVR id 5: ")


def test_the_order_of_findings_does_not_matter():
    findings = judge(flow_of(BROKEN), [RULE]).findings
    assert dump(findings) == dump(reversed(findings))


def test_what_nothing_finds_any_more_is_mended():
    flow = flow_of(MENDED)
    gone = mended(known(BROKEN), judge(flow, [RULE]), flow.graph)
    assert [row.node for row in gone] == ["ivr:6"]


def test_a_rule_that_was_not_asked_has_mended_nothing():
    flow = flow_of(MENDED)
    assert mended(known(BROKEN), judge(flow, []), flow.graph) == ()


def test_a_place_that_was_not_read_is_not_mended():
    elsewhere = flow_of(Example(("ivr:9 -1-> queue:2", "ivr:9 -timeout-> queue:2")))
    assert mended(known(BROKEN), judge(elsewhere, [RULE]), elsewhere.graph) == ()
    everything = flow_of(
        Example(("ivr:9 -1-> queue:2", "ivr:9 -timeout-> queue:2"), everything=True)
    )
    assert len(mended(known(BROKEN), judge(everything, [RULE]), everything.graph)) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no baseline"),
        (b"[]", "no baseline"),
        (b'{"format": "flowgraph-snapshot"}', "no baseline"),
        (b'{"format": "flowgraph-baseline", "version": 2}', "version 2"),
        (b'{"format": "flowgraph-baseline", "version": 1}', "no list"),
        (b'{"format": "flowgraph-baseline", "version": 1, "findings": [1]}', "no valid finding"),
        (b'{"format": "flowgraph-baseline", "version": 1, "findings": [{}]}', "no valid finding"),
    ],
)
def test_what_is_no_baseline_is_refused_with_its_place(content, words):
    with pytest.raises(InputError) as caught:
        load(content, "known.json")
    assert words in caught.value.what
    assert "known.json" in caught.value.where
    assert caught.value.hint


@given(
    st.binary(max_size=60)
    | st.recursive(st.none() | st.text(), st.lists).map(
        lambda value: json.dumps(
            {"format": "flowgraph-baseline", "version": 1, "findings": value}
        ).encode()
    )
)
def test_whatever_the_file_holds_there_is_a_baseline_or_a_message(content):
    try:
        rows = load(content, "known.json")
    except InputError as error:
        rows = ()
        place = error.where
    else:
        place = "known.json"
    assert place.startswith("known.json")
    assert all(isinstance(row, Known) and row.fingerprint for row in rows)
