"""The call graph and its verdicts as the data that the page's script works on.

Nodes and edges are named by their place, which keeps the page small. Everything is text or a
number; the script puts it on the page as text and never as markup.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...callgraph import is_menu
from ...diagram import theme, wording
from ...diagram.model import Arrow, Leaf, Menu
from ...diagram.naming import name_of, style_of
from ...diagram.settings import rows
from ...diagram.tones import tones
from ...model.destination import INBOUND_ROUTE, PROMPT_KINDS
from ...model.keys import DEFAULT, KEYS, rank, spoken
from .faults import Fault
from .shapes import Box

if TYPE_CHECKING:
    from .. import Drawing

_ALARMING = ("error", "warning")


def facts(drawing: Drawing, found: Sequence[Fault], boxes: Sequence[Box]) -> dict[str, Any]:
    """Give everything that the script knows.

    Args:
        drawing: What is on the page.
        found: What is wrong with it, in the order of the page's list.
        boxes: Where its parts stand in the picture.

    Returns:
        Plain data, ready for JSON, in the order of the graph.
    """
    return _Facts(drawing, found, boxes).data()


class _Facts:
    def __init__(self, drawing: Drawing, found: Sequence[Fault], boxes: Sequence[Box]) -> None:
        self._graph = drawing.graph
        self._diagram = drawing.diagram
        self._boxes = boxes
        self._tones = tones(drawing.loops)
        self._faults = found
        self._place = {node: place for place, node in enumerate(self._graph)}
        self._labels: dict[str, int] = {}
        self._parts = self._diagram.boxes
        self._node_of = {part.id: part.node for part in self._parts}
        self._part_place = {part.id: place for place, part in enumerate(self._parts)}
        self._arrows: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, arrow in enumerate(self._diagram.arrows):
            self._arrows[self._node_of[arrow.source], self._node_of[arrow.target]].append(place)
        edges = self._graph.edges(keys=True)
        self._edges = sorted(edges, key=lambda edge: (self._place[edge[0]], rank(edge[2])))
        self._edge_place = {(edge[0], edge[2]): place for place, edge in enumerate(self._edges)}

    def data(self) -> dict[str, Any]:
        nodes = [self._node(node) for node in self._graph]
        arrows = self._diagram.arrows
        return {
            "starts": self._starts(),
            "keys": [[key, spoken(key)] for key in KEYS],
            "always": spoken(DEFAULT),
            "kinds": self._kinds(),
            "labels": list(self._labels),
            "nodes": nodes,
            "edges": [self._edge(*edge) for edge in self._edges],
            "parts": [self._part(*pair) for pair in zip(self._parts, self._boxes, strict=True)],
            "arrows": [[self._part_place[a.source], self._part_place[a.target]] for a in arrows],
            "faults": [self._fault(fault) for fault in self._faults],
        }

    def _starts(self) -> list[int]:
        """Give where calls arrive: entries, and menus that no other menu leads to."""
        boxes = self._diagram.menus
        first = [self._place[menu.node] for menu in boxes if menu.is_entry or menu.is_root]
        roots = [self._place[node] for node in self._graph.graph["roots"] if node in self._place]
        return first or roots[:1]

    def _kinds(self) -> dict[str, list[str]]:
        used = {style_of(data) for _, data in self._graph.nodes(data=True)}
        return {n: [style.word, style.glyph] for n, style in theme.STYLES.items() if n in used}

    def _part(self, part: Menu | Leaf, box: Box) -> list[float]:
        return [self._place[part.node], *(round(side, 1) for side in box)]

    def _node(self, node: str) -> dict[str, Any]:
        data = self._graph.nodes[node]
        row: dict[str, Any] = {
            "id": node,
            "style": style_of(data),
            "name": name_of(data),
            "detail": wording.detail(data),
            "label": data["label"],
            "rows": [[self._label(label), value] for label, value in rows(data)],
        }
        if is_menu(data):
            row["menu"] = True
            row["unset"] = [key for key, slot in data["keys"].items() if slot is None]
        if data["kind"] == INBOUND_ROUTE:
            row["entry"] = True
        if "prompts" in data and data["prompts"] is None:
            row["unheard"] = True
        if heard := data.get("greetings"):
            row["heard"] = [[h["file"], h["text"] or "", h["listed"]] for h in heard]
        return row

    def _label(self, label: str) -> int:
        return self._labels.setdefault(label, len(self._labels))

    def _edge(self, source: str, target: str, key: str) -> list[Any]:
        label = self._graph.edges[source, target, key]["label"]
        tone = self._tones.of_edge(source, key, target)
        alarm = tone if tone in _ALARMING else ""
        arrow = self._arrow(source, target, key, alarm)
        ends = (self._place[source], self._place[target])
        return [ends[0], key, label, ends[1], arrow, alarm, self._note(source, target, key)]

    def _arrow(self, source: str, target: str, key: str, alarm: str) -> int:
        """Find the arrow that a key is drawn with; -1 where its row alone tells of it."""
        candidates = self._arrows[source, target]
        arrows: Sequence[Arrow] = self._diagram.arrows
        exact = [place for place in candidates if arrows[place].row == key]
        alike = [place for place in candidates if _alarm(arrows[place]) == alarm]
        return [*exact, *alike, *candidates, -1][0]

    def _note(self, source: str, target: str, key: str) -> str:
        """Give what else is set at a key: how often a file is played, that recording stops."""
        slot = (self._graph.nodes[source].get("keys") or {}).get(key) or {}
        closed = self._graph.edges[source, target, key].get("closed")
        told = [f"{closed} at this moment"] if closed else []
        if slot.get("prefix"):
            word = "play count" if self._graph.nodes[target]["kind"] in PROMPT_KINDS else "prefix"
            told.append(f"{word} {slot['prefix']}")
        if slot.get("stop_recording"):
            told.append("recording stops")
        return ", ".join(told)

    def _fault(self, fault: Fault) -> list[Any]:
        """Give where a fault is; its words stand on the page."""
        steps = [self._edge_place.get((step.source, step.key)) for step in fault.witness]
        # A part of a call flow need not hold all of a round.
        witness = [] if None in steps else steps
        related = [self._place[node] for node in fault.related if node in self._place]
        return [self._place.get(fault.node, -1), fault.key, related, witness]


def _alarm(arrow: Arrow) -> str:
    return arrow.tone if arrow.tone in _ALARMING else ""
