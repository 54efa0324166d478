"""The call graph as node-link JSON, networkx's own form.

``networkx.node_link_graph(json.load(f), edges="edges")`` gives the graph back; ``version`` and
``missing`` stand beside ``nodes``.
"""

from __future__ import annotations

import json

import networkx as nx

from ..model.ids import node_order
from ..model.keys import rank
from . import Drawing

VERSION = 1
_FACTS = ("name", "roots", "whole", "cut", "may_time_keys")


def write(drawing: Drawing) -> str:
    """Write the graph; nodes by kind and id, edges by source and key."""
    graph = drawing.graph
    data = nx.node_link_data(graph, edges="edges")
    document = {
        "version": VERSION,
        "directed": data["directed"],
        "multigraph": data["multigraph"],
        "graph": {name: data["graph"][name] for name in _FACTS},
        "missing": graph.graph["missing"],
        "nodes": sorted(data["nodes"], key=lambda node: node_order(node["id"])),
        "edges": sorted(
            data["edges"], key=lambda edge: (node_order(edge["source"]), rank(edge["key"]))
        ),
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
