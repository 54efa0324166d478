"""What should be changed, and what nobody could find out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..book.model import Book, FindingGroup
from ..book.parts import Finding, Place
from ..model.destination import EXTENSION
from .document import Announcement, Concern, Fact
from .plain import reason, remark
from .words import capital, counted, joined, key_in_table, phrase

_MOST_PLACES = 30
_MOST_NAMED = 12


def concerns(book: Book) -> Iterator[Concern]:
    """Give errors and warnings, worst first; what is for information alone is no customer's."""
    for group in book.findings.groups:
        if group.severity != "info":
            yield _concern(group)


def _concern(group: FindingGroup) -> Concern:
    rows = [(finding.place, _words(finding)) for finding in group.findings]
    told = rows[:_MOST_PLACES]
    if more := len(rows) - len(told):
        place, words = told[-1]
        told[-1] = place, f"{words} (and at {counted(more, 'more place')})"
    fixes = [group.fix] if group.fix else [finding.fix for finding in group.findings]
    return Concern(
        group.severity, group.summary, reason(group.why), tuple(told), tuple(dict.fromkeys(fixes))
    )


def _words(finding: Finding) -> str:
    named = key_in_table(finding.key)
    key = f"Key {named}" if finding.is_pressed else capital(named)
    return f"{key}: {finding.message}" if key else finding.message


def open_points(book: Book, announcements: Sequence[Announcement]) -> Iterator[Fact]:
    """Give what is not known, and what is to be kept in mind."""
    for gap in book.gaps:
        yield Fact(gap.what, gap.reason)
    if unheard := sum(one.is_recorded for one in announcements):
        files = counted(unheard, "announcement")
        are, it = ("is a recording", "it") if unheard == 1 else ("are recordings", "them")
        yield Fact("Recordings", f"{files} {are}; what is said in {it} cannot be read.")
    unused = [place for place in book.unreached if place.style != EXTENSION]
    if unused:
        yield Fact("No call gets to", f"{_listed(unused)}.")
    if book.remarks:
        yield Fact("To be kept in mind", " ".join(map(remark, book.remarks)))


def _listed(places: Sequence[Place]) -> str:
    names = [phrase(place) for place in places[:_MOST_NAMED]]
    more = len(places) - len(names)
    return joined([*names, *([f"{more} more"] if more else [])])
