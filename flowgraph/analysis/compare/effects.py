"""What the changes do to callers: loops, and what they reach with how many keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...callgraph import CallGraph
from ...model.destination import END_CALL, INBOUND_ROUTE, PLAY_PROMPT
from ...model.ids import node_order
from ..loops import Loop, loops
from ..paths import starts
from ..shortest import Path, Walker

#: Where no call goes to: it comes in there, merely ends, or hears something and stays in its menu.
_NO_PLACE = frozenset({INBOUND_ROUTE, END_CALL, PLAY_PROMPT})


class Loops(NamedTuple):
    """What became of the loops; the same kind and the same menus are the same loop.

    Attributes:
        new: Those of the new side alone, in the order of
            :func:`~flowgraph.analysis.loops.loops`.
        gone: Those of the old side alone.
        unchanged: Those of both, as the new side has them.
    """

    new: tuple[Loop, ...]
    gone: tuple[Loop, ...]
    unchanged: tuple[Loop, ...]


class Presses(NamedTuple):
    """A destination to which callers now press more keys, or fewer.

    Attributes:
        destination: Its node.
        old: The shortest way before.
        new: The shortest way now.
    """

    destination: str
    old: Path
    new: Path


class Reach(NamedTuple):
    """What callers reach.

    Attributes:
        gained: Destinations that can be reached now and could not before, by id; what does not
            exist is none.
        lost: Those that could be reached and cannot any more.
        presses: Those with another number of keys on the shortest way.
    """

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    presses: tuple[Presses, ...]


def compare_loops(old: CallGraph, new: CallGraph) -> Loops:
    """Tell which loops are new, gone and unchanged."""
    before, after = loops(old), loops(new)
    was, is_ = ({_identity(loop) for loop in found} for found in (before, after))
    return Loops(
        new=tuple(loop for loop in after if _identity(loop) not in was),
        gone=tuple(loop for loop in before if _identity(loop) not in is_),
        unchanged=tuple(loop for loop in after if _identity(loop) in was),
    )


def _identity(loop: Loop) -> tuple[str, frozenset[str]]:
    return loop.kind, frozenset(loop.menus)


def compare_reach(old: CallGraph, new: CallGraph) -> Reach:
    """Tell what callers reach now and did not before, and the other way round.

    Calls come in at the roots. Where these are all menus, they come in at the entries; where there
    is no entry, at the menus to which no other leads. Linear time.
    """
    before, after = (_ways(graph, begins) for graph, begins in _begins(old, new))
    return Reach(
        gained=_in_order(after.keys() - before.keys()),
        lost=_in_order(before.keys() - after.keys()),
        presses=tuple(
            Presses(node, before[node], after[node])
            for node in _in_order(before.keys() & after.keys())
            if before[node].presses != after[node].presses
        ),
    )


def _in_order(nodes: set[str]) -> tuple[str, ...]:
    return tuple(sorted(nodes, key=node_order))


def _ways(graph: CallGraph, begins: Sequence[str]) -> dict[str, Path]:
    """Give the shortest way to each destination; a beginning is reached at once."""
    found = {node: Path(node, node) for node in begins}
    found |= {path.destination: path for path in Walker(graph).shortest(*begins)}
    return {node: path for node, path in found.items() if _is_place(graph, node)}


def _is_place(graph: CallGraph, node: str) -> bool:
    data = graph.nodes[node]
    return data["kind"] not in _NO_PLACE and "missing" not in data


# -- where calls come in ---------------------------------------------------------------------


def _begins(old: CallGraph, new: CallGraph) -> Iterator[tuple[CallGraph, list[str]]]:
    """Give each side with the nodes at which calls come in."""
    sides = (old, new)
    if not all(graph.graph["whole"] for graph in sides):
        yield from ((graph, _present(graph, graph.graph["roots"])) for graph in sides)
    elif any(map(_entries, sides)):
        yield from ((graph, _entries(graph)) for graph in sides)
    else:
        first = [*_fronts(old, new), *_fronts(new, old)]
        yield from ((graph, _present(graph, first) or starts(graph, [])) for graph in sides)


def _present(graph: CallGraph, nodes: Iterable[str]) -> list[str]:
    return [node for node in dict.fromkeys(nodes) if node in graph]


def _entries(graph: CallGraph) -> list[str]:
    found = (node for node, data in graph.nodes(data=True) if data["kind"] == INBOUND_ROUTE)
    return sorted(found, key=node_order)


def _fronts(graph: CallGraph, other: CallGraph) -> list[str]:
    """Give the menus that stand in front, but for those that just lost their key or have none yet.

    To one that another menu of both sides leads to on the other side alone, no call came in.
    """
    found, there = starts(graph, []), set(starts(other, []))
    return [menu for menu in found if menu in there or not _is_cut_off(graph, other, menu)]


def _is_cut_off(graph: CallGraph, other: CallGraph, menu: str) -> bool:
    if menu not in other:
        return False
    callers = set(other.predecessors(menu)) - set(graph.predecessors(menu)) - {menu}
    return not callers.isdisjoint(graph)
