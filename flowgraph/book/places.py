"""How things on the PBX are named in a book."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from ..callgraph import CallGraph
from ..diagram import theme, wording
from ..diagram.naming import name_of, style_of
from ..model.destination import EXTERNAL_NUM, PROMPT_KINDS
from ..model.ids import id_order, node_order
from ..model.keys import PRESSED, spoken
from ..text import one_line
from .parts import Place, Step

#: Words for the ends of a call that :mod:`~flowgraph.diagram.theme` has for legends.
_KIND = {"ivr": "Menu"}


class Places:
    """Names the nodes of a call graph, each once.

    Args:
        graph: As :func:`~flowgraph.analysis.targets.whole_graph` gives it.
    """

    def __init__(self, graph: CallGraph) -> None:
        self._graph = graph
        self._known: dict[str, Place] = {}

    def __getitem__(self, node: str) -> Place:
        """Name a node of the graph."""
        if node not in self._known:
            self._known[node] = self._named(node)
        return self._known[node]

    def _named(self, node: str) -> Place:
        data = self._graph.nodes[node]
        style = style_of(data)
        number = "" if data["kind"] in PROMPT_KINDS else one_line(data["number"])
        name = name_of(data)
        if data["kind"] == EXTERNAL_NUM and data["prefix"]:
            name += f" (prefix {one_line(data['prefix'])})"
        fault = wording.detail(data) if "missing" in data else ""
        kind = _KIND.get(style, theme.STYLES[style].word)
        return Place(node, style, kind, number, name or kind, fault)

    def step(self, node: str, key: str) -> Step:
        """Tell a move from a node by a key; the key need not be set."""
        return Step(self[node], self.words(node, key), key in PRESSED)

    def words(self, node: str, key: str) -> str:
        """Say a key of a node; at an entry and a group, what the PBX waits for."""
        return self._labels.get((node, key)) or spoken(key)

    @cached_property
    def _labels(self) -> dict[tuple[str, str], str]:
        edges = self._graph.edges(keys=True, data=True)
        return {(source, key): one_line(data["label"]) for source, _, key, data in edges}

    def in_order(self, nodes: Iterable[str]) -> list[Place]:
        """Name nodes in the order of their numbers, those without one behind, by name."""
        return sorted((self[node] for node in nodes), key=by_number)


def by_number(place: Place) -> tuple[object, ...]:
    """Sort places as a telephone list does."""
    number = id_order(place.number) if place.number else (3, 0, "")
    return number, place.name.casefold(), node_order(place.node)
