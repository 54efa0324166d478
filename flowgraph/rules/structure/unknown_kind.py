"""Destinations of a kind that this version does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.destination import INBOUND_ROUTE, KNOWN_KINDS
from ..rule import WARNING, Example, Fault, Rule
from ..words import quoted

if TYPE_CHECKING:
    from ..flow import Flow

#: Kinds that only inbound routes have. Source: the vendor's pages on inbound routes.
_KINDS_OF_ENTRIES = frozenset(
    {
        "outroute",
        "pattern_to_ext",
        "range_to_ext",
        "pattern_to_ext_list",
        "fax_to_email",
        "disabled",
    }
)


def check(flow: Flow) -> Iterator[Fault]:
    """Find ways of menus, groups, extensions and entries to what nobody here knows."""
    for source, key, target in flow.steps:
        kind = flow.data(target)["kind"]
        is_entry = flow.data(source)["kind"] == INBOUND_ROUTE
        if kind in KNOWN_KINDS or (is_entry and kind in _KINDS_OF_ENTRIES):
            continue
        yield Fault(
            source,
            key,
            f"leads to the kind {quoted(kind)}, which is not known",
            "look on the PBX where it leads; a newer version of flowgraph may know the kind",
        )


RULE = Rule(
    id="unknown-kind",
    severity=WARNING,
    summary="a destination is of a kind that is not known",
    why="Newer firmware has new kinds. What lies behind is not looked at, and may lead anywhere.",
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(("ivr:5 -0-> extension:100", "ivr:5 -3-> call_flow:12")),
    good=Example(("ivr:5 -0-> extension:100", "ivr:5 -3-> queue:12")),
)
