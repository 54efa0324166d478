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


class Ancestry:
    """Which nodes stand on the first way to others, breadth-first from some beginnings.

    Args:
        graph: The call graph.
        starts: Where the ways begin, in order.
    """

    def __init__(self, graph: CallGraph, starts: Iterable[str]) -> None:
        below: dict[str, list[str]] = {start: [] for start in starts}
        first = list(below)
        waiting = deque(first)
        while waiting:
            node = waiting.popleft()
            for target in graph.successors(node):
                if target not in below:
                    below[target] = []
                    below[node].append(target)
                    waiting.append(target)
        self._spans = _spans(first, below)

    def is_above(self, node: str, other: str) -> bool:
        """Whether the first way to a node leads over another one, at a glance."""
        if node not in self._spans or other not in self._spans:
            return False
        (entered, left), (number, _) = self._spans[node], self._spans[other]
        return entered < number < left


def _spans(first: Iterable[str], below: dict[str, list[str]]) -> dict[str, tuple[int, int]]:
    """Number a forest so that whatever lies below a node has numbers between its two."""
    entered: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    number = 0
    for root in first:
        stack = [(root, False)]
        while stack:
            node, is_done = stack.pop()
            number += 1
            if is_done:
                spans[node] = (entered[node], number)
                continue
            entered[node] = number
            stack.append((node, True))
            stack += [(child, False) for child in below[node]]
    return spans


def reached_from(graph: CallGraph, starts: Iterable[str]) -> set[str]:
    """Give every node that a call from one of some nodes can reach, these included."""
    met = set(starts)
    waiting = deque(met)
    while waiting:
        found = set(graph.successors(waiting.popleft())) - met
        met |= found
        waiting.extend(found)
    return met
