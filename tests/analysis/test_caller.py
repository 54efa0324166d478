from __future__ import annotations

import pytest
from calling import pbx

from flowgraph.analysis.caller import Caller
from flowgraph.callgraph import CallGraph
from flowgraph.errors import UsageError


def caller(*steps: str, root: str = "ivr:1", **facts: object) -> Caller:
    graph: CallGraph = pbx(*steps, **facts)[1]  # type: ignore[arg-type]
    return Caller(graph, root, {})


def test_a_caller_is_played_key_by_key():
    somebody = caller("ivr:1 -2-> ivr:2", "ivr:2 -1-> queue:3")
    assert (somebody.place, somebody.outcome) == ("ivr:1", "menu")
    assert somebody.ways == {"2": "ivr:2"}
    assert somebody.press("2").target == "ivr:2"
    assert somebody.press("1").target == "queue:3"
    assert (somebody.place, somebody.outcome) == ("queue:3", "destination")
    assert somebody.label == "Queue 640 Sales"


def test_moves_can_be_taken_back_until_the_call_begins():
    somebody = caller("ivr:1 -2-> ivr:2", "ivr:2 -1-> queue:3")
    somebody.press("2")
    assert somebody.back()
    assert (somebody.place, somebody.hops) == ("ivr:1", [])
    assert not somebody.back()


def test_where_a_caller_went_back_from_the_call_has_not_been():
    somebody = caller("ivr:1 -2-> ivr:2", "ivr:2 -*-> ivr:1")
    somebody.press("2")
    somebody.back()
    assert not somebody.press("2").is_back
    assert somebody.press("*").is_back


def test_a_key_that_fails_leaves_the_call_where_it_is():
    somebody = caller("ivr:1 -2-> queue:3")
    with pytest.raises(UsageError, match="fail is no key of a menu, and the call is in IVR id 1"):
        somebody.press("fail")
    somebody.press("2")
    with pytest.raises(UsageError, match="the call is at Queue 640 Sales"):
        somebody.press("2")
    assert (somebody.place, len(somebody.hops)) == ("queue:3", 1)


def test_nothing_can_be_pressed_where_it_is_not_known_where_the_call_is():
    somebody = caller("ivr:1 -2-> queue:3")
    somebody.press("7")
    assert somebody.is_lost
    with pytest.raises(UsageError):
        somebody.press("2")


def test_an_entry_waits_for_the_hour_or_goes_on_by_itself():
    somebody = caller("inbound_route:1 -default-> ivr:1", "ivr:1 -2-> queue:3",
                      root="inbound_route:1")  # fmt: skip
    assert somebody.is_at_entry
    somebody.arrive("default")
    assert somebody.is_at_entry
    somebody.arrive("2")
    assert somebody.place == "ivr:1"


def test_one_key_may_take_two_moves_from_an_entry():
    somebody = caller("inbound_route:1 -default-> ivr:1", "ivr:1 -2-> queue:3",
                      root="inbound_route:1")  # fmt: skip
    assert somebody.press("2").node == "ivr:1"
    assert [hop.key for hop in somebody.hops] == ["default", "2"]
