"""The page of an inbound route."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..analysis.schedule import WEEKDAYS, Stretch, clock, describe_holiday, describe_hours
from ..analysis.times import ANY_MOMENT, has_own_hours, is_timed
from ..model.keys import DEFAULT, ENTRY_KEYS
from ..model.route import Route
from ..reports.hours import Timetable, same_days, zone_words
from ..text import one_line
from .arriving import way_of
from .by_hour import Arrival
from .found import findings_at, sentence
from .knowledge import Knowledge
from .model import Branch, Days, EntryPage, Reach, Span, Week
from .settings import settings_of

#: Destinations that one page tells. An entry of a PBX with thousands of menus reaches them all.
MOST_REACHED = 400

# In front of customers, as for them: what nobody has tried is for those who read a report.
_BREAKS_COUNT = (
    "during breaks calls go where they go in business hours, as the manual of the telephone system "
    "says"
)
_UNKNOWN_HOURS = "the list of business hours could not be read"


def entry_page(known: Knowledge, route: Route) -> EntryPage:
    """Tell everything about an inbound route."""
    node = route.node_id
    schedule = known.material.schedule
    # No clock: an ordinary week, and holidays without their next dates.
    table = Timetable(known.whole, route, schedule, ANY_MOMENT, None)
    found = known.arrivals_from.get(node, {})
    told = list(found.items())[:MOST_REACHED]
    return EntryPage(
        place=known.places[node],
        dialled=_lines(route.did_patterns),
        callers=_lines(route.cid_patterns),
        trunks=_lines(route.trunks),
        branches=tuple(_branches(known, table)),
        is_timed=is_timed(route),
        week=_week(known, table) if table.is_known else None,
        no_week=_no_week(table),
        holidays=_holidays(table),
        reaches=tuple(_reach(known, end, arrivals) for end, arrivals in told),
        more_reaches=len(found) - len(told),
        findings=findings_at(known, node),
        settings=settings_of(known.data(node)),
    )


def _reach(known: Knowledge, node: str, arrivals: Sequence[Arrival]) -> Reach:
    return Reach(known.places[node], tuple(way_of(known, one) for one in arrivals))


def _lines(rows: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if rows is None else tuple(map(one_line, rows))


def _branches(known: Knowledge, table: Timetable) -> Iterator[Branch]:
    keys = [key for key in ENTRY_KEYS if is_timed(table.route) == (key != DEFAULT)]
    for key in keys:
        words = known.places.words(table.route.node_id, key)
        branch = table.branches.get(key)
        if branch is None:
            yield Branch(words, None, "", has_person=False)
            continue
        letter = table.letters[key].lower() if is_timed(table.route) else ""
        yield Branch(words, known.places[branch.node_id], letter, table.has_person[key])


# -- hours -----------------------------------------------------------------------------------


def _week(known: Knowledge, table: Timetable) -> Week:
    days = zip(WEEKDAYS, table.days, strict=True)
    return Week(
        days=tuple(_days(known, table, name, day) for name, day in days),
        patterns=tuple(_days(known, table, name, day) for name, day in same_days(table.days)),
        timezone=sentence(zone_words(table.schedule, known.material.origin)),
        notes=tuple(map(sentence, _notes(table))),
    )


def _days(known: Knowledge, table: Timetable, name: str, day: Sequence[Stretch]) -> Days:
    return Days(name, tuple(_span(known, table, stretch) for stretch in day))


def _span(known: Knowledge, table: Timetable, stretch: Stretch) -> Span:
    key = table.key_of(stretch.phase) or ""
    branch = table.branches.get(key)
    return Span(
        start_min=stretch.start_min,
        end_min=stretch.end_min,
        clock=f"{clock(stretch.start_min)}–{clock(stretch.end_min)}",
        phase=known.places.words(table.route.node_id, stretch.phase or ""),
        letter=table.letters.get(key, "").lower(),
        target=known.places[branch.node_id] if branch else None,
    )


def _notes(table: Timetable) -> Iterator[str]:
    schedule = table.schedule
    yield from (f"not for certain: {one_line(remark)}" for remark in schedule.remarks)
    for row in schedule.hours or ():
        if row.is_seasonal:
            yield f"not in an ordinary week: {describe_hours(schedule, row)}"
    if schedule.breaks_are_office and any(row.breaks for row in schedule.hours or ()):
        yield _BREAKS_COUNT


def _no_week(table: Timetable) -> str:
    if table.is_known or not is_timed(table.route):
        return ""
    if has_own_hours(table.route):
        words = one_line(table.route.time_condition or "")
        return sentence(f"the route has hours of its own ({words}), which the API does not show")
    return sentence(_UNKNOWN_HOURS)


def _holidays(table: Timetable) -> tuple[str, ...] | None:
    found = table.schedule.holidays
    if not is_timed(table.route):
        return ()
    return None if found is None else tuple(describe_holiday(holiday) for holiday in found)
