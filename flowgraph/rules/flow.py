"""What rules ask of a call flow; whatever several of them need is found out once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from ..analysis.loops import Kind, Loop, loops
from ..analysis.people import may_be_person
from ..analysis.reach import leading_to
from ..analysis.times import ANY_MOMENT, Moment
from ..callgraph import CallGraph, is_menu, menus
from ..model.destination import EXT_VM, GROUP_VM, INBOUND_ROUTE
from ..model.ids import node_order
from ..model.keys import rank
from ..text import one_line, shorten
from .rule import Rule

_LONGEST_NAME = 60
_VOICEMAILS = frozenset({EXT_VM, GROUP_VM})


class Flow:
    """A call flow as rules see it.

    Args:
        graph: The call graph.
        moment: What holds now, for rules on entries.
        limits: Limits that the user set, by rule.

    Attributes:
        graph: The call graph.
        moment: What holds now.
    """

    def __init__(
        self,
        graph: CallGraph,
        moment: Moment = ANY_MOMENT,
        limits: Mapping[str, int] | None = None,
    ) -> None:
        self.graph = graph
        self.moment = moment
        self._limits = limits or {}
        self._ways: dict[str, dict[str, str]] = {}

    # -- nodes ----------------------------------------------------------------------------

    @cached_property
    def menus(self) -> list[str]:
        """All menus that could be read, by id."""
        return menus(self.graph)

    @cached_property
    def entries(self) -> list[str]:
        """The inbound routes in front of what was read, by id."""
        return self.of_kind(INBOUND_ROUTE)

    def of_kind(self, kind: str) -> list[str]:
        """Give all nodes of a kind, also those that do not exist, by id."""
        found = (node for node, data in self.graph.nodes(data=True) if data["kind"] == kind)
        return sorted(found, key=node_order)

    def data(self, node: str) -> Mapping[str, Any]:
        """Give a node's attributes; see :mod:`flowgraph.callgraph`."""
        attributes: Mapping[str, Any] = self.graph.nodes[node]
        return attributes

    def is_menu(self, node: str) -> bool:
        """Whether a node is a menu that could be read."""
        return is_menu(self.graph.nodes[node])

    def name(self, node: str) -> str:
        """Name a node in a sentence, for example ``queue 6400 Orders``; never very long."""
        label = one_line(self.graph.nodes[node]["label"])
        word = label if label[:3].isupper() else label[:1].lower() + label[1:]
        return shorten(word, _LONGEST_NAME)

    # -- ways -----------------------------------------------------------------------------

    def ways(self, node: str) -> Mapping[str, str]:
        """Give where a call goes on from a node: target by key, in key order."""
        if node not in self._ways:
            edges = self.graph.out_edges(node, keys=True)
            found = {key: target for _, target, key in edges}
            self._ways[node] = {key: found[key] for key in sorted(found, key=rank)}
        return self._ways[node]

    def target(self, node: str, key: str) -> str | None:
        """Give where a key leads; None where it is not set."""
        return self.ways(node).get(key)

    def callers(self, node: str) -> set[str]:
        """Give every other node that leads to a node directly."""
        return set(self.graph.predecessors(node)) - {node}

    @cached_property
    def starts(self) -> set[str]:
        """Menus at which calls come in: behind an entry, or a root that no menu leads to."""
        led = {target for entry in self.entries for target in self.graph.successors(entry)}
        roots = (root for root in self.graph.graph["roots"] if root in self.graph)
        first = {r for r in roots if not any(self.is_menu(c) for c in self.callers(r))}
        named = set() if self.graph.graph["whole"] else set(self.graph.graph["roots"])
        return {node for node in led | first | named if node in self.graph and self.is_menu(node)}

    # -- judgements -----------------------------------------------------------------------

    @cached_property
    def loops(self) -> list[Loop]:
        """Every verdict of :func:`~flowgraph.analysis.loops.loops`."""
        return loops(self.graph)

    def loops_of(self, kind: Kind) -> list[Loop]:
        """Give the verdicts of one kind."""
        return [loop for loop in self.loops if loop.kind == kind]

    @cached_property
    def near_person(self) -> set[str]:
        """Every node from which a call can reach a person, or perhaps can."""
        nodes = self.graph.nodes(data=True)
        return leading_to(self.graph, (node for node, data in nodes if may_be_person(data)))

    @cached_property
    def near_voicemail(self) -> set[str]:
        """Every node from which a call can reach a voicemail."""
        nodes = self.graph.nodes(data=True)
        found = (n for n, data in nodes if data["kind"] in _VOICEMAILS and "missing" not in data)
        return leading_to(self.graph, found)

    # -- what was read --------------------------------------------------------------------

    @property
    def is_everything(self) -> bool:
        """Whether all menus of the PBX were asked for."""
        return bool(self.graph.graph["whole"])

    def unread(self, kind: str) -> str:
        """Tell why a list could not be read; empty where it could, or where nobody needed it."""
        reasons: Mapping[str, str] = self.graph.graph["unread"]
        return reasons.get(kind, "")

    def limit(self, rule: Rule) -> int:
        """Give the number that decides: the user's, else the rule's own."""
        assert rule.limit is not None  # noqa: S101  only rules with a limit ask
        return self._limits.get(rule.id, rule.limit)
