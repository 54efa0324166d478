"""A queue or ring group that has nowhere to send a call that nobody answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.destination import QUEUE, RING_GROUP
from ...model.keys import FAIL
from ..rule import WARNING, Example, Fault, NotChecked, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault | NotChecked]:
    """Find groups whose failover is known to be unset."""
    for kind, words in ((QUEUE, "queues"), (RING_GROUP, "ring groups")):
        groups = flow.of_kind(kind)
        if groups and (reason := flow.unread(kind)):
            yield NotChecked(f"{words} could not be read: {reason}")
        for group in groups:
            if flow.data(group).get("knows_fail") and flow.target(group, FAIL) is None:
                yield Fault(
                    group,
                    FAIL,
                    "no failover destination for a call that nobody answers",
                    "set a failover destination, for example a voicemail",
                )


RULE = Rule(
    id="failover-unset",
    severity=WARNING,
    summary="a queue or ring group has no failover destination",
    why="What becomes of a call that nobody answers is left to chance.",
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(("ivr:5 -1-> queue:2",), {"queue:2": {"knows_fail": True}}),
    good=Example(("ivr:5 -1-> queue:2", "queue:2 -fail-> group_vm:1")),
)
