"""A queue in which callers may wait without end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.destination import QUEUE
from ...model.keys import FAIL
from ..rule import INFO, Example, Fault, NotChecked, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault | NotChecked]:
    """Find queues without a longest waiting time before their failover.

    Where there is no failover either, ``failover-unset`` says so: a limit would help nobody.
    """
    queues = flow.of_kind(QUEUE)
    if queues and (reason := flow.unread(QUEUE)):
        yield NotChecked(f"queues could not be read: {reason}")
    for queue in queues:
        failover = flow.target(queue, FAIL)
        if flow.data(queue).get("limit_s") == 0 and failover is not None:
            yield Fault(
                queue,
                FAIL,
                f"no longest waiting time, so that callers who wait may never get to its failover "
                f"({flow.name(failover)})",
                "set a longest waiting time",
                related=(failover,),
            )


_STEPS = ("ivr:5 -1-> queue:2", "queue:2 -fail-> group_vm:1")

RULE = Rule(
    id="queue-without-limit",
    severity=INFO,
    summary="a queue has a failover destination but no longest waiting time",
    why="Its failover may never be reached by waiting; the vendor does not say when else a queue "
    "gives a call up.",
    source="the vendor's page on adding a queue",
    strength="B",
    check=check,
    bad=Example(_STEPS, {"queue:2": {"limit_s": 0}}),
    good=Example(_STEPS, {"queue:2": {"limit_s": 300}}),
)
