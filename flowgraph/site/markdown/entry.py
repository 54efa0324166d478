"""The page of an inbound route in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...book.model import Branch, EntryPage, Reach, Week
from ...book.parts import Place
from ...tables import markdown
from .. import words
from . import marks
from .project import Project, around, findings_and_settings, patterns


def entry_page(project: Project, entry: EntryPage) -> Iterator[str]:
    """Tell everything about an inbound route."""
    yield f"# {markdown(entry.place.text)}"
    yield marks.bullets(
        [
            f"Dialled numbers: {patterns(entry.dialled)}",
            f"Callers: {patterns(entry.callers)}",
            f"Trunks: {patterns(entry.trunks, 'none')}",
        ]
    )
    yield "## Where calls go"
    head = ("When", "Leads to", "Good to know")
    yield marks.table(head, (_branch(project, branch) for branch in entry.branches))
    yield from _hours(project, entry)
    yield from around(project, entry)
    yield "## Keys from here"
    head_of_keys = ("Destination", "Shortest keys", "Presses", "Time")
    rows = (row for reach in entry.reaches for row in _reach(project, reach))
    yield marks.table(head_of_keys, rows)
    if entry.more_reaches:
        yield f"{words.counted(entry.more_reaches, 'more destination')} further away."
    yield from findings_and_settings(project, entry)


def _branch(project: Project, branch: Branch) -> Sequence[str]:
    place = _place(project, branch.target, "not set")
    return markdown(branch.when), place, words.about_branch(branch)


def _place(project: Project, place: Place | None, none: str) -> str:
    return marks.place(place, project.links) if place else f"*{none}*"


def _reach(project: Project, reach: Reach) -> Iterator[Sequence[str]]:
    place = marks.place(reach.place, project.links)
    for way in reach.ways:
        yield place, marks.sequence(way), str(way.presses), way.time


def _hours(project: Project, entry: EntryPage) -> Iterator[str]:
    if entry.no_week:
        yield f"## Hours\n\n{markdown(entry.no_week)}"
    if entry.week:
        yield "## An ordinary week"
        yield marks.table(("Days", "Time", "When", "Leads to"), _spans(project, entry.week))
        yield markdown(" ".join([entry.week.timezone, *entry.week.notes]))
    if entry.is_timed:
        yield "## Holidays"
        yield _holidays(entry.holidays)


def _spans(project: Project, week: Week) -> Iterator[Sequence[str]]:
    for days in week.patterns:
        name = markdown(days.words)
        for span in days.spans:
            place = _place(project, span.target, "not known")
            yield name, span.clock, markdown(span.phase), place
            name = ""


def _holidays(holidays: Sequence[str] | None) -> str:
    if holidays is None:
        return "Not known: the list could not be read."
    return marks.bullets(map(markdown, holidays)) or "None are defined."
