"""What rules ask of a call flow; whatever several of them need is found out once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import networkx as nx

from ..analysis.announced import Announced
from ..analysis.dialling import Dialling, dialling, slow_keys
from ..analysis.loops import Kind, Loop, loops
from ..analysis.people import PERSON_KINDS, may_be_person
from ..analysis.reach import Ancestry, leading_to, reached_from
from ..analysis.times import ANY_MOMENT, Moment
from ..analysis.witness import Step
from ..callgraph import CallGraph, is_menu, menus
from ..model.destination import EXT_VM, GROUP_VM, INBOUND_ROUTE, Destination
from ..model.ids import node_order
from ..model.keys import PRESSED, rank
from ..text import one_line, shorten
from .greetings import announced_in
from .rule import Rule
from .words import MOST_LISTED, listed

_LONGEST_NAME = 60
_LONGEST_REASON = 200
_VOICEMAILS = frozenset({EXT_VM, GROUP_VM})
#: Keys that go back where two menus lead to each other and neither stands before the other.
_BACK_KEYS = frozenset({"0", "9", "#", "*"})
#: Keys that nobody gives to the way forwards.
_ALWAYS_BACK = frozenset({"#", "*"})


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
        self._announced: dict[str, Announced | None] = {}

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

    @cached_property
    def nodes(self) -> list[str]:
        """Everything in the order of findings: menus by id, then all else by kind and id."""
        others = set(self.graph) - set(self.menus)
        return [*self.menus, *sorted(others, key=lambda node: (node_order(node), node))]

    def is_menu(self, node: str) -> bool:
        """Whether a node is a menu that could be read."""
        return is_menu(self.graph.nodes[node])

    def name(self, node: str) -> str:
        """Name a node in a sentence, for example ``queue 6400 Orders``; never very long."""
        label = one_line(self.graph.nodes[node]["label"])
        word = label if label[:3].isupper() else label[:1].lower() + label[1:]
        return shorten(word, _LONGEST_NAME)

    def names(self, nodes: Sequence[str]) -> str:
        """Name several nodes in a sentence; of many the first few."""
        return listed([self.name(node) for node in nodes[:MOST_LISTED]], len(nodes))

    def is_timed(self, entry: str) -> bool:
        """Whether the hour decides where the calls of an entry go."""
        return any(key in self.ways(entry) for key in ("office", "outoffice", "holiday"))

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

    @cached_property
    def steps(self) -> list[Step]:
        """Every way on from anything, in the order of findings and keys."""
        return [Step(n, key, target) for n in self.nodes for key, target in self.ways(n).items()]

    def ways_in(self, node: str) -> list[tuple[str, str]]:
        """Give the source and key of every way that leads to a node, by source and key."""
        edges = self.graph.in_edges(node, keys=True)
        found = [(source, key) for source, _, key in edges]
        return sorted(found, key=lambda way: (node_order(way[0]), rank(way[1])))

    def callers(self, node: str) -> set[str]:
        """Give every other node that leads to a node directly."""
        return set(self.graph.predecessors(node)) - {node}

    @cached_property
    def starts(self) -> set[str]:
        """Menus at which calls come in: behind an entry, named as roots, or led to by no other."""
        led = {target for entry in self.entries for target in self.graph.successors(entry)}
        named = set() if self.is_everything else set(self.graph.graph["roots"])
        found = {node for node in led | named if node in self.graph and self.is_menu(node)}
        # Where entries lead in, what they do not lead to is dead wood, and no beginning.
        return found or {self._first(part) for part in self._beginnings()}

    def _beginnings(self) -> Iterator[set[str]]:
        """Give the sets of menus that lead to each other, and to which nothing else leads."""
        if self.is_everything:
            rounds = nx.condensation(nx.DiGraph(self.graph.subgraph(self.menus)))
            parts = (rounds.nodes[part]["members"] for part, n in rounds.in_degree() if n == 0)
            yield from (part for part in parts if not self._is_led_to(part))

    def _is_led_to(self, menus: set[str]) -> bool:
        return any(caller not in menus for menu in menus for caller in self.callers(menu))

    @staticmethod
    def _first(menus: set[str]) -> str:
        return min(menus, key=node_order)

    # -- judgements -----------------------------------------------------------------------

    @cached_property
    def loops(self) -> list[Loop]:
        """Every verdict of :func:`~flowgraph.analysis.loops.loops`."""
        return loops(self.graph)

    def loops_of(self, kind: Kind) -> list[Loop]:
        """Give the verdicts of one kind."""
        return [loop for loop in self.loops if loop.kind == kind]

    @cached_property
    def persons(self) -> set[str]:
        """Every node where somebody may answer, or may be dialled."""
        return {node for node, data in self.graph.nodes(data=True) if may_be_person(data)}

    @cached_property
    def near_person(self) -> set[str]:
        """Every node from which a call can reach a person, or perhaps can."""
        return leading_to(self.graph, self.persons)

    @cached_property
    def near_voicemail(self) -> set[str]:
        """Every node from which a call can reach a voicemail."""
        nodes = self.graph.nodes(data=True)
        found = (n for n, data in nodes if data["kind"] in _VOICEMAILS and "missing" not in data)
        return leading_to(self.graph, found)

    def is_for_people(self, node: str) -> bool:
        """Whether a node is of a kind at which people answer, be there one or not."""
        return self.data(node)["kind"] in PERSON_KINDS

    def announced(self, menu: str) -> Announced | None:
        """Give what a menu's greeting announces; None where none of its words is known."""
        if menu not in self._announced:
            self._announced[menu] = announced_in(self, menu)
        return self._announced[menu]

    # -- getting about --------------------------------------------------------------------

    def takes_keys(self, menu: str) -> bool:
        """Whether callers may press something; otherwise a menu is an announcement."""
        is_set = any(key in PRESSED for key in self.ways(menu))
        return is_set or bool(self.data(menu)["hidden_exits"])

    def dialling(self, menu: str) -> Dialling:
        """Give the numbers that callers may dial in a menu."""
        return dialling(self.graph, menu)

    def slow_keys(self, menu: str) -> Mapping[str, str]:
        """Give the keys after which the PBX waits for more digits, with a number for each."""
        return slow_keys(self.graph, menu)

    @cached_property
    def trees(self) -> list[list[str]]:
        """Menus that hang together by their keys, each tree by id."""
        parts = nx.weakly_connected_components(self.graph.subgraph(self.menus))
        trees = [sorted(part, key=node_order) for part in parts]
        return sorted(trees, key=lambda tree: node_order(tree[0]))

    def lead_to_each_other(self, menu: str, other: str) -> bool:
        """Whether callers can get from one menu to another and back again."""
        return menu in self._rounds and self._rounds[menu] == self._rounds.get(other)

    @cached_property
    def _rounds(self) -> dict[str, int]:
        """Number the sets of menus that lead to each other."""
        found = [*self.loops_of("trap"), *self.loops_of("caller")]
        return {menu: number for number, loop in enumerate(found) for menu in loop.menus}

    def leads_back(self, menu: str, key: str) -> bool:
        """Whether a key repeats its menu, or goes back to one that callers come from."""
        target = self.target(menu, key)
        if target is None or target == menu:
            return target == menu
        is_habit = key in _BACK_KEYS and not self._ancestry.is_above(menu, target)
        is_back = self._ancestry.is_above(target, menu) or key in _ALWAYS_BACK or is_habit
        return is_back and self.lead_to_each_other(menu, target)

    @cached_property
    def _ancestry(self) -> Ancestry:
        """Tell which menus stand on the first way to others."""
        led = {target for entry in self.entries for target in self.graph.successors(entry)}
        return Ancestry(self.graph, sorted(led | self.starts, key=node_order))

    @cached_property
    def behind_entries(self) -> set[str]:
        """The entries, and all that calls through them can reach; forced routes count as well."""
        forced = (self.data(entry).get("current") for entry in self.entries)
        places = (Destination(d["kind"], d["value"], d["prefix"]).node_id for d in forced if d)
        return reached_from(self.graph, [*self.entries, *(p for p in places if p in self.graph)])

    # -- what was read --------------------------------------------------------------------

    @property
    def is_everything(self) -> bool:
        """Whether all menus of the PBX were asked for."""
        return bool(self.graph.graph["whole"])

    def unread(self, kind: str) -> str:
        """Tell why a list could not be read; empty where it could, or where nobody needed it."""
        reasons: Mapping[str, str] = self.graph.graph["unread"]
        return shorten(one_line(reasons.get(kind, "")), _LONGEST_REASON)

    def is_listed(self, kind: str) -> bool:
        """Whether a list was read whole, so that what is not in it does not exist."""
        return kind in self.graph.graph["listed"]

    def limit(self, rule: Rule) -> int:
        """Give the number that decides: the user's, else the rule's own."""
        assert rule.limit is not None  # noqa: S101  only rules with a limit ask
        return self._limits.get(rule.id, rule.limit)
