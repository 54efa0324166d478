"""Which inbound routes take a call."""

from __future__ import annotations

import pytest

from flowgraph.model.route import Route
from flowgraph.model.taking import admits, taking


def route(number: int, did: str = "", *cids: str, **facts: object) -> Route:
    known = {"did_patterns": (did,) if did else (), "cid_patterns": cids, "position": number}
    return Route(**{"id": str(number), **known, **facts})


def ids(routes: list[Route]) -> list[str]:
    return [one.id for one in routes]


@pytest.mark.parametrize(
    ("number", "found"),
    [("+15550100", ["1"]), ("15550100", ["1"]), ("+15550123", ["2"]), ("+1777", ["3"])],
)
def test_a_number_is_taken_by_the_routes_that_name_it_else_by_those_that_take_any(number, found):
    routes = [route(1, "+15550100"), route(2, "+1555012X"), route(3)]
    assert ids(taking(routes, number)) == found


def test_a_route_that_wants_another_caller_takes_no_call():
    routes = [route(1, "100", "+44."), route(2)]
    assert ids(taking(routes, "100", "+4420")) == ["1"]
    assert ids(taking(routes, "100", "+4930")) == ["2"]
    assert ids(taking(routes, "100")) == ["1"]


@pytest.mark.parametrize(
    ("routes", "found"),
    [
        ([route(1, "100", "+44."), route(2, "100")], ["1"]),
        ([route(2, "100", "+44."), route(1, "100")], ["2", "1"]),
        ([route(1, "100", "+44."), route(1, "100")], ["1", "1"]),
        ([route(1, "100", "+44."), route(2, "100", "+442.")], ["1", "2"]),
        ([route(1, "100", "+44."), route(2, "100", position=None)], ["1", "2"]),
        ([route(1, "100", "+44.", position=None), route(2, "100")], ["1", "2"]),
        ([route(1, "100"), route(2, "1XX")], ["1", "2"]),
    ],
)
def test_between_several_only_pattern_and_place_together_decide(routes, found):
    assert ids(taking(routes, "100", "+4420")) == found


def test_what_is_not_known_of_a_route_closes_it_to_nobody():
    unknown = route(1, "100", cid_patterns=None)
    assert admits(unknown, "+44")
    assert ids(taking([unknown], "100", "+44")) == ["1"]
    assert taking([route(1, did_patterns=None)], "100") == []
