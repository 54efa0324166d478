"""A menu behind another that star does not lead back from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.keys import PRESSED
from ...model.missing import NOT_FOUND
from ..rule import INFO, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow

_STAR = "*"


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus that callers chose in another one and cannot leave by ``*``."""
    for menu in flow.menus:
        if _is_chosen(flow, menu) and not _may_go_back(flow, menu):
            is_set = flow.target(menu, _STAR) is not None
            yield Fault(
                menu,
                _STAR,
                "* does not go back" if is_set else "* is not set, so it does not go back",
                "let * lead to the menu before",
            )


def _is_chosen(flow: Flow, menu: str) -> bool:
    """Whether a key of another menu leads here, and not just back."""
    return any(
        key in PRESSED and not flow.leads_back(source, key) for source, key in flow.ways_in(menu)
    )


def _may_go_back(flow: Flow, menu: str) -> bool:
    """Whether star goes back; true also where it leads to a menu that could not be read."""
    target = flow.target(menu, _STAR)
    if target is None or target == menu:
        return False
    is_open = flow.data(target).get("missing", NOT_FOUND) != NOT_FOUND
    return is_open or flow.lead_to_each_other(menu, target)


RULE = Rule(
    id="star-not-back",
    severity=INFO,
    summary="the star key is no way back in a menu that callers chose in another one",
    why="Callers who took a wrong turn expect that * takes them one step back.",
    source="ISO/IEC 13714, as public summaries tell it",
    strength="A",
    check=check,
    bad=Example(("ivr:5 -1-> ivr:6", "ivr:6 -1-> queue:2")),
    good=Example(("ivr:5 -1-> ivr:6", "ivr:6 -1-> queue:2", "ivr:6 -*-> ivr:5")),
)
