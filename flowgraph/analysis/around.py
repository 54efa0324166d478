"""A menu with what is around it: the part of a call graph near one node."""

from __future__ import annotations

from ..callgraph import CallGraph, is_menu
from ..model.destination import EXT_VM, EXTENSION, INBOUND_ROUTE
from .people import ringing

#: Key of the edge from a queue or ring group to a telephone in the middle that it rings.
RINGS = "rings"
#: Key of the edge from a telephone in the middle to its voicemail, where no key tells of it.
OWNS = "voicemail"
_ITS_VOICEMAIL = "its voicemail"


def around(graph: CallGraph, centre: str, hops: int) -> CallGraph:
    """Cut out what is near a node, forwards and backwards.

    Args:
        graph: The call graph.
        centre: A node of it.
        hops: How many steps away something may be; at least 1.

    Returns:
        A call graph of its own, with its nodes and edges in the same order. Nodes nearer than
        ``hops`` have all their edges. A menu or entry exactly so far away has only those to or from
        nearer ones; how many of its keys are left out stands in its ``keys_left_out``. A telephone
        in the middle has its voicemail beside it, an edge :data:`OWNS` to that if no other leads
        there, and edges :data:`RINGS` from its groups.
        ``graph.graph["centre"]`` is the node, ``graph.graph["middle"]`` this with its voicemail.
    """
    if graph.nodes[centre]["kind"] == EXTENSION:
        graph = _with_its_own(graph, centre)
    middle = _middle(graph, centre)
    distance = _distances(graph, middle, hops)
    inner = {node for node, steps in distance.items() if steps < hops}
    facts = {"roots": [centre], "whole": False, "centre": centre, "middle": middle}
    part = CallGraph(**{**graph.graph, **facts})
    part.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in distance)
    for source, target, key, data in graph.edges(keys=True, data=True):
        if source in inner or (target in inner and source in distance):
            part.add_edge(source, target, key=key, **data)
    for node in part:
        left_out = graph.out_degree(node) - part.out_degree(node)
        if left_out and _has_rows(part.nodes[node]):
            part.nodes[node].update({"keys_left_out": left_out})
    return part


def _has_rows(data: dict[str, object]) -> bool:
    return is_menu(data) or data["kind"] == INBOUND_ROUTE


def _with_its_own(graph: CallGraph, extension: str) -> CallGraph:
    """Let the groups that ring a telephone lead to it, and it to its voicemail."""
    wider = graph.copy()
    for group, node, is_dynamic in ringing(graph):
        if node == extension:
            label = f"{RINGS} when logged in" if is_dynamic else RINGS
            wider.add_edge(group, node, key=RINGS, label=label)
    voicemail = _voicemail(graph, extension)
    if voicemail in graph and not graph.has_edge(extension, voicemail):
        wider.add_edge(extension, voicemail, key=OWNS, label=_ITS_VOICEMAIL)
    return wider


def _voicemail(graph: CallGraph, extension: str) -> str:
    return f"{EXT_VM}:{graph.nodes[extension]['value']}"


def _middle(graph: CallGraph, centre: str) -> list[str]:
    """Give what stands in the middle: of a telephone its voicemail as well."""
    voicemail = _voicemail(graph, centre)
    is_owner = graph.nodes[centre]["kind"] == EXTENSION and voicemail in graph
    return [centre, voicemail] if is_owner else [centre]


def _distances(graph: CallGraph, middle: list[str], hops: int) -> dict[str, int]:
    """Give the steps to each node within reach, whichever way the edges point."""
    found = dict.fromkeys(middle, 0)
    level = middle
    for steps in range(1, hops + 1):
        near = [n for node in level for n in (*graph.predecessors(node), *graph.successors(node))]
        level = [node for node in dict.fromkeys(near) if node not in found]
        found.update(dict.fromkeys(level, steps))
    return found
