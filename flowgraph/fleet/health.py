"""What a PBX is found to be like, in figures, and what can be searched on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..analysis.loops import Loop
from ..callgraph import CallGraph, is_menu
from ..model.destination import INBOUND_ROUTE
from ..model.missing import NOT_FOUND
from ..model.snapshot import Snapshot
from ..reports.findings.words import key_words
from ..rules.finding import Finding
from ..text import one_line, shorten

#: Of more findings or places the first are told, and how many more there are.
MOST_TOLD = 12
_LONGEST = 200


class Health(NamedTuple):
    """A PBX in figures.

    Attributes:
        pbx: What the PBX calls itself; empty where it has no name.
        firmware: Its firmware; empty where it is not known.
        menus: How many menus there are.
        entries: How many inbound routes lead to them.
        depth: How many menus a caller meets at most on the shortest way to any.
        loops: How many loops of each severity.
        findings: How many findings of each severity, loops included.
        errors: The findings that are errors, in words, the first of them.
        unread: How many menus could not be read.
        is_partial: Whether something that is there could not be read.
    """

    pbx: str
    firmware: str
    menus: int
    entries: int
    depth: int
    loops: dict[str, int]
    findings: dict[str, int]
    errors: tuple[str, ...]
    unread: int
    is_partial: bool


def health(
    snapshot: Snapshot, graph: CallGraph, loops: Sequence[Loop], findings: Sequence[Finding]
) -> Health:
    """Put a PBX into figures.

    Args:
        snapshot: Its facts.
        graph: Its call graph.
        loops: The verdicts on it.
        findings: What the rules found, without what somebody has accepted.
    """
    errors = [finding for finding in findings if finding.severity == "error"]
    told = [_told(finding) for finding in errors[:MOST_TOLD]]
    if len(errors) > len(told):
        told.append(f"and {len(errors) - len(told)} more")
    return Health(
        pbx=one_line(snapshot.name),
        firmware=one_line(snapshot.make.firmware),
        menus=len(snapshot.ivrs),
        entries=len(snapshot.routes),
        depth=_depth(graph),
        loops=_by_severity(loop.severity for loop in loops),
        findings=_by_severity(finding.severity for finding in findings),
        errors=tuple(told),
        unread=sum(gap.status != NOT_FOUND for gap in snapshot.missing.values()),
        is_partial=snapshot.is_partial,
    )


def _by_severity(severities: Iterator[str]) -> dict[str, int]:
    counts = Counter(severities)
    return {severity: counts[severity] for severity in ("error", "warning", "info")}


def _told(finding: Finding) -> str:
    place = f"{finding.label}, {key_words(finding.key)}" if finding.key else finding.label
    return shorten(one_line(f"{place}: {finding.message}"), _LONGEST)


def _depth(graph: CallGraph) -> int:
    """Count the menus on the longest of all shortest ways from where calls come in."""
    level = [node for node in graph if _is_front(graph, node)] or graph.graph["roots"][:1]
    seen, depth = set(level), 0
    while level:
        depth += any(is_menu(graph.nodes[node]) for node in level if node in graph)
        nearer = (target for node in level if node in graph for target in graph.successors(node))
        level = [node for node in dict.fromkeys(nearer) if node not in seen]
        seen.update(level)
    return depth


def _is_front(graph: CallGraph, node: str) -> bool:
    """Whether calls come in there: an inbound route, or a root that nothing leads to."""
    if graph.nodes[node]["kind"] == INBOUND_ROUTE:
        return True
    return node in graph.graph["roots"] and not any(p != node for p in graph.predecessors(node))


# -- what can be searched --------------------------------------------------------------------


class Hit(NamedTuple):
    """Something on a PBX that has a name or a number.

    Attributes:
        node: Its node, for example ``external_num:9-5550142``.
        label: What it is called, in one line.
        text: Everything by which it can be found, in lower case.
        places: What leads there, in words, the first of them.
    """

    node: str
    label: str
    text: str
    places: tuple[str, ...]


def hits(graph: CallGraph) -> Iterator[Hit]:
    """Give everything on a PBX that can be searched, in the order of its graph."""
    for node, data in graph.nodes(data=True):
        dialled = data.get("did_patterns") or ()
        words = (data["label"], data["number"], data["name"], data["value"], *dialled)
        # Between digits a blank does not count, so what is not one number stands apart.
        text = " · ".join(one_line(str(word)) for word in words if word).casefold()
        label = shorten(one_line(str(data["label"])), _LONGEST)
        yield Hit(node, label, text, tuple(_places(graph, node)))


def _places(graph: CallGraph, node: str) -> Iterator[str]:
    found = [
        f"{one_line(str(graph.nodes[source]['label']))}, {key_words(key)}"
        for source, _, key in graph.in_edges(node, keys=True)
    ]
    yield from (shorten(place, _LONGEST) for place in found[:MOST_TOLD])
    if len(found) > MOST_TOLD:
        yield f"and {len(found) - MOST_TOLD} more"
