"""What should be changed, and what nobody could find out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..book.model import Book, FindingGroup
from ..book.parts import Finding, Place
from ..model.destination import EXTENSION
from .document import Announcement, Concern, Fact
from .words import counted, joined, phrase

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
        group.severity, group.summary, group.why, tuple(told), tuple(dict.fromkeys(fixes))
    )


def _words(finding: Finding) -> str:
    key = f"Key {finding.key}" if finding.is_pressed else finding.key[:1].upper() + finding.key[1:]
    return f"{key}: {finding.message}" if key else finding.message


def open_points(book: Book, announcements: Sequence[Announcement]) -> Iterator[Fact]:
    """Give what is not known, and what is to be kept in mind."""
    for gap in book.gaps:
        yield Fact(gap.what, gap.reason)
    if unheard := sum(one.is_recorded for one in announcements):
        files = counted(unheard, "announcement")
        words = "recorded, and the telephone system does not tell their words"
        yield Fact("Recordings", f"{files} {'is' if unheard == 1 else 'are'} {words}.")
    unused = [place for place in book.unreached if place.style != EXTENSION]
    if unused:
        yield Fact("Not reached by any call", f"{_listed(unused)}.")
    for remark in book.remarks:
        yield Fact("To be kept in mind", remark)


def _listed(places: Sequence[Place]) -> str:
    names = [phrase(place) for place in places[:_MOST_NAMED]]
    more = len(places) - len(names)
    return joined([*names, *([f"{more} more"] if more else [])])
