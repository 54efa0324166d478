"""A queue without anybody in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.destination import QUEUE
from ..rule import ERROR, Example, Fault, NotChecked, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault | NotChecked]:
    """Find queues of which is known that they have neither static nor dynamic agents."""
    queues = flow.of_kind(QUEUE)
    if queues and (reason := flow.unread(QUEUE)):
        yield NotChecked(f"queues could not be read: {reason}")
    for queue in queues:
        data = flow.data(queue)
        if data.get("members") == [] and data.get("dynamic") == []:
            yield Fault(
                queue,
                "",
                "no agent belongs to this queue, so nobody answers",
                "add agents, or send the calls elsewhere",
            )


_STEPS = ("ivr:5 -1-> queue:2", "queue:2 -fail-> group_vm:1")

RULE = Rule(
    id="empty-queue",
    severity=ERROR,
    summary="a queue has no agents, neither static nor dynamic",
    why="The caller waits for nobody.",
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(_STEPS, {"queue:2": {"members": (), "dynamic": ()}}),
    good=Example(_STEPS, {"queue:2": {"members": (), "dynamic": ("301",)}}),
)
