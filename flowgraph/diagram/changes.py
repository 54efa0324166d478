"""What changed, as a picture: both states in one call flow, each part marked by what became of it.

The graph of both states carries the marks: ``change`` of nodes and edges (``added``, ``removed``,
``changed``, ``unchanged``), ``notes`` of nodes with the changes in words, ``was`` of an edge with
what its key led to. So every format has them. An edge of the old state alone is ``removed``; where
its key now leads elsewhere, there are two edges of that key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..analysis.compare import Comparison
from ..analysis.loops import SEVERITY_ORDER, Loop, loops
from ..analysis.parts import MOST_CALLERS
from ..callgraph import CallGraph, is_menu
from ..model.destination import INBOUND_ROUTE
from ..model.ids import node_order
from ..model.keys import rank
from .change_counts import counted, others, words
from .change_notes import Notes
from .change_words import flat
from .model import Arrow, Badge, Became, Diagram, Leaf, LegendEntry, Menu, Row
from .theme import SIGNS

#: Above, menus that neither changed nor stand beside one that did are left out.
MOST_MENUS_WITH_ALL = 40
_MOST_NOTES = 6

_GONE = "removed"
_SAME = "unchanged"
_CAPTIONS = {
    "added": "new",
    "removed": "no longer there",
    "changed": "changed",
    "unchanged": "as it was",
}


# -- the graph of both states ----------------------------------------------------------------


def union(comparison: Comparison) -> CallGraph:
    """Put both states into one call graph, marked with what became of each part.

    Args:
        comparison: What changed.

    Returns:
        The new state's nodes in their order, then those of the old state alone. Of a large PBX
        what did not change is left out, but for what stands beside a change.
    """
    return _Union(comparison).graph()


class _Union:
    def __init__(self, comparison: Comparison) -> None:
        self._sides = (comparison.old, comparison.new)
        self._old, self._new = comparison.old.graph, comparison.new.graph
        self._changes = comparison.changes
        self._notes = Notes(comparison)
        # The headline names both sides.
        facts = {**self._old.graph, **self._new.graph, "name": "", "changes": True}
        self._graph = CallGraph(**facts)

    def graph(self) -> CallGraph:
        for node in dict.fromkeys((*self._new, *self._old)):
            self._graph.add_node(node, **self._node(node))
        for node in self._graph:
            self._add_ways(node)
        for node in self._graph:
            data = self._graph.nodes[node]
            if data["change"] == _SAME and self._has_changed_keys(node):
                data["change"] = "changed"
        self._graph.graph["others"] = tuple(others(self._changes, self._graph.nodes))
        return _near_changes(self._graph)

    def _node(self, node: str) -> dict[str, Any]:
        here, there = self._new.nodes.get(node), self._old.nodes.get(node)
        state = self._state(here, there)
        data = dict((there if state == _GONE else here) or {})
        notes = self._notes.of_node(node) if state == _SAME else []
        heard = self._notes.of_greetings(data) if state == _SAME else []
        if state == _GONE and here is not None:
            notes = ["keys still lead here"]
        # A menu is as it was if a prompt alone says something else.
        if state == _SAME and (notes or (heard and not is_menu(data))):
            state = "changed"
        sign = f"{SIGNS[state]} " if state in ("added", _GONE) else ""
        label = f"{sign}{data['label']}"
        return {**data, "label": label, "change": state, "notes": [*notes, *heard]}

    @staticmethod
    def _state(here: Mapping[str, Any] | None, there: Mapping[str, Any] | None) -> str:
        """Tell what became of a node; a menu that is gone may still be named by a key."""
        was, is_ = (data is not None and "missing" not in data for data in (there, here))
        if was != is_:
            return "added" if is_ else _GONE
        return _GONE if here is None else _SAME if there else "added"

    def _has_changed_keys(self, node: str) -> bool:
        edges = self._graph.out_edges(node, data=True)
        return any(data["change"] != _SAME for _, _, data in edges)

    # -- keys -----------------------------------------------------------------------------

    def _add_ways(self, node: str) -> None:
        before, after = _ways(self._old, node), _ways(self._new, node)
        for key in sorted({*before, *after}, key=lambda key: (rank(key), key)):
            was, is_ = before.get(key), after.get(key)
            if was is not None and was != is_:
                edge = self._old.edges[node, was, key]
                self._graph.add_edge(node, was, key=key, **_marked(edge, _GONE))
            if is_ is not None:
                edge = self._new.edges[node, is_, key]
                marks = _marked(edge, *self._became(node, key, was, is_))
                self._graph.add_edge(node, is_, key=key, **marks)

    def _became(self, node: str, key: str, was: str | None, is_: str) -> tuple[str, str]:
        """Tell what became of a key that leads somewhere, and where it led."""
        if was is None:
            return "added", ""
        if was != is_:
            return "changed", flat(self._sides[0].label(was))
        before = self._notes.of_key(node, key)
        return ("changed", before) if before else (_SAME, "")


def _marked(edge: Mapping[str, Any], change: str, was: str = "") -> dict[str, Any]:
    sign = f"{SIGNS[change]} " if change in SIGNS else ""
    marks = {"label": f"{sign}{edge['label']}", "change": change}
    return {**edge, **marks, **({"was": was} if was else {})}


def _ways(graph: CallGraph, node: str) -> dict[str, str]:
    edges = graph.out_edges(node, keys=True) if node in graph else ()
    return {key: target for _, target, key in edges}


def _near_changes(graph: CallGraph) -> CallGraph:
    """Leave out of a large PBX what neither changed nor stands beside a change."""
    number = sum(map(is_menu, graph.nodes.values()))
    if number <= MOST_MENUS_WITH_ALL:
        return graph
    marked = graph.nodes(data=True)
    changed = [node for node, data in marked if data["change"] != _SAME or data["notes"]]
    kept = {*changed, *(near for node in changed for near in _beside(graph, node))}
    roots = [root for root in graph.graph["roots"] if root in kept]
    part = CallGraph(**{**graph.graph, "roots": roots})
    part.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in kept)
    told = set(changed)
    for source, target, key, data in graph.edges(kept, keys=True, data=True):
        if target in kept and (source in told or target in told):
            part.add_edge(source, target, key=key, **data)
    for node, data in part.nodes(data=True):
        left_out = graph.out_degree(node) - part.out_degree(node)
        if left_out and (is_menu(data) or data["kind"] == INBOUND_ROUTE):
            data["keys_left_out"] = left_out
    part.graph["left_out"] = number - sum(map(is_menu, part.nodes.values()))
    return part


def _beside(graph: CallGraph, node: str) -> list[str]:
    """Give what a node leads to, and the first that lead to it; a queue may have hundreds."""
    callers = sorted(set(graph.predecessors(node)), key=node_order)[:MOST_CALLERS]
    is_box = is_menu(graph.nodes[node]) or graph.nodes[node]["kind"] == INBOUND_ROUTE
    return [*callers, *(graph.successors(node) if is_box else ())]


# -- the picture -----------------------------------------------------------------------------


def rounds(graph: CallGraph) -> list[Loop]:
    """Give the loops of both states together, so that what goes back is drawn going back.

    That is all they are good for: a call may go round in neither state.
    """
    return [loop._replace(severity="info") for loop in loops(graph)]


def marked(diagram: Diagram, graph: CallGraph) -> Diagram:
    """Mark what changed on the picture of a graph that :func:`union` made.

    Args:
        diagram: As it is built of any call graph.
        graph: That graph, or a part of it.
    """
    node_of = {box.id: box.node for box in diagram.boxes}
    menus = tuple(_menu(graph, menu) for menu in diagram.menus)
    leaves = tuple(_leaf(graph, leaf) for leaf in diagram.leaves)
    arrows = tuple(_arrow(graph, arrow, node_of) for arrow in diagram.arrows)
    legend = [entry for entry in diagram.legend if entry.name not in SEVERITY_ORDER]
    return diagram._replace(
        subtitle=summary(graph),
        menus=menus,
        leaves=leaves,
        arrows=arrows,
        legend=(*(LegendEntry(tone, words) for tone, words in _CAPTIONS.items()), *legend),
    )


def _menu(graph: CallGraph, menu: Menu) -> Menu:
    data = graph.nodes[menu.node]
    edges: dict[str, Mapping[str, Any]] = {}
    for _, _, key, edge in graph.out_edges(menu.node, keys=True, data=True):
        if key not in edges or edge["change"] != _GONE:
            edges[key] = edge
    number, name = menu.number, menu.name
    if data["change"] != _SAME:
        sign = SIGNS[data["change"]]
        number, name = _with_sign(sign, number, name)
    return menu._replace(
        number=number,
        name=name,
        badges=tuple(_notes(data)),
        rows=tuple(_row(row, edges.get(row.key)) for row in menu.rows),
        tone=data["change"],
    )


def _with_sign(sign: str, number: str, name: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    return (f"{sign} {number}", name) if number else ("", (f"{sign} {name[0]}", *name[1:]))


def _notes(data: Mapping[str, Any]) -> Iterator[Badge]:
    notes = data["notes"]
    shown = notes if len(notes) <= _MOST_NOTES else notes[: _MOST_NOTES - 1]
    tone: Became = "removed" if data["change"] == _GONE else "changed"
    yield from (Badge(note, tone) for note in shown)
    if len(shown) < len(notes):
        yield Badge(f"and {len(notes) - len(shown)} more changes", tone)


def _row(row: Row, edge: Mapping[str, Any] | None) -> Row:
    if edge is None:
        return row._replace(tone="unchanged")
    return row._replace(tone=edge["change"], was=edge.get("was", ""))


def _leaf(graph: CallGraph, leaf: Leaf) -> Leaf:
    data = graph.nodes[leaf.node]
    sign = f"{SIGNS[data['change']]} " if data["change"] in SIGNS else ""
    name = (f"{sign}{leaf.name[0]}", *leaf.name[1:])
    return leaf._replace(name=name, badges=tuple(_notes(data)), tone=data["change"])


def _arrow(graph: CallGraph, arrow: Arrow, node_of: Mapping[str, str]) -> Arrow:
    ends = node_of[arrow.source], node_of[arrow.target]
    change = graph.edges[*ends, arrow.keys[0]]["change"]
    spoken = arrow.spoken if change == _SAME else f"{_CAPTIONS[change]}: {arrow.spoken}"
    return arrow._replace(tone=change, spoken=spoken)


def counts(graph: CallGraph, menus: Iterable[str]) -> Iterator[Badge]:
    """Count what became of some menus, for a picture that shows them as one box."""
    found = Counter(graph.nodes[menu].get("change") for menu in menus)
    told: tuple[Became, ...] = ("added", "removed", "changed")
    yield from (
        Badge(f"{counted(found[tone], 'menu')} {tone}", tone) for tone in told if found[tone]
    )


def summary(graph: CallGraph) -> str:
    """Count what changed: menus, their keys, then all that is no menu or has no box at all."""
    menus = Counter(data["change"] for data in graph.nodes.values() if is_menu(data))
    # Of a key that leads elsewhere now there is an edge to where it led, too; it comes first.
    edges = graph.edges(_menus(graph), keys=True, data=True)
    found = sorted(((n, key, data["change"]) for n, _, key, data in edges), key=_gone_first)
    keys = Counter({(node, key): change for node, key, change in found}.values())
    # What is drawn on another sheet is told there.
    other = (one for one in graph.graph["others"] if not one.is_drawn or one.node in graph)
    parts = [*_counted(menus, "menu"), *_counted(keys, "key"), *words(other)]
    if left_out := graph.graph.get("left_out"):
        parts.append(f"{left_out} menus that did not change are left out")
    return " · ".join(parts) or "nothing changed"


def _menus(graph: CallGraph) -> list[str]:
    return [node for node, data in graph.nodes(data=True) if is_menu(data)]


def _gone_first(mark: tuple[str, str, str]) -> bool:
    return mark[2] != _GONE


def _counted(numbers: Counter[str], word: str) -> list[str]:
    told = ((numbers[tone], tone) for tone in ("added", "removed", "changed"))
    return [f"{counted(number, word)} {tone}" for number, tone in told if number]
