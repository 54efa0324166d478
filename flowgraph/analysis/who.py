"""Looking backwards: everything that leads to a destination, or names it.

Every edge is told once, with one shortest way from where calls come in. To list all ways would
never end: 13 menus that are all linked have a billion of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..callgraph import CallGraph
from ..model.destination import EXTENSION, INBOUND_ROUTE, LIST_OF_KIND, QUEUE
from ..model.directory import Entry
from ..model.ids import node_order, root_node
from ..model.ivr import Dialable, Ivr
from ..model.keys import rank
from ..model.prompt import by_spelling
from ..model.snapshot import Snapshot
from .prompts import uses
from .targets import Target
from .witness import Step

#: Steps of one way that are kept; no caller hears a tenth of them. It bounds the whole answer.
_MOST_STEPS = 100


class Way(NamedTuple):
    """A key that leads to a destination, and one shortest way to it.

    Attributes:
        steps: From the start to the destination; the last one is the key.
        is_reached: Whether it starts where calls come in: at an entry or a root.
        left_out: Steps after the first that are not kept, because there are too many.
    """

    steps: tuple[Step, ...]
    is_reached: bool
    left_out: int = 0

    @property
    def edge(self) -> Step:
        """The key itself."""
        return self.steps[-1]


class Mention(NamedTuple):
    """A place that names a destination without leading calls to it by a key.

    Attributes:
        node: The queue, ring group, menu or entry.
        how: ``member``, ``agent`` or ``dynamic_agent`` of a group; ``listed``, ``all`` or
            ``all_but_some`` where it may be dialled; the file of a greeting.
    """

    node: str
    how: str = ""


class Answer(NamedTuple):
    """Everything that leads to a destination, or names it.

    Attributes:
        target: The destination.
        ways: Keys, failovers, forwards and entries that lead there, each once.
        members: Queues and ring groups whose member or agent it is.
        dialled: Menus in which callers may dial it.
        greetings: Menus that play it as their greeting.
        current: Entries that send calls there now, though none of their branches does.
    """

    target: Target
    ways: Sequence[Way] = ()
    members: Sequence[Mention] = ()
    dialled: Sequence[Mention] = ()
    greetings: Sequence[Mention] = ()
    current: Sequence[Mention] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing leads there or names it."""
        return not (self.ways or self.mentions)

    @property
    def mentions(self) -> list[Mention]:
        """All places that are no keys."""
        return [*self.members, *self.dialled, *self.greetings, *self.current]


def who(snapshot: Snapshot, graph: CallGraph, target: Target, *, named: bool = False) -> Answer:
    """Find everything that leads to a destination.

    Args:
        snapshot: All facts.
        graph: As :func:`~.targets.whole_graph` gives it.
        target: The destination.
        named: Whether a user named the snapshot's roots, so that ways start there where they can.
    """
    roots = [root_node(root) for root in snapshot.roots]
    found = ways(graph, target.nodes, roots, named=named)
    return mentions(snapshot, graph, target)._replace(ways=found)


def mentions(snapshot: Snapshot, graph: CallGraph, target: Target) -> Answer:
    """Find everything that names a destination; the answer has no ways to it.

    Args:
        snapshot: All facts.
        graph: As :func:`~.targets.whole_graph` gives it.
        target: The destination.
    """
    entries = [entry for node in target.nodes if (entry := _listed(snapshot, node))]
    return Answer(
        target,
        members=list(_members(snapshot, entries)),
        dialled=list(_dialled(snapshot, entries)),
        greetings=list(_greetings(snapshot, graph, target)),
        current=list(_current(snapshot, target)),
    )


# -- ways ------------------------------------------------------------------------------------


def ways(
    graph: CallGraph, targets: Iterable[str], roots: Sequence[str], *, named: bool = False
) -> list[Way]:
    """Give each edge that leads to one of some nodes, with one shortest way to it.

    Args:
        graph: The call graph.
        targets: Node ids; those that are not in the graph have no edges.
        roots: Where calls may come in besides the entries.
        named: Whether roots count more than entries.

    Returns:
        One Way an edge: by start, in the order entries (or named roots), roots, anything else;
        then shortest first, by menu and in key order. Linear time, no recursion.
    """
    search = _Search(graph)
    entries = [node for node, data in graph.nodes(data=True) if data["kind"] == INBOUND_ROUTE]
    known_roots = [root for root in roots if root in graph]
    search.spread([known_roots, entries] if named else [entries])
    search.spread(_from_the_front(graph, known_roots))
    reached = search.count
    search.spread(_from_the_front(graph, sorted(graph, key=node_order)))
    edges = [
        Step(source, key, target)
        for target in dict.fromkeys(targets)
        if target in graph
        for source, _, key in graph.in_edges(target, keys=True)
    ]
    edges.sort(key=lambda edge: (*search.place(edge.source), *_order(edge)))
    return [_way(search, edge, reached) for edge in edges]


def _order(edge: Step) -> tuple[object, ...]:
    return node_order(edge.source), rank(edge.key), node_order(edge.target)


