"""What holds in a call graph at a moment: ways that are closed or forced, places nobody reaches.

The marks stand in the graph, so that every format has them: ``closed`` of an edge says in a word
why calls do not take it, ``unreached`` of a node that no call comes to, and an edge :data:`FORCED`
leads from an entry to where somebody sends its calls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..callgraph import CallGraph, is_menu
from ..model.destination import (
    DIAL_BY_NAME,
    EXT_VM,
    EXTENSION,
    INBOUND_ROUTE,
    IVR,
    KIND_WORDS,
    KNOWN_KINDS,
    Destination,
)
from ..model.missing import NOT_FOLLOWED, NOT_FOUND
from .dialling import listed, names_groups
from .people import ringing
from .reach import reached_from
from .times import Moment

#: Key of the edge that the calls of a forced entry take.
FORCED = "forced"
#: Why calls do not take an edge: by the schedule; or because the entry is forced elsewhere.
CLOSED, OVERRIDDEN = "closed", "overridden"

#: Stands for all telephones, where callers may dial whom they like.
_ANYBODY = ""


def at_moment(graph: CallGraph, moment: Moment) -> CallGraph:
    """Mark what holds at a moment.

    Args:
        graph: The call graph.
        moment: What holds for its entries.

    Returns:
        The graph itself where the moment says nothing of its entries, else a copy with the marks.
        ``unreached`` is what calls from its entries come to at some hour, but not at this moment:
        neither by keys, nor by dialling, nor as a telephone of a group. What no entry ever leads to
        is not marked, and nor is what lies behind it: calls come there in ways that nobody told us
        of. Nothing is marked where only some menus were asked for, as others may lead there.
        ``graph.graph["is_reach_known"]`` says whether all that is reached tells where it leads.
    """
    forced = {node: found for node, found in moment.forced.items() if node in graph}
    if not forced and moment.open.keys().isdisjoint(graph):
        return graph
    marked = graph.copy()
    for node, destination in forced.items():
        _force(marked, node, destination)
    if moment.open:
        _close(marked, moment)
        if graph.graph["whole"] or all(map(_is_entry, graph.graph["roots"])):
            _mark_unreached(marked)
    return marked


def _force(graph: CallGraph, entry: str, destination: Destination) -> None:
    target = destination.node_id
    if target not in graph:
        graph.add_node(target, **_told_by(graph.nodes[entry], destination))
    graph.add_edge(entry, target, key=FORCED, label=FORCED)


def _told_by(entry: Mapping[str, Any], destination: Destination) -> dict[str, Any]:
    """Describe a place that is not drawn by what its entry says of it."""
    word = KIND_WORDS.get(destination.kind, destination.kind)
    label = (entry["current"] or {}).get("label") or f"{word} {destination.value}"
    name = label.removeprefix(word).strip()
    node = {**destination._asdict(), "name": name, "number": "", "label": label}
    gap = {"missing": NOT_FOLLOWED, "reason": "not reached from the roots"}
    return node | gap if destination.kind == IVR else node


def _close(graph: CallGraph, moment: Moment) -> None:
    for source, _, key, data in graph.edges(moment.open, keys=True, data=True):
        is_forced = source in moment.forced and key != FORCED
        if is_forced and key == moment.open[source]:
            data["closed"] = OVERRIDDEN
        elif is_forced or (key != FORCED and moment.is_closed(source, key)):
            data["closed"] = CLOSED


# -- what no call comes to -------------------------------------------------------------------


def _is_entry(node: str) -> bool:
    return node.startswith(f"{INBOUND_ROUTE}:")


def _mark_unreached(graph: CallGraph) -> None:
    entries = [node for node in graph if _is_entry(node)]
    behind = reached_from(graph, entries)
    apart = [node for node in graph if node not in behind]
    reached = reached_from(open_ways(graph), [*entries, *apart])
    for node in graph:
        if node not in reached:
            graph.nodes[node]["unreached"] = True
    here = (data for node, data in graph.nodes(data=True) if node in reached)
    is_cut = graph.graph["cut"] or INBOUND_ROUTE in graph.graph["unread"]
    graph.graph["is_reach_known"] = not is_cut and not any(map(_hides_ways, here))


def open_ways(graph: CallGraph) -> CallGraph:
    """Give everything by which a call can get from one node to another at the moment.

    That are keys, failovers and forwards, dialling in menus and by name, and telephones of groups.
    """
    ways = CallGraph()
    ways.add_nodes_from(graph)
    ways.add_edges_from((s, t) for s, t, data in graph.edges(data=True) if "closed" not in data)
    ways.add_edges_from((one.group, one.extension) for one in ringing(graph))
    called = (n for n, data in graph.nodes(data=True) if data["kind"] != EXT_VM)
    by_number = {graph.nodes[node]["number"]: node for node in called}
    for node, data in graph.nodes(data=True):
        if data["kind"] == EXTENSION:
            # The PBX tells where a telephone forwards to in its present status alone.
            ways.add_edges_from([(_ANYBODY, node), (node, f"{EXT_VM}:{data['value']}")])
        elif is_menu(data):
            ways.add_edges_from((node, target) for target in _dialled(data, by_number))
        elif data["kind"] == DIAL_BY_NAME:
            ways.add_edge(node, _ANYBODY)
    return ways


def _dialled(menu: Mapping[str, Any], by_number: Mapping[str, str]) -> Iterator[str]:
    """Give what callers may dial in a menu: the way to everybody, or some nodes."""
    option = menu["dial_ext_option"]
    allowed = menu["dial_ext_list"] or () if option == "allow" else ()
    if option in ("all", "restrict") or names_groups(allowed):
        yield _ANYBODY
    for row in listed(menu):
        yield by_number.get(row.number, row.node) if row.number else row.node


def _hides_ways(data: Mapping[str, Any]) -> bool:
    """Whether calls may go on from a node in ways that are not known."""
    is_lost = data.get("missing", NOT_FOUND) != NOT_FOUND
    return is_lost or data["kind"] not in {*KNOWN_KINDS, INBOUND_ROUTE}
