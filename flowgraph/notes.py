"""What a user should know about a crawl besides its result: pure, one line each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from .model.missing import NOT_FOUND, UNREADABLE
from .model.snapshot import Snapshot

_LIST_WORDS = {
    "extension": "extensions",
    "ring_group": "ring groups",
    "queue": "queues",
    "conference": "conferences",
    "group_vm": "group voicemails",
}


def notes(snapshot: Snapshot) -> Iterator[str]:
    """Give the warnings about a snapshot, most important first."""
    if snapshot.cut:
        yield f"the crawl is incomplete: {snapshot.cut}"
    yield from _gaps(snapshot)
    yield from _lists(snapshot)
    yield from _unknown_fields(snapshot)
    for ivr in snapshot.ivrs.values():
        yield from (f"IVR {ivr.id}: {remark}; the last one counts" for remark in ivr.remarks)


def _gaps(snapshot: Snapshot) -> Iterator[str]:
    for gap in snapshot.missing.values():
        if gap.status == UNREADABLE:
            yield f"IVR {gap.id} could not be read: {gap.message}"
    for gap in snapshot.missing.values():
        if gap.status == NOT_FOUND:
            yield f"IVR {gap.id} does not exist, but {_callers(snapshot, gap.id)}"


def _lists(snapshot: Snapshot) -> Iterator[str]:
    for kind, listing in snapshot.directory.listings.items():
        words = _LIST_WORDS.get(kind, kind)
        if not listing.is_known:
            yield f"names of {words} are not known, ids are shown ({listing.refusal})"
        elif not listing.complete:
            yield f"the list of {words} is not complete: the PBX gave {len(listing.entries)} rows"


def _callers(snapshot: Snapshot, identity: str) -> str:
    found = [
        f"IVR {ivr.id} key {key}"
        for ivr in snapshot.ivrs.values()
        for key, destination in ivr.keys.items()
        if destination.node_id == f"ivr:{identity}"
    ]
    if not found:
        return "was asked for"
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f"{found[0]}{more} leads there"


def _unknown_fields(snapshot: Snapshot) -> Iterator[str]:
    menus: defaultdict[str, list[str]] = defaultdict(list)
    for ivr in snapshot.ivrs.values():
        for name in ivr.unknown:
            menus[name].append(ivr.id)
    if menus:
        names = ", ".join(sorted(menus)[:5]) + (", …" if len(menus) > 5 else "")
        some = next(iter(menus.values()))[0]
        yield (
            f"{len(menus)} unknown fields were kept but not understood, for example in IVR {some}: "
            f"{names}; if they are time conditions on keys, the picture shows one case of several"
        )
