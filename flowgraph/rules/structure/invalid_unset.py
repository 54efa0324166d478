"""A menu that sends callers who press a wrong key nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.keys import INVALID
from ..rule import INFO, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus whose destination for wrong keys is not set."""
    for menu in flow.menus:
        if flow.target(menu, INVALID) is None:
            yield Fault(
                menu,
                INVALID,
                "no destination for a caller who presses a wrong key",
                "set a destination for invalid input, for example the same menu",
            )


RULE = Rule(
    id="invalid-unset",
    severity=INFO,
    summary="a menu has no destination for a caller who presses a wrong key",
    why="A wrong key leads nowhere; the vendor does not say what happens then.",
    source="dpviz and PBXware draw where wrong keys lead",
    strength="C",
    check=check,
    bad=Example(("ivr:5 -1-> queue:2",)),
    good=Example(("ivr:5 -1-> queue:2", "ivr:5 -invalid-> ivr:5")),
)
