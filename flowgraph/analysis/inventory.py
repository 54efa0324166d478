"""What is on the PBX, kind by kind: one row an object, ready for any table.

A cell is a text, a number, None where a thing is not known or not set, a place, or a list of
texts or places. A place is ``{"id", "label"}``, with ``"key"`` where a key of it is meant, with
``"when"`` where it is where calls go on, and when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from ..callgraph import CallGraph, menus
from ..model.destination import CONFERENCE, EXTENSION, GROUP_VM, QUEUE, RING_GROUP, Destination
from ..model.directory import Entry
from ..model.ids import id_order
from ..model.keys import ENTRY_KEYS, INVALID, KEYS, TIMEOUT, rank
from ..model.prompt import Prompt, by_spelling, is_built_in
from ..model.route import Route
from ..model.snapshot import Snapshot
from .prompts import Use, uses

Row = dict[str, Any]


class Inventory(NamedTuple):
    """All objects of a kind.

    Attributes:
        kind: The user's word, for example ``ring-groups``.
        columns: Names of the columns, in order.
        rows: A cell for each column, by name; in the order of ids, entries by position.
    """

    kind: str
    columns: tuple[str, ...]
    rows: list[Row]


class _Listing(NamedTuple):
    """How one kind is listed: which list holds it, its columns, and who makes the rows."""

    list_of: str
    columns: tuple[str, ...]
    rows: Callable[[Snapshot, CallGraph], Iterator[Row]]


def inventory(kind: str, snapshot: Snapshot, graph: CallGraph) -> Inventory:
    """List all objects of a kind.

    Args:
        kind: One of :data:`KINDS`.
        snapshot: All facts.
        graph: As :func:`~.targets.whole_graph` gives it.
    """
    listing = _LISTINGS[kind]
    return Inventory(kind, listing.columns, list(listing.rows(snapshot, graph)))


def list_of(kind: str) -> str:
    """Give the PBX's list that holds a kind; empty where no single list does."""
    return _LISTINGS[kind].list_of


def _menus(snapshot: Snapshot, graph: CallGraph) -> Iterator[Row]:
    for node in menus(graph):
        data = graph.nodes[node]
        ivr = snapshot.ivrs[data["value"]]
        yield {
            **_named(node, graph),
            "prompts": data["prompts"],
            "keys": [key for key in KEYS if key in ivr.keys],
            "timeout": _place_of(ivr.keys.get(TIMEOUT), graph),
            "invalid": _place_of(ivr.keys.get(INVALID), graph),
            "reached_by": _callers(node, graph),
        }


def _entries(snapshot: Snapshot, graph: CallGraph) -> Iterator[Row]:
    for route in snapshot.routes.values():
        yield {
            "id": route.node_id,
            "position": route.position,
            "name": route.name,
            "dids": _list(route.did_patterns),
            "callers": _list(route.cid_patterns),
            "trunks": _list(route.trunks),
            "time_condition": route.time_condition,
            **{key: _place_of(route.branches.get(key), graph) for key in ENTRY_KEYS},
            "current": _current(route, graph),
        }


def _current(route: Route, graph: CallGraph) -> Row | None:
    now = route.current
    if now is None or now.node_id in graph:
        return _place_of(now, graph)
    # The route was forced to a place that no branch leads to, so the graph does not know it.
    return {"id": now.node_id, "label": f"{now.kind} {now.value}".strip()}


def _extensions(snapshot: Snapshot, graph: CallGraph) -> Iterator[Row]:
    for node, entry in _listed(EXTENSION, snapshot):
        known = snapshot.extensions.get(node)
        forwards = known.forwards if known else {}
        yield {
            **_named(node, graph),
            "presence": known.presence or None if known else None,
            "forwards": [
                _place(target.node_id, graph) | {"when": key}
                for key, target in sorted(forwards.items(), key=lambda item: rank(item[0]))
            ]
            if known
            else None,
            "groups": _groups_of(entry, snapshot, graph),
            "reached_by": _callers(node, graph),
        }


def _groups_of(entry: Entry, snapshot: Snapshot, graph: CallGraph) -> list[Row]:
    words = {entry.number, entry.name} - {""}
    return [
        _place(group.node_id, graph)
        for group in snapshot.groups.values()
        if not words.isdisjoint({*(group.members or ()), *(group.dynamic or ())})
    ]


def _groups(kind: str, snapshot: Snapshot, graph: CallGraph) -> Iterator[Row]:
    for node, _ in _listed(kind, snapshot):
        group = snapshot.groups.get(node)
        row = _named(node, graph) | {
            "strategy": group.strategy if group else None,
            "limit_s": group.limit_s if group else None,
            "failover": _place_of(group.fail if group else None, graph),
        }
        members = {"members": _list(group.members if group else None)}
        if kind == QUEUE:
            agents = group.dynamic if group else None
            members = {"agents": members["members"], "dynamic_agents": _list(agents)}
        yield row | members | {"reached_by": _callers(node, graph)}


