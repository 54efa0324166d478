from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from menus import calls, snapshot_of

from flowgraph.analysis.loops import loops
from flowgraph.callgraph import CallGraph, call_graph
from flowgraph.diagram.build import build
from flowgraph.model.destination import Destination
from flowgraph.model.group import Group
from flowgraph.model.keys import KEYS
from flowgraph.reports.loops import render_text


def verdicts(graph: CallGraph) -> list[tuple[str, str, list[str]]]:
    return [(loop.kind, loop.severity, list(loop.menus)) for loop in loops(graph)]


def test_star_to_go_back_is_the_callers_choice():
    graph = calls("ivr:1 -2-> ivr:2", "ivr:2 -*-> ivr:1", "ivr:2 -0-> extension:100")
    assert verdicts(graph) == [("caller", "info", ["ivr:1", "ivr:2"])]


def test_a_silent_caller_who_goes_round_is_reported_as_passive():
    graph = calls(
        "ivr:1 -timeout-> ivr:2",
        "ivr:2 -timeout-> ivr:1",
        "ivr:1 -0-> extension:1",
    )
    assert verdicts(graph) == [("passive", "error", ["ivr:1", "ivr:2"])]


def test_a_prompt_on_timeout_that_returns_holds_a_silent_caller_for_ever():
    graph = calls("ivr:1 -timeout-> play_prompt:wait.wav", "ivr:1 -0-> extension:1")
    assert verdicts(graph) == [("passive", "error", ["ivr:1"])]


def test_a_prompt_on_a_digit_that_returns_is_no_loop():
    graph = calls("ivr:1 -5-> play_prompt:prices.wav", "ivr:1 -0-> extension:1")
    assert verdicts(graph) == []


@pytest.mark.parametrize(
    "way_out",
    [
        "extension:1",
        "ext_vm:1",
        "ring_group:1",
        "queue:1",
        "group_vm:1",
        "conference:1",
        "dial_by_name:",
        "external_num:5550100",
        "play_greeting:bye.wav",
        "end_call:",
        "hologram:7",
    ],
)
def test_whoever_can_leave_is_in_no_trap(way_out: str):
    ring = ("ivr:1 -1-> ivr:2", "ivr:2 -1-> ivr:1")
    assert verdicts(calls(*ring))[0][0] == "trap"
    assert verdicts(calls(*ring, f"ivr:2 -9-> {way_out}"))[0][0] == "caller"


@pytest.mark.parametrize(
    ("settings", "kind"),
    [
        ({"dial_ext_option": "all"}, "caller"),
        ({"dial_ext_option": "restrict"}, "caller"),
        ({"dial_ext_option": "disable"}, "trap"),
        ({"dial_ext_option": "allow"}, "trap"),
        ({"dial_ext_option": "allow", "dial_ext_list": ()}, "trap"),
        ({"dial_ext_option": "allow", "dial_ext_list": ({"id": "5"},)}, "caller"),
        ({"dial_ext_option": "disable", "dial_ext_list": ({"id": "5"},)}, "trap"),
        ({"enb_dial_outb_routes": True}, "caller"),
        ({"enb_dial_call_number": True}, "trap"),
        ({"enb_dial_call_number": True, "dial_call_number_list": ({"id": "5"},)}, "caller"),
        ({"enb_dial_check_vm": True}, "trap"),
    ],
)
def test_a_way_out_without_a_key_counts(settings: dict[str, object], kind: str):
    graph = calls("ivr:1 -1-> ivr:2", "ivr:2 -1-> ivr:1", ivr_2=settings)
    assert [verdict[0] for verdict in verdicts(graph)] == [kind]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("not_found", "trap"),
        ("unreadable", "caller"),
        ("not_followed", "caller"),
        ("not_included", "caller"),
    ],
)
def test_only_what_is_known_not_to_exist_holds_no_way_out(status: str, kind: str):
    ring = ("ivr:1 -1-> ivr:2", "ivr:2 -1-> ivr:1", "ivr:2 -2-> ivr:3")
    assert verdicts(calls(*ring, missing={"3": status}))[0][0] == kind


def test_an_ivr_key_without_a_value_is_no_way_out():
    graph = calls("ivr:1 -1-> ivr:2", "ivr:2 -1-> ivr:1", "ivr:2 -2-> ivr:")
    assert verdicts(graph)[0][0] == "trap"


def test_wrong_keys_to_and_fro_are_a_warning_and_one_menu_alone_is_not():
    two = calls(
        "ivr:1 -invalid-> ivr:2",
        "ivr:2 -timeout-> ivr:1",
        "ivr:1 -0-> extension:1",
    )
    one = calls("ivr:1 -invalid-> ivr:1", "ivr:1 -0-> extension:1")
    assert verdicts(two) == [("wrong-key", "warning", ["ivr:1", "ivr:2"])]
    assert verdicts(one) == [("wrong-key", "info", ["ivr:1"])]


