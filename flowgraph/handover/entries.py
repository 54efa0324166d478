"""A page for each number that is called: what happens by day, at night and on holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..book.model import Branch as Told
from ..book.model import Days, EntryPage, MenuPage, Week
from ..book.parts import Place, Way
from ..diagram.build import dom_id
from .document import Branch, EntryChapter, Fact, Hours, Shortcut
from .knowledge import NOT_DOCUMENTED, Knowledge, is_person
from .plain import patterns, remark
from .words import WHEN, by_keys, doings, joined, keys_of, when_of

_MOST_SHORTCUTS = 6
_ANY, _OFFICE = "At any time", "In business hours"
_REST = {
    "Outside business hours": "all other hours",
    "On holidays": "listed under “Opening hours and holidays”",
}
_NO_ENTRY = "Come in at this menu; which numbers lead to it is not part of this document."


def entry_chapter(known: Knowledge, page: EntryPage) -> EntryChapter:
    """Tell of an inbound route."""
    found = [(reach.place, reach.ways) for reach in page.reaches if is_person(reach.place)]
    shortcuts, more = _shortcuts(found)
    return EntryChapter(
        anchor=dom_id(page.place.node),
        place=page.place,
        number=page.dialled[0] if page.dialled and len(page.dialled) == 1 else "",
        facts=tuple(_facts(page)),
        branches=tuple(_branches(known, page)),
        week=page.week and page.week._replace(timezone=remark(page.week.timezone)),
        no_week=remark(page.no_week),
        holidays=page.holidays,
        shortcuts=shortcuts,
        more=more + page.more_reaches,
    )


def start_chapter(known: Knowledge, page: MenuPage) -> EntryChapter:
    """Tell of a menu at which calls come in, where no inbound route is told of."""
    node = page.place.node
    here = [
        (row.place, (way,))
        for row in known.book.rows
        for way in row.ways
        if way.steps and way.start.node == node and is_person(row.place)
    ]
    shortcuts, more = _shortcuts(here)
    branch = Branch(_ANY, "", "", page.place, "", (), known.lines(node))
    number = [Fact("Internal number", page.place.number)] if page.place.number else []
    return EntryChapter(
        anchor=f"calls-{dom_id(node)}",
        place=page.place,
        number=page.place.number,
        facts=(*number, Fact("Incoming calls", _NO_ENTRY)),
        branches=(branch,),
        week=None,
        no_week="",
        holidays=(),
        shortcuts=shortcuts,
        more=more,
    )


def _effort(way: Way) -> tuple[bool, int, int]:
    """Put what keys alone lead to in front of what a caller gets to by waiting."""
    waits = any(not step.is_pressed and step.key not in WHEN for step in way.steps)
    return waits, way.presses, len(way.steps)


def _shortcuts(
    found: Iterable[tuple[Place, tuple[Way, ...]]],
) -> tuple[tuple[Shortcut, ...], int]:
    """Give the quickest ways, those to one place together, and how many places are left out."""
    places = sorted(found, key=lambda pair: min(map(_effort, pair[1])))
    told = [
        _shortcut(place, when, way)
        for place, ways in places[:_MOST_SHORTCUTS]
        for when, way in by_keys(ways)
    ]
    return tuple(told), max(0, len(places) - _MOST_SHORTCUTS)


def _shortcut(place: Place, when: str, way: Way) -> Shortcut:
    told = doings(keys_of(way))
    more = f" … and {way.left_out} more" if way.left_out else ""
    return Shortcut(place, when, f"{told}{more}", "; ".join(way.remarks))


# -- facts -----------------------------------------------------------------------------------


def _facts(page: EntryPage) -> Iterator[Fact]:
    yield Fact("Numbers that are called", _listed(page.dialled, "any number"))
    if page.callers:
        yield Fact("Only for callers from", _listed(page.callers, "anywhere"))
    trunks = page.trunks
    yield Fact("Lines (trunks)", "not known" if trunks is None else ", ".join(trunks) or "none")


def _listed(rows: Sequence[str] | None, none: str) -> str:
    if rows is None:
        return "not known"
    return patterns(rows) if rows else none


# -- branches --------------------------------------------------------------------------------


def _branches(known: Knowledge, page: EntryPage) -> Iterator[Branch]:
    seen: dict[str, str] = {}
    for told in page.branches:
        title = when_of(told.when)
        node = told.target.node if told.target else ""
        yield _branch(known, page, told, title, seen.get(node, ""))
        seen.setdefault(node, title)


def _branch(known: Knowledge, page: EntryPage, told: Told, title: str, like: str) -> Branch:
    target = told.target
    if target is None:
        unset = (f"Not set. {NOT_DOCUMENTED}",)
        return Branch(title, _hours(page, told, title), told.letter, None, "", unset, ())
    then = (*known.then(target), *([] if told.has_person else [_NOBODY]))
    keys = () if like else known.lines(target.node)
    return Branch(title, _hours(page, told, title), told.letter, target, like, then, keys)


_NOBODY = "Nobody can be reached in person."


def _hours(page: EntryPage, told: Told, title: str) -> str:
    if title == _OFFICE and page.week:
        return "; ".join(f"{day.label} {day.value}" for day in open_days(page.week, told.when))
    return _REST.get(title, "") if page.is_timed else ""


def open_days(week: Week, when: str) -> Iterator[Fact]:
    """Give days, and the hours of them that are called so."""
    for days in week.patterns:
        spans = [span.clock for span in days.spans if span.phase == when]
        if spans:
            yield Fact(days.words, joined(spans))


# -- opening hours ---------------------------------------------------------------------------


def hours(book_entries: Sequence[EntryPage]) -> tuple[Hours, ...]:
    """Give the opening hours, those of numbers that share them together."""
    found: dict[tuple[object, ...], list[Place]] = {}
    told: dict[tuple[object, ...], Hours] = {}
    for page in book_entries:
        if not page.is_timed:
            continue
        one = _hours_of(page)
        key = one[1:]
        found.setdefault(key, []).append(page.place)
        told[key] = one
    return tuple(told[key]._replace(places=tuple(places)) for key, places in found.items())


def _hours_of(page: EntryPage) -> Hours:
    if page.week is None:
        return Hours((), (), page.holidays, (remark(page.no_week),))
    days = tuple(_day(days) for days in page.week.patterns)
    notes = (page.week.timezone, *page.week.notes)
    return Hours((), days, page.holidays, tuple(remark(note) for note in notes if note))


def _day(days: Days) -> Fact:
    spans = [span.clock for span in days.spans if when_of(span.phase) == _OFFICE]
    unknown = any(not span.letter for span in days.spans)
    if unknown and not spans:
        return Fact(days.words, "not known")
    words = joined(spans) if spans else "closed"
    return Fact(days.words, f"{words} (not known for certain)" if unknown else words)
