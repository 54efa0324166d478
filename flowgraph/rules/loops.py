"""What the five rules on loops share: where their findings stand, and how to tell a loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from .rule import Fault
from .words import quoted

if TYPE_CHECKING:
    from ..analysis.loops import Kind, Loop
    from .flow import Flow


class Words(NamedTuple):
    """How a loop is told: what is wrong, and what to change."""

    message: str
    fix: str


def faults(flow: Flow, kind: Kind, tell: Callable[[Flow, Loop], Words]) -> Iterator[Fault]:
    """Give a fault for every loop of a kind, at the key whose change breaks it.

    Args:
        flow: The call flow.
        kind: Which loops.
        tell: Gives the words for one of them.
    """
    for loop in flow.loops_of(kind):
        place = loop.breaking
        message, fix = tell(flow, loop)
        yield Fault(
            place.source,
            place.key,
            message,
            fix,
            severity=loop.severity,
            related=loop.menus,
        )


def is_alone(loop: Loop) -> bool:
    """Whether one menu alone goes round."""
    return len(loop.menus) == 1


def replayed(flow: Flow, loop: Loop) -> str:
    """Give the file that a menu plays before it starts again; empty where it just starts again."""
    target = flow.target(loop.breaking.source, loop.breaking.key)
    if target is None or flow.is_menu(target):
        return ""
    return quoted(flow.data(target)["value"])
