"""A menu that offers more choices than callers keep in mind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rule import INFO, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus with more options on digits than the limit."""
    limit = flow.limit(RULE)
    for menu in flow.menus:
        count = sum(_is_option(flow, menu, key) for key in flow.ways(menu))
        if count > limit:
            yield Fault(
                menu,
                "",
                f"{count} options on digits, more than {limit}",
                "leave out what few callers want, or offer it in a menu behind",
            )


def _is_option(flow: Flow, menu: str, key: str) -> bool:
    """Whether a key is a choice of its own; the operator and the way back are everywhere."""
    is_operator = key == "0" and flow.is_for_people(flow.ways(menu)[key])
    return key.isdecimal() and not is_operator and not flow.leads_back(menu, key)


RULE = Rule(
    id="too-many-options",
    severity=INFO,
    summary="a menu has more options on digits than advised, operator and way back not counted",
    why="Callers have to keep all options in mind until they have heard the last one.",
    source=(
        "ISO/IEC 13714, as public summaries tell it: 4; Avaya: 4 to 5; Alpines: 3, at most 6; "
        "Microsoft's speech guide: 3 to 5"
    ),
    strength="AB",
    check=check,
    bad=Example(tuple(f"ivr:5 -{key}-> queue:{key}" for key in range(1, 7))),
    good=Example(
        ("ivr:5 -0-> extension:100", *(f"ivr:5 -{key}-> queue:{key}" for key in range(1, 6)))
    ),
    counter=(
        "in experiments callers were faster in broad menus than in deep ones and liked them better "
        "(Virzi & Huitema 1997; Commarford et al. 2008)"
    ),
    limit=5,
    limit_words="digit options",
)
