"""A first file, as whoever goes on with it meets it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hostile import STRINGS
from menus import snapshot_of

from flowgraph.analysis.expectations.coverage import coverage
from flowgraph.analysis.expectations.destinations import Destinations
from flowgraph.analysis.expectations.first import first_expectations
from flowgraph.analysis.expectations.judging import Arrival, Judge
from flowgraph.analysis.targets import whole_graph
from flowgraph.expectation_file import read_expectations
from flowgraph.model.directory import Entry
from flowgraph.model.schedule import Schedule
from flowgraph.model.snapshot import Snapshot
from flowgraph.reports.expectations.toml import first_file
from flowgraph.text import one_line, visible


def office(name: str = "Orders") -> Snapshot:
    return snapshot_of(
        "ivr:1 -1-> queue:7",
        "ivr:1 -2-> ivr:9",
        "ivr:1 -timeout-> end_call:",
        ivr_1={"name": one_line(name), "number": "6200"},
        directory={"queue": {"7": Entry("7", "", name)}},
    )


def written(snapshot: Snapshot, words: str = "number:6200") -> str:
    graph = whole_graph(snapshot)
    destinations = Destinations(snapshot, graph)
    judge = Judge(graph, destinations, {}, Schedule())
    draft = first_expectations(graph, {"ivr:1": words}, destinations, judge)
    return first_file(graph, draft, coverage(graph, ["ivr:1"], draft.steps))


def test_the_file_says_what_it_is_what_it_tries_and_what_it_leaves_out():
    text = written(office())
    assert text.startswith("# What callers should reach. This is what calls do today")
    for setting in ("from", "caller", "at", "keys", "reaches", "name"):
        assert f"\n#   {setting} " in text
    assert "\n# 2 expectations try 2 of 3 keys (66 %).\n" in text
    assert text.endswith("""\
# -- IVR 6200 Orders (ivr:1) --

[[expect]]
from = "number:6200"
keys = "1"
reaches = "queue Orders"

[[expect]]
from = "number:6200"
keys = "timeout"
reaches = "hang up"

# -- left out --
# IVR 6200 Orders (ivr:1), 2, to IVR id 9: IVR id 9 does not exist
""")


@pytest.mark.parametrize("text", STRINGS, ids=range(len(STRINGS)))
def test_whatever_things_are_called_the_file_is_read_again_and_passes(text: str, tmp_path: Path):
    snapshot = office(visible(text))
    content = written(snapshot, one_line(visible(f"name:{text}")))
    assert len(tomllib.loads(content)["expect"]) == 2
    path = tmp_path / "a.toml"
    path.write_bytes(content.encode())
    graph = whole_graph(snapshot)
    judge = Judge(graph, Destinations(snapshot, graph), {}, Schedule())
    for expectation in read_expectations(path):
        assert judge.judge(expectation, Arrival("ivr:1")).passed


def test_a_character_that_no_text_may_hold_is_written_as_an_escape():
    first, _ = tomllib.loads(written(office("a\x7fb")))["expect"]
    assert first["reaches"] == "queue a\x7fb"
