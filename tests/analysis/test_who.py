from __future__ import annotations

import time
from collections import Counter
from itertools import pairwise, permutations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from menus import snapshot_of

from flowgraph.analysis.targets import Target, find_target, whole_graph
from flowgraph.analysis.who import Answer, Mention, ways, who
from flowgraph.callgraph import CallGraph
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.extension import Extension
from flowgraph.model.group import Group
from flowgraph.model.ivr import Dialable
from flowgraph.model.keys import KEYS
from flowgraph.model.prompt import Prompt
from flowgraph.model.route import Route
from flowgraph.model.snapshot import Snapshot

PEOPLE = {"24": Entry("24", "303", "Lucía Ibáñez"), "25": Entry("25", "304", "Owen Hartley")}


def answer_to(dest: str, snapshot: Snapshot, *, named: bool = False) -> Answer:
    graph = whole_graph(snapshot)
    return who(snapshot, graph, find_target(snapshot, graph, dest), named=named)


def told(answer: Answer) -> list[str]:
    """Give each way as people would write it down."""
    return [
        " ".join(f"{step.source} -{step.key}->" for step in way.steps) + f" {way.edge.target}"
        for way in answer.ways
    ]


def with_things(snapshot: Snapshot, *things: Group | Extension | Route) -> Snapshot:
    groups = {thing.node_id: thing for thing in things if isinstance(thing, Group)}
    phones = {thing.node_id: thing for thing in things if isinstance(thing, Extension)}
    routes = {thing.node_id: thing for thing in things if isinstance(thing, Route)}
    listed = Directory(
        {"extension": Listing(PEOPLE), "queue": Listing({"3": Entry("3", "64", "")})}
    )
    return snapshot._replace(groups=groups, extensions=phones, routes=routes, directory=listed)


def route(identity: str, **branches: str) -> Route:
    leads = {key: Destination(*node.split(":")) for key, node in branches.items()}
    return Route(id=identity, name=f"Line {identity}", branches=leads)


# -- ways ------------------------------------------------------------------------------------


def test_every_key_is_told_once_with_one_shortest_way():
    snapshot = snapshot_of(
        "ivr:1 -1-> ivr:2",
        "ivr:1 -2-> ivr:3",
        "ivr:2 -1-> ivr:3",
        "ivr:3 -0-> queue:3",
        "ivr:3 -timeout-> queue:3",
        "ivr:1 -9-> queue:3",
        "ivr:2 -5-> extension:24",
    )
    assert told(answer_to("queue:3", snapshot)) == [
        "ivr:1 -9-> queue:3",
        "ivr:1 -2-> ivr:3 -0-> queue:3",
        "ivr:1 -2-> ivr:3 -timeout-> queue:3",
    ]


def test_a_way_is_the_shortest_whatever_the_order_of_keys():
    snapshot = snapshot_of(
        "ivr:1 -1-> ivr:2",
        "ivr:1 -2-> ivr:3",
        "ivr:3 -1-> ivr:4",
        "ivr:4 -1-> ivr:5",
        "ivr:2 -9-> ivr:5",
        "ivr:5 -0-> queue:3",
    )
    assert told(answer_to("queue:3", snapshot)) == [
        "ivr:1 -1-> ivr:2 -9-> ivr:5 -0-> queue:3",
    ]


def test_ways_start_at_the_number_that_was_dialled():
    snapshot = with_things(
        snapshot_of("ivr:1 -1-> ivr:2", "ivr:2 -0-> queue:3", roots=("1", "2", "inbound_route:7")),
        route("7", default="ivr:1", office="ivr:1", holiday="queue:3"),
    )
    assert told(answer_to("queue:3", snapshot)) == [
        "inbound_route:7 -holiday-> queue:3",
        "inbound_route:7 -office-> ivr:1 -1-> ivr:2 -0-> queue:3",
    ]


def test_ways_start_at_the_menus_that_the_user_named():
    snapshot = with_things(
        snapshot_of("ivr:1 -1-> ivr:2", "ivr:2 -0-> queue:3", roots=("2",)),
        route("7", default="ivr:1"),
    )
    assert told(answer_to("queue:3", snapshot, named=True)) == ["ivr:2 -0-> queue:3"]


def test_where_every_menu_is_a_root_a_way_begins_as_far_in_front_as_it_can():
    steps = ("ivr:5 -1-> ivr:2", "ivr:2 -0-> queue:3", "ivr:2 -*-> ivr:2")
    assert told(answer_to("queue:3", snapshot_of(*steps, roots=("2", "5")))) == [
        "ivr:5 -1-> ivr:2 -0-> queue:3"
    ]


