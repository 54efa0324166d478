"""Two states of a PBX compared: what changed, and what that does to callers.

Pure: from two snapshots to plain data. What was made anew under another id counts as the same
(:mod:`.identity`), what one side does not know is taken from the other (:mod:`.supposing`), so that
neither passes for a change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from ...callgraph import CallGraph, call_graph
from ...model.destination import KIND_WORDS
from ...model.missing import NOT_FOUND
from ...model.snapshot import Snapshot
from ...text import one_line
from ..targets import whole_graph
from . import pairing, things
from .change import Change, differences
from .effects import Loops, Reach, compare_loops, compare_reach
from .identity import moved, moves
from .pairing import Pair
from .scope import Scope
from .supposing import Gap, gaps, on_a_par


class Side:
    """One state of the PBX, as it is compared.

    Args:
        snapshot: Its facts, completed by those of the other side.

    Attributes:
        snapshot: The same.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def graph(self) -> CallGraph:
        """What calls from the roots can reach, and the entries in front of it."""
        return call_graph(self.snapshot)

    @cached_property
    def _everything(self) -> CallGraph:
        return whole_graph(self.snapshot)

    def _data(self, node: str) -> Mapping[str, Any] | None:
        graph = self.graph if node in self.graph else self._everything
        return graph.nodes.get(node)

    def label(self, node: str) -> str:
        """Name a node in one line, for example ``Queue 6400 Orders``; say if it does not exist."""
        data = self._data(node)
        if data is None:
            kind, _, value = node.partition(":")
            return one_line(f"{KIND_WORDS.get(kind, kind)} {value}")
        is_lost = data.get("missing") == NOT_FOUND
        return f"{data['label']} (does not exist)" if is_lost else str(data["label"])

    def named(self, text: str) -> str:
        """Give the label of a node that is known; any other text as it is."""
        return self.label(text) if self._data(text) else text

    def names(self, node: str) -> tuple[str, str]:
        """Give number and name of a thing, empty where it has none or is not known."""
        data = self._data(node)
        if data is None:
            kind, _, identity = node.partition(":")
            prompts = (self.snapshot.prompts or {}) if kind == "custom_prompt" else {}
            return "", prompts[identity].file if identity in prompts else ""
        return data["number"], data["name"]


class Comparison(NamedTuple):
    """What became of a PBX.

    Attributes:
        old: The state before, under the ids of the new one.
        new: The state now.
        changes: Every difference: entries, hours, menus by id, what menus lead to, prompts, the
            PBX itself; of each what it is called, its settings, its keys.
        loops: What became of the loops.
        reach: What callers reach.
        gaps: What is not compared.
    """

    old: Side
    new: Side
    changes: tuple[Change, ...]
    loops: Loops
    reach: Reach
    gaps: tuple[Gap, ...]


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Compare two states of a PBX.

    Args:
        old: The state before.
        new: The state now. Both are taken to start at the same place, see
            :func:`~.scope.on_common_ground`: what the roots of neither lead to is left out, unless
            both hold the whole PBX.

    Returns:
        The same for the same facts, in whatever order they come. Linear time but for the search
        of loops' witnesses.
    """
    ids = moves(old, new)
    one, other = map(Side, on_a_par(moved(old, ids), new))
    return Comparison(
        one,
        other,
        tuple(_changes(one, other, {now: before for before, now in ids.items()})),
        compare_loops(one.graph, other.graph),
        compare_reach(one.graph, other.graph),
        tuple(gaps(old, new)),
    )


def _changes(old: Side, new: Side, was: Mapping[str, str]) -> Iterator[Change]:
    """Give every difference in the order in which it is told."""
    places = pairing.reordered(old.snapshot.routes, new.snapshot.routes)
    for node, before, after in _pairs(old.snapshot, new.snapshot, Scope(old.graph, new.graph)):
        if node in was:
            yield Change(node, "id", "", "changed", was[node], node)
        yield from differences(node, before, after)
        if node in places:
            yield Change(node, "position", "", "changed", *places[node])


def _pairs(old: Snapshot, new: Snapshot, scope: Scope) -> Iterator[Pair]:
    """Give everything that is compared, in the order in which it is told."""
    yield from scope.within(pairing.by_node(things.entries(old), things.entries(new)))
    yield from pairing.hours(old.schedule, new.schedule)
    yield from scope.within(pairing.by_node(things.menus(old), things.menus(new)))
    yield from scope.within(pairing.by_node(things.listed(old), things.listed(new)))
    yield from pairing.prompts(scope.heard(old.prompts), scope.heard(new.prompts))
    yield Pair("system:", things.system(old), things.system(new))
