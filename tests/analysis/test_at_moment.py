"""What holds at a moment: closed ways, forced ones, and places that no call comes to."""

from __future__ import annotations

from typing import Any

from menus import snapshot_of

from flowgraph.analysis.at_moment import FORCED, at_moment
from flowgraph.analysis.times import ANY_MOMENT, Moment, Override
from flowgraph.callgraph import CallGraph, call_graph
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Entry
from flowgraph.model.group import Group
from flowgraph.model.route import Route

STEPS = (
    "ivr:1 -1-> queue:7",
    "ivr:1 -2-> ivr:3",
    "ivr:2 -1-> ext_vm:4",
    "ivr:2 -0-> ivr:3",
    "ivr:3 -1-> external_num:5550100",
)
DAY_AND_NIGHT = {"office": "ivr:1", "outoffice": "ivr:2"}
MAIN = "inbound_route:1"


def route(identity: int = 1, **branches: str) -> Route:
    found = {key: Destination(*node.split(":")) for key, node in branches.items()}
    return Route(id=str(identity), name=f"Line {identity}", branches=found)


def graph_of(
    *steps: str,
    routes: tuple[Route, ...] = (route(**DAY_AND_NIGHT),),
    roots: tuple[str, ...] = (),
    groups: tuple[Group, ...] = (),
    whole: bool = True,
    **facts: Any,
) -> CallGraph:
    menus = snapshot_of(*steps, **facts)
    entries = {one.node_id: one for one in routes}
    return call_graph(
        menus._replace(
            routes=entries,
            groups={one.node_id: one for one in groups},
            roots=roots or (*entries, *menus.ivrs),
            is_whole=whole,
        )
    )


def at(key: str | None, *, forced: str = "", **more: str | None) -> Moment:
    open_ = {MAIN: key, **{f"inbound_route:{n[1:]}": k for n, k in more.items()}}
    if not forced:
        return Moment("at noon", open_)
    place = Destination(*forced.split(":"))
    return Moment("at noon", open_, {MAIN: Override(MAIN, key or "", Destination("ivr"), place)})


def closed(graph: CallGraph) -> dict[str, str]:
    return {k: d["closed"] for _, _, k, d in graph.edges(keys=True, data=True) if "closed" in d}


def unreached(graph: CallGraph) -> set[str]:
    return {node for node, data in graph.nodes(data=True) if data.get("unreached")}


def test_what_only_closed_branches_lead_to_is_not_reached():
    marked = at_moment(graph_of(*STEPS), at("office"))
    assert closed(marked) == {"outoffice": "closed"}
    assert unreached(marked) == {"ivr:2", "ext_vm:4"}
    assert marked.graph["is_reach_known"]


def test_what_an_open_entry_leads_to_as_well_is_reached():
    night = route(2, default="ivr:2")
    graph = graph_of(*STEPS, routes=(route(**DAY_AND_NIGHT), night))
    assert unreached(at_moment(graph, at("office", r2="default"))) == set()


def test_where_it_is_not_known_which_branch_is_open_every_one_may_be():
    marked = at_moment(graph_of(*STEPS), at(None))
    assert (closed(marked), unreached(marked)) == ({}, set())


def test_the_calls_of_a_forced_entry_go_where_it_is_forced_and_nowhere_else():
    marked = at_moment(graph_of(*STEPS), at("office", forced="ivr:2"))
    assert marked.has_edge(MAIN, "ivr:2", FORCED)
    assert closed(marked) == {"office": "overridden", "outoffice": "closed"}
    assert unreached(marked) == {"ivr:1", "queue:7"}


def test_a_place_that_only_a_forced_entry_leads_to_is_drawn_by_what_the_entry_says_of_it():
    (line,) = (route(**DAY_AND_NIGHT),)
    forced = line.model_copy(update={"current": Destination("queue", "9")})
    lists = {"queue": {"9": Entry("9", "6400", "Orders")}}
    graph = graph_of(*STEPS, routes=(forced,), directory=lists)
    assert "queue:9" not in graph
    added = at_moment(graph, at("office", forced="queue:9")).nodes["queue:9"]
    assert (added["label"], added["name"]) == ("Queue 6400 Orders", "6400 Orders")


