"""Keys that lead to a menu which does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.destination import IVR
from ...model.missing import NOT_FOUND
from ..rule import ERROR, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find ways to menus that the PBX does not know, or that name none."""
    for source, key, target in flow.steps:
        data = flow.data(target)
        if data["kind"] == IVR and data.get("missing") == NOT_FOUND:
            yield Fault(
                source,
                key,
                f"leads to {flow.name(target)}, which does not exist"
                if data["value"]
                else "leads to an IVR but names none",
                "choose a destination that exists",
            )


RULE = Rule(
    id="dangling-ivr",
    severity=ERROR,
    summary="a key leads to an IVR that does not exist",
    why="Callers who take this way get an error or silence.",
    source="dpviz marks a 'Bad Dest'; PBXware reports such destinations",
    strength="C",
    check=check,
    bad=Example(("ivr:5 -0-> extension:100", "ivr:5 -3-> ivr:1")),
    good=Example(("ivr:5 -0-> extension:100", "ivr:5 -3-> ivr:1", "ivr:1 -0-> extension:100")),
)
