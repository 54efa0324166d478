"""What one side does not know is taken from the other, so that it cannot pass for a change.

A menu that could not be read, a list that was refused, a setting that was not sent: what became of
it nobody knows, and to tell it as removed would be wrong. After this, both sides know the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from ...callgraph import call_graph
from ...model.destination import INBOUND_ROUTE, IVR
from ...model.directory import Directory, Listing
from ...model.extension import Extension
from ...model.group import Group
from ...model.ids import id_order, node_order
from ...model.ivr import Ivr
from ...model.missing import NOT_FOUND
from ...model.route import Route
from ...model.schedule import Schedule
from ...model.snapshot import Snapshot
from ..reach import reached_from

_PROMPTS = "custom_prompt"
_HOURS, _HOLIDAYS = "business_hour", "holiday"

_Model = TypeVar("_Model", Ivr, Group, Extension, Route)
_Row = TypeVar("_Row", bound=Any)


class Gap(NamedTuple):
    """What is not compared, because a side does not know it.

    Attributes:
        is_new: Whether the new side does not know it, else the old one.
        node: The menu; empty where it is a list.
        kind: Which list; empty where it is a menu.
        reason: Why, in words.
    """

    is_new: bool
    node: str
    kind: str
    reason: str


def on_a_par(old: Snapshot, new: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Let each side know what the other knows.

    Two presence statuses of an extension have rules of their own and change with its owner's day,
    so forwarding is compared only where the status is the same.
    """
    new = _filled(new, old)
    return _filled(old, new), new


def _filled(one: Snapshot, other: Snapshot) -> Snapshot:
    directory = _directory(one.directory, other.directory)
    groups = _details(one.groups, other.groups, directory, _group)
    extensions = _details(one.extensions, other.extensions, directory, _extension)
    routes = _routes(one, other)
    filled = one._replace(
        directory=directory,
        groups=groups,
        extensions=extensions,
        routes=routes,
        schedule=_schedule(one.schedule, other.schedule),
        prompts=other.prompts if one.prompts is None else one.prompts,
        make=type(one.make)(*(a or b for a, b in zip(one.make, other.make, strict=True))),
        refusals={kind: why for kind, why in one.refusals.items() if not _knows(other, kind)},
    )
    return _with_menus(filled, other, _changed(one, filled))


def _changed(one: Snapshot, filled: Snapshot) -> list[str]:
    """Give what calls may now leave in another way than before."""
    pairs: tuple[tuple[Mapping[str, Any], Mapping[str, Any]], ...] = (
        (one.groups, filled.groups),
        (one.extensions, filled.extensions),
        (one.routes, filled.routes),
    )
    return [
        node
        for before, after in pairs
        for node, item in after.items()
        if before.get(node) is not item
    ]


# -- menus -----------------------------------------------------------------------------------


def _with_menus(one: Snapshot, other: Snapshot, beginnings: list[str]) -> Snapshot:
    """Take menus that could not be read, and what lies behind all that was taken."""
    unread = [i for i, gap in one.missing.items() if gap.status != NOT_FOUND and _has(other, i)]
    beginnings = [*beginnings, *(f"{IVR}:{identity}" for identity in unread)]
    behind = [] if one.is_whole or not beginnings else _behind(other, beginnings)
    ivrs, missing = dict(one.ivrs), dict(one.missing)
    for identity in (*unread, *(i for i in behind if i not in ivrs and i not in missing)):
        missing.pop(identity, None)
        if identity in other.ivrs:
            ivrs[identity] = other.ivrs[identity]
        elif identity in other.missing:
            missing[identity] = other.missing[identity]
    both = {i: _ivr(ivr, other.ivrs[i]) for i, ivr in ivrs.items() if i in other.ivrs}
    return one._replace(ivrs=_by_id({**ivrs, **both}), missing=_by_id(missing))


def _has(snapshot: Snapshot, identity: str) -> bool:
    """Whether a snapshot tells what a menu is, or that there is none."""
    gap = snapshot.missing.get(identity)
    return identity in snapshot.ivrs or (gap is not None and gap.status == NOT_FOUND)


def _behind(snapshot: Snapshot, nodes: Iterable[str]) -> list[str]:
    """Give the ids of menus that calls reach from some nodes."""
    graph = call_graph(snapshot)
    reached = reached_from(graph, [node for node in nodes if node in graph])
    return [node.partition(":")[2] for node in reached if node.startswith(f"{IVR}:")]


def _by_id(rows: Mapping[str, _Row]) -> dict[str, _Row]:
    return {identity: rows[identity] for identity in sorted(rows, key=id_order)}


# -- settings --------------------------------------------------------------------------------


def _with_known(one: _Model, other: _Model, *, but: str = "", **more: Any) -> _Model:
    """Take the settings of which nothing is known."""
    unknown = {name for name, value in one if value is None} - {but}
    values = {name: getattr(other, name) for name in unknown} | more
    update = {name: value for name, value in values.items() if value is not None}
    return one.model_copy(update=update) if update else one


def _ivr(one: Ivr, other: Ivr) -> Ivr:
    unsaid = other.stop_recording.keys() - one.stop_recording.keys()
    recording = {**other.stop_recording, **one.stop_recording} if unsaid else None
    return _with_known(one, other, stop_recording=recording)


