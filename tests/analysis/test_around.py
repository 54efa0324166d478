"""A menu with what is around it."""

from __future__ import annotations

from menus import calls, snapshot_of

from flowgraph.analysis.around import around
from flowgraph.callgraph import CallGraph, call_graph
from flowgraph.model.directory import Entry
from flowgraph.model.group import Group

GRAPH = calls(
    "ivr:1 -1-> ivr:2",
    "ivr:1 -2-> queue:9",
    "ivr:2 -1-> ivr:3",
    "ivr:2 -2-> extension:5",
    "ivr:3 -1-> ivr:4",
    "ivr:3 -*-> ivr:2",
    "ivr:4 -1-> queue:9",
)


def edges(part):
    return [f"{source} {key} {target}" for source, target, key in part.edges(keys=True)]


def test_one_hop_shows_who_leads_there_and_where_its_keys_lead():
    part = around(GRAPH, "ivr:2", 1)
    assert list(part) == ["ivr:1", "ivr:2", "ivr:3", "extension:5"]
    assert edges(part) == [
        "ivr:1 1 ivr:2",
        "ivr:2 1 ivr:3",
        "ivr:2 2 extension:5",
        "ivr:3 * ivr:2",
    ]


def test_a_menu_at_the_edge_says_how_many_of_its_keys_are_left_out():
    part = around(GRAPH, "ivr:2", 1)
    left_out = {node: part.nodes[node].get("keys_left_out") for node in part}
    assert left_out == {"ivr:1": 1, "ivr:2": None, "ivr:3": 1, "extension:5": None}
    assert "keys_left_out" not in GRAPH.nodes["ivr:1"]


def test_two_hops_show_more():
    assert list(around(GRAPH, "ivr:2", 2)) == [
        *("ivr:1", "ivr:2", "queue:9", "ivr:3", "extension:5", "ivr:4")
    ]


def test_of_a_destination_its_callers_are_shown():
    assert list(around(GRAPH, "queue:9", 1)) == ["ivr:1", "queue:9", "ivr:4"]


def test_far_enough_everything_is_there_with_all_its_keys():
    part = around(GRAPH, "ivr:2", 9)
    assert set(part) == set(GRAPH)
    assert part.number_of_edges() == GRAPH.number_of_edges()
    assert not any("keys_left_out" in data for data in part.nodes.values())


# -- a telephone -----------------------------------------------------------------------------


def with_groups(*steps: str, **members: tuple[str, ...]) -> CallGraph:
    """Queues and ring groups, such as ``queue_9``, with members; of a queue they log in and out."""
    people = {"5": Entry("5", "304", "Ann"), "6": Entry("6", "305", "Bob")}
    groups = {}
    for name, rows in members.items():
        kind, _, identity = name.rpartition("_")
        field = "dynamic" if kind == "queue" else "members"
        group = Group(kind=kind, id=identity, **{field: rows})
        groups[group.node_id] = group
    return call_graph(snapshot_of(*steps, directory={"extension": people})._replace(groups=groups))


STEPS = (
    "ivr:1 -1-> extension:5",
    "ivr:1 -2-> ring_group:9",
    "ivr:1 -3-> queue:8",
    "ivr:1 -4-> ring_group:7",
    "ivr:2 -0-> ext_vm:5",
    "ivr:1 -5-> ivr:2",
)


def test_around_a_telephone_are_its_groups_and_its_voicemail_with_what_leads_there():
    graph = with_groups(
        *STEPS, ring_group_9=("304", "305"), queue_8=("Ann",), ring_group_7=("305",)
    )
    part = around(graph, "extension:5", 1)
    assert edges(part) == [
        "ivr:1 1 extension:5",
        "extension:5 voicemail ext_vm:5",
        "ring_group:9 rings extension:5",
        "queue:8 rings extension:5",
        "ivr:2 0 ext_vm:5",
    ]
    labels = {source: data["label"] for source, _, data in part.in_edges("extension:5", data=True)}
    assert labels["ring_group:9"] == "rings"
    assert labels["queue:8"] == "rings when logged in"
    assert part.graph["middle"] == ["extension:5", "ext_vm:5"]


def test_two_steps_from_a_telephone_are_the_menus_in_front_of_its_groups():
    graph = with_groups(*STEPS, "ivr:1 -6-> extension:6", ring_group_9=("304", "305"))
    part = around(graph, "extension:5", 2)
    assert "ivr:1 2 ring_group:9" in edges(part)
    # Whom else they ring is another question.
    assert "ring_group:9 rings extension:6" not in edges(part)


def test_of_anything_but_a_telephone_no_members_are_told():
    graph = with_groups(*STEPS, ring_group_9=("304",))
    assert "rings" not in " ".join(edges(around(graph, "ring_group:9", 2)))
    assert "rings" not in " ".join(edges(graph))
