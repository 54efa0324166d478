"""A first menu in which 0 leads to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.keys import TIMEOUT
from ..rule import INFO, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus at which calls come in and neither 0 nor silence reaches a person."""
    for menu in flow.menus:
        is_first = menu in flow.starts and flow.takes_keys(menu)
        if is_first and not (_helps(flow, menu, "0") or _helps(flow, menu, TIMEOUT)):
            is_set = flow.target(menu, "0") is not None
            yield Fault(
                menu,
                "0",
                "0 reaches no person" if is_set else "0 is not set, so it reaches no person",
                "let 0 lead to the operator, or whoever presses nothing",
            )


def _helps(flow: Flow, menu: str, key: str) -> bool:
    """Whether a key brings the caller nearer to a person; one that repeats its menu does not."""
    target = flow.target(menu, key)
    return target in flow.near_person and target != menu


RULE = Rule(
    id="zero-not-operator",
    severity=INFO,
    summary="a menu at which calls come in reaches no person on 0, nor for who presses nothing",
    why="Callers who are lost press 0, or nothing at all, and expect somebody to answer.",
    source=(
        "ISO/IEC 13714 and AS/NZS 4263 (clause on key 0), as public summaries tell them "
        "(itams.co.uk, nch.com.au)"
    ),
    strength="A",
    check=check,
    bad=Example(("ivr:5 -0-> conference:1", "ivr:5 -1-> queue:2")),
    good=Example(("ivr:5 -0-> extension:100", "ivr:5 -1-> queue:2")),
)
