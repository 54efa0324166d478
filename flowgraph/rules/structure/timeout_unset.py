"""A menu that sends silent callers nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.keys import TIMEOUT
from ..rule import WARNING, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus whose time-out is not set."""
    for menu in flow.menus:
        if flow.target(menu, TIMEOUT) is None:
            yield Fault(
                menu,
                TIMEOUT,
                "no destination for a caller who presses nothing",
                "set a time-out destination, for example the operator",
            )


RULE = Rule(
    id="timeout-unset",
    severity=WARNING,
    summary="a menu has no destination for a caller who presses nothing",
    why="After the last repeat there is nowhere to go; the vendor does not say what happens then.",
    source=(
        "the vendor's page on ivr/get; PBXware reports such menus; ISO/IEC 13714 has a clause on "
        "time-outs (public summaries)"
    ),
    strength="BC",
    check=check,
    bad=Example(("ivr:5 -1-> queue:2",)),
    good=Example(("ivr:5 -1-> queue:2", "ivr:5 -timeout-> extension:100")),
)
