"""The shortest ways from one root, in key order, with what a caller does and waits for on them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from ..callgraph import CallGraph, is_menu
from ..model.keys import DEFAULT, INVALID, PRESSED, TIMEOUT, rank
from .dialling import slow_keys
from .timing import NO_TIME, Span, stay
from .witness import Step

#: Steps of one path that are kept; no caller goes a tenth of them. It bounds the whole answer.
MOST_STEPS = 100
#: Equally short ways to one destination that are told.
MOST_WAYS = 100


class SlowKey(NamedTuple):
    """A key on the way after which the PBX waits for more digits.

    Attributes:
        menu: Where it is pressed.
        key: The key.
        number: A number that begins with it and may be dialled there.
    """

    menu: str
    key: str
    number: str


class Path(NamedTuple):
    """A way from a root to a destination.

    Attributes:
        root: Where the call comes in.
        destination: Where it goes.
        keys: What takes it there; the first :data:`MOST_STEPS` of them.
        menus: Menus that it passes in these steps, the destination not included.
        slow: Keys after which the PBX waits, in these steps.
        steps: Number of all keys.
        presses: Keys that a caller presses, wrong ones included, in all steps.
        span: How long all steps take.
        only_silent: Whether every way there from the root needs a caller who presses nothing.
    """

    root: str
    destination: str
    keys: tuple[str, ...] = ()
    menus: tuple[str, ...] = ()
    slow: tuple[SlowKey, ...] = ()
    steps: int = 0
    presses: int = 0
    span: Span = NO_TIME
    only_silent: bool = False

    @property
    def left_out(self) -> int:
        """Keys at the end that are not kept, because there are too many."""
        return self.steps - len(self.keys)


class Walker:
    """Goes through a call graph in key order; what several searches need is found out once."""

    def __init__(self, graph: CallGraph) -> None:
        self._graph = graph
        self._steps: dict[str, list[Step]] = {}
        self._slow: dict[str, Mapping[str, str]] = {}

    def shortest(self, *roots: str) -> list[Path]:
        """Give the first of the shortest paths to each node that a root leads to.

        Args:
            roots: Of several the one counts that leads there in the fewest steps.

        Returns:
            Fewest steps first, then in key order; the roots themselves are left out. Linear time.
        """
        found = {root: Path(root, root) for root in roots}
        waiting = deque(found)
        while waiting:
            path = found[waiting.popleft()]
            for step in self._ways_on(path.destination):
                if step.target not in found:
                    found[step.target] = self._after(path, step)
                    waiting.append(step.target)
        by_key = self._reached_by_keys(roots)
        return [
            path._replace(only_silent=node not in by_key)
            for node, path in found.items()
            if path.steps
        ]

    def all_shortest(self, root: str, targets: Iterable[str]) -> tuple[list[Path], bool]:
        """Give every shortest path to each of some nodes.

        Returns:
            At most :data:`MOST_WAYS` to each, fewest steps first, then in key order; and whether
            there are more.
        """
        first = {path.destination: path for path in self.shortest(root)}
        depth = {root: 0} | {node: path.steps for node, path in first.items()}
        found: list[Path] = []
        has_more = False
        for target in (target for target in targets if target in first):
            ways = list(islice(self._each_shortest(root, target, depth), MOST_WAYS + 1))
            has_more = has_more or len(ways) > MOST_WAYS
            silent = first[target].only_silent
            found += [path._replace(only_silent=silent) for path in ways[:MOST_WAYS]]
        found.sort(key=_order)
        return found, has_more

    def _each_shortest(self, root: str, target: str, depth: Mapping[str, int]) -> Iterator[Path]:
        """Go down every shortest way to a node in key order, and down no other."""
        on_the_way = self._on_the_way(target, depth)
        stack = [(Path(root, root), iter(self._ways_on(root)))]
        while stack:
            path, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                stack.pop()
            elif step.target == target and depth[target] == path.steps + 1:
                yield self._after(path, step)
            elif step.target in on_the_way and depth[step.target] == path.steps + 1:
                stack.append((self._after(path, step), iter(self._ways_on(step.target))))

    def _on_the_way(self, target: str, depth: Mapping[str, int]) -> set[str]:
        """Give the nodes on all shortest ways to a node."""
        met = {target}
        waiting = [target]
        while waiting:
            node = waiting.pop()
            before = set(self._graph.predecessors(node)) - met
            found = {one for one in before if depth.get(one) == depth[node] - 1}
            met |= found
            waiting.extend(found)
        return met

    def _reached_by_keys(self, roots: Iterable[str]) -> set[str]:
        """Give what some roots lead to without a caller who presses nothing."""
        met = set(roots)
        waiting = list(met)
        while waiting:
            steps = self._ways_on(waiting.pop())
            found = {step.target for step in steps if step.key != TIMEOUT} - met
            met |= found
            waiting.extend(found)
        return met

    def _ways_on(self, node: str) -> Sequence[Step]:
        if node not in self._steps:
            edges = self._graph.out_edges(node, keys=True)
            steps = (Step(node, key, target) for _, target, key in edges)
            self._steps[node] = sorted(steps, key=lambda step: _place(step.key))
        return self._steps[node]

    def _after(self, path: Path, step: Step) -> Path:
        """Go one step on."""
        number = self._number_after(step)
        wait = stay(self._graph, step.source, step.key, is_slow=bool(number))
        longer = path._replace(
            destination=step.target,
            steps=path.steps + 1,
            presses=path.presses + (step.key in PRESSED or step.key == INVALID),
            span=path.span.then(wait),
        )
        if path.steps >= MOST_STEPS:
            return longer
        passes = is_menu(self._graph.nodes[step.source])
        return longer._replace(
            keys=(*path.keys, step.key),
            menus=(*path.menus, step.source) if passes else path.menus,
            slow=(*path.slow, SlowKey(step.source, step.key, number)) if number else path.slow,
        )

    def _number_after(self, step: Step) -> str:
        """Give a number for which the PBX waits after a key; empty where it does not."""
        if step.key not in PRESSED:
            return ""
        if step.source not in self._slow:
            self._slow[step.source] = slow_keys(self._graph, step.source)
        return self._slow[step.source].get(step.key, "")


def _order(path: Path) -> tuple[int, list[tuple[bool, int]]]:
    return path.steps, [_place(key) for key in path.keys]


def _place(key: str) -> tuple[bool, int]:
    # Where the hour decides, it is not known when a call takes the branch without hours.
    return key == DEFAULT, rank(key)
