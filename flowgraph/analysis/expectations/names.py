"""Every name, number and file under which a destination may be found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ...callgraph import CallGraph
from ...model.destination import (
    EXT_VM,
    EXTERNAL_NUM,
    INBOUND_ROUTE,
    KINDS_WITH_ID,
    PROMPT_KINDS,
)
from ...model.ids import node_order
from ...model.prompt import by_spelling
from ...model.snapshot import Snapshot
from ...text import one_line
from ..prompts import identity
from ..targets import digits_of


class Names:
    """The names of everything that a call may reach, looked through once.

    Args:
        snapshot: For the prompts.
        graph: As :func:`~..targets.whole_graph` gives it.
    """

    def __init__(self, snapshot: Snapshot, graph: CallGraph) -> None:
        self._graph = graph
        self._prompts = by_spelling((snapshot.prompts or {}).values())
        self._nodes: defaultdict[str, list[str]] = defaultdict(list)
        for node in sorted(graph, key=node_order):
            self._nodes[graph.nodes[node]["kind"]].append(node)
        self._nodes.pop(INBOUND_ROUTE, None)
        self._found = {kind: self._by_name(kind, nodes) for kind, nodes in self._nodes.items()}

    def _by_name(self, kind: str, nodes: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for node in nodes:
            for name in dict.fromkeys(self.of(node)):
                found[self._fold(kind, name)].append((name, node))
        return dict(found)

    @property
    def kinds(self) -> Sequence[str]:
        """All kinds that a call may reach."""
        return list(self._nodes)

    @property
    def bare(self) -> Sequence[str]:
        """Kinds of which the name alone is enough: a person's voicemail has the person's name."""
        return [kind for kind in self._nodes if kind != EXT_VM]

    def called(self, kinds: Iterable[str], name: str) -> list[list[str]]:
        """Give the things of some kinds that are called so, else so but for capitals.

        Returns:
            The nodes of each: one, or several where a telephone number is dialled behind several
            prefixes, or one file is played in several ways.
        """
        found = [pair for kind in kinds for pair in self._named(kind, name)]
        exact = [pair for pair in found if pair[0] == name]
        things: defaultdict[str, list[str]] = defaultdict(list)
        for _, node in exact or found:
            things[self._thing(node)].append(node)
        return list(things.values())

    def of(self, node: str) -> Iterator[str]:
        """Give how a node may be called beside its kind: as in its label, and in part."""
        data = self._graph.nodes[node]
        number, name, value = (one_line(data[field]) for field in ("number", "name", "value"))
        yield from filter(None, (name, number, one_line(f"{number} {name}")))
        if data["kind"] in KINDS_WITH_ID:
            yield from (f"id {value}", one_line(f"id {value} {name}"))
        elif value:
            yield from (one_line(data["prefix"] + value), value)

    def listed(self, kind: str) -> Iterator[tuple[str, str]]:
        """Give each name and number of a kind, with its node."""
        fields = ("name", "number") if kind in KINDS_WITH_ID else ("value",)
        for node in self._nodes.get(kind, ()):
            data = self._graph.nodes[node]
            yield from ((one_line(data[field]), node) for field in fields if data[field])

    def _named(self, kind: str, name: str) -> Sequence[tuple[str, str]]:
        folded = self._fold(kind, name)
        found = self._found.get(kind, {}).get(folded, ()) if folded else ()
        # However a telephone number or a file is spelt, it is the same one.
        return found if kind in KINDS_WITH_ID else [(name, node) for _, node in found]

    def _fold(self, kind: str, name: str) -> str:
        if kind == EXTERNAL_NUM:
            return digits_of(name)
        return identity(name, self._prompts) if kind in PROMPT_KINDS else name.casefold()

    def _thing(self, node: str) -> str:
        kind, _, value = node.partition(":")
        if kind in PROMPT_KINDS:
            return f"prompt:{identity(value, self._prompts)}"
        return kind if kind == EXTERNAL_NUM else node
