"""A menu with what is around it: the part of a call graph near one node."""

from __future__ import annotations

from ..callgraph import CallGraph, is_menu
from ..model.destination import INBOUND_ROUTE


def around(graph: CallGraph, centre: str, hops: int) -> CallGraph:
    """Cut out what is near a node, forwards and backwards.

    Args:
        graph: The call graph.
        centre: A node of it.
        hops: How many steps away something may be; at least 1.

    Returns:
        A call graph of its own, with its nodes and edges in the same order. Nodes nearer than
        ``hops`` have all their edges. A menu or entry exactly so far away has only those to or from
        nearer ones; how many of its keys are left out stands in its ``keys_left_out``.
        ``graph.graph["centre"]`` is the node.
    """
    distance = _distances(graph, centre, hops)
    inner = {node for node, steps in distance.items() if steps < hops}
    part = CallGraph(**{**graph.graph, "roots": [centre], "whole": False, "centre": centre})
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


def _distances(graph: CallGraph, centre: str, hops: int) -> dict[str, int]:
    """Give the steps to each node within reach, whichever way the edges point."""
    found = {centre: 0}
    level = [centre]
    for steps in range(1, hops + 1):
        near = [n for node in level for n in (*graph.predecessors(node), *graph.successors(node))]
        level = [node for node in dict.fromkeys(near) if node not in found]
        found.update(dict.fromkeys(level, steps))
    return found
