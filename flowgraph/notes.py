"""What a user should know about a crawl besides its result: pure, one line each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from .model.destination import IVR
from .model.missing import NOT_FOUND, UNREADABLE
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
    "queue": "where queues fail over to is not known, they are drawn as ends",
    "ring_group": "where ring groups fail over to is not known, they are drawn as ends",
    "extension": "where extensions forward to is not known, they are drawn as ends",
    "inbound_route": "inbound routes are not known, no entries are drawn",
}

_LONGEST = 400
_LONGEST_NAME = 60
_MOST_NAMED = 5


def notes(snapshot: Snapshot) -> Iterator[str]:
    """Give the warnings about a snapshot, most important first, one line each."""
    # Ids and messages come from the PBX and may hold anything.
    return (shorten(one_line(note), _LONGEST) for note in _notes(snapshot))


def _notes(snapshot: Snapshot) -> Iterator[str]:
    if snapshot.cut:
        yield f"the crawl is incomplete: {snapshot.cut}"
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
    for gap in snapshot.missing.values():
        if gap.status == UNREADABLE:
            yield f"IVR {gap.id} could not be read: {gap.message}"
    callers = _callers(snapshot)
    for gap in snapshot.missing.values():
        if gap.status == NOT_FOUND:
            name = shorten(gap.id, _LONGEST_NAME)
            yield f"IVR {name} does not exist, but {_told(callers[gap.id])}"


def _lists(snapshot: Snapshot) -> Iterator[str]:
    for kind, listing in snapshot.directory.listings.items():
        words = _LIST_WORDS.get(kind, kind)
        if not listing.is_known:
            yield f"names of {words} are not known, ids are shown ({listing.refusal})"
        elif not listing.complete:
            yield f"the list of {words} is not complete: the PBX gave {len(listing.entries)} rows"


def _callers(snapshot: Snapshot) -> defaultdict[str, list[str]]:
    """List the keys that lead to each menu, by the menu's id."""
    callers: defaultdict[str, list[str]] = defaultdict(list)
    for ivr in snapshot.ivrs.values():
        for key, destination in ivr.keys.items():
            if destination.kind == IVR:
                callers[destination.value].append(f"IVR {ivr.id} key {key}")
    return callers


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
