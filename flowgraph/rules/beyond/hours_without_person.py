"""An entry from which callers get hold of nobody, although it is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.destination import CONFERENCE, END_CALL, KNOWN_KINDS, PLAY_GREETING
from ...model.keys import DEFAULT
from ..rule import INFO, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow

_OFFICE = "office"
_OTHER_HOURS = ("outoffice", "holiday")


def check(flow: Flow) -> Iterator[Fault]:
    """Find entries from whose open hours no person can be reached."""
    for route in flow.entries:
        key = _open_hours(flow, route)
        target = flow.target(route, key)
        if target is None or _is_no_talk(flow, target) or target in flow.near_person:
            continue
        when = "at any time" if key == DEFAULT else "in business hours"
        ends = flow.data(target)["kind"] in (END_CALL, PLAY_GREETING)
        gone = f"no person can be reached from {flow.name(target)}, where calls go {when}"
        yield Fault(
            route,
            key,
            f"calls are hung up {when}, and no person is reached" if ends else gone,
            "give callers a way to a person, for example with key 0",
            related=(target,),
        )


def _open_hours(flow: Flow, route: str) -> str:
    """Give the branch of the open hours; where nothing depends on the time they never end."""
    depends_on_time = any(flow.target(route, key) for key in (_OFFICE, *_OTHER_HOURS))
    return _OFFICE if depends_on_time else DEFAULT


def _is_no_talk(flow: Flow, target: str) -> bool:
    """Whether an entry leads straight to a machine, or to a room where callers meet."""
    kind = flow.data(target)["kind"]
    return kind == CONFERENCE or kind not in KNOWN_KINDS


RULE = Rule(
    id="hours-without-person",
    severity=INFO,
    summary="an inbound route leads to no person in its open hours",
    why="Callers ring while somebody is there, and get hold of nobody.",
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(
        (
            "inbound_route:1 -office-> ivr:5",
            "inbound_route:1 -outoffice-> extension:100",
            "ivr:5 -1-> group_vm:1",
        )
    ),
    good=Example(
        (
            "inbound_route:1 -office-> ivr:5",
            "inbound_route:1 -outoffice-> group_vm:1",
            "ivr:5 -1-> extension:100",
        )
    ),
    counter="A number may be meant for recorded information alone.",
)
