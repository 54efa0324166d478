"""Everything that a snapshot holds, ready to be compared: menus, entries, queues, people, prompts.

Each function gives things by node. What has no order on the PBX is put in one here, so that order
never passes for a change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ...model.destination import CONFERENCE, EXTENSION, GROUP_VM, QUEUE, RING_GROUP
from ...model.directory import Directory, Entry, Listing
from ...model.group import Group
from ...model.ivr import Dialable, Ivr
from ...model.keys import FAIL
from ...model.prompt import Prompt
from ...model.route import Route
from ...model.snapshot import Snapshot
from ...text import one_line
from ..times import is_same, is_timed
from .change import UNKNOWN, Thing

#: Kinds that stand on a list of the PBX with number and name, in the order in which they are told.
LISTED = (QUEUE, RING_GROUP, EXTENSION, CONFERENCE, GROUP_VM)

#: Settings of a menu, in the order in which they are told.
_SETTINGS = (
    "prompts",
    "prompt_repeat",
    "resp_timeout_s",
    "digit_timeout_s",
    "dial_ext_option",
    "dial_ext_list",
    "restrict_dial_ext_list",
    "enb_dial_call_number",
    "dial_call_number_list",
    "enb_dial_outb_routes",
    "dial_outb_route_list",
    "enb_dial_check_vm",
    "prompt_manager_enb",
    "alert_info",
    "client_unique_ringtone",
)
_LISTS = frozenset(name for name in _SETTINGS if name.endswith("_list"))
_PATTERNS = ("did_patterns", "cid_patterns", "trunks")


def menus(snapshot: Snapshot) -> dict[str, Thing]:
    """Give the menus that could be read."""
    return {ivr.node_id: _menu(ivr, snapshot.directory) for ivr in snapshot.ivrs.values()}


def _menu(ivr: Ivr, directory: Directory) -> Thing:
    settings = {name: getattr(ivr, name) for name in _SETTINGS}
    lists = {name: _dialables(settings[name], directory) for name in _LISTS}
    recording = {(key, "stop_recording"): stops for key, stops in ivr.stop_recording.items()}
    leftovers = {(key, "leftover"): rest._asdict() for key, rest in ivr.leftovers.items()}
    return Thing(
        names={"number": ivr.number, "name": ivr.name},
        fields={**settings, **lists, **_unknown(ivr.unknown)},
        ways=ivr.keys,
        of_keys={**recording, **leftovers},
        core={key: way.node_id for key, way in ivr.keys.items()},
    )


def _dialables(rows: Iterable[Dialable] | None, directory: Directory) -> tuple[str, ...] | None:
    """Give what callers may dial, in an order of ours: the PBX's means nothing."""
    return None if rows is None else tuple(sorted(_dialable(row, directory) for row in rows))


def _dialable(row: Dialable, directory: Directory) -> str:
    """Give a node where there is one, because its name is told elsewhere; else the name."""
    listing = directory.listings.get(row.kind)
    if listing and row.id in listing.entries:
        return f"{row.kind}:{row.id}"
    return one_line(f"{row.name} {row.number if row.number != row.name else ''}") or row.id


def _unknown(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{UNKNOWN}{name}": fields[name] for name in sorted(fields)}


def listed(snapshot: Snapshot) -> dict[str, Thing]:
    """Give what stands on the PBX's lists, with where it hands calls on to, where that is known."""
    listings = snapshot.directory.listings
    rows = {
        f"{kind}:{entry.id}": entry
        for kind in LISTED
        if kind in listings
        for entry in listings[kind].entries.values()
    }
    people = _people(listings.get(EXTENSION))
    nodes = dict.fromkeys((*rows, *snapshot.groups, *snapshot.extensions))
    return {node: _listed(snapshot, node, rows.get(node), people) for node in nodes}


def _people(listing: Listing | None) -> dict[str, str]:
    """Give the extension that a number or name of a member means, where it means one alone."""
    rows = listing.entries.values() if listing else ()
    words = [(word, row.id) for row in rows for word in {row.number, row.name} if word]
    counts = Counter(word for word, _ in words)
    return {word: f"{EXTENSION}:{identity}" for word, identity in words if counts[word] == 1}


def _listed(snapshot: Snapshot, node: str, entry: Entry | None, people: Mapping[str, str]) -> Thing:
    # What is known in detail alone may well have a name, and is not new for the lack of a list.
    thing = Thing({"number": entry.number, "name": entry.name} if entry else None)
    if group := snapshot.groups.get(node):
        return _group(thing, group, people)
    extension = snapshot.extensions.get(node)
    return thing._replace(ways=extension.forwards) if extension else thing


def _group(thing: Thing, group: Group, people: Mapping[str, str]) -> Thing:
    members, dynamic = (
        None if rows is None else tuple(people.get(row, row) for row in rows)
        for rows in (group.members, group.dynamic)
    )
    fields = {"strategy": group.strategy, "limit_s": group.limit_s}
    return thing._replace(
        fields={**fields, "members": members, "dynamic": dynamic},
        ways={FAIL: group.fail} if group.fail else {},
        core={"members": members, "dynamic": dynamic, FAIL: group.fail},
    )


def entries(snapshot: Snapshot) -> dict[str, Thing]:
    """Give the inbound routes."""
    return {node: _entry(route) for node, route in snapshot.routes.items()}


def _entry(route: Route) -> Thing:
    rows = {name: getattr(route, name) for name in _PATTERNS}
    patterns = {name: None if row is None else tuple(sorted(row)) for name, row in rows.items()}
    return Thing(
        names={"name": route.name},
        fields={
            **patterns,
            "time_condition": route.time_condition,
            "forced": _forced(route),
            **_unknown(route.unknown),
        },
        ways=route.branches,
        core={**patterns, **route.branches},
    )


def _forced(route: Route) -> Any:
    """Give where an entry's calls go now, if it leads there at no hour at all.

    Where they go otherwise changes with the hour, and is no difference.
    """
    now = route.current
    if now is None or not now.is_known or not is_timed(route):
        return None
    return None if any(is_same(way, now) for way in route.branches.values()) else now


def prompt(prompt: Prompt) -> Thing:
    """Give an announcement; what a recording says is not known."""
    return Thing(
        names={"name": prompt.file},
        fields={"kind": prompt.kind, "language": prompt.language, "text": prompt.text},
        core={"text": prompt.text},
    )


def system(snapshot: Snapshot) -> Thing:
    """Give the PBX itself; what it is called may be the name of a folder, and is not compared."""
    zone = snapshot.schedule.timezone if snapshot.schedule else ""
    return Thing(
        fields={
            "model": snapshot.make.model or None,
            "firmware": snapshot.make.firmware or None,
            "timezone": zone or None,
        }
    )
