"""Expectations to begin with: what calls do today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...callgraph import CallGraph
from ...model.destination import INBOUND_ROUTE
from ...model.keys import DEFAULT, FAIL, FORWARDS, rank
from ..entering import named_branch, ways_on
from ..shortest import Path, Walker
from .coverage import keys_to_try
from .destinations import Destinations
from .expectation import Expectation
from .judging import Arrival, Judge, Result


class LeftOut(NamedTuple):
    """A key for which no expectation is written.

    Attributes:
        node: Where it is.
        key: The key.
        target: Where it leads.
        reason: Why, in words.
    """

    node: str
    key: str
    target: str
    reason: str


class Draft(NamedTuple):
    """Expectations that all pass today.

    Attributes:
        results: By start, fewest steps first, then in key order.
        left_out: Keys that none of them tries.
    """

    results: tuple[Result, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def steps(self) -> set[tuple[str, str]]:
        """The keys that they try: node and key of each."""
        return {step for result in self.results for step in result.steps}


def first_expectations(
    graph: CallGraph, starts: Mapping[str, str], destinations: Destinations, judge: Judge
) -> Draft:
    """Write down what calls do today.

    Each key of a menu, each branch of an entry and each failover is tried once, by the shortest
    keys from the first start that leads to it; so every destination is there, and the file grows
    with the PBX, not with the number of ways through it.

    Args:
        graph: As :func:`~..targets.whole_graph` gives it.
        starts: How an expectation names each start, by its node, in their order.
        destinations: Of the same graph.
        judge: Of the same graph; what it does not let pass is left out.
    """
    results: list[Result] = []
    left_out: dict[tuple[str, str], LeftOut] = {}
    tried: set[tuple[str, str]] = set()
    walker = Walker(graph)
    for start, words in starts.items():
        for path, key, target in _to_try(graph, walker, start):
            edge = (path.destination, key)
            if edge in tried:
                continue
            reaches = destinations.words_for(target)
            expectation = Expectation(words, reaches, _keys(graph, path, key))
            result = judge.judge(expectation, Arrival(start, _never(path, key)))
            if result.passed:
                results.append(result)
                tried |= result.steps
            else:
                reason = result.reason or "the call gets elsewhere"
                left_out.setdefault(edge, LeftOut(*edge, target, reason))
    untried = (row for edge, row in left_out.items() if edge not in tried)
    return Draft(tuple(results), tuple(untried))


def _to_try(graph: CallGraph, walker: Walker, start: str) -> Iterator[tuple[Path, str, str]]:
    """Give every key that is worth an expectation: the way to it, the key, where it leads."""
    for path in (Path(start, start), *walker.shortest(start)):
        node = path.destination
        ways = ways_on(graph, node)
        others = ways.keys() & {FAIL, *FORWARDS}
        for key in sorted({*keys_to_try(graph, node), *others}, key=rank):
            yield path, key, ways[key]


def _never(path: Path, key: str) -> str:
    """Say why no expectation is written of a key, wherever the call gets; empty where one may."""
    if any(one in FORWARDS for one in (*path.keys, key)):
        return "an extension forwards there only as long as its status is what it is now"
    return f"it takes {path.steps + 1} steps" if path.left_out else ""


def _keys(graph: CallGraph, path: Path, key: str) -> tuple[str, ...]:
    keys = (*path.keys, key)
    is_entry = graph.nodes[path.root]["kind"] == INBOUND_ROUTE
    # Where the hour does not matter, nobody has to name it.
    at_any_time = is_entry and named_branch(graph, path.root, "office") == DEFAULT
    return keys[1:] if at_any_time else keys