def test_a_way_may_pass_through_the_destination_itself():
    snapshot = snapshot_of("ivr:1 -1-> ivr:2", "ivr:2 -1-> ivr:3", "ivr:3 -*-> ivr:2")
    assert told(answer_to("ivr:2", snapshot)) == [
        "ivr:1 -1-> ivr:2",
        "ivr:1 -1-> ivr:2 -1-> ivr:3 -*-> ivr:2",
    ]


def test_failovers_and_forwards_lead_there_too_also_where_no_call_comes():
    snapshot = with_things(
        snapshot_of("ivr:1 -1-> ring_group:4"),
        Group(kind="ring_group", id="4", fail=Destination("queue", "3")),
        Group(kind="queue", id="9", fail=Destination("queue", "3")),
        Extension(id="25", forwards={"busy": Destination("queue", "3")}),
    )
    answer = answer_to("queue:3", snapshot)
    assert told(answer) == [
        "ivr:1 -1-> ring_group:4 -fail-> queue:3",
        "extension:25 -busy-> queue:3",
        "queue:9 -fail-> queue:3",
    ]
    assert [way.is_reached for way in answer.ways] == [True, False, False]


def test_thirteen_menus_that_are_all_linked_end_at_once():
    ids = range(1, 14)
    steps = [f"ivr:{a} -{KEYS[b - 1]}-> ivr:{b}" for a, b in permutations(ids, 2)]
    assert len(answer_to("ivr:7", snapshot_of(*steps)).ways) == 12


def test_a_chain_of_thousands_costs_neither_a_minute_nor_all_memory():
    count = 4_000
    steps = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, count)]
    steps += [f"ivr:{n} -0-> queue:3" for n in range(1, count + 1)]
    snapshot = snapshot_of(*steps)
    began = time.monotonic()
    answer = answer_to("queue:3", snapshot)
    assert time.monotonic() - began < 30
    last = answer.ways[-1]
    assert (last.edge.source, last.steps[0].source) == (f"ivr:{count}", "ivr:1")
    assert last.left_out + len(last.steps) == count
    assert max(len(way.steps) for way in answer.ways) <= 100


_EDGES = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.sampled_from(KEYS),
        st.sampled_from(["ivr:1", "ivr:2", "ivr:3", "ivr:4", "ivr:5", "ivr:6", "queue:3"]),
    ),
    min_size=4,
    max_size=30,
    unique_by=lambda edge: edge[:2],
)


@settings(max_examples=400)
@given(
    edges=_EDGES,
    entries=st.lists(st.integers(1, 6), max_size=2),
    roots=st.lists(st.integers(1, 6), min_size=1, max_size=6, unique=True),
    dest=st.sampled_from(["queue:3", "ivr:2"]),
    named=st.booleans(),
)
def test_every_edge_is_told_exactly_once_by_a_way_that_exists(
    edges: Any, entries: list[int], roots: list[int], dest: str, named: bool
):
    steps = [f"ivr:{source} -{key}-> {target}" for source, key, target in edges]
    lines = [route(str(n), default=f"ivr:{menu}") for n, menu in enumerate(entries, 1)]
    snapshot = with_things(snapshot_of(*steps, roots=tuple(map(str, roots))), *lines)
    graph = whole_graph(snapshot)
    starts = [f"ivr:{root}" for root in roots]
    found = ways(graph, [dest], starts, named=named)

    wanted = Counter(graph.in_edges(dest, keys=True)) if dest in graph else Counter()
    assert Counter((w.edge.source, w.edge.target, w.edge.key) for w in found) == wanted
    doors = [line.node_id for line in lines if line.node_id in graph]
    for way in found:
        assert all(before.target == after.source for before, after in pairwise(way.steps))
        assert all(graph.has_edge(step.source, step.target, step.key) for step in way.steps)
        near = next(
            (near for tier in ([starts, doors] if named else [doors])
             if (near := distances(graph, tier, way.edge.source))),
            None,
        )  # fmt: skip
        if near:
            assert len(way.steps) - 1 == min(near.values())
            assert way.steps[0].source in near
        assert way.is_reached == bool(distances(graph, [*doors, *starts], way.edge.source))


def distances(graph: CallGraph, starts: list[str], node: str) -> dict[str, int]:
    """Give the number of steps to a node from each start that leads there."""
    return {
        start: nx.shortest_path_length(graph, start, node)
        for start in starts
        if start in graph and nx.has_path(graph, start, node)
    }


