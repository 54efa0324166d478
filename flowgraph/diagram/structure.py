"""How the boxes of a picture hang together."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import networkx as nx

from ..analysis.around import RINGS
from ..analysis.loops import Loop
from ..callgraph import CallGraph


def passing(
    graph: CallGraph, menus: Iterable[str], boxes: Collection[str], loops: Iterable[Loop]
) -> list[str]:
    """Give the groups and phones from which a call can come into a menu again, or go round.

    They are drawn once, with their arrow; of the others the small print alone says where they
    lead, because a queue that all menus share would draw lines across the whole picture.

    Args:
        graph: The call graph.
        menus: Its menus.
        boxes: What is drawn as a table, here or elsewhere.
        loops: The verdicts.

    Returns:
        Nodes in the order of the graph, with what stands in the middle of a part and rings there.
    """
    found = {node for loop in loops if loop.kind == "failover" for node in loop.menus}
    found = (found | set(_in_the_middle(graph))) - set(boxes)
    waiting = list(menus)
    while waiting:
        for caller in graph.predecessors(waiting.pop()):
            if caller not in boxes and caller not in found:
                found.add(caller)
                waiting.append(caller)
    return [node for node in graph if node in found]


def _in_the_middle(graph: CallGraph) -> Iterator[str]:
    for node in graph.graph.get("middle", ()):
        if node in graph:
            yield node
            yield from (group for group, _, key in graph.in_edges(node, keys=True) if key == RINGS)


def islands(graph: CallGraph, connected: Sequence[str]) -> dict[str, str]:
    """Give for each of some nodes the first of all that it is connected with by these alone."""
    order = {node: number for number, node in enumerate(graph.nodes)}
    menus: nx.Graph[str] = nx.Graph(graph.subgraph(connected))
    found = nx.connected_components(menus)
    firsts = ((min(island, key=order.__getitem__), island) for island in found)
    return {node: first for first, island in firsts for node in island}


def branches(
    starts: Sequence[str], onwards: Callable[[str], Iterable[str]]
) -> frozenset[tuple[str, str]]:
    """Give the steps of a tree: the first that leads to each of some nodes.

    Args:
        starts: The nodes, in the order in which those that nothing leads to begin a tree.
        onwards: Gives what a node leads to, in the order of keys.
    """
    inner = set(starts)
    met: set[str] = set()
    found: set[tuple[str, str]] = set()
    for start in starts:
        waiting = deque([] if start in met else [start])
        met.add(start)
        while waiting:
            node = waiting.popleft()
            new = dict.fromkeys(t for t in onwards(node) if t in inner and t not in met)
            met.update(new)
            waiting.extend(new)
            found.update((node, target) for target in new)
    return frozenset(found)
