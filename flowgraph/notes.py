"""What a user should know about a crawl besides its result: pure, one line each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from .model.destination import IVR, KIND_WORDS, Destination
from .model.ids import node_order
from .model.ivr import Ivr
from .model.keys import spoken
from .model.missing import NOT_FOUND, UNREADABLE
from .model.schedule import BUSINESS_HOUR, HOLIDAY
from .model.snapshot import Snapshot
from .text import one_line, shorten

_LIST_WORDS = {
    "extension": "extensions",
    "ring_group": "ring groups",
    "queue": "queues",
    "conference": "conferences",
    "group_vm": "group voicemails",
}


_BEYOND = {
    "queue": "where queues fail over to is not known",
    "ring_group": "where ring groups fail over to is not known",
    "extension": "where extensions forward to is not known",
    "inbound_route": "inbound routes are not known",
}

#: What is not known where a row was not understood.
_DOUBTS = {
    BUSINESS_HOUR: "whether it is open then is not known",
    HOLIDAY: "on which days it falls is not known",
}

_LONGEST = 400
_LONGEST_NAME = 60
_MOST_NAMED = 5
_MOST_ALIKE = 10


def notes(snapshot: Snapshot, *, is_judged: bool = False) -> Iterator[str]:
    """Give the warnings about a snapshot, most important first, one line each.

    Args:
        snapshot: What was read.
        is_judged: Whether rules are asked about it as well, which find faults and tell what they
            could not check: then only what could not be read is told.
    """
    told = _unread(snapshot) if is_judged else _notes(snapshot)
    # Ids and messages come from the PBX and may hold anything.
    return (shorten(one_line(note), _LONGEST) for note in told)


def _unread(snapshot: Snapshot) -> Iterator[str]:
    if snapshot.cut:
        yield f"the crawl is incomplete: {snapshot.cut}"
    for gap in snapshot.missing.values():
        if gap.status == UNREADABLE:
            yield f"IVR {gap.id} could not be read: {gap.message}"
    unread = snapshot.schedule.unread if snapshot.schedule else ()
    yield from _capped([f"{row.reason}; {_DOUBTS[row.kind]}" for row in unread])


def _notes(snapshot: Snapshot) -> Iterator[str]:
    yield from _unread(snapshot)
    yield from _gaps(snapshot)
    yield from _lists(snapshot)
    for kind, refusal in snapshot.refusals.items():
        listing = snapshot.directory.listings.get(kind)
        # A list that is refused as a whole has been told already; that a folder of menus alone
        # holds no more is no news (there is no code then).
        is_news = refusal.code is not None and kind in _BEYOND
        if is_news and (listing is None or listing.is_known):
            yield f"{_BEYOND[kind]} ({refusal.message})"
    yield from _unknown_fields(snapshot)
    for ivr in snapshot.ivrs.values():
        yield from (f"IVR {ivr.id}: {remark}; the last one counts" for remark in ivr.remarks)


def _gaps(snapshot: Snapshot) -> Iterator[str]:
    callers = _callers(snapshot)
    lost = [gap.node_id for gap in snapshot.missing.values() if gap.status == NOT_FOUND]
    yield from _capped(
        [f"{_what(node)} does not exist, but {_told(callers[node])}" for node in lost]
    )
    yield from _capped(list(_dangling(snapshot, callers)))


def _dangling(snapshot: Snapshot, callers: Mapping[str, list[str]]) -> Iterator[str]:
    """Tell of destinations that a list does not hold, and of kinds that nobody knows."""
    met: dict[str, Destination] = {}
    for ivr in snapshot.ivrs.values():
        met |= {destination.node_id: destination for destination in ivr.keys.values()}
    for node in sorted(met, key=node_order):
        if not met[node].is_known:
            yield f"the kind of {_what(node)} is not known; {_told(callers[node])}"
        elif met[node].kind != IVR and snapshot.directory.lacks(met[node]):
            yield f"{_what(node)} does not exist, but {_told(callers[node])}"


def _what(node: str) -> str:
    kind, _, value = node.partition(":")
    return f"{KIND_WORDS.get(kind, kind)} {shorten(value, _LONGEST_NAME)}"


def _capped(notes: list[str]) -> Iterator[str]:
    yield from notes[:_MOST_ALIKE]
    if len(notes) > _MOST_ALIKE:
        yield f"{len(notes) - _MOST_ALIKE} more of the same kind"


def _lists(snapshot: Snapshot) -> Iterator[str]:
    for kind, listing in snapshot.directory.listings.items():
        words = _LIST_WORDS.get(kind, kind)
        if not listing.is_known:
            ends = ", and what lies behind them is not known" if kind in _BEYOND else ""
            yield f"names of {words} are not known: ids are shown{ends} ({listing.refusal})"
        elif not listing.complete:
            yield f"the list of {words} is not complete: the PBX gave {len(listing.entries)} rows"


def _callers(snapshot: Snapshot) -> defaultdict[str, list[str]]:
    """List what leads to each destination, by its node."""
    callers: defaultdict[str, list[str]] = defaultdict(list)
    for ivr in snapshot.ivrs.values():
        for key, destination in ivr.keys.items():
            callers[destination.node_id].append(f"IVR {ivr.id}{_named(ivr)} key {key}")
    for group in snapshot.groups.values():
        if group.fail:
            callers[group.fail.node_id].append(f"the failover of {_what(group.node_id)}")
    for route in snapshot.routes.values():
        for key, destination in route.branches.items():
            name = shorten(one_line(route.name) or route.id, _LONGEST_NAME)
            callers[destination.node_id].append(f"inbound route {name} ({spoken(key)})")
    return callers


def _named(ivr: Ivr) -> str:
    name = one_line(f"{ivr.number} {ivr.name}")
    return f" ({shorten(name, _LONGEST_NAME)})" if name else ""


def _told(callers: list[str]) -> str:
    if not callers:
        return "was asked for"
    if len(callers) == 1:
        return f"{callers[0]} leads there"
    return f"{callers[0]} and {len(callers) - 1} more lead there"


def _unknown_fields(snapshot: Snapshot) -> Iterator[str]:
    menus: dict[str, str] = {}
    for ivr in snapshot.ivrs.values():
        for name in ivr.unknown:
            menus.setdefault(name, ivr.id)
    if not menus:
        return
    shown = [shorten(one_line(name), _LONGEST_NAME) for name in sorted(menus)[:_MOST_NAMED]]
    names = ", ".join(shown) + (", …" if len(menus) > _MOST_NAMED else "")
    what = "unknown field was" if len(menus) == 1 else "unknown fields were"
    yield (
        f"{len(menus)} {what} kept but not understood, for example in IVR "
        f"{next(iter(menus.values()))}: {names}; if they are time conditions on keys, the picture "
        "shows one case of several"
    )
