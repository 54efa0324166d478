"""Shortest ways from where calls come in, one for each branch of the hour that leads elsewhere.

What callers do by day is often not what they do at night; the shortest way of all tells one of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..analysis.shortest import MOST_STEPS, Path, Walker
from ..callgraph import CallGraph
from ..model.destination import INBOUND_ROUTE
from ..model.keys import DEFAULT, ENTRY_KEYS


class Arrival(NamedTuple):
    """A way, and the branches of its entry that lead along it.

    Attributes:
        path: The way, by the first of these branches.
        hours: The branches as keys of the entry; empty where the way begins at a menu.
    """

    path: Path
    hours: tuple[str, ...] = ()


class ByHour:
    """Finds the ways; what several entries lead to is searched once.

    Args:
        graph: The call graph.
    """

    def __init__(self, graph: CallGraph) -> None:
        self._graph = graph
        self._walker = Walker(graph)
        self._behind: dict[str, list[Path]] = {}

    def arrivals(self, start: str, paths: Sequence[Path]) -> dict[str, list[Arrival]]:
        """Give the ways from a start by destination, each in the order of hours.

        Args:
            start: Where calls come in.
            paths: The shortest path from there to each destination, nearest first.

        Returns:
            In the order of the paths. The branch without hours is told only of what no other
            branch leads to: when a call takes it is not known where the hour decides.
        """
        found: dict[str, list[Arrival]] = {path.destination: [] for path in paths}
        if self._graph.nodes[start]["kind"] != INBOUND_ROUTE:
            return {path.destination: [Arrival(path)] for path in paths}
        for target, keys in self._branches(start).items():
            for path in self._after(start, target, keys[0]):
                told = found[path.destination]
                if keys != (DEFAULT,) or not told:
                    told.append(Arrival(path, keys))
        return found

    def _branches(self, entry: str) -> dict[str, tuple[str, ...]]:
        """Give the hours of an entry by what they lead to, the branch without hours last."""
        targets = {key: target for _, target, key in self._graph.out_edges(entry, keys=True)}
        hours = [key for key in ENTRY_KEYS if key in targets and key != DEFAULT]
        found: defaultdict[str, list[str]] = defaultdict(list)
        for key in hours or [DEFAULT] * (DEFAULT in targets):
            found[targets[key]].append(key)
        if hours and DEFAULT in targets:
            found.setdefault(targets[DEFAULT], [DEFAULT])
        return {target: tuple(keys) for target, keys in found.items()}

    def _after(self, entry: str, target: str, key: str) -> Iterator[Path]:
        """Lead the ways from a branch's target back to its entry, where no time passes."""
        if target not in self._behind:
            self._behind[target] = self._walker.shortest(target)
        for path in (Path(target, target), *self._behind[target]):
            yield path._replace(
                root=entry, keys=(key, *path.keys)[:MOST_STEPS], steps=path.steps + 1
            )
