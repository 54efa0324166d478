"""Expectations to begin with."""

from __future__ import annotations

import pytest
from menus import snapshot_of

from flowgraph.analysis.expectations.coverage import coverage
from flowgraph.analysis.expectations.destinations import Destinations
from flowgraph.analysis.expectations.first import Draft, LeftOut, first_expectations
from flowgraph.analysis.expectations.judging import Arrival, Judge
from flowgraph.analysis.targets import whole_graph
from flowgraph.model.destination import Destination
from flowgraph.model.extension import Extension
from flowgraph.model.snapshot import Snapshot

from .office import DESTINATIONS, GRAPH, JUDGE, SCHEDULE, SNAPSHOT

STARTS = {f"inbound_route:{number}": f"route:Line {number}" for number in (1, 2, 3)}


def draft(snapshot: Snapshot, *starts: str) -> Draft:
    graph = whole_graph(snapshot)
    destinations = Destinations(snapshot, graph)
    judge = Judge(graph, destinations, snapshot.routes, SCHEDULE)
    return first_expectations(graph, {start: start for start in starts}, destinations, judge)


@pytest.fixture(scope="module")
def office() -> Draft:
    return first_expectations(GRAPH, STARTS, DESTINATIONS, JUDGE)


def rows(found: Draft) -> list[tuple[str, str, str]]:
    expected = (result.expectation for result in found.results)
    return [(one.start, ",".join(one.keys), one.reaches) for one in expected]


def test_every_destination_is_there_with_its_shortest_keys(office: Draft):
    found = rows(office)
    assert ("route:Line 1", "office", "menu Welcome") in found
    assert ("route:Line 1", "office,1,2", "extension Ada Löw") in found
    assert ("route:Line 1", "outoffice,timeout", "hang up") in found
    assert ("route:Line 1", "office,2,fail", "ring group Everybody") in found
    assert ("route:Line 1", "office,1,3", "play and return hours.wav") in found


def test_a_second_entry_repeats_nothing_that_the_first_has_tried(office: Draft):
    assert [row for row in rows(office) if row[0] == "route:Line 2"] == [
        ("route:Line 2", "", "menu Sales")
    ]


def test_all_of_them_pass_whoever_judges_them(office: Draft):
    nodes = {words: node for node, words in STARTS.items()}
    for result in office.results:
        expected = result.expectation
        assert JUDGE.judge(expected, Arrival(nodes[expected.start])).passed


def test_together_they_try_every_key_but_those_that_are_told(office: Draft):
    untried = coverage(GRAPH, STARTS, office.steps).untried
    keys = {(one.node, key) for one in untried for key in one.keys}
    assert keys == {(row.node, row.key) for row in office.left_out}
    assert LeftOut("ivr:1", "3", "ivr:9", "IVR id 9 does not exist") in office.left_out
    assert LeftOut("ivr:3", "2", "ext_vm:77", "Voicemail id 77 does not exist") in office.left_out


def test_what_an_extension_forwards_for_the_moment_is_no_expectation():
    extension = Extension(
        id="24", presence="away", forwards={"always": Destination("external_num", "5550142")}
    )
    snapshot = SNAPSHOT._replace(extensions={"extension:24": extension})
    found = draft(snapshot, "ivr:2")
    assert not any("always" in keys for _, keys, _ in rows(found))
    assert [row.reason for row in found.left_out if row.key == "always"] == [
        "an extension forwards there only as long as its status is what it is now"
    ]


def test_a_way_that_nobody_would_go_is_left_out_with_its_length():
    steps = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, 130)]
    found = draft(snapshot_of(*steps, "ivr:130 -0-> end_call:"), "ivr:1")
    assert len(found.results) == 101
    assert found.left_out[0].reason == "it takes 102 steps"


def test_the_order_of_the_input_does_not_matter(office: Draft):
    turned = SNAPSHOT._replace(ivrs=dict(reversed(SNAPSHOT.ivrs.items())))
    assert rows(draft(turned, *STARTS)) == [
        (start.replace("route:Line ", "inbound_route:"), *rest) for start, *rest in rows(office)
    ]
