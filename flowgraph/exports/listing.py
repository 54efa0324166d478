"""What leads where, whole and in words, for formats that are read line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..analysis.loops import Loop
from ..callgraph import CallGraph
from ..diagram import wording
from ..diagram.tones import tones
from ..model.destination import INBOUND_ROUTE, KNOWN_KINDS, PLAY_PROMPT
from ..model.keys import INVALID, TIMEOUT, rank, spoken
from ..text import one_line
from . import Drawing


class Way(NamedTuple):
    """What a key does.

    Attributes:
        key: The key.
        caption: What happens, in words, for example ``after 240 s``.
        target: Node that it leads to; empty where the key is not set.
        place: What that is, whole and in words.
        loops: The loops that this is part of, worst first.
        closed: Why calls do not take it at the moment that is drawn, in a word.
    """

    key: str
    caption: str
    target: str
    place: str
    loops: Sequence[Loop] = ()
    closed: str = ""


class Listing:
    """The nodes of a drawing in words.

    Args:
        drawing: What is listed.
    """

    def __init__(self, drawing: Drawing) -> None:
        self.graph: CallGraph = drawing.graph
        self._tones = tones(drawing.loops)
        menus = drawing.diagram.menus
        self._first = [m.node for m in menus if m.is_entry or m.is_root]

    def starts(self) -> list[str]:
        """Give every node, those at which calls arrive before those that they are led to."""
        return list(dict.fromkeys((*self._first, *self.graph.graph["roots"], *self.graph)))

    def name(self, node: str) -> str:
        """Name a node, and say what is wrong with it."""
        data = self.graph.nodes[node]
        if "missing" in data:
            return f"{data['label']} ({wording.kind_line(data)})"
        is_known = data["kind"] in KNOWN_KINDS or data["kind"] == INBOUND_ROUTE
        return str(data["label"]) if is_known else f"{data['label']} (kind not known)"

    def facts(self, node: str) -> Iterator[str]:
        """Give what is to be known of a node besides its keys: greeting, times, direct dialling."""
        data = self.graph.nodes[node]
        if self.is_unreached(node):
            yield wording.UNREACHED
        if data["kind"] == INBOUND_ROUTE:
            yield from wording.entry_facts(data)
        is_menu_here = "prompts" in data and _is_here(data)
        if is_menu_here and data["prompts"] is not None:
            yield f"greeting: {', '.join(map(one_line, data['prompts'])) or 'none set'}"
        yield from self.heard(node)
        if is_menu_here:
            yield from filter(None, [", ".join(wording.times(data))])
            yield from wording.direct_dialling(data)
        if left_out := data.get("keys_left_out"):
            yield f"… and {left_out} more keys"

    def heard(self, node: str) -> Iterator[str]:
        """Give what callers hear at a node, where that is known in words."""
        for row in self.graph.nodes[node].get("greetings", ()):
            if row["text"]:
                yield f"says: {one_line(row['text'])}"

    def is_unreached(self, node: str) -> bool:
        """Whether no call comes to a node at the moment that is drawn."""
        return "unreached" in self.graph.nodes[node]

    def goes_on(self, node: str) -> bool:
        """Whether there is more to tell of a node than its name."""
        return self.graph.out_degree(node) > 0 or "keys" in self.graph.nodes[node]

    def ways(self, node: str) -> list[Way]:
        """Give what leads on from a node, in the order of keys; silence and wrong keys always."""
        edges = self.graph.out_edges(node, keys=True, data=True)
        found = [self._way(node, target, key, edge) for _, target, key, edge in edges]
        data = self.graph.nodes[node]
        slots = data.get("keys", {}) if _is_here(data) else {}
        unset = (key for key in (TIMEOUT, INVALID) if key in slots and slots[key] is None)
        found += [Way(key, spoken(key), "", wording.NOT_SET) for key in unset]
        return sorted(found, key=lambda way: rank(way.key))

    def _way(self, node: str, target: str, key: str, edge: Mapping[str, Any]) -> Way:
        kind = self.graph.nodes[target]["kind"]
        # After silence or a wrong key a menu that only plays something starts again by itself.
        is_again = kind == PLAY_PROMPT and wording.is_fallback(key)
        return Way(
            key,
            edge["label"],
            target,
            self._place(node, target, edge.get("count") or 1),
            self._tones.loops_of_edge(node, key, node if is_again else target),
            edge.get("closed", ""),
        )

    def _place(self, node: str, target: str, count: int) -> str:
        name = self.name(target)
        words = name if count == 1 else f"{name}, {count} times"
        if target == node:
            return f"{words}, again"
        is_returning = self.graph.nodes[target]["kind"] == PLAY_PROMPT
        return f"{words}, then back to this menu" if is_returning else words


def _is_here(data: Mapping[str, Any]) -> bool:
    """Whether a menu is told here, and not in another part."""
    return "elsewhere" not in data


def loop_words(loops: Sequence[Loop]) -> str:
    """Name loops, with how bad they are where that matters.

    Returns:
        For example ``error: passive loop, caller loop``; empty for none.
    """
    return ", ".join(
        f"{loop.kind} loop" if loop.severity == "info" else f"{loop.severity}: {loop.kind} loop"
        for loop in loops
    )
