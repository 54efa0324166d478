"""Menus among which callers can choose to go round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..loops import Words, faults, is_alone
from ..rule import INFO, Example, Fault, Rule

if TYPE_CHECKING:
    from ...analysis.loops import Loop
    from ..flow import Flow

_FIX = "nothing to do if this is a way back, a main menu or a repeat"


def check(flow: Flow) -> Iterator[Fault]:
    """Find rounds that take a pressed key."""
    yield from faults(flow, "caller", _tell)


def _tell(flow: Flow, loop: Loop) -> Words:
    if is_alone(loop):
        return Words("a key repeats this menu", _FIX)
    return Words(f"callers can choose to go round between {flow.names(loop.menus)}", _FIX)


RULE = Rule(
    id="caller-loop",
    severity=INFO,
    summary="callers can choose to go round: back, main menu, repeat",
    why="Usually meant: a key that goes back, to the main menu, or repeats the menu.",
    source="public summaries of ISO/IEC 13714: * goes one step back",
    strength="A",
    check=check,
    bad=Example(
        (
            "ivr:5 -0-> extension:100",
            "ivr:5 -1-> ivr:6",
            "ivr:6 -*-> ivr:5",
        )
    ),
    good=Example(("ivr:5 -0-> extension:100", "ivr:5 -1-> ivr:6", "ivr:6 -1-> queue:1")),
)
