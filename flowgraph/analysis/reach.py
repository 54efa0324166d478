"""From which nodes a call can get to some others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from ..callgraph import CallGraph


def leading_to(graph: CallGraph, targets: Iterable[str]) -> set[str]:
    """Give every node from which a call can reach one of some nodes, these included.

    Args:
        graph: The call graph.
        targets: Nodes of it.

    Returns:
        Node ids. Linear time, no recursion.
    """
    met = set(targets)
    waiting = deque(met)
    while waiting:
        found = set(graph.predecessors(waiting.popleft())) - met
        met |= found
        waiting.extend(found)
    return met


def reached_from(graph: CallGraph, starts: Iterable[str]) -> set[str]:
    """Give every node that a call from one of some nodes can reach, these included."""
    met = set(starts)
    waiting = deque(met)
    while waiting:
        found = set(graph.successors(waiting.popleft())) - met
        met |= found
        waiting.extend(found)
    return met