def _queues(snapshot: Snapshot, graph: CallGraph) -> Iterator[Row]:
    return _groups(QUEUE, snapshot, graph)


def _ring_groups(snapshot: Snapshot, graph: CallGraph) -> Iterator[Row]:
    return _groups(RING_GROUP, snapshot, graph)


def _conferences(snapshot: Snapshot, graph: CallGraph) -> Iterator[Row]:
    return _plain(CONFERENCE, snapshot, graph)


def _voicemails(snapshot: Snapshot, graph: CallGraph) -> Iterator[Row]:
    return _plain(GROUP_VM, snapshot, graph)


def _plain(kind: str, snapshot: Snapshot, graph: CallGraph) -> Iterator[Row]:
    for node, _ in _listed(kind, snapshot):
        yield _named(node, graph) | {"reached_by": _callers(node, graph)}


# -- prompts ---------------------------------------------------------------------------------


def _prompts(snapshot: Snapshot, graph: CallGraph) -> Iterator[Row]:
    """Give every prompt of the list, then what menus name besides, then menus without any."""
    known = by_spelling((snapshot.prompts or {}).values())
    played = uses(graph, known)
    for prompt in (snapshot.prompts or {}).values():
        places = played.pop(f"custom_prompt:{prompt.id}", [])
        yield _prompt("used" if places else "unused", prompt.file, places, graph, prompt)
    absent = "not checked" if snapshot.prompts is None else "missing"
    for name in sorted(played):
        file = played[name][0].file
        state = "default" if is_built_in(file) else absent if file.strip() else "unset"
        yield _prompt(state, file, played[name], graph)
    silent = [Use(n, "", "") for n in menus(graph) if graph.nodes[n]["prompts"] == []]
    if silent:
        yield _prompt("unset", "", silent, graph)


def _prompt(
    state: str, file: str, places: list[Use], graph: CallGraph, prompt: Prompt | None = None
) -> Row:
    return {
        "id": f"custom_prompt:{prompt.id}" if prompt else None,
        "file": file or None,
        "kind": prompt.kind or None if prompt else None,
        "state": state,
        "used_by": [_place(use.node, graph, use.key or None) for use in places],
        "language": prompt.language or None if prompt else None,
        "text": prompt.text or None if prompt else None,
    }


# -- cells -----------------------------------------------------------------------------------


def _listed(kind: str, snapshot: Snapshot) -> Iterator[tuple[str, Entry]]:
    listing = snapshot.directory.listings.get(kind)
    entries = listing.entries if listing else {}
    for identity in sorted(entries, key=id_order):
        yield f"{kind}:{identity}", entries[identity]


def _named(node: str, graph: CallGraph) -> Row:
    data: Mapping[str, Any] = graph.nodes[node]
    return {"id": node, "number": data["number"], "name": data["name"]}


def _list(rows: tuple[str, ...] | None) -> list[str] | None:
    return None if rows is None else list(rows)


def _place_of(destination: Destination | None, graph: CallGraph) -> Row | None:
    return _place(destination.node_id, graph) if destination else None


def _place(node: str, graph: CallGraph, key: str | None = None) -> Row:
    place = {"id": node, "label": graph.nodes[node]["label"]}
    return place | {"key": key} if key else place


def _callers(node: str, graph: CallGraph) -> int:
    """Count the keys, failovers, forwards and entries that lead to a node."""
    return int(graph.in_degree(node))


_NAMED = ("id", "number", "name")
_GROUP = (*_NAMED, "strategy", "limit_s", "failover")
_LISTINGS = {
    "menus": _Listing("", (*_NAMED, "prompts", "keys", "timeout", "invalid", "reached_by"), _menus),
    "entries": _Listing(
        "inbound_route",
        (
            *("id", "position", "name", "dids", "callers", "trunks", "time_condition"),
            *ENTRY_KEYS,
            "current",
        ),
        _entries,
    ),
    "extensions": _Listing(
        EXTENSION, (*_NAMED, "presence", "forwards", "groups", "reached_by"), _extensions
    ),
    "queues": _Listing(QUEUE, (*_GROUP, "agents", "dynamic_agents", "reached_by"), _queues),
    "ring-groups": _Listing(RING_GROUP, (*_GROUP, "members", "reached_by"), _ring_groups),
    "conferences": _Listing(CONFERENCE, (*_NAMED, "reached_by"), _conferences),
    "voicemails": _Listing(GROUP_VM, (*_NAMED, "reached_by"), _voicemails),
    "prompts": _Listing(
        "", ("id", "file", "kind", "state", "used_by", "language", "text"), _prompts
    ),
}
#: Kinds that can be listed.
KINDS = tuple(_LISTINGS)
