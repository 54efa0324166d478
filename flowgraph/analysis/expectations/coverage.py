"""Which keys no expectation has tried."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import NamedTuple

from ...callgraph import CallGraph, is_menu
from ...model.destination import INBOUND_ROUTE
from ...model.ids import node_order
from ...model.keys import DEFAULT, ENTRY_KEYS, rank
from ..reach import reached_from


class Untried(NamedTuple):
    """A menu or an entry of which not every key was tried.

    Attributes:
        node: The menu or the inbound route.
        keys: Those that were not, in key order.
    """

    node: str
    keys: tuple[str, ...]


class Coverage(NamedTuple):
    """How many of the keys that callers can press were tried.

    Attributes:
        tried: Keys that were.
        total: All keys that lead on, of menus, and branches of entries.
        untried: Where some were not, most of them first, then by id.
    """

    tried: int
    total: int
    untried: tuple[Untried, ...]

    @property
    def percent(self) -> int:
        """The share in percent, rounded down, so that 100 is all of them; 100 where there is none.

        >>> Coverage(2, 3, ()).percent
        66
        """
        return 100 * self.tried // self.total if self.total else 100


def coverage(graph: CallGraph, starts: Iterable[str], steps: Set[tuple[str, str]]) -> Coverage:
    """Count the keys that were tried.

    Args:
        graph: As :func:`~..targets.whole_graph` gives it.
        starts: Where calls come in: only what can be reached from there counts.
        steps: Keys that were taken, as node and key.
    """
    tried = total = 0
    untried = []
    for node in sorted(reached_from(graph, starts), key=node_order):
        keys = keys_to_try(graph, node)
        left = tuple(key for key in keys if (node, key) not in steps)
        total += len(keys)
        tried += len(keys) - len(left)
        if left:
            untried.append(Untried(node, left))
    untried.sort(key=lambda one: -len(one.keys))
    return Coverage(tried, total, tuple(untried))


def keys_to_try(graph: CallGraph, node: str) -> list[str]:
    """Give the keys of a node that count, in key order: those of menus and entries that are set."""
    data = graph.nodes[node]
    keys = {key for _, _, key in graph.out_edges(node, keys=True)}
    if data["kind"] == INBOUND_ROUTE:
        if keys.issuperset(ENTRY_KEYS):
            # Where every hour has its branch, no call ever takes the other one.
            keys.remove(DEFAULT)
    elif not is_menu(data):
        return []
    return sorted(keys, key=rank)