def _group(one: Group, other: Group) -> Group:
    if one.knows_fail:
        return _with_known(one, other, but="fail")
    return _with_known(one, other, knows_fail=other.knows_fail or None)


def _extension(one: Extension, other: Extension) -> Extension:
    if one.presence == other.presence:
        return one
    return one.model_copy(update={"presence": other.presence, "forwards": other.forwards})


# -- lists -----------------------------------------------------------------------------------


def _directory(one: Directory, other: Directory) -> Directory:
    listings = dict(one.listings)
    for kind, theirs in other.listings.items():
        ours = listings.get(kind)
        if theirs.is_known and (ours is None or not ours.is_known):
            listings[kind] = theirs
        elif theirs.is_known and ours is not None and not ours.complete:
            listings[kind] = Listing({**theirs.entries, **ours.entries}, complete=theirs.complete)
    return Directory(dict(sorted(listings.items())))


def _details(
    ours: Mapping[str, _Model],
    theirs: Mapping[str, _Model],
    directory: Directory,
    fill: Callable[[_Model, _Model], _Model],
) -> dict[str, _Model]:
    found = {n: fill(item, theirs[n]) if n in theirs else item for n, item in ours.items()}
    unasked = (node for node in theirs if node not in found and _may_exist(directory, node))
    found |= {node: theirs[node] for node in unasked}
    return {node: found[node] for node in sorted(found, key=node_order)}


def _may_exist(directory: Directory, node: str) -> bool:
    kind, _, identity = node.partition(":")
    listing = directory.listings.get(kind)
    is_whole = listing is not None and listing.is_known and listing.complete
    return not is_whole or (listing is not None and identity in listing.entries)


def _routes(one: Snapshot, other: Snapshot) -> Mapping[str, Route]:
    if not _knows(one, INBOUND_ROUTE):
        return other.routes if _knows(other, INBOUND_ROUTE) else one.routes
    return {
        node: _with_known(route, other.routes[node]) if node in other.routes else route
        for node, route in one.routes.items()
    }


def _schedule(one: Schedule | None, other: Schedule | None) -> Schedule | None:
    if one is None or other is None:
        return one or other
    return one._replace(
        hours=_rows(one, one.hours, other.hours),
        holidays=_rows(one, one.holidays, other.holidays),
        timezone=one.timezone or other.timezone,
    )


def _rows(
    one: Schedule, ours: tuple[_Row, ...] | None, theirs: tuple[_Row, ...] | None
) -> tuple[_Row, ...] | None:
    if ours is None or theirs is None or not one.remarks:
        return theirs if ours is None else ours
    # A row that was not understood is not in the list; it need not be gone.
    known = {row.id for row in ours}
    return (*ours, *(row for row in theirs if row.id not in known))


# -- what is known ---------------------------------------------------------------------------


def _knows(snapshot: Snapshot, kind: str) -> bool:
    """Whether a side can tell what is on a list."""
    if kind == _PROMPTS:
        return snapshot.prompts is not None
    if kind in (_HOURS, _HOLIDAYS):
        rows = snapshot.schedule or Schedule()
        return (rows.hours if kind == _HOURS else rows.holidays) is not None
    if kind in snapshot.refusals:
        return False
    # What was read with --menus-only holds neither routes nor prompts, and does not say so.
    return kind != INBOUND_ROUTE or bool(snapshot.routes) or snapshot.prompts is not None


def gaps(old: Snapshot, new: Snapshot) -> list[Gap]:
    """Tell what is not compared: what a side does not know, though the other does, or was asked.

    Returns:
        Menus first, by id, then lists; of each the old side before the new one.
    """
    sides = ((old, new, False), (new, old, True))
    menus = [
        Gap(is_new, gap.node_id, "", gap.message or gap.status)
        for one, _, is_new in sides
        for gap in one.missing.values()
        if gap.status != NOT_FOUND
    ]
    lists = [
        Gap(is_new, "", kind, reason)
        for one, other, is_new in sides
        for kind, (reason, code) in _unread(one).items()
        if code is not None or _knows_list(other, kind)
    ]
    menus.sort(key=lambda gap: (node_order(gap.node), gap.is_new))
    return menus + sorted(lists, key=lambda gap: (gap.kind, gap.is_new, gap.reason))


def _unread(snapshot: Snapshot) -> dict[str, tuple[str, int | None]]:
    """Give why a list could not be read, with the PBX's code, by kind."""
    found = {kind: (why.message, why.code) for kind, why in snapshot.refusals.items()}
    for kind, listing in snapshot.directory.listings.items():
        if not listing.is_known:
            found[kind] = (listing.refusal, listing.code)
        elif not listing.complete:
            found[kind] = ("the list is not complete", 0)
    if not _knows(snapshot, INBOUND_ROUTE):
        found.setdefault(INBOUND_ROUTE, ("they were not read", None))
    if snapshot.schedule and snapshot.schedule.remarks:
        found.setdefault(_HOURS, ("; ".join(snapshot.schedule.remarks), 0))
    return found


def _knows_list(snapshot: Snapshot, kind: str) -> bool:
    if kind in (INBOUND_ROUTE, _PROMPTS, _HOURS, _HOLIDAYS):
        return _knows(snapshot, kind) and bool(snapshot.routes or kind == _PROMPTS)
    listing = snapshot.directory.listings.get(kind)
    return listing is not None and listing.is_known
