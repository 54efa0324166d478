"""Until the order of matching is known, no route is called dead, and that is told."""

from __future__ import annotations

from flowgraph.rules import all_rules
from flowgraph.rules.beyond import shadowed_route

from ..asking import ask

RULE = "shadowed-route"
STEPS = ("inbound_route:1 -default-> ivr:5", "inbound_route:2 -default-> ivr:5")
REASON = all_rules()[RULE].waits_for


def asked(first: tuple[str, ...], second: tuple[str, ...], *steps: str):
    facts = {
        f"inbound_route:{position}": {
            "position": position,
            "did_patterns": dids,
            "cid_patterns": (),
            "trunks": ("City",),
        }
        for position, dids in enumerate((first, second), 1)
    }
    return ask(RULE, *(steps or STEPS), "ivr:5 -0-> extension:1", facts=facts, everything=True)


def test_a_route_that_may_be_dead_is_told_as_not_checked():
    assert asked((), ("5550142",)) == ((), [REASON])
    assert "does not say in which order" in REASON


def test_nothing_is_told_where_no_route_would_be_dead():
    assert asked(("5550142",), ()) == ((), [])


def test_a_route_that_takes_ranges_of_numbers_takes_others_than_its_list_says():
    steps = ("inbound_route:1 -default-> range_to_ext:100-199", STEPS[1])
    assert asked((), ("5550142",), *steps) == ((), [])


def test_once_the_order_is_known_the_dead_route_is_found(monkeypatch):
    monkeypatch.setattr(shadowed_route, "ROUTE_ORDER_IS_CONFIRMED", True)
    found = asked((), ("5550142",)).one
    assert (found.node, found.severity) == ("inbound_route:2", "warning")
    assert "inbound route 1" in found.message
    assert found.related == ("inbound_route:1",)