def test_the_answer_does_not_depend_on_the_order_of_facts():
    steps = [f"ivr:{a} -{k}-> ivr:{b}" for a, k, b in ((1, 1, 2), (1, 2, 3), (2, 1, 4), (3, 1, 4))]
    steps += ["ivr:4 -0-> queue:3", "ivr:3 -0-> queue:3"]
    answers = {
        tuple(told(answer_to("queue:3", snapshot_of(*mixed, roots=("1",)))))
        for mixed in permutations(steps)
    }
    assert len(answers) == 1


# -- what is no key --------------------------------------------------------------------------


def test_a_person_is_a_member_by_number_or_by_name():
    snapshot = with_things(
        snapshot_of("ivr:1 -1-> queue:3"),
        Group(kind="queue", id="3", members=("303", "999"), dynamic=("304",)),
        Group(kind="ring_group", id="4", members=("Lucía Ibáñez",)),
        Group(kind="ring_group", id="5", members=("24", "Lucía")),
    )
    assert answer_to("303", snapshot).members == [
        Mention("queue:3", "agent"),
        Mention("ring_group:4", "member"),
    ]
    assert answer_to("304", snapshot).members == [Mention("queue:3", "dynamic_agent")]


LISTED = Dialable(id="24", kind="extension", number="303")
OTHER = Dialable(id="24", kind="ext_group", number="Everybody")


@pytest.mark.parametrize(
    ("settings", "how"),
    [
        ({"dial_ext_option": "all"}, "all"),
        ({"dial_ext_option": "disable", "dial_ext_list": (LISTED,)}, None),
        ({"dial_ext_option": "allow", "dial_ext_list": (LISTED,)}, "listed"),
        ({"dial_ext_option": "allow", "dial_ext_list": (Dialable(id="24"),)}, "listed"),
        ({"dial_ext_option": "allow", "dial_ext_list": (Dialable(number="303"),)}, "listed"),
        ({"dial_ext_option": "allow", "dial_ext_list": (OTHER,)}, None),
        ({"dial_ext_option": "restrict", "restrict_dial_ext_list": (LISTED,)}, None),
        ({"dial_ext_option": "restrict", "restrict_dial_ext_list": ()}, "all_but_some"),
        ({}, None),
    ],
)
def test_where_callers_may_dial_a_person(settings: dict[str, Any], how: str | None):
    snapshot = with_things(snapshot_of("ivr:1 -1-> end_call:", ivr_1=settings))
    expected = [Mention("ivr:1", how)] if how else []
    assert answer_to("extension:24", snapshot).dialled == expected


@pytest.mark.parametrize(
    ("is_on", "row", "is_found"),
    [
        (True, Dialable(id="3", kind="queue"), True),
        (True, Dialable(id="3", kind="ring_group"), False),
        (True, Dialable(number="64"), True),
        (False, Dialable(id="3", kind="queue"), False),
    ],
)
def test_where_callers_may_dial_a_queue(is_on: bool, row: Dialable, is_found: bool):
    settings = {"enb_dial_call_number": is_on, "dial_call_number_list": (row,)}
    snapshot = with_things(snapshot_of("ivr:1 -1-> queue:3", ivr_1=settings))
    expected = [Mention("ivr:1", "listed")] if is_found else []
    assert answer_to("queue:3", snapshot).dialled == expected


def test_a_prompt_is_found_in_greetings_and_behind_keys():
    snapshot = snapshot_of(
        "ivr:1 -1-> play_prompt:HELLO.wav",
        "ivr:1 -2-> play_greeting:hello",
        ivr_1={"prompts": ("hello.wav",)},
        ivr_2={"prompts": ("other.wav",)},
        roots=("1", "2"),
    )._replace(prompts={"1": Prompt("1", "hello.wav", ("hello.wav", "hello"))})
    answer = answer_to("Hello.wav", snapshot)
    assert answer.greetings == [Mention("ivr:1", "hello.wav")]
    assert told(answer) == [
        "ivr:1 -1-> play_prompt:HELLO.wav",
        "ivr:1 -2-> play_greeting:hello",
    ]


def test_an_entry_that_is_forced_to_a_place_names_it():
    forced = route("7", default="ivr:1").model_copy(update={"current": Destination("queue", "3")})
    usual = route("8", default="queue:3").model_copy(update={"current": Destination("queue", "3")})
    snapshot = with_things(snapshot_of("ivr:1 -1-> queue:3"), forced, usual)
    assert answer_to("queue:3", snapshot).current == [Mention("inbound_route:7")]


def test_what_nothing_leads_to_has_an_empty_answer():
    snapshot = with_things(snapshot_of("ivr:1 -1-> queue:3"))
    answer = answer_to("304", snapshot)
    assert answer.is_empty
    assert answer.target == Target(("extension:25", "ext_vm:25"), "Extension 304 Owen Hartley")