def test_one_set_can_be_passive_wrong_key_and_trap_but_not_twice_the_same():
    graph = calls("ivr:1 -timeout-> ivr:1", "ivr:1 -invalid-> ivr:1", "ivr:1 -1-> ivr:1")
    assert [kind for kind, _, _ in verdicts(graph)] == ["passive", "trap", "wrong-key"]


def test_the_worst_stands_first_then_kind_then_the_lowest_menu_as_a_number():
    graph = calls(
        "ivr:1 -1-> ivr:10",
        "ivr:1 -2-> ivr:9",
        "ivr:1 -3-> ivr:20",
        "ivr:1 -*-> ivr:1",
        "ivr:1 -0-> extension:1",
        "ivr:10 -timeout-> ivr:10",
        "ivr:9 -timeout-> ivr:9",
        "ivr:20 -1-> ivr:20",
        roots=("1",),
    )
    assert verdicts(graph) == [
        ("passive", "error", ["ivr:9"]),
        ("passive", "error", ["ivr:10"]),
        ("trap", "error", ["ivr:9"]),
        ("trap", "error", ["ivr:10"]),
        ("trap", "error", ["ivr:20"]),
        ("caller", "info", ["ivr:1"]),
    ]


def test_the_last_step_of_the_witness_is_the_one_to_change():
    loop = loops(calls("ivr:5 -timeout-> ivr:3", "ivr:3 -timeout-> ivr:5"))[0]
    assert [(s.source, s.key, s.target) for s in loop.witness] == [
        ("ivr:3", "timeout", "ivr:5"),
        ("ivr:5", "timeout", "ivr:3"),
    ]
    assert (loop.breaking.source, loop.breaking.key) == ("ivr:5", "timeout")


edges = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(KEYS), st.integers(1, 6)), min_size=1, max_size=24
)


@given(edges, st.booleans())
def test_every_verdict_is_a_true_statement_about_the_graph(raw, with_exit):
    keyed = {(source, key): target for source, key, target in raw}
    steps = [f"ivr:{s} -{k}-> ivr:{t}" for (s, k), t in keyed.items()]
    if with_exit:
        steps.append("ivr:3 -0-> queue:1")
    settings = {f"ivr_{number}": {} for number in range(1, 7)}
    graph = calls(*steps, roots=tuple("123456"), **settings)
    found = loops(graph)
    assert len({(loop.kind, loop.menus) for loop in found}) == len(found)
    for loop in found:
        members = set(loop.menus)
        for step, following in zip(loop.witness, loop.witness[1:] + loop.witness[:1], strict=True):
            assert step.target == following.source
            assert graph.has_edge(step.source, step.target, step.key)
        assert {step.source for step in loop.witness} <= members
        assert len({step.source for step in loop.witness}) == len(loop.witness)
        if loop.kind == "passive":
            assert {step.key for step in loop.witness} == {"timeout"}
        if loop.kind == "wrong-key":
            assert "invalid" in {step.key for step in loop.witness} <= {"timeout", "invalid"}
        if loop.kind == "caller":
            assert {step.key for step in loop.witness} - {"timeout", "invalid"}
        if loop.kind == "trap":
            reach = set().union(*(nx.descendants(graph, menu) for menu in loop.menus))
            assert not any(node.startswith("queue") for node in reach)


@given(edges)
def test_a_graph_with_a_cycle_is_never_silent_about_it(raw):
    keyed = {(source, key): target for source, key, target in raw}
    settings = {f"ivr_{number}": {} for number in range(1, 7)}
    steps = [f"ivr:{s} -{k}-> ivr:{t}" for (s, k), t in keyed.items()]
    graph = calls(*steps, roots=tuple("123456"), **settings)
    told = {frozenset(loop.menus) for loop in loops(graph)}
    for component in nx.strongly_connected_components(graph):
        if len(component) > 1 or graph.has_edge(*[next(iter(component))] * 2):
            assert frozenset(component) in told


def test_a_queue_that_fails_over_to_itself_is_told_and_has_words_and_a_picture():
    snapshot = snapshot_of("ivr:1 -1-> queue:1")
    queue = Group(
        kind="queue", id="1", number="6400", name="Self", fail=Destination("queue", "1"), limit_s=30
    )
    graph = call_graph(snapshot._replace(groups={"queue:1": queue}))
    found = loops(graph)
    assert [(loop.kind, loop.severity, loop.menus) for loop in found] == [
        ("failover", "warning", ("queue:1",))
    ]
    assert "failover" in render_text(graph, found)
    (arrow,) = [arrow for arrow in build(graph, found).arrows if arrow.source == "queue-1"]
    assert (arrow.target, arrow.tone) == ("queue-1", "warning")
