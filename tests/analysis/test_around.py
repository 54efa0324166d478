"""A menu with what is around it."""

from __future__ import annotations

from menus import calls

from flowgraph.analysis.around import around

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
