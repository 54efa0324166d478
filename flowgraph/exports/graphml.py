"""The call graph as GraphML, for Gephi, yEd, Cytoscape and ``networkx.read_graphml``.

GraphML holds plain values only: lists and objects are written as JSON, what is not known is left
out. networkx takes the key of an edge from the attribute ``key``, where no edge has an id.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import networkx as nx
from lxml import etree

from ..callgraph import CallGraph
from ..model.ids import node_order
from ..model.keys import rank
from . import Drawing

_FACTS = ("name", "roots", "whole", "cut", "may_time_keys", "missing")


def write(drawing: Drawing) -> str:
    """Write the graph; nodes by kind and id, edges by source and key.

    Returns:
        GraphML from which networkx makes the same nodes, edges and keys again.

    Source: GraphML Primer, http://graphml.graphdrawing.org/primer/graphml-primer.html.
    """
    stream = io.BytesIO()
    nx.write_graphml_lxml(_flat(drawing.graph), stream)
    root = etree.fromstring(stream.getvalue(), etree.XMLParser(huge_tree=True))
    for edge in root.iter("{*}edge"):
        # networkx writes the key as the id, which has to be unique in the whole file.
        del edge.attrib["id"]
    etree.indent(root)
    text: str = etree.tostring(root, encoding="utf-8", xml_declaration=True).decode()
    return text + "\n"


def _flat(graph: CallGraph) -> CallGraph:
    flat = CallGraph(**_plain({name: graph.graph[name] for name in _FACTS}))
    for node in sorted(graph, key=node_order):
        flat.add_node(node, **_plain(graph.nodes[node]))
    edges = sorted(graph.edges(keys=True), key=lambda edge: (node_order(edge[0]), rank(edge[2])))
    for source, target, key in edges:
        flat.add_edge(source, target, key=key)
        data = _plain(graph.edges[source, target, key])
        flat.edges[source, target, key].update({"key": key, **data})
    return flat


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not known, and make text of what is no plain value."""
    return {
        name: value if isinstance(value, (str, int)) else json.dumps(value, ensure_ascii=False)
        for name, value in data.items()
        if value is not None
    }
