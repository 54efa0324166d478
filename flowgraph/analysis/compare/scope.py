"""How far the comparison goes, and whether two snapshots go equally far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ...callgraph import CallGraph
from ...model.destination import EXT_VM, EXTENSION
from ...model.ids import root_node
from ...model.prompt import Prompt
from ...model.snapshot import Snapshot
from .pairing import Pair

_MOST_NAMED = 5


class Scope:
    """What calls from the roots reach on either side; everything where both hold the whole PBX.

    Args:
        old: The call graph before.
        new: The call graph now.
    """

    def __init__(self, old: CallGraph, new: CallGraph) -> None:
        graphs = (old, new)
        self._is_everything = all(graph.graph["whole"] for graph in graphs)
        self._nodes = frozenset(node for graph in graphs for node in graph)
        rows = (data.get("greetings", ()) for graph in graphs for data in graph.nodes.values())
        self._files = frozenset(row["file"].strip().lower() for some in rows for row in some)

    def within(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Give the pairs that are compared."""
        return (pair for pair in pairs if self._is_everything or self._holds(pair.node))

    def _holds(self, node: str) -> bool:
        kind, _, identity = node.partition(":")
        # A mailbox is called as its owner is.
        is_owner = kind == EXTENSION and f"{EXT_VM}:{identity}" in self._nodes
        return is_owner or node in self._nodes

    def heard(self, prompts: Mapping[str, Prompt] | None) -> Mapping[str, Prompt]:
        """Give the announcements that are compared."""
        return {
            identity: prompt
            for identity, prompt in (prompts or {}).items()
            if self._is_everything or not self._files.isdisjoint(prompt.aliases)
        }


class Ground(NamedTuple):
    """Two snapshots that start at the same place, as far as they can.

    Attributes:
        old: The state before.
        new: The state now.
        remark: What a user should know of where they start; empty if they start alike.
    """

    old: Snapshot
    new: Snapshot
    remark: str = ""


def on_common_ground(old: Snapshot, new: Snapshot) -> Ground:
    """Let two snapshots start at the same roots.

    Of the whole PBX and a part of it that part is compared; of two parts what starts at the roots
    that both have. Where they have none in common, each starts where it did.
    """
    if old.is_whole and new.is_whole:
        return Ground(old, new)
    if old.is_whole != new.is_whole:
        roots = new.roots if old.is_whole else old.roots
        remark = "one side was read from {} alone: only what that leads to is compared"
    else:
        roots = tuple(root for root in old.roots if root in new.roots)
        if set(roots) == set(old.roots) == set(new.roots):
            return Ground(old, new)
        remark = "the two sides have other roots: only what {} leads to is compared"
    if not roots:
        told = " and ".join(_named(side.roots) for side in (old, new))
        return Ground(old, new, f"the two sides start at different roots, {told}")
    one, other = (side._replace(roots=roots, is_whole=False) for side in (old, new))
    return Ground(one, other, remark.format(_named(roots)))


def _named(roots: Iterable[str]) -> str:
    nodes = [root_node(root) for root in roots]
    more = [f"{len(nodes) - _MOST_NAMED} more"] if len(nodes) > _MOST_NAMED else []
    return ", ".join([*nodes[:_MOST_NAMED], *more])
