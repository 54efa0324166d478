"""A ring group without anybody in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.destination import RING_GROUP
from ..rule import ERROR, Example, Fault, NotChecked, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault | NotChecked]:
    """Find ring groups of which is known that they have no members."""
    groups = flow.of_kind(RING_GROUP)
    if groups and (reason := flow.unread(RING_GROUP)):
        yield NotChecked(f"ring groups could not be read: {reason}")
    for group in groups:
        if flow.data(group).get("members") == []:
            yield Fault(
                group,
                "",
                "nobody belongs to this ring group, so no telephone rings",
                "add members, or send the calls elsewhere",
            )


_STEPS = ("ivr:5 -1-> ring_group:2", "ring_group:2 -fail-> group_vm:1")

RULE = Rule(
    id="empty-ring-group",
    severity=ERROR,
    summary="a ring group has no members",
    why="The caller waits for nobody.",
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(_STEPS, {"ring_group:2": {"members": ()}}),
    good=Example(_STEPS, {"ring_group:2": {"members": ("301",)}}),
)
