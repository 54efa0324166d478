"""The shortest keys from where calls come in to every destination, or to one.

All ways to everywhere would never end: 13 menus that are all linked have a billion of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..callgraph import CallGraph, menus
from ..model.destination import (
    CONFERENCE,
    EXTENSION,
    GROUP_VM,
    INBOUND_ROUTE,
    IVR,
    QUEUE,
    RING_GROUP,
)
from ..model.ids import node_order
from ..model.missing import NOT_FOUND
from ..model.snapshot import Snapshot
from .reach import reached_from
from .shortest import Path, Walker
from .targets import Target

#: Kinds whose objects stand on a list of the PBX, so that it is known what no path leads to.
LISTED_KINDS = (IVR, EXTENSION, QUEUE, RING_GROUP, CONFERENCE, GROUP_VM)


class Survey(NamedTuple):
    """The shortest path to every destination.

    Attributes:
        roots: Where calls come in.
        paths: By root, fewest steps first, then in key order; the root itself is left out.
        most_presses: Most keys that a caller has to press for any destination.
        deepest: The destinations that take so many, by id; empty if none takes any.
        only_silent: Destinations to which every way needs a caller who presses nothing, by id.
        unreached: What stands on the PBX's lists, but no way was found to it; by id.
        unread: Kinds whose list was not read whole, so that more of them may be unreached.
        is_certain: Whether everything on the ways could be read.
    """

    roots: Sequence[str]
    paths: Sequence[Path]
    most_presses: int
    deepest: Sequence[str]
    only_silent: Sequence[str]
    unreached: Sequence[str]
    unread: Sequence[str]
    is_certain: bool


class Ways(NamedTuple):
    """All shortest ways to one destination.

    Attributes:
        target: The destination.
        roots: Where calls come in.
        paths: By root, fewest steps first, then in key order; the shortest ones to each node that
            the destination stands for.
        has_more: Whether there are more, equally short, than are told.
    """

    target: Target
    roots: Sequence[str]
    paths: Sequence[Path]
    has_more: bool


def starts(graph: CallGraph, roots: Iterable[str]) -> list[str]:
    """Choose where paths begin.

    Args:
        graph: The call graph.
        roots: Nodes of the roots.

    Returns:
        The roots. Where these are the whole PBX, its entries, then menus that lead to all those
        to which no entry does.
    """
    if not graph.graph["whole"]:
        return list(roots)
    chosen = _entries(graph)
    met = reached_from(graph, chosen)
    for menu in _from_the_front(graph):
        if menu not in met:
            chosen.append(menu)
            met |= reached_from(graph, [menu])
    return chosen


def _entries(graph: CallGraph) -> list[str]:
    return [node for node, data in graph.nodes(data=True) if data["kind"] == INBOUND_ROUTE]


def _from_the_front(graph: CallGraph) -> Iterator[str]:
    """Give all menus, those first that nothing else leads to."""
    everything = menus(graph)
    yield from (menu for menu in everything if set(graph.predecessors(menu)) <= {menu})
    yield from everything


def survey(snapshot: Snapshot, graph: CallGraph, roots: Sequence[str]) -> Survey:
    """Find the shortest path from each root to each destination.

    Args:
        snapshot: For the PBX's lists.
        graph: As :func:`~.targets.whole_graph` gives it.
        roots: Nodes of the roots; see :func:`starts` for where paths begin.
    """
    walker = Walker(graph)
    begins = starts(graph, roots)
    found = [path for root in begins for path in walker.shortest(root)]
    presses: dict[str, int] = {}
    for path in found:
        presses[path.destination] = min(path.presses, presses.get(path.destination, path.presses))
    most = max(presses.values(), default=0)
    by_key = {path.destination for path in found if not path.only_silent}
    reached = _reached(graph, begins)
    return Survey(
        roots=begins,
        paths=found,
        most_presses=most,
        deepest=_in_order(node for node, number in presses.items() if number == most > 0),
        only_silent=_in_order(presses.keys() - by_key),
        unreached=_in_order(_listed(snapshot) - reached),
        unread=[kind for kind in LISTED_KINDS if kind in graph.graph["unread"]],
        is_certain=all(_is_settled(graph, node) for node in reached),
    )


def _in_order(nodes: Iterable[str]) -> list[str]:
    return sorted(nodes, key=node_order)


def _reached(graph: CallGraph, begins: Sequence[str]) -> set[str]:
    """Give what calls reach; of a whole PBX only what an entry leads to, if it has one."""
    entries = _entries(graph) if graph.graph["whole"] else []
    return reached_from(graph, entries or begins)


def _listed(snapshot: Snapshot) -> set[str]:
    """Give everything that stands on the PBX's lists."""
    listings = snapshot.directory.listings
    known = [(kind, listings[kind].entries) for kind in LISTED_KINDS if kind in listings]
    rows = {f"{kind}:{identity}" for kind, entries in known for identity in entries}
    return rows | {ivr.node_id for ivr in snapshot.ivrs.values()}


def _is_settled(graph: CallGraph, node: str) -> bool:
    return bool(graph.nodes[node].get("missing", NOT_FOUND) == NOT_FOUND)


def ways_to(graph: CallGraph, roots: Sequence[str], target: Target) -> Ways:
    """Find all shortest ways from each root to one destination.

    Args:
        graph: As :func:`~.targets.whole_graph` gives it.
        roots: Nodes of the roots; see :func:`starts` for where paths begin.
        target: The destination.
    """
    walker = Walker(graph)
    begins = starts(graph, roots)
    found = [walker.all_shortest(root, target.nodes) for root in begins]
    paths = [path for ways, _ in found for path in ways]
    return Ways(target, begins, paths, has_more=any(is_cut for _, is_cut in found))
