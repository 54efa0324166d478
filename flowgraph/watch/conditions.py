"""What holds at the moment and is told: once when it begins, once when it ends."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from ..analysis.times import Moment
from ..callgraph import CallGraph
from ..diagram.wording import overridden
from ..model.missing import UNREADABLE
from ..model.snapshot import Snapshot
from ..text import one_line, shorten

_LONGEST_NAME = 60
_LONGEST_REASON = 200


class Condition(NamedTuple):
    """Something that holds.

    Attributes:
        id: What tells it from others; the same as long as it lasts.
        text: What it is, one line.
        over: What is said when it ends, one line.
    """

    id: str
    text: str
    over: str


def conditions(
    snapshot: Snapshot, graph: CallGraph, moment: Moment, known: Container[str] = ()
) -> Iterator[Condition]:
    """Give what holds, in a lasting order.

    Args:
        snapshot: What was read.
        graph: Its call graph.
        moment: What holds for the entries at the moment of reading.
        known: Ids of what held before.

    Yields:
        Entries that somebody has forced; lists that the PBX refused; menus that could not be read.
    """
    yield from _forced(graph, moment)
    yield from _still_forced(snapshot, moment, known)
    yield from _refused(snapshot)
    for gap in snapshot.missing.values():
        if gap.status == UNREADABLE:
            reason = shorten(one_line(gap.message), _LONGEST_REASON)
            text = f"IVR {gap.id} cannot be read, and is taken for unchanged: {reason}"
            yield Condition(f"unread {gap.node_id}", text, f"IVR {gap.id} can be read again")


def _forced(graph: CallGraph, moment: Moment) -> Iterator[Condition]:
    for node, found in sorted(moment.overrides.items()):
        if node in graph:
            name = shorten(one_line(graph.nodes[node]["name"]), _LONGEST_NAME) or node
            text = f"{name} is {overridden(graph, moment, node)}"
            more = "; somebody may have dialled the override code"
            identity = f"forced {node} {found.current.node_id}"
            yield Condition(identity, text + more, f"{name} is no longer forced")


def _still_forced(snapshot: Snapshot, moment: Moment, known: Container[str]) -> Iterator[Condition]:
    """Give entries that were forced where the schedule sends their calls now, too.

    Nobody can see that they are; but they were, and nothing says that it ended.
    """
    for node, route in sorted(snapshot.routes.items()):
        identity = f"forced {node} {route.current.node_id}" if route.current else ""
        if identity in known and node not in moment.overrides:
            name = shorten(one_line(route.name), _LONGEST_NAME) or node
            yield Condition(identity, f"{name} was forced", f"{name} is no longer forced")


def _refused(snapshot: Snapshot) -> Iterator[Condition]:
    reasons = {
        kind: listing.refusal
        for kind, listing in snapshot.directory.listings.items()
        if not listing.is_known and listing.code is not None
    }
    reasons |= {k: why.message for k, why in snapshot.refusals.items() if why.code is not None}
    for kind, reason in sorted(reasons.items()):
        words = f"the list of {kind.replace('_', ' ')}s"
        told = shorten(one_line(reason), _LONGEST_REASON)
        text = f"{words} cannot be read, so what changes there is not seen: {told}"
        yield Condition(f"refused {kind}", text, f"{words} can be read again")
