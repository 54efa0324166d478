"""Which inbound routes get no call, if routes are tried in the order of their positions."""

from __future__ import annotations

from typing import Any

import pytest

from flowgraph.analysis.routes import Shadow, shadowed

_TRUNK = ("City",)


def route(
    position: int | None,
    dids: tuple[str, ...] | None = (),
    *,
    cids: tuple[str, ...] | None = (),
    trunks: tuple[str, ...] | None = _TRUNK,
) -> dict[str, Any]:
    return {"position": position, "did_patterns": dids, "cid_patterns": cids, "trunks": trunks}


def dead(*routes: dict[str, Any]) -> list[tuple[str, str]]:
    """Give each route that gets no call and the one that takes them; they are called a, b, …"""
    return [tuple(one) for one in shadowed(zip("abcdef", routes, strict=False))]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ((), ("5550142",)),
        ((), ()),
        ((), ("555XXXX",)),
        (("5550142",), ("5550142",)),
        (("5550142",), ("555 01 42",)),
        (("_55501XX",), ("5550142",)),
        (("+1555.",), ("+15550142", "+15550199")),
        (("55501XX",), ("_55501xx",)),
        (("5550142", "55502XX"), ("55502XX", "5550142")),
    ],
)
def test_a_route_whose_numbers_an_earlier_one_takes_gets_no_call(earlier, later):
    assert dead(route(1, earlier), route(2, later)) == [("b", "a")]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (("5550142",), ()),
        (("5550142",), ("5550143",)),
        (("5550142",), ("5550142", "5550143")),
        (("55501XX",), ("5550XXX",)),
        (("555XXXX",), ("55501XX",)),  # taken in truth, but patterns are not compared
    ],
)
def test_a_route_that_takes_more_numbers_gets_calls(earlier, later):
    assert dead(route(1, earlier), route(2, later)) == []


def test_the_position_decides_not_the_order_in_which_the_pbx_tells_them():
    narrow, wide = route(1, ("5550142",)), route(2, ("555XXXX",))
    assert dead(wide, narrow) == dead(narrow, wide) == []
    assert dead(route(2, ("5550142",)), route(1, ("555XXXX",))) == [("a", "b")]


def test_two_routes_at_one_place_do_not_shadow_each_other():
    assert dead(route(1), route(1)) == []


def test_callers_numbers_count_as_dialled_ones_do():
    assert dead(route(1, cids=("555.",)), route(2, cids=("5550142",))) == [("b", "a")]
    assert dead(route(1, cids=("555.",)), route(2)) == []


def test_an_earlier_route_must_listen_on_all_trunks_of_the_later_one():
    assert dead(route(1, trunks=("City", "Mobile")), route(2)) == [("b", "a")]
    assert dead(route(1), route(2, trunks=("City", "Mobile"))) == []
    assert dead(route(1, trunks=("Mobile",)), route(2)) == []


@pytest.mark.parametrize(
    "unknown",
    [route(None), route(1, None), route(1, cids=None), route(1, trunks=None), route(1, trunks=())],
)
def test_nothing_is_concluded_from_what_is_not_known(unknown):
    assert dead(unknown, route(2)) == []
    assert dead(route(0), unknown) == []


def test_the_first_route_that_takes_everything_is_named():
    found = shadowed([("c", route(3)), ("b", route(2)), ("a", route(1))])
    assert found == [Shadow("b", "a"), Shadow("c", "a")]
