"""Calls that leave the PBX again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.destination import EXTENSION, EXTERNAL_NUM
from ..rule import INFO, Example, Fault, NotChecked, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault | NotChecked]:
    """List the keys, failovers, forwards and entries that lead to a number outside."""
    if (reason := flow.unread(EXTENSION)) and flow.of_kind(EXTENSION):
        yield NotChecked(f"where extensions forward to could not be read: {reason}")
    for source, key, target in flow.steps:
        if flow.data(target)["kind"] == EXTERNAL_NUM:
            yield Fault(
                source,
                key,
                f"calls leave the PBX to {flow.name(target)}",
                "make sure that the number is still right, and whose it is",
            )


RULE = Rule(
    id="external-number",
    severity=INFO,
    summary="a destination is an external number",
    why="Such calls cost money, and the number may be private: listed for review.",
    source="the Teams call flow scripts can obfuscate numbers, dpviz can sanitise them",
    strength="C",
    check=check,
    bad=Example(("ivr:5 -8-> external_num:5550100 prefix 9",)),
    good=Example(("ivr:5 -8-> extension:100",)),
)
