"""Every text of a snapshot that may be private, and what stands in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ..model.destination import (
    EXTENSION,
    INBOUND_ROUTE,
    IVR,
    KINDS_WITH_ID,
    PROMPT_KINDS,
    Destination,
)
from ..model.directory import Directory, Entry, Listing
from ..model.extension import Extension
from ..model.group import Group
from ..model.ids import node_order, root_node
from ..model.ivr import Dialable, Ivr
from ..model.missing import Missing
from ..model.prompt import Prompt
from ..model.route import Route
from ..model.schedule import ALL_WEEKDAYS, BUSINESS_HOUR, Holiday, OfficeHours, Schedule, Unread
from ..model.snapshot import Refusal, Snapshot
from .found import DIALLED, FILE, MEMBER, NUMBER, Give
from .inside import is_inside
from .reasons import plain_reason

Say = Callable[[Prompt], str]
Texts = tuple[str, ...] | None
_Item = TypeVar("_Item")
_Text = TypeVar("_Text", str, str | None)

#: Nobody has a prompt played so often: what looks like such a count may be a number.
_MANY_PLAYS = 100
_GONE = "left out"
#: The vendor's words for a choice, such as ``ring_all`` and ``en-US``.
_LONGEST_ID = 6
_WORD = re.compile(r"[a-z][a-z0-9_-]{0,39}", re.ASCII | re.IGNORECASE)

#: The lists of a menu, and of what kind their rows are where these do not say so.
_LISTS = {
    "dial_ext_list": EXTENSION,
    "restrict_dial_ext_list": EXTENSION,
    "dial_call_number_list": EXTENSION,
    "dial_outb_route_list": "outbound_route",
}


def rewrite(snapshot: Snapshot, give: Give, say: Say) -> Snapshot:
    """Give a snapshot with other texts; ids, kinds, keys, times and the structure stay.

    Args:
        snapshot: It is not changed.
        give: Asked for each name, number and file, always in the same order.
        say: Gives what a prompt says.
    """
    return _Rewriter(snapshot.directory, give, say).snapshot(snapshot)


class _Rewriter:
    """Goes through a snapshot once; each method rewrites one sort of thing."""

    def __init__(self, directory: Directory, give: Give, say: Say) -> None:
        self._directory = directory
        self._give = give
        self._say = say

    def snapshot(self, snapshot: Snapshot) -> Snapshot:
        ivrs = _each(snapshot.ivrs, self._ivr)
        listings = {
            kind: self._listing(kind, listing)
            for kind, listing in sorted(snapshot.directory.listings.items())
        }
        return snapshot._replace(
            ivrs=ivrs,
            missing={key: _missing(gap) for key, gap in snapshot.missing.items()},
            directory=Directory(listings),
            groups=_each(snapshot.groups, self._group),
            extensions=_each(snapshot.extensions, self._extension),
            routes=_each(snapshot.routes, self._route),
            schedule=snapshot.schedule and self._schedule(snapshot.schedule),
            prompts=None if snapshot.prompts is None else _each(snapshot.prompts, self._prompt),
            refusals={
                kind: Refusal(plain_reason(refusal.message, refusal.code), refusal.code)
                for kind, refusal in snapshot.refusals.items()
            },
            cut=plain_reason(snapshot.cut),
        )

    # -- menus ----------------------------------------------------------------------------

    def _ivr(self, ivr: Ivr) -> Ivr:
        rings = {
            name: self._give("ringtone", ivr.id, text)
            for name in ("alert_info", "client_unique_ringtone")
            if (text := getattr(ivr, name))
        }
        return ivr.model_copy(
            update={
                "number": self._give(NUMBER, ivr.node_id, ivr.number),
                "name": self._give(IVR, ivr.id, ivr.name),
                "prompts": _all(ivr.prompts, lambda file: self._give(FILE, "", file)),
                "dial_ext_option": _word(ivr.dial_ext_option),
                **{name: self._dialables(ivr, name, kind) for name, kind in _LISTS.items()},
                **rings,
                "keys": {key: self._destination(target) for key, target in ivr.keys.items()},
                "leftovers": {key: self._destination(rest) for key, rest in ivr.leftovers.items()},
                "unknown": _without_values(ivr.unknown),
                "remarks": tuple(map(plain_reason, ivr.remarks)),
            }
        )

    def _dialables(self, ivr: Ivr, name: str, kind: str) -> tuple[Dialable, ...] | None:
        rows: tuple[Dialable, ...] | None = getattr(ivr, name)
        return _all(rows, lambda row: self._dialable(ivr, row, _word(row.kind) or kind))

    def _dialable(self, ivr: Ivr, row: Dialable, kind: str) -> Dialable:
        owner = row.id or f"of menu {ivr.id}"
        name = number = self._give(kind, owner, row.name)
        if row.number != row.name or is_inside(row.number):
            number = self._give(NUMBER, f"{kind}:{owner}", row.number)
        return row.model_copy(
            update={"name": name, "number": number, "kind": _word(row.kind)},
        )

    def _destination(self, target: Destination) -> Destination:
        kind, value, prefix = target
        if kind in PROMPT_KINDS:
            return Destination(kind, self._give(FILE, "", value), self._plays(target))
        if kind not in KINDS_WITH_ID or self._is_no_id(target):
            value = self._give(DIALLED, "", value)
        return Destination(kind, value, self._give(DIALLED, "", prefix))

    def _is_no_id(self, target: Destination) -> bool:
        """Whether a number or a name stands where an id should: ids are short, and on a list."""
        is_short = target.value.isdecimal() and len(target.value) < _LONGEST_ID
        return target.kind != IVR and not is_short and self._directory.entry(target) is None

    def _plays(self, target: Destination) -> str:
        """Give how often a prompt is played, or what stands there instead of a number."""
        if target.play_count is None:
            return self._give(DIALLED, "", target.prefix)
        return target.prefix if target.play_count < _MANY_PLAYS else str(_MANY_PLAYS)

    # -- what is behind and in front of menus ---------------------------------------------

    def _listing(self, kind: str, listing: Listing) -> Listing:
        entries = _each(listing.entries, lambda row: self._entry(kind, row))
        return listing._replace(
            entries=entries, refusal=plain_reason(listing.refusal, listing.code)
        )

    def _entry(self, kind: str, row: Entry) -> Entry:
        number = self._give(NUMBER, f"{kind}:{row.id}", row.number)
        return Entry(row.id, number, self._give(kind, row.id, row.name))

    def _group(self, group: Group) -> Group:
        return group.model_copy(
            update={
                "number": self._give(NUMBER, group.node_id, group.number),
                "name": self._give(group.kind, group.id, group.name),
                "strategy": _word(group.strategy),
                "fail": group.fail and self._destination(group.fail),
                "members": self._texts(MEMBER, group.id, group.members),
                "dynamic": self._texts(MEMBER, group.id, group.dynamic),
            }
        )

    def _extension(self, extension: Extension) -> Extension:
        forwards = {key: self._destination(to) for key, to in extension.forwards.items()}
        return extension.model_copy(
            update={
                "number": self._give(NUMBER, extension.node_id, extension.number),
                "name": self._give(EXTENSION, extension.id, extension.name),
                "presence": _word(extension.presence),
                "forwards": forwards,
            }
        )

    def _route(self, route: Route) -> Route:
        branches = {key: self._destination(target) for key, target in route.branches.items()}
        return route.model_copy(
            update={
                "name": self._give(INBOUND_ROUTE, route.id, route.name),
                "did_patterns": self._texts(DIALLED, "", route.did_patterns),
                "cid_patterns": self._texts(DIALLED, "", route.cid_patterns),
                "trunks": self._texts("trunk", route.id, route.trunks),
                "time_condition": _word(route.time_condition),
                "branches": branches,
                "current": route.current and self._destination(route.current),
                "unknown": _without_values(route.unknown),
            }
        )

    def _schedule(self, schedule: Schedule) -> Schedule:
        return schedule._replace(
            hours=_all(schedule.hours, self._office_hours),
            holidays=_all(schedule.holidays, self._holiday),
            remarks=tuple(map(plain_reason, schedule.remarks)),
            unread=tuple(map(_without_texts, schedule.unread)),
        )

    def _office_hours(self, row: OfficeHours) -> OfficeHours:
        return row._replace(remark=self._give("hours", row.id, row.remark))

    def _holiday(self, holiday: Holiday) -> Holiday:
        return holiday._replace(name=self._give("holiday", holiday.id, holiday.name))

    def _prompt(self, prompt: Prompt) -> Prompt:
        return prompt._replace(
            file=self._give(FILE, prompt.id, prompt.file),
            aliases=tuple(self._give(FILE, prompt.id, name) for name in prompt.aliases),
            kind=_word(prompt.kind),
            text=self._say(prompt),
            language=_word(prompt.language),
        )

    def _texts(self, kind: str, owner: str, texts: Texts) -> Texts:
        return _all(texts, lambda text: self._give(kind, owner, text))


def _without_texts(row: Unread) -> Unread:
    """Keep the weekdays of a row that was not understood; what else it says may be anything."""
    known = row.days_of_week != ALL_WEEKDAYS
    days = dict(row.fields)["days_of_week"] if known else '"all"'
    field = "office_times" if row.kind == BUSINESS_HOUR else "type"
    fields = (("days_of_week", days), (field, f'"{_GONE}"'))
    words = f"{row.kind.replace('_', ' ')} {row.id}: {plain_reason(row.reason)}"
    return row._replace(reason=words, fields=fields)


def _each(items: Mapping[str, _Item], change: Callable[[_Item], _Item]) -> dict[str, _Item]:
    """Change everything in the order of ids; each stays in its place."""
    order = sorted(items, key=lambda key: (node_order(root_node(key)), key))
    changed = {key: change(items[key]) for key in order}
    return {key: changed[key] for key in items}


def _all(
    items: tuple[_Item, ...] | None, change: Callable[[_Item], _Item]
) -> tuple[_Item, ...] | None:
    return None if items is None else tuple(map(change, items))


def _missing(gap: Missing) -> Missing:
    return gap._replace(message=plain_reason(gap.message, gap.code))


def _word(text: _Text) -> _Text:
    """Give one of the vendor's words as it is, and nothing of any other text."""
    return text if not text or _WORD.fullmatch(text.strip()) else _GONE


def _without_values(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the names of fields that are not known, and whether anything is in them."""
    return {name: _value_gone(value) for name, value in fields.items()}


def _value_gone(value: Any) -> Any:
    if value in (None, "", [], {}, [None]):
        return value
    # What was nested stays so: a known field that is not understood must not be understood then.
    return [[_GONE]] if isinstance(value, (list, dict)) else _GONE
