"""Everything that a snapshot holds, ready to be compared: menus, entries, queues, people, prompts.

Each function gives things by node. What has no order on the PBX is put in one here, so that order
never passes for a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...model.destination import CONFERENCE, EXTENSION, GROUP_VM, QUEUE, RING_GROUP
from ...model.group import Group
from ...model.ivr import Dialable, Ivr
from ...model.prompt import Prompt
from ...model.route import Route
from ...model.snapshot import Snapshot
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
_OF_GROUPS = ("strategy", "limit_s", "members", "dynamic")
_PATTERNS = ("did_patterns", "cid_patterns", "trunks")


def menus(snapshot: Snapshot) -> dict[str, Thing]:
    """Give the menus that could be read."""
    return {ivr.node_id: _menu(ivr) for ivr in snapshot.ivrs.values()}


def _menu(ivr: Ivr) -> Thing:
    settings = {name: getattr(ivr, name) for name in _SETTINGS}
    lists = {name: in_order(settings[name]) for name in _LISTS}
    recording = {(key, "stop_recording"): stops for key, stops in ivr.stop_recording.items()}
    leftovers = {(key, "leftover"): rest._asdict() for key, rest in ivr.leftovers.items()}
    return Thing(
        names={"number": ivr.number, "name": ivr.name},
        fields={**settings, **lists, **_unknown(ivr.unknown)},
        ways=ivr.keys,
        of_keys={**recording, **leftovers},
        core={key: way.node_id for key, way in ivr.keys.items()},
    )


def in_order(rows: Iterable[Dialable] | None) -> tuple[Dialable, ...] | None:
    """Sort what callers may dial; the PBX's order means nothing."""
    return (
        None
        if rows is None
        else tuple(sorted(rows, key=lambda r: (r.kind, r.number, r.name, r.id)))
    )


def _unknown(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{UNKNOWN}{name}": fields[name] for name in sorted(fields)}


def listed(snapshot: Snapshot) -> dict[str, Thing]:
    """Give what stands on the PBX's lists, with where it hands calls on to, where that is known."""
    listings = snapshot.directory.listings
    return {
        f"{kind}:{entry.id}": _listed(snapshot, f"{kind}:{entry.id}", entry.number, entry.name)
        for kind in LISTED
        if kind in listings
        for entry in listings[kind].entries.values()
    }


def _listed(snapshot: Snapshot, node: str, number: str, name: str) -> Thing:
    thing = Thing({"number": number, "name": name})
    if group := snapshot.groups.get(node):
        return _group(thing, group)
    extension = snapshot.extensions.get(node)
    return thing._replace(ways=extension.forwards) if extension else thing


def _group(thing: Thing, group: Group) -> Thing:
    fields = {name: getattr(group, name) for name in _OF_GROUPS}
    ways = {"fail": group.fail} if group.fail else {}
    core = {"members": group.members, "dynamic": group.dynamic, "fail": group.fail}
    return thing._replace(fields=fields, ways=ways, core=core)


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
    """Give the PBX itself."""
    zone = snapshot.schedule.timezone if snapshot.schedule else ""
    return Thing(
        fields={
            "name": snapshot.name or None,
            "model": snapshot.make.model or None,
            "firmware": snapshot.make.firmware or None,
            "timezone": zone or None,
        }
    )