def test_a_menu_that_was_not_asked_for_is_not_followed_where_an_entry_is_forced_to_it():
    graph = graph_of(*STEPS, roots=("1",), whole=False)
    added = at_moment(graph, at("office", forced="ivr:77")).nodes["ivr:77"]
    assert added["missing"] == "not_followed"


def test_without_a_moment_a_forced_entry_keeps_its_branches():
    moment = at("office", forced="ivr:2")._replace(open={})
    marked = at_moment(graph_of(*STEPS), moment)
    assert marked.has_edge(MAIN, "ivr:2", FORCED)
    assert (closed(marked), unreached(marked)) == ({}, set())


def test_an_override_that_was_found_at_another_moment_is_not_drawn():
    moment = at("office", forced="ivr:2")._replace(is_past=True)
    marked = at_moment(graph_of(*STEPS), moment)
    assert not marked.has_edge(MAIN, "ivr:2", FORCED)
    assert closed(marked) == {"outoffice": "closed"}


def test_what_no_entry_ever_leads_to_stays_with_all_that_lies_behind_it():
    graph = graph_of(*STEPS, "ivr:8 -1-> ivr:2")
    assert unreached(at_moment(graph, at("office"))) == set()


def test_where_only_some_menus_were_asked_for_others_may_lead_there():
    graph = graph_of(*STEPS, roots=("1", "2"), whole=False)
    marked = at_moment(graph, at("office"))
    assert (closed(marked), unreached(marked)) == ({"outoffice": "closed"}, set())


def test_where_an_entry_was_asked_for_its_calls_alone_count():
    graph = graph_of(*STEPS, roots=(MAIN,), whole=False)
    assert unreached(at_moment(graph, at("outoffice"))) == {"ivr:1", "queue:7"}


def test_whom_a_group_that_is_reached_rings_is_reached_with_the_voicemail():
    group = Group(kind="queue", id="7", members=("304",))
    lists = {"extension": {"4": Entry("4", "304", "Ann")}}
    graph = graph_of(*STEPS, "ivr:2 -3-> extension:4", groups=(group,), directory=lists)
    assert unreached(at_moment(graph, at("office"))) == {"ivr:2"}


def test_whom_callers_may_dial_is_reached():
    lists = {"extension": {"4": Entry("4", "304", "Ann")}}
    steps = (*STEPS, "ivr:2 -3-> extension:4")
    for settings in (
        {"dial_ext_option": "all"},
        {"dial_ext_option": "restrict"},
        {
            "dial_ext_option": "allow",
            "dial_ext_list": [{"id": "4", "number": "304", "name": "Ann", "type": "extension"}],
        },
    ):
        graph = graph_of(*steps, directory=lists, ivr_1=settings)
        assert "extension:4" not in unreached(at_moment(graph, at("office"))), settings
    by_name = graph_of(*steps, "ivr:1 -9-> dial_by_name:", directory=lists)
    assert "extension:4" not in unreached(at_moment(by_name, at("office")))
    assert "extension:4" in unreached(at_moment(graph_of(*steps), at("office")))


def test_behind_what_could_not_be_read_nobody_knows_where_calls_come_to():
    graph = graph_of(*STEPS, "ivr:1 -8-> ivr:50", missing={"50": "unreadable"})
    assert not at_moment(graph, at("office")).graph["is_reach_known"]
    unknown = graph_of(*STEPS, "ivr:1 -8-> call_flow:3")
    assert not at_moment(unknown, at("office")).graph["is_reach_known"]
    behind = graph_of(*STEPS, "ivr:2 -8-> call_flow:3")
    assert at_moment(behind, at("office")).graph["is_reach_known"]


def test_the_graph_itself_stays_as_it_is():
    graph = graph_of(*STEPS)
    before = {node: dict(data) for node, data in graph.nodes(data=True)}
    at_moment(graph, at("office", forced="queue:99"))
    assert {node: dict(data) for node, data in graph.nodes(data=True)} == before
    assert closed(graph) == {}
    assert at_moment(graph, ANY_MOMENT) is graph


def test_a_chain_of_ten_thousand_menus_is_no_recursion():
    steps = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, 10_000)]
    graph = graph_of(
        *steps,
        "ivr:10000 -1-> queue:1",
        "ivr:20000 -1-> queue:2",
        routes=(route(office="ivr:1", outoffice="ivr:20000"),),
    )
    assert len(unreached(at_moment(graph, at("outoffice")))) == 10_001
