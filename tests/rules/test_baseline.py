"""A baseline holds what is known, and tells what was mended since."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowgraph.errors import InputError
from flowgraph.rules import all_rules
from flowgraph.rules.baseline import Known, baseline_of, dump, load, mended, renewed
from flowgraph.rules.example import flow_of
from flowgraph.rules.judging import judge
from flowgraph.rules.rule import Example

HEAD = b'{"format": "flowgraph-baseline", "version": 1, "roots": [], "unread": []'
RULE = all_rules()["timeout-unset"]
BROKEN = Example(("ivr:5 -1-> ivr:6", "ivr:6 -1-> queue:2"))
MENDED = Example(("ivr:5 -1-> ivr:6", "ivr:6 -1-> queue:2", "ivr:6 -timeout-> queue:2"))


def known(example):
    flow = flow_of(example)
    baseline = baseline_of(judge(flow, [RULE]).findings, flow.graph)
    return load(dump(baseline).encode(), "known.json")


def gone(before, example, rules=(RULE,)):
    flow = flow_of(example)
    return [row.node for row in mended(before, judge(flow, rules), flow.graph)]


def test_what_is_written_is_read_back_in_the_order_of_fingerprints():
    rows = known(BROKEN).findings
    assert [row.fingerprint for row in rows] == [
        "timeout-unset|ivr:5|timeout|",
        "timeout-unset|ivr:6|timeout|",
    ]
    assert rows[0].message.startswith("IVR id 5: ")


def test_the_order_of_findings_does_not_matter():
    flow = flow_of(BROKEN)
    findings = judge(flow, [RULE]).findings
    assert baseline_of(findings, flow.graph) == baseline_of(reversed(findings), flow.graph)


def test_what_nothing_finds_any_more_is_mended():
    assert gone(known(BROKEN), MENDED) == ["ivr:6"]


def test_a_rule_that_was_not_asked_has_mended_nothing():
    assert gone(known(BROKEN), MENDED, ()) == []


ELSEWHERE = ("ivr:9 -1-> queue:2", "ivr:9 -timeout-> queue:2")


def test_from_another_beginning_nothing_is_mended():
    assert gone(known(BROKEN), Example(ELSEWHERE)) == []
    assert gone(known(BROKEN), Example(ELSEWHERE, everything=True)) == []
    whole = BROKEN._replace(everything=True)
    assert gone(known(whole), Example(ELSEWHERE, everything=True)) == ["ivr:5", "ivr:6"]


@pytest.mark.parametrize("status", ["unreadable", "not_followed", "not_included"])
def test_where_a_menu_was_not_read_nothing_is_mended(status):
    step = ("ivr:5 -1-> ivr:6", "ivr:5 -timeout-> queue:2")
    assert gone(known(BROKEN), Example(step, missing={"6": status})) == []
    assert gone(known(BROKEN), Example(step)) == ["ivr:5", "ivr:6"]


def test_where_a_list_was_read_before_and_not_now_nothing_is_mended():
    listed = MENDED._replace(prompts={})
    before = known(BROKEN._replace(prompts={}))
    assert gone(before, listed) == ["ivr:6"]
    assert gone(before._replace(unread=()), listed) == []


def test_to_renew_a_baseline_keeps_what_was_not_looked_at():
    flow = flow_of(MENDED)
    judgement = judge(flow, [RULE])
    other = Known("trap|ivr:5|1|", "trap", "ivr:5", "error", "IVR id 5: no way out")
    before = known(BROKEN)
    before = before._replace(findings=(*before.findings, other))
    after = renewed(before, judgement, judgement.findings, flow.graph)
    assert [row.fingerprint for row in after.findings] == [
        "timeout-unset|ivr:5|timeout|",
        "trap|ivr:5|1|",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no baseline"),
        (b"[]", "no baseline"),
        (b'{"format": "flowgraph-snapshot"}', "no baseline"),
        (b'{"format": "flowgraph-baseline", "version": 2}', "version 2"),
        (b'{"format": "flowgraph-baseline", "version": 1}', "no list"),
        (
            HEAD + b', "findings": [1]}',
            "no valid finding",
        ),
        (
            HEAD + b', "findings": [{}]}',
            "no valid finding",
        ),
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
            {
                "format": "flowgraph-baseline",
                "version": 1,
                "roots": [],
                "unread": [],
                "findings": value,
            }
        ).encode()
    )
)
def test_whatever_the_file_holds_there_is_a_baseline_or_a_message(content):
    try:
        rows = load(content, "known.json").findings
    except InputError as error:
        rows = ()
        place = error.where
    else:
        place = "known.json"
    assert place.startswith("known.json")
    assert all(isinstance(row, Known) and row.fingerprint for row in rows)
