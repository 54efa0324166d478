"""Menus that offer no choice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.keys import PRESSED
from ..rule import INFO, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus with one key or none; where numbers may be dialled there is a choice."""
    for menu in flow.menus:
        pressed = [key for key in flow.ways(menu) if key in PRESSED]
        if len(pressed) > 1 or flow.data(menu)["hidden_exits"]:
            continue
        yield Fault(
            menu,
            "",
            f"one key alone leads on: {pressed[0]}" if pressed else "no key leads on",
            "lead calls straight to where they end up, or add keys",
        )


RULE = Rule(
    id="empty-menu",
    severity=INFO,
    summary="a menu has no key, or only one",
    why="Callers stop at a menu that leaves them nothing to choose.",
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(("ivr:5 -1-> queue:2", "ivr:5 -timeout-> queue:2")),
    good=Example(("ivr:5 -1-> queue:2", "ivr:5 -2-> queue:3", "ivr:5 -timeout-> queue:2")),
)
