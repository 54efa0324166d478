"""A call flow that is too big for one sheet, cut into parts that are not.

Each part holds menus that hang together: a menu and what lies behind it, as far as there is room.
What is cut is the tree of first ways, breadth-first from where calls come in, so that a part has
one way in from above; other keys may lead across.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..callgraph import CallGraph, is_menu
from ..model.ids import node_order

#: Menus elsewhere that lead to a menu, and are shown beside it.
MOST_CALLERS = 3


class Part(NamedTuple):
    """Things that stand on one sheet.

    Attributes:
        top: The first of them, which names the sheet.
        members: All of them in breadth-first order: menus, or tops of smaller parts.
    """

    top: str
    members: tuple[str, ...]


def parts(graph: CallGraph, most_menus: int, most: int) -> list[list[Part]]:
    """Cut a call flow into parts, and put these together to bigger ones, until few are left.

    Args:
        graph: The call graph.
        most_menus: How many menus a part has at most.
        most: How many parts make a bigger one at most; at least 2.

    Returns:
        Levels, finest first: the first holds every menu once, each further one the tops of the
        level before. The last has at most ``most`` parts. Linear time a level, no recursion.
    """
    parent = _first_ways(graph)
    levels = [_cut(parent, most_menus)]
    while len(levels[-1]) > most:
        home = {member: part.top for part in levels[-1] for member in part.members}
        above = {part.top: home.get(parent[part.top] or "") for part in levels[-1]}
        # Not as few as there could be: an overview of three boxes says nothing.
        levels.append(_cut(above, min(most, max(2, -(-2 * len(levels[-1]) // most)))))
        parent = above
    return levels


def sheet(graph: CallGraph, part: Part) -> CallGraph:
    """Cut out what stands on the sheet of a part of the first level.

    Returns:
        A call graph with the part's menus and all that they lead to, queues and telephones with
        what follows them. Menus of other parts, those that lead here among them, have
        ``elsewhere`` set; of callers there are at most :data:`MOST_CALLERS` a menu.
    """
    inside = set(part.members)
    kept = dict.fromkeys(part.members)
    waiting = deque(part.members)
    while waiting:
        for target in graph.successors(waiting.popleft()):
            if target not in kept:
                kept[target] = None
                if not is_menu(graph.nodes[target]):
                    waiting.append(target)
    callers = {
        (caller, menu)
        for menu in part.members
        for caller in _callers(graph, menu, set(kept))[:MOST_CALLERS]
    }
    kept |= dict.fromkeys(caller for caller, _ in sorted(callers))
    facts = {**graph.graph, "roots": [part.top], "whole": False, "centre": part.top}
    cut = CallGraph(**facts)
    cut.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in kept)
    for source, target, key, data in graph.edges(kept, keys=True, data=True):
        is_ours = not _is_elsewhere(graph, source, inside)
        if target in kept and (is_ours or (source, target) in callers):
            cut.add_edge(source, target, key=key, **data)
    for node in cut:
        if _is_elsewhere(graph, node, inside):
            cut.nodes[node].update({"elsewhere": True})
    return cut


def _is_elsewhere(graph: CallGraph, node: str, inside: set[str]) -> bool:
    return is_menu(graph.nodes[node]) and node not in inside


def _callers(graph: CallGraph, menu: str, kept: set[str]) -> list[str]:
    found = (node for node in graph.predecessors(menu) if node not in kept)
    return sorted(found, key=node_order)


def _first_ways(graph: CallGraph) -> dict[str, str | None]:
    """Give the menu from which each menu is first reached, breadth-first; None for a beginning."""
    found: dict[str, str | None] = {}
    met: set[str] = set()
    for start in graph:
        if start in met or not (is_menu(graph.nodes[start]) or _leads_in(graph, start)):
            continue
        met.add(start)
        waiting: deque[tuple[str, str | None]] = deque([(start, None)])
        while waiting:
            node, above = waiting.popleft()
            if is_menu(graph.nodes[node]):
                found[node], above = above, node
            new = dict.fromkeys(t for t in graph.successors(node) if t not in met)
            met.update(new)
            waiting.extend((target, above) for target in new)
    return found


def _leads_in(graph: CallGraph, node: str) -> bool:
    return graph.in_degree(node) == 0


def _cut(parent: Mapping[str, str | None], most: int) -> list[Part]:
    """Cut a forest into connected parts; small trees that are left over share one.

    Args:
        parent: The node above each, in breadth-first order.
        most: How many nodes a part has at most.
    """
    tops = _tops(parent, most)
    members: defaultdict[str, list[str]] = defaultdict(list)
    home: dict[str, str] = {}
    for node, above in parent.items():
        home[node] = node if node in tops or above is None else home[above]
        members[home[node]].append(node)
    place = {node: number for number, node in enumerate(parent)}
    return sorted(_packed(members, parent, most), key=lambda part: place[part.top])


def _tops(parent: Mapping[str, str | None], most: int) -> set[str]:
    """Choose the nodes at which a part begins: from below, the heaviest branches first."""
    open_below: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    tops = {node for node, above in parent.items() if above is None}
    for node in reversed(list(parent)):
        branches = sorted(open_below.pop(node, []), key=lambda branch: -branch[0])
        weight = 1 + sum(size for size, _ in branches)
        for size, branch in branches:
            if weight <= most:
                break
            tops.add(branch)
            weight -= size
        above = parent[node]
        if above is not None:
            open_below[above].append((weight, node))
    return tops


def _packed(
    members: Mapping[str, Sequence[str]], parent: Mapping[str, str | None], most: int
) -> Iterable[Part]:
    """Put small trees that nothing leads to together, as many as there is room for."""
    bin_: list[str] = []
    for top, found in members.items():
        if parent[top] is not None:
            yield Part(top, tuple(found))
        elif len(bin_) + len(found) <= most:
            bin_ += found
        else:
            yield Part(bin_[0], tuple(bin_))
            bin_ = list(found)
    if bin_:
        yield Part(bin_[0], tuple(bin_))
