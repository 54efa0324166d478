"""From a snapshot to the call graph, a ``networkx.MultiDiGraph``.

Two keys may lead to one destination and none may be lost, hence the multigraph. A node is
``kind:value``; the key of an edge is what the caller presses, and unique per source menu.

Node attributes: ``kind``, ``value``, ``prefix``, ``name``, ``number``, ``label``; where a node is
missing also ``missing`` (its status) and ``reason``. A menu that could be read has its settings
under the names of :class:`~flowgraph.model.ivr.Ivr`, and ``keys`` with every key, the unset ones
null. What plays files has ``greetings``, a row ``file``, ``text``, ``language``, ``listed`` for
each, with the text that a spoken prompt says, null where it is not known, and whether the PBX's
list of prompts has the file, null where that could not be read. Edge attributes: ``label``, and
``count`` for prompts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

from .model.destination import (
    EXTENSION,
    INBOUND_ROUTE,
    IVR,
    KIND_WORDS,
    KINDS_WITH_ID,
    KINDS_WITHOUT_VALUE,
    PROMPT_KINDS,
    QUEUE,
    Destination,
)
from .model.group import Group
from .model.ids import id_order, root_node
from .model.ivr import Ivr
from .model.keys import DEFAULT, FAIL, KEYS, spoken
from .model.missing import NOT_FOLLOWED, NOT_FOUND
from .model.prompt import Prompt, by_spelling, is_built_in, prompt_of
from .model.route import Route
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
#: When a queue without a limit hands a call on; the vendor does not say which reasons there are.
_NO_LIMIT = "waits without limit; if given up for another reason"
_LISTS = (
    "dial_ext_list",
    "restrict_dial_ext_list",
    "dial_outb_route_list",
    "dial_call_number_list",
)


def call_graph(snapshot: Snapshot) -> CallGraph:
    """Build the graph of everything that the roots lead to, and of the entries in front of it.

    Args:
        snapshot: All facts of a crawl.

    Returns:
        Nodes in breadth-first order from the roots, entries first, edges in key order.
        ``graph.graph`` holds ``name``, ``roots`` (node ids), ``missing`` (rows of every document),
        ``cut``, ``whole``, ``may_time_keys`` (keys may have time conditions, which the API does
        not show), ``unread`` (why a list could not be read, by its kind), ``listed`` (kinds whose
        list was read whole) and ``extensions`` (id, number and name of each, None where their list
        was not).
    """
    graph = CallGraph(
        name=snapshot.name,
        roots=[root_node(root) for root in snapshot.roots],
        missing=[gap.as_row() for gap in snapshot.missing.values()],
        cut=snapshot.cut,
        whole=snapshot.is_whole,
        may_time_keys=snapshot.make.may_time_keys,
        unread=_unread(snapshot),
        listed=sorted(kind for kind in snapshot.directory.listings if _is_whole(snapshot, kind)),
        extensions=_extensions(snapshot),
    )
    met = _reachable(snapshot, graph.graph["roots"])
    for route in snapshot.routes.values():
        if route.node_id in met or _leads_in(route, graph.graph["roots"], met):
            graph.add_node(route.node_id, **_entry(snapshot, route))
    for node, destination in met.items():
        if node not in graph:
            graph.add_node(node, **_node(snapshot, destination))
    for node in list(graph):
        for key, destination in _ways_on(snapshot, node).items():
            _add_edge(graph, snapshot, node, key, destination)
    _add_greetings(graph, snapshot)
    return graph


def _unread(snapshot: Snapshot) -> dict[str, str]:
    """Tell which lists could not be read, and why."""
    refused = {kind: refusal.message for kind, refusal in snapshot.refusals.items()}
    for kind, listing in snapshot.directory.listings.items():
        if not _is_whole(snapshot, kind):
            refused[kind] = listing.refusal or "the list is not complete"
    return dict(sorted(refused.items()))


def _is_whole(snapshot: Snapshot, kind: str) -> bool:
    listing = snapshot.directory.listings.get(kind)
    return listing is not None and listing.is_known and listing.complete


def _extensions(snapshot: Snapshot) -> list[tuple[str, str, str]] | None:
    if not _is_whole(snapshot, EXTENSION):
        return None
    rows = snapshot.directory.listings[EXTENSION].entries.values()
    return [(row.id, row.number, one_line(row.name)) for row in rows]


def _leads_in(route: Route, roots: list[str], met: Container[str]) -> bool:
    """Whether an entry stands in front of what is drawn; not where other entries were named."""
    names_entries = any(root.startswith(f"{INBOUND_ROUTE}:") for root in roots)
    return not names_entries and any(b.node_id in met for b in route.branches.values())


def _reachable(snapshot: Snapshot, roots: list[str]) -> dict[str, Destination]:
    """Give everything that calls from the roots can reach, in breadth-first order."""
    met = {root: Destination(*root.split(":", 1)) for root in roots}
    waiting = deque(met)
    while waiting:
        for destination in _ways_on(snapshot, waiting.popleft()).values():
            if destination.node_id not in met:
                met[destination.node_id] = destination
                waiting.append(destination.node_id)
    return met


def _ways_on(snapshot: Snapshot, node: str) -> Mapping[str, Destination]:
    """Give where a call goes on from a node, by key; empty where it ends."""
    kind, _, identity = node.partition(":")
    if kind == IVR:
        ivr = snapshot.ivrs.get(identity)
        return ivr.keys if ivr else {}
    if group := snapshot.groups.get(node):
        return {FAIL: group.fail} if group.fail else {}
    if extension := snapshot.extensions.get(node):
        return extension.forwards
    route = snapshot.routes.get(node)
    return route.branches if route else {}


def _add_edge(
    graph: CallGraph, snapshot: Snapshot, source: str, key: str, destination: Destination
) -> None:
    target = destination.node_id
    if target not in graph:
        graph.add_node(target, **_elsewhere(snapshot, destination))
    attributes: dict[str, Any] = {"label": _edge_label(snapshot, source, key)}
    if destination.kind in PROMPT_KINDS:
        attributes["count"] = destination.play_count
    graph.add_edge(source, target, key=key, **attributes)


def _add_greetings(graph: CallGraph, snapshot: Snapshot) -> None:
    """Tell what callers hear in each menu and of each prompt."""
    prompts = snapshot.prompts
    known = None if prompts is None else by_spelling(prompts.values())
    for data in graph.nodes.values():
        if "prompts" in data:
            data["greetings"] = [_greeting(known, file) for file in data["prompts"] or ()]
        elif data["kind"] in PROMPT_KINDS:
            data["greetings"] = [_greeting(known, data["value"])]


def _greeting(known: Mapping[str, Prompt] | None, file: str) -> dict[str, str | bool | None]:
    prompt = prompt_of(file, known or {})
    text, language = (prompt.text, prompt.language) if prompt else ("", "")
    is_listed = None if known is None else prompt is not None or is_built_in(file)
    row = {"file": file, "text": text or None, "language": language or None}
    return {**row, "listed": is_listed}


def _edge_label(snapshot: Snapshot, source: str, key: str) -> str:
    extension = snapshot.extensions.get(source)
    if extension is not None and extension.presence:
        # The status is momentary: with another one other rules hold.
        return f"{spoken(key)} ({one_line(extension.presence.replace('_', ' '))})"
    route = snapshot.routes.get(source)
    if route is not None and key == DEFAULT and route.depends_on_time:
        return "otherwise"
    group = snapshot.groups.get(source)
    if key != FAIL or group is None or group.limit_s is None:
        return spoken(key)
    if group.limit_s == 0:
        return _NO_LIMIT if group.kind == QUEUE else "no time set"
    return f"after {group.limit_s} s"


def _node(snapshot: Snapshot, destination: Destination) -> dict[str, Any]:
    if destination.kind != IVR or not destination.value:
        return _leaf(snapshot, destination)
    ivr = snapshot.ivrs.get(destination.value)
    if ivr is not None:
        return _menu(ivr)
    return _gap(snapshot, destination)


def _elsewhere(snapshot: Snapshot, destination: Destination) -> dict[str, Any]:
    """Describe where a branch of an entry leads that the roots do not."""
    node = _node(snapshot, destination)
    if destination.kind != IVR or "missing" in node:
        return node
    known = {name: node[name] for name in ("kind", "value", "prefix", "name", "number", "label")}
    return {**known, "missing": NOT_FOLLOWED, "reason": "not reached from the roots"}


def _entry(snapshot: Snapshot, route: Route) -> dict[str, Any]:
    return {
        **_base(INBOUND_ROUTE, route.id, "", one_line(route.name), ""),
        "position": route.position,
        "did_patterns": None if route.did_patterns is None else list(route.did_patterns),
        "cid_patterns": None if route.cid_patterns is None else list(route.cid_patterns),
        "trunks": None if route.trunks is None else list(route.trunks),
        "time_condition": route.time_condition,
        "current": _current(snapshot, route.current),
        "unknown_fields": route.unknown,
    }


def _current(snapshot: Snapshot, destination: Destination | None) -> dict[str, Any] | None:
    if destination is None:
        return None
    return {**destination._asdict(), "label": _node(snapshot, destination)["label"]}


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


def _gap(snapshot: Snapshot, destination: Destination) -> dict[str, Any]:
    gap = snapshot.missing.get(destination.value)
    status = gap.status if gap else NOT_FOLLOWED
    reason = gap.message if gap else "not reached from the roots"
    # Known where somebody asked for the list of menus as well.
    entry = snapshot.directory.entry(destination)
    name, number = (one_line(entry.name), entry.number) if entry else ("", "")
    base = _base(IVR, destination.value, "", name, number)
    return {**base, "missing": status, "reason": reason}


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
    if extension := snapshot.extensions.get(destination.node_id):
        return {**leaf, "presence": extension.presence}
    group = snapshot.groups.get(destination.node_id)
    return {**leaf, **_group(group)} if group else leaf


def _group(group: Group) -> dict[str, Any]:
    facts = group.model_dump(include={"strategy", "knows_fail", "limit_s"})
    members = {name: getattr(group, name) for name in ("members", "dynamic")}
    return facts | {name: None if rows is None else list(rows) for name, rows in members.items()}


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
    if kind in KINDS_WITHOUT_VALUE:
        # Whatever stands there is left over from an earlier setting.
        shown = ""
    elif number or kind not in KINDS_WITH_ID:
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
