"""A menu that repeats its greeting too seldom or too often."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rule import INFO, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow

_LEAST = 2
_MOST = 4


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus whose repeats are not as advised; an announcement may be played once."""
    for menu in flow.menus:
        repeats = flow.data(menu)["prompt_repeat"]
        if repeats is None or _LEAST <= repeats <= _MOST or not flow.takes_keys(menu):
            continue
        word = "few" if repeats < _LEAST else "many"
        yield Fault(
            menu,
            "",
            # Whether the first play counts is not documented, so the setting is told as it is.
            f"the greeting's repeat count is {repeats}, too {word} for most callers",
            f"set it to {_LEAST} to {_MOST}",
        )


RULE = Rule(
    id="repeats-out-of-range",
    severity=INFO,
    summary="a menu plays its greeting less or more often than advised",
    why=(
        "Played once, whoever did not understand it is lost; played on and on, whoever cannot "
        "press a key waits for another way out."
    ),
    source="Alpines; the wiki of ACIxD (2 to 4 tries, then another way out; Yeastar allows 1 to 5)",
    strength="B",
    check=check,
    bad=Example(("ivr:5 -1-> queue:2",), {"ivr:5": {"prompt_repeat": 1}}),
    good=Example(("ivr:5 -1-> queue:2",), {"ivr:5": {"prompt_repeat": 3}}),
)
