"""An inbound route that gets no call because an earlier one takes them all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...analysis.routes import ROUTE_ORDER_IS_CONFIRMED, shadowed
from ..rule import WARNING, Example, Fault, NotChecked, Rule

if TYPE_CHECKING:
    from ..flow import Flow

#: Default destinations of routes that take ranges of numbers, which the list of patterns lacks.
_RANGES = frozenset({"range_to_ext", "pattern_to_ext", "pattern_to_ext_list"})


def check(flow: Flow) -> Iterator[Fault | NotChecked]:
    """Find routes of which an earlier one catches every call."""
    entries = (node for node in flow.entries if not _takes_ranges(flow, node))
    found = shadowed((node, flow.data(node)) for node in entries)
    if found and not ROUTE_ORDER_IS_CONFIRMED:
        yield NotChecked(RULE.waits_for)
        return
    for route, by in found:
        yield Fault(
            route,
            "",
            f"{flow.name(by)} stands before it and takes every call that it would take",
            "move it up, narrow the earlier route, or delete it",
            related=(by,),
        )


def _takes_ranges(flow: Flow, node: str) -> bool:
    return any(flow.data(target)["kind"] in _RANGES for target in flow.ways(node).values())


_STEPS = ("inbound_route:1 -default-> ivr:5", "inbound_route:2 -default-> ivr:5")
_ANY = {"cid_patterns": (), "trunks": ("City",)}
_NUMBER = {"did_patterns": ("5550142",), **_ANY}

RULE = Rule(
    id="shadowed-route",
    severity=WARNING,
    summary="an earlier inbound route takes every call of this one",
    why="The route never gets a call; whoever changes it wonders why nothing happens.",
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(
        (*_STEPS, "ivr:5 -0-> extension:100"),
        {
            "inbound_route:1": {"position": 1, "did_patterns": ("55501XX",), **_ANY},
            "inbound_route:2": {"position": 2, **_NUMBER},
        },
        everything=True,
    ),
    good=Example(
        (*_STEPS, "ivr:5 -0-> extension:100"),
        {
            "inbound_route:1": {"position": 1, **_NUMBER},
            "inbound_route:2": {"position": 2, "did_patterns": ("55501XX",), **_ANY},
        },
        everything=True,
    ),
    waits_for="the vendor does not say in which order routes are tried",
)
