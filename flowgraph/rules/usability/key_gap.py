"""A menu that skips digits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rule import INFO, Example, Fault, Rule
from ..words import listed

if TYPE_CHECKING:
    from ..flow import Flow

_DIGITS = "123456789"


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus whose choices do not stand on 1, 2, 3 and so on."""
    for menu in flow.menus:
        used = [key for key in flow.ways(menu) if key in _DIGITS]
        choices = [key for key in used if not _stands_apart(flow, menu, key)]
        # One choice alone counts nothing: "for English press 9".
        if len(choices) < 2:
            continue
        skipped = [key for key in _DIGITS if key < choices[-1] and key not in used]
        if skipped:
            verb = "is" if len(skipped) == 1 else "are"
            yield Fault(
                menu,
                "",
                f"{listed(used)} are used, {listed(skipped)} {verb} skipped",
                "number the choices from 1 on without a gap",
            )


def _stands_apart(flow: Flow, menu: str, key: str) -> bool:
    """Whether a digit is no choice among others; by habit 9 repeats, goes back or is for alarms."""
    return key == "9" or flow.leads_back(menu, key)


RULE = Rule(
    id="key-gap",
    severity=INFO,
    summary="a menu does not number its choices 1, 2, 3 and so on",
    why="Callers who count along press the digit that was skipped.",
    source="ISO/IEC 13714, as public summaries tell it; Avaya",
    strength="AB",
    check=check,
    bad=Example(("ivr:5 -1-> queue:1", "ivr:5 -2-> queue:2", "ivr:5 -4-> queue:4")),
    good=Example(("ivr:5 -1-> queue:1", "ivr:5 -2-> queue:2", "ivr:5 -9-> ivr:5")),
)
