"""Where calls come in."""

from __future__ import annotations

import pytest
from menus import snapshot_of

from flowgraph.analysis.expectations.judging import Arrival
from flowgraph.analysis.targets import whole_graph
from flowgraph.cli.arrivals import Arrivals
from flowgraph.errors import UsageError
from flowgraph.model.destination import Destination
from flowgraph.model.missing import UNREADABLE
from flowgraph.model.route import Route
from flowgraph.model.snapshot import Snapshot


def route(number: int, did: str | None, *cids: str, position: int | None = None) -> Route:
    return Route(
        id=str(number),
        name=f"Line {number}",
        position=position or number,
        did_patterns=() if did is None else (did,),
        cid_patterns=cids,
        branches={"default": Destination("ivr", "1")},
    )


def arrivals(*routes: Route, is_whole: bool = True) -> Arrivals:
    snapshot: Snapshot = snapshot_of(
        "ivr:1 -1-> ivr:2",
        "ivr:1 -2-> ivr:8",
        "ivr:1 -3-> ivr:9",
        "ivr:2 -*-> ivr:1",
        ivr_1={"name": "Welcome", "number": "6200"},
        ivr_2={"name": "Welcome", "number": "6201"},
        missing={"8": UNREADABLE},
    )._replace(routes={one.node_id: one for one in routes}, is_whole=is_whole)
    return Arrivals(snapshot, whole_graph(snapshot))


PLAIN = (route(1, "+15550100"), route(2, "+15550110"), route(4, "+1555012X"))


@pytest.mark.parametrize(
    ("spec", "node"),
    [
        ("1", "ivr:1"),
        ("ivr:2", "ivr:2"),
        ("number:6201", "ivr:2"),
        ("did:+15550100", "inbound_route:1"),
        ("did:15550110", "inbound_route:2"),
        ("did:+15550123", "inbound_route:4"),
        ("route:Line 2", "inbound_route:2"),
        ("8", "ivr:8"),
    ],
)
def test_a_call_comes_in_at_a_menu_or_a_route(spec: str, node: str) -> None:
    assert arrivals(*PLAIN).arrival(spec) == Arrival(node)


@pytest.mark.parametrize(
    ("spec", "reason"),
    [
        ("77", "there is no IVR 77; this PBX has the IVRs 1 (Welcome), 2 (Welcome)"),
        ("9", "there is no IVR 9"),
        ("6200", "there is no IVR 6200; 6200 is the number of an IVR, not its id: write number:62"),
        ("number:6299", "no IVR has the number '6299'; did you mean '620"),
        ("name:Welcome", "several IVRs have the name 'Welcome'; name one by its id: ivr:1"),
        ("did:+1777", "no inbound route takes the number '+1777'; there are the routes route:1"),
        ("route:Mian", "no inbound route has the name 'Mian'; there are the routes route:1"),
    ],
)
def test_a_call_that_comes_in_nowhere_is_a_fact_with_a_reason(spec: str, reason: str) -> None:
    found = arrivals(*PLAIN).arrival(spec)
    assert found.node == ""
    assert found.reason.startswith(reason)


def test_what_was_not_read_is_not_said_to_be_absent() -> None:
    assert arrivals(is_whole=False).arrival("77").reason == "what was read does not hold IVR 77"


# -- routes that take one number -----------------------------------------------------------------


def test_two_routes_that_take_a_number_are_not_guessed_between() -> None:
    twins = arrivals(route(1, "+1555010X"), route(2, "+15550100"))
    for caller in ("", "+15550177"):
        reason = twins.arrival("did:+15550100", caller).reason
        assert reason.startswith("several inbound routes take the number '+15550100'")
        assert "in which order the PBX tries them is not confirmed" in reason
        assert "route:1 (Line 1 +1555010X), route:2 (Line 2 +15550100)" in reason
        assert "write caller" not in reason


def test_the_callers_number_decides_where_the_routes_ask_for_it() -> None:
    split = arrivals(route(1, "100", "+44."), route(2, "100", "+49."))
    assert split.arrival("did:100", "+4930123").node == "inbound_route:2"
    assert split.arrival("did:100", "+44 20 123").node == "inbound_route:1"
    reason = split.arrival("did:100", "+33123").reason
    assert reason.startswith("no inbound route takes the number '100' from '+33123'")
    assert split.arrival("did:100").reason.endswith("; or write caller, which may decide")


def test_a_route_that_names_the_caller_and_comes_first_takes_the_call() -> None:
    usual = arrivals(route(1, "100", "+1555."), route(2, "100"))
    assert usual.arrival("did:100", "+15550177").node == "inbound_route:1"
    assert usual.arrival("did:100", "+4930123").node == "inbound_route:2"


def test_one_that_names_the_caller_but_comes_later_is_not_guessed() -> None:
    for routes in (
        (route(1, "100"), route(2, "100", "+1555.")),
        (route(1, "100", position=3), route(2, "100", "+1555.", position=3)),
        (route(1, "100", "+1555."), route(2, "100", "+15550.")),
        (route(1, "100"), route(2, "100", "+1555.").model_copy(update={"position": None})),
    ):
        assert "several" in arrivals(*routes).arrival("did:100", "+15550177").reason


def test_a_route_for_any_number_takes_the_calls_that_no_other_one_does() -> None:
    rest = arrivals(route(1, "100", "+44."), route(2, None))
    assert rest.arrival("did:100", "+4930").node == "inbound_route:2"
    assert rest.arrival("did:100", "+4420").node == "inbound_route:1"
    assert rest.arrival("did:200").node == "inbound_route:2"


def test_a_route_that_is_named_must_take_the_caller_too() -> None:
    some = arrivals(route(1, "100", "+44."))
    assert some.arrival("route:Line 1", "+4420").node == "inbound_route:1"
    reason = some.arrival("route:1", "+4930").reason
    assert reason.startswith("the inbound route '1' takes no calls from '+4930'")


# -- naming --------------------------------------------------------------------------------------


def test_a_start_is_named_so_that_it_is_found_again() -> None:
    found = arrivals(*PLAIN, route(5, "+15550100"))
    words = {
        node: found.words(node)
        for node in ("inbound_route:1", "inbound_route:2", "inbound_route:4", "ivr:1", "ivr:8")
    }
    assert words == {
        "inbound_route:1": "route:Line 1",
        "inbound_route:2": "did:+15550110",
        "inbound_route:4": "route:Line 4",
        "ivr:1": "number:6200",
        "ivr:8": "ivr:8",
    }
    for node, spec in words.items():
        assert found.arrival(spec).node == node


def test_a_root_that_a_user_names_must_be_there() -> None:
    assert arrivals(*PLAIN).named(["did:+15550100", "2"]) == ["inbound_route:1", "ivr:2"]
    for spec, what in (("77", "there is no IVR 77"), ("did:1", "no inbound route"), ("x", "no id")):
        with pytest.raises(UsageError, match=what):
            arrivals(*PLAIN).named([spec])