def _from_the_front(graph: CallGraph, nodes: Sequence[str]) -> Iterator[list[str]]:
    """Give starts so that a way begins as far in front as it can: what nothing leads to first."""
    yield [node for node in nodes if all(caller == node for caller in graph.predecessors(node))]
    yield from ([node] for node in nodes)


class _Met(NamedTuple):
    """How the search came to a node."""

    start: int
    depth: int
    step: Step | None
    first: Step | None


class _Search:
    """Breadth-first searches, one after the other, that meet every node once."""

    def __init__(self, graph: CallGraph) -> None:
        self._graph = graph
        self._met: dict[str, _Met] = {}
        self.count = 0

    def spread(self, groups: Iterable[Iterable[str]]) -> None:
        """Search on from each group of starts, all of a group side by side."""
        for group in groups:
            waiting: deque[str] = deque()
            for node in group:
                if node not in self._met:
                    self._met[node] = _Met(self.count, 0, None, None)
                    self.count += 1
                    waiting.append(node)
            while waiting:
                waiting.extend(self._next(waiting.popleft()))

    def _next(self, node: str) -> Iterator[str]:
        start, depth, _, first = self._met[node]
        edges = self._graph.out_edges(node, keys=True)
        for step in sorted((Step(node, key, target) for _, target, key in edges), key=_preferred):
            if step.target not in self._met:
                self._met[step.target] = _Met(start, depth + 1, step, first or step)
                yield step.target

    def place(self, node: str) -> tuple[int, int]:
        """Give the number of a node's start, and the steps from there."""
        return self._met[node][:2]

    def trail(self, node: str, most: int) -> list[Step]:
        """Give the steps to a node, the last one first; of too many the first of all is kept."""
        steps: list[Step] = []
        first = self._met[node].first
        while len(steps) < most and (step := self._met[node].step):
            steps.append(step)
            node = step.source
        return [*steps[:-1], first] if steps and first else steps


def _preferred(step: Step) -> tuple[object, ...]:
    # Where an entry leads to one menu at any hour and in business hours, the hours say more.
    return step.key == "default", rank(step.key), node_order(step.target)


def _way(search: _Search, edge: Step, reached: int) -> Way:
    start, depth = search.place(edge.source)
    steps = [edge, *search.trail(edge.source, _MOST_STEPS - 1)]
    return Way(tuple(reversed(steps)), start < reached, depth + 1 - len(steps))


# -- what is no key --------------------------------------------------------------------------


def _listed(snapshot: Snapshot, node: str) -> tuple[str, Entry] | None:
    """Give a node's kind with its row of the PBX's list."""
    kind, _, value = node.partition(":")
    if kind not in LIST_OF_KIND or LIST_OF_KIND[kind] != kind:
        return None
    listing = snapshot.directory.listings.get(kind)
    row = listing.entries.get(value) if listing else None
    return kind, row or Entry(value, "", "")


def _members(snapshot: Snapshot, entries: Sequence[tuple[str, Entry]]) -> Iterator[Mention]:
    # Groups hold numbers of their members, or names where the PBX sends no number.
    words = {word for kind, row in entries if kind == EXTENSION for word in (row.number, row.name)}
    words.discard("")
    for group in snapshot.groups.values():
        static = "agent" if group.kind == QUEUE else "member"
        for how, rows in ((static, group.members), ("dynamic_agent", group.dynamic)):
            if not words.isdisjoint(rows or ()):
                yield Mention(group.node_id, how)


def _dialled(snapshot: Snapshot, entries: Sequence[tuple[str, Entry]]) -> Iterator[Mention]:
    for ivr in snapshot.ivrs.values():
        ways_in = (how for kind, entry in entries if (how := _may_dial(ivr, kind, entry)))
        if how := next(ways_in, ""):
            yield Mention(ivr.node_id, how)


def _may_dial(ivr: Ivr, kind: str, entry: Entry) -> str:
    def stands_in(rows: Iterable[Dialable] | None) -> bool:
        return any(_means(row, kind, entry) for row in rows or ())

    if kind != EXTENSION:
        is_open = bool(ivr.enb_dial_call_number) and stands_in(ivr.dial_call_number_list)
        return "listed" if is_open else ""
    option = ivr.dial_ext_option
    if option == "all":
        return "all"
    if option == "restrict" and not stands_in(ivr.restrict_dial_ext_list):
        return "all_but_some"
    return "listed" if option == "allow" and stands_in(ivr.dial_ext_list) else ""


def _means(row: Dialable, kind: str, entry: Entry) -> bool:
    word = row.kind.strip().lower()
    is_id = row.id == entry.id and word in ("", kind, kind.replace("_", ""))
    return is_id or (entry.number != "" and row.number == entry.number)


def _greetings(snapshot: Snapshot, graph: CallGraph, target: Target) -> Iterator[Mention]:
    known = by_spelling((snapshot.prompts or {}).values())
    places = uses(graph, known).get(target.prompt, []) if target.prompt else []
    for use in places:
        if not use.key:
            yield Mention(use.node, use.file)


def _current(snapshot: Snapshot, target: Target) -> Iterator[Mention]:
    for route in snapshot.routes.values():
        leads = {branch.node_id for branch in route.branches.values()}
        now = route.current.node_id if route.current else ""
        if now in target.nodes and now not in leads:
            yield Mention(route.node_id)
