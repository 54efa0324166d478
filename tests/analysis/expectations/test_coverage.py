"""Which keys nobody has tried."""

from __future__ import annotations

import pytest
from menus import calls

from flowgraph.analysis.expectations.coverage import Coverage, Untried, coverage, keys_to_try

from .office import GRAPH, play


def test_every_set_key_that_callers_can_reach_counts_and_no_other():
    graph = calls(
        "ivr:1 -1-> ivr:2", "ivr:1 -timeout-> end_call:", "ivr:2 -*-> ivr:1", "ivr:7 -1-> ivr:1"
    )
    found = coverage(graph, ["ivr:1"], {("ivr:1", "timeout"), ("ivr:7", "1")})
    assert found == Coverage(1, 3, (Untried("ivr:1", ("1",)), Untried("ivr:2", ("*",))))
    assert found.percent == 33


def test_the_branches_of_an_entry_count_but_not_one_that_no_call_takes():
    assert keys_to_try(GRAPH, "inbound_route:1") == ["office", "outoffice", "holiday"]
    assert keys_to_try(GRAPH, "inbound_route:2") == ["default"]
    # Nobody says where calls go on holidays: perhaps by the branch without hours.
    assert keys_to_try(GRAPH, "inbound_route:3") == ["default", "office", "outoffice"]


@pytest.mark.parametrize("node", ["queue:1", "extension:24", "ivr:8", "ivr:9", "end_call:"])
def test_what_is_no_menu_has_no_keys_to_try(node: str):
    assert keys_to_try(GRAPH, node) == []


def test_where_most_was_not_tried_comes_first_then_the_lowest_id():
    graph = calls(
        "ivr:2 -1-> ivr:3",
        "ivr:3 -1-> ivr:10",
        "ivr:3 -invalid-> ivr:2",
        "ivr:10 -1-> ivr:2",
        "ivr:10 -2-> ivr:20",
        "ivr:20 -1-> ivr:2",
    )
    untried = coverage(graph, ["ivr:10"], set()).untried
    assert [one.node for one in untried] == ["ivr:3", "ivr:10", "ivr:2", "ivr:20"]
    assert untried[0].keys == ("1", "invalid")


def test_a_wrong_key_is_tried_by_pressing_one_that_is_not_set():
    steps = play("ivr:1", "7", "menu Sales").steps
    (menu,) = [one for one in coverage(GRAPH, ["ivr:1"], steps).untried if one.node == "ivr:1"]
    assert menu.keys == ("1", "2", "3", "4", "5", "6")


def test_all_of_nothing_is_all():
    assert coverage(calls("ivr:1 -1-> ivr:2"), [], set()).percent == 100


def test_a_hundred_percent_is_all_of_them():
    assert Coverage(9999, 10000, ()).percent == 99
