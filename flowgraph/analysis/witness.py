"""The shortest way to go round in a set of menus."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..model.ids import node_order
from ..model.keys import rank

# Edges looked at before the search is content with the shortest cycle found so far. Only sets of
# thousands of menus without any short cycle come near; no real PBX does.
_BUDGET = 3_000_000


class Step(NamedTuple):
    """One move of a caller: from a menu, by a key, to the next."""

    source: str
    key: str
    target: str


class _State(NamedTuple):
    """A menu, and whether an edge that makes the kind was passed on the way to it."""

    menu: str
    is_made: bool


class _Search:
    """Breadth-first searches in one set of menus, within one budget."""

    def __init__(self, steps: list[Step], makes_kind: Callable[[str], bool]) -> None:
        self._makes_kind = makes_kind
        self._out: dict[str, list[Step]] = {}
        for step in sorted(steps, key=lambda step: rank(step.key)):
            self._out.setdefault(step.source, []).append(step)
        self._left = _BUDGET

    def cycle_through(self, menu: str, limit: int | None) -> list[Step] | None:
        """Give the first shortest cycle through a menu, in key order; None if longer than limit."""
        goal = _State(menu, is_made=True)
        came: dict[_State, tuple[_State, Step]] = {}
        level = [_State(menu, is_made=False)]
        depth = 0
        while level and goal not in came and self._may_go_on(depth, limit):
            level = list(self._next_level(level, came))
            depth += 1
        return _trace(came, goal) if goal in came else None

    def _may_go_on(self, depth: int, limit: int | None) -> bool:
        # Without a limit nothing has been found yet, and something must be.
        return limit is None or (depth < limit and self._left > 0)

    def _next_level(
        self, level: list[_State], came: dict[_State, tuple[_State, Step]]
    ) -> Iterator[_State]:
        for state in level:
            for step in self._out.get(state.menu, ()):
                self._left -= 1
                reached = _State(step.target, state.is_made or self._makes_kind(step.key))
                if reached not in came:
                    came[reached] = (state, step)
                    yield reached

    def closers(self) -> list[str]:
        """Give the menus that back edges of a depth-first search lead to; a cycle holds one."""
        entered: dict[str, bool] = {}
        found: dict[str, None] = {}
        for root in sorted(self._out, key=node_order):
            if root in entered:
                continue
            entered[root] = True
            stack = [(root, iter(self._out[root]))]
            while stack:
                menu, rest = stack[-1]
                step = next(rest, None)
                if step is None:
                    entered[menu] = False
                    stack.pop()
                elif step.target not in entered:
                    entered[step.target] = True
                    stack.append((step.target, iter(self._out.get(step.target, ()))))
                elif entered[step.target]:
                    found[step.target] = None
        return list(found)


def shortest_cycle(steps: list[Step], makes_kind: Callable[[str], bool]) -> tuple[Step, ...]:
    """Find the shortest cycle that holds an edge which makes the kind.

    Args:
        steps: All edges inside one strongly connected set.
        makes_kind: Whether a key makes the kind of loop in question; at least one edge's does.

    Returns:
        The edges of the cycle from its lowest menu round to it again; among equals the one with
        the lowest menu, then the first in key order. In huge sets without a short cycle the
        search ends at a budget with the best that it found.
    """
    search = _Search(steps, makes_kind)
    best: list[Step] | None = None
    for menu in search.closers():
        found = search.cycle_through(menu, len(best) - 1 if best else None)
        best = found or best
    assert best is not None  # noqa: S101  a strongly connected set holds a cycle of each edge
    for menu in sorted({step.source for step in steps}, key=node_order):
        found = search.cycle_through(menu, len(best))
        if found:
            return tuple(found)
    return tuple(_from_lowest(best))


def _from_lowest(cycle: list[Step]) -> list[Step]:
    start = min(range(len(cycle)), key=lambda index: node_order(cycle[index].source))
    return cycle[start:] + cycle[:start]


def _trace(came: dict[_State, tuple[_State, Step]], goal: _State) -> list[Step]:
    steps: deque[Step] = deque()
    state = goal
    while True:
        state, step = came[state]
        steps.appendleft(step)
        if state == _State(goal.menu, is_made=False):
            return list(steps)
