"""From a snapshot to the call graph, a ``networkx.MultiDiGraph``.

Two keys may lead to one destination and none may be lost, hence the multigraph. A node is
``kind:value``; the key of an edge is what the caller presses, and unique per source menu.

Node attributes: ``kind``, ``value``, ``prefix``, ``name``, ``number``, ``label``; where a node is
missing also ``missing`` (its status) and ``reason``. A menu that could be read has its settings
under the names of :class:`~flowgraph.model.ivr.Ivr`, and ``keys`` with every key, the unset ones
null. Edge attributes: ``label``, and ``count`` for prompts.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

import networkx as nx

from .model.destination import IVR, KIND_WORDS, KINDS_WITH_ID, PROMPT_KINDS, Destination
from .model.ids import id_order
from .model.ivr import Ivr
from .model.keys import KEYS, spoken
from .model.missing import NOT_FOUND, Missing
from .model.snapshot import Snapshot
from .text import one_line

if TYPE_CHECKING:
    CallGraph = nx.MultiDiGraph[str]
else:
    CallGraph = nx.MultiDiGraph

_SETTINGS = (
    "prompt_repeat",
    "resp_timeout_s",
    "digit_timeout_s",
    "dial_ext_option",
    "enb_dial_outb_routes",
    "enb_dial_check_vm",
    "enb_dial_call_number",
    "alert_info",
    "client_unique_ringtone",
    "prompt_manager_enb",
)
_LISTS = (
    "dial_ext_list",
    "restrict_dial_ext_list",
    "dial_outb_route_list",
    "dial_call_number_list",
)


def call_graph(snapshot: Snapshot) -> CallGraph:
    """Build the graph of everything that the roots lead to.

    Args:
        snapshot: All facts of a crawl.

    Returns:
        Nodes in breadth-first order from the roots, edges in key order. ``graph.graph`` holds
        ``name``, ``roots`` (node ids), ``missing`` (rows of every document), ``cut`` and ``whole``.
    """
    graph = CallGraph(
        name=snapshot.name,
        roots=[f"ivr:{root}" for root in snapshot.roots],
        missing=[gap.as_row() for gap in snapshot.missing.values()],
        cut=snapshot.cut,
        whole=snapshot.is_whole,
    )
    waiting = deque(snapshot.roots)
    seen = set(snapshot.roots)
    while waiting:
        identity = waiting.popleft()
        _add_menu(graph, snapshot, identity)
        ivr = snapshot.ivrs.get(identity)
        for key, destination in ivr.keys.items() if ivr else ():
            _add_edge(graph, snapshot, f"ivr:{identity}", key, destination)
            if destination.kind == IVR and destination.value and destination.value not in seen:
                seen.add(destination.value)
                waiting.append(destination.value)
    return graph


def _add_edge(
    graph: CallGraph, snapshot: Snapshot, source: str, key: str, destination: Destination
) -> None:
    target = destination.node_id
    if destination.kind == IVR and destination.value:
        _add_menu(graph, snapshot, destination.value)
    elif target not in graph:
        graph.add_node(target, **_leaf(snapshot, destination))
    attributes: dict[str, Any] = {"label": spoken(key)}
    if destination.kind in PROMPT_KINDS:
        attributes["count"] = destination.play_count
    graph.add_edge(source, target, key=key, **attributes)


def _add_menu(graph: CallGraph, snapshot: Snapshot, identity: str) -> None:
    node = f"ivr:{identity}"
    if node in graph:
        return
    ivr = snapshot.ivrs.get(identity)
    if ivr is None:
        graph.add_node(node, **_gap(identity, snapshot.missing.get(identity)))
    else:
        graph.add_node(node, **_menu(ivr))


def _menu(ivr: Ivr) -> dict[str, Any]:
    base = _base(IVR, ivr.id, "", one_line(ivr.name), ivr.number)
    settings = {name: getattr(ivr, name) for name in _SETTINGS}
    lists = {name: _rows(getattr(ivr, name)) for name in _LISTS}
    return {
        **base,
        "prompts": None if ivr.prompts is None else list(ivr.prompts),
        **settings,
        **lists,
        "hidden_exits": list(ivr.hidden_exits),
        "keys": {key: _slot(ivr, key) for key in KEYS},
        "leftovers": {key: rest._asdict() for key, rest in ivr.leftovers.items()},
        "unknown_fields": ivr.unknown,
    }


def _slot(ivr: Ivr, key: str) -> dict[str, Any] | None:
    destination = ivr.keys.get(key)
    if destination is None:
        return None
    return {**destination._asdict(), "stop_recording": ivr.stop_recording.get(key)}


def _rows(rows: Any) -> list[dict[str, str]] | None:
    return None if rows is None else [row.model_dump() for row in rows]


def _gap(identity: str, gap: Missing | None) -> dict[str, Any]:
    status = gap.status if gap else NOT_FOUND
    reason = gap.message if gap else "not read"
    return {**_base(IVR, identity, "", "", ""), "missing": status, "reason": reason}


def _leaf(snapshot: Snapshot, destination: Destination) -> dict[str, Any]:
    entry = snapshot.directory.entry(destination)
    leaf = _base(
        destination.kind,
        destination.value,
        destination.dial_prefix,
        one_line(entry.name) if entry else "",
        entry.number if entry else "",
    )
    if destination.kind == IVR:
        return {**leaf, "missing": NOT_FOUND, "reason": "the key leads to an IVR but names none"}
    if snapshot.directory.lacks(destination):
        return {**leaf, "missing": NOT_FOUND, "reason": "not in the PBX's list"}
    return leaf


def _base(kind: str, value: str, prefix: str, name: str, number: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "value": value,
        "prefix": prefix,
        "name": name,
        "number": number,
        "label": _label(kind, value, prefix, name, number),
    }


def _label(kind: str, value: str, prefix: str, name: str, number: str) -> str:
    """Say in one line what a node is, for example ``Queue 6400 Orders``."""
    word = KIND_WORDS.get(kind, kind)
    if number or kind not in KINDS_WITH_ID:
        shown = number or prefix + value
    else:
        shown = f"id {value}" if value else "without id"
    return one_line(f"{word} {shown} {name}")


def menus(graph: CallGraph) -> list[str]:
    """Give the nodes of all menus that could be read, by id."""
    found = [node for node, data in graph.nodes(data=True) if is_menu(data)]
    return sorted(found, key=lambda node: id_order(graph.nodes[node]["value"]))


def is_menu(data: dict[str, Any]) -> bool:
    """Whether a node's attributes are those of a menu that could be read."""
    return data["kind"] == IVR and "missing" not in data
