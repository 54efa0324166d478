"""An inbound route that somebody has forced against its schedule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.destination import KIND_WORDS, Destination
from ...model.keys import spoken
from ...text import one_line, shorten
from ..rule import WARNING, Example, Fault, NotChecked, Rule

if TYPE_CHECKING:
    from ..flow import Flow

_LONGEST_PLACE = 60


def check(flow: Flow) -> Iterator[Fault | NotChecked]:
    """Find routes whose calls go elsewhere than the schedule says for now."""
    if not flow.moment.is_compared and any(map(flow.is_timed, flow.entries)):
        yield NotChecked(
            "nobody knows when this was read: name a moment with --at, or ask the PBX itself"
        )
    for route in flow.entries:
        found = flow.moment.overrides.get(route)
        if found is None:
            continue
        doubt = f", {flow.moment.doubt}" if flow.moment.doubt else ""
        current, expected = _place(flow, route, found.current), flow.name(found.expected.node_id)
        yield Fault(
            route,
            # No key: which branch is open changes by the hour, and the finding stays the same.
            "",
            f"calls go to {current}, but the schedule says {expected} ({spoken(found.key)}){doubt}",
            "if nobody meant it to stay so, reset the time condition override of this route",
        )


def _place(flow: Flow, route: str, current: Destination) -> str:
    """Name where calls go, which need not stand in the call graph."""
    if current.node_id in flow.graph:
        return flow.name(current.node_id)
    label = (flow.data(route).get("current") or {}).get("label")
    words = label or f"{KIND_WORDS.get(current.kind, current.kind)} {current.value}"
    return shorten(one_line(words), _LONGEST_PLACE)


RULE = Rule(
    id="route-overridden",
    severity=WARNING,
    summary="the calls of an inbound route go elsewhere than its schedule says for now",
    why="Somebody dialled a time condition override code (*99, *8…) and forgot it, or did so for a "
    "reason that may be over.",
    source="the vendor's page on time condition override",
    strength="B",
    check=check,
    bad=Example(
        ("inbound_route:1 -office-> ivr:5", "ivr:5 -0-> extension:100", "ivr:9 -0-> ext_vm:100"),
        forced={"inbound_route:1": "ivr:9"},
    ),
    good=Example(("inbound_route:1 -office-> ivr:5", "ivr:5 -0-> extension:100")),
)
