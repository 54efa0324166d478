"""Which of its time branches a call takes: business hours, outside, or holiday.

Everything here is a function of the schedule and a moment that the caller gives: no clock. Wall
time decides, so daylight saving needs no rule of its own: the doubled hour is the same hour twice.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta, tzinfo
from difflib import get_close_matches
from itertools import chain, islice
from typing import Literal, NamedTuple, TypeVar

from ..errors import UsageError
from ..model.schedule import (
    ALL_DAYS,
    ALL_MONTHS,
    ALL_WEEKDAYS,
    DAY,
    LAST_WEEK,
    Dates,
    EveryYear,
    Holiday,
    MonthDay,
    OfficeHours,
    Period,
    Schedule,
    WeekdayOfMonth,
)
from ..text import one_line, shorten

Phase = Literal["office", "outoffice", "holiday"]

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

#: The vendor's form has no 24:00, so that a period to 23:59 is one to the end of the day.
LAST_MINUTE = DAY - 1

_ONE_DAY = timedelta(days=1)
# The longest wait for a day of the calendar: from 29 February 1896 to that of 1904.
_LEAP_GAP_DAYS = 8 * 366

_Span = tuple[int, int]
_Row = TypeVar("_Row", OfficeHours, Holiday)


class Stretch(NamedTuple):
    """A part of one day in which the phase stays the same.

    Attributes:
        start_min: First minute of the day.
        end_min: The minute in which it is over, 1440 at most.
        phase: None if it is not known.
    """

    start_min: int
    end_min: int
    phase: Phase | None


class Hour(NamedTuple):
    """One hour of a week.

    Attributes:
        phase: ``mixed`` if it changes within the hour, None if it is not known.
        parts: What holds from when to when; one part unless it is mixed.
    """

    phase: Phase | Literal["mixed"] | None
    parts: tuple[Stretch, ...]


class Change(NamedTuple):
    """From this moment on, in the PBX's own time, another phase holds."""

    at: datetime
    phase: Phase | None


def phase_at(schedule: Schedule, when: datetime) -> Phase | None:
    """Tell which branch a call takes at a moment.

    Holidays come before business hours; a period does not hold its last minute (09:00-18:00 is
    over at 18:00). The vendor gives that order for the presence of extensions and says nothing of
    the minute.

    Args:
        schedule: Hours, holidays and time zone.
        when: Without an offset it is the PBX's own time, else see :func:`wall_time`.

    Returns:
        The phase as far as it is known, None if the business hours are needed and not known,
        or not understood.
        Whether something unknown may overrule it, :func:`is_certain` tells.

    Raises:
        UsageError: The moment has an offset, and the schedule's time zone does not exist.
    """
    wall = wall_time(schedule, when)
    minute = wall.hour * 60 + wall.minute
    return next(s.phase for s in day_phases(schedule, wall.date()) if minute < s.end_min)


def is_certain(schedule: Schedule) -> bool:
    """Whether both lists are known, and every row of them was understood."""
    return schedule.hours is not None and schedule.holidays is not None and not schedule.remarks


def wall_time(schedule: Schedule, when: datetime) -> datetime:
    """Give a moment as the PBX's clock shows it, without an offset.

    Where the PBX's time zone is not known, the moment's own clock is believed.
    """
    if when.utcoffset() is not None and schedule.timezone:
        zone = load_zone(schedule.timezone)
        with suppress(OverflowError):  # at either end of the calendar
            when = when.astimezone(zone)
    return when.replace(tzinfo=None, fold=0)


def day_phases(schedule: Schedule, day: date) -> tuple[Stretch, ...]:
    """Give the phases of a day in order; together they fill it."""
    if holiday_on(schedule, day):
        return (Stretch(0, DAY, "holiday"),)
    if schedule.hours is None:
        return (Stretch(0, DAY, None),)
    today = [row for row in schedule.hours if _holds_on(row, day)]
    eve = [row for row in schedule.hours if day > date.min and _holds_on(row, day - _ONE_DAY)]
    return _stretches(schedule, today, eve, _otherwise(schedule, day.weekday()))


def _otherwise(schedule: Schedule, weekday: int) -> Phase | None:
    """Give the phase of a weekday in which no known hours are open."""
    # Hours that were not understood may well reach over midnight; that is not supposed of them.
    return None if schedule.is_doubtful(weekday) else "outoffice"


def next_changes(
    schedule: Schedule, after: datetime, *, limit: int = 5, days: int = 366
) -> list[Change]:
    """List what changes after a moment, at most so many changes, within so many days."""
    return list(islice(_changes(schedule, wall_time(schedule, after), days), limit))


def _changes(schedule: Schedule, after: datetime, days: int) -> Iterator[Change]:
    phase = phase_at(schedule, after)
    for day in _calendar(after.date(), days):
        midnight = datetime.combine(day, time.min)
        for stretch in day_phases(schedule, day):
            at = midnight + timedelta(minutes=stretch.start_min)
            if at > after and stretch.phase != phase:
                phase = stretch.phase
                yield Change(at, phase)


def week_grid(schedule: Schedule, week_of: date | None = None) -> tuple[tuple[Hour, ...], ...]:
    """Give the phase of each hour of a week, Monday first: seven rows of 24.

    Args:
        schedule: Hours and holidays.
        week_of: Any day of the week that is meant. Without it, an ordinary week: no holiday, and
            the hours that hold all year (see :attr:`OfficeHours.is_seasonal`).
    """
    if week_of is None:
        return tuple(_hours(_ordinary_day(schedule, weekday)) for weekday in ALL_WEEKDAYS)
    monday = max(week_of.toordinal() - week_of.weekday(), 1)
    return tuple(
        _hours(day_phases(schedule, day)) for day in _calendar(date.fromordinal(monday), 7)
    )


def is_ordinary(schedule: Schedule, day: date) -> bool:
    """Whether a day is as every week's: no holiday, and no hours of a season."""
    return day_phases(schedule, day) == _ordinary_day(schedule, day.weekday())


def _ordinary_day(schedule: Schedule, weekday: int) -> tuple[Stretch, ...]:
    if schedule.hours is None:
        return (Stretch(0, DAY, None),)
    rows = [row for row in schedule.hours if not row.is_seasonal]
    today = [row for row in rows if weekday in row.days_of_week]
    eve = [row for row in rows if (weekday - 1) % 7 in row.days_of_week]
    return _stretches(schedule, today, eve, _otherwise(schedule, weekday))


def _hours(stretches: Sequence[Stretch]) -> tuple[Hour, ...]:
    return tuple(_hour(stretches, start) for start in range(0, DAY, 60))


def _hour(stretches: Sequence[Stretch], start: int) -> Hour:
    parts = tuple(
        Stretch(max(s.start_min, start), min(s.end_min, start + 60), s.phase)
        for s in stretches
        if s.start_min < start + 60 and s.end_min > start
    )
    return Hour(parts[0].phase if len(parts) == 1 else "mixed", parts)


def _stretches(
    schedule: Schedule,
    today: Iterable[OfficeHours],
    eve: Iterable[OfficeHours],
    otherwise: Phase | None,
) -> tuple[Stretch, ...]:
    """Lay the open spans of a day, and what reaches into it from its eve, over the day."""
    spans = [span for row in today for span in open_spans(schedule, row)]
    spans += [(s - DAY, e - DAY) for row in eve for s, e in open_spans(schedule, row)]
    found: list[Stretch] = []
    at = 0
    for start, end in _merged((max(s, 0), min(e, DAY)) for s, e in spans):
        if start > at:
            found.append(Stretch(at, start, otherwise))
        found.append(Stretch(start, end, "office"))
        at = end
    if at < DAY:
        found.append(Stretch(at, DAY, otherwise))
    return tuple(found)


def open_spans(schedule: Schedule, row: OfficeHours) -> list[tuple[int, int]]:
    """Give when a row is open, in minutes from midnight of the day on which it holds.

    Returns:
        Spans in order that neither overlap nor touch; one over midnight ends after 1440.
    """
    office = _merged(map(_span, row.office))
    if not office:
        return []
    # In a night shift the break may lie after midnight. Where the break is before the shift or
    # after it, it is none.
    first, last = office[0][0], office[-1][1]
    breaks = [_span(period) for period in row.breaks if period.start_min != period.end_min]
    both_days = chain(breaks, ((s + DAY, e + DAY) for s, e in breaks))
    rests = _merged((max(s, first), min(e, last)) for s, e in both_days)
    return _merged([*office, *rests]) if schedule.breaks_are_office else _without(office, rests)


def _span(period: Period) -> _Span:
    start, end = period
    if end <= start:
        return start, end + DAY
    return start, DAY if end == LAST_MINUTE else end


def _merged(spans: Iterable[_Span]) -> list[_Span]:
    merged: list[_Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(spans: list[_Span], holes: Iterable[_Span]) -> list[_Span]:
    for from_, to in holes:
        pieces = [piece for s, e in spans for piece in ((s, min(e, from_)), (max(s, to), e))]
        spans = [(s, e) for s, e in pieces if s < e]
    return spans


def _holds_on(row: OfficeHours, day: date) -> bool:
    return day.month in row.months and day.weekday() in row.days_of_week and day.day in row.days


def holiday_on(schedule: Schedule, day: date) -> Holiday | None:
    """Give the first holiday that falls on a day; None if there is none, or none is known."""
    return next((h for h in schedule.holidays or () if _falls_on(h, day)), None)


def next_date(holiday: Holiday, on: date) -> date | None:
    """Give the first day of a holiday that is not before a date; None if it is over for good."""
    match holiday.when:
        case Dates(start, end):
            return max(start, on) if on <= end else None
    return next((d for d in _calendar(on, _LEAP_GAP_DAYS + 1) if _falls_on(holiday, d)), None)


def _falls_on(holiday: Holiday, day: date) -> bool:
    match holiday.when:
        case Dates(start, end):
            return start <= day <= end
        case EveryYear(first, last):
            today = MonthDay(day.month, day.day)
            if first <= last:
                return first <= today <= last
            return today >= first or today <= last
        case WeekdayOfMonth(month, week, weekday):
            if (day.month, day.weekday()) != (month, weekday):
                return False
            is_last = day.day + 7 > monthrange(day.year, day.month)[1]
            return is_last if week == LAST_WEEK else (day.day + 6) // 7 == week


def _calendar(start: date, days: int) -> Iterator[date]:
    first = start.toordinal()
    return map(date.fromordinal, range(first, min(first + days, date.max.toordinal() + 1)))


def describe(schedule: Schedule, on: date | None = None) -> list[str]:
    """Say a schedule in words, a line for each row.

    Args:
        schedule: Hours, holidays and time zone.
        on: Holidays are told with their next date from here.

    Returns:
        Business hours, holidays, the time zone, then what was not understood.
    """
    zone = schedule.timezone or "not known; times are read as the PBX's own"
    return [
        *_list("business hours", schedule.hours, lambda row: describe_hours(schedule, row)),
        *_list("holidays", schedule.holidays, lambda holiday: describe_holiday(holiday, on)),
        f"time zone: {zone}",
        *schedule.remarks,
    ]


def _list(what: str, rows: Sequence[_Row] | None, say: Callable[[_Row], str]) -> list[str]:
    if rows is None:
        return [f"{what}: not known, the list could not be read"]
    return [f"{what}: {say(row)}" for row in rows] or [f"{what}: none defined"]


def describe_hours(schedule: Schedule, row: OfficeHours) -> str:
    """Say one row, such as ``Mon-Fri 09:00-12:30, 13:30-18:00, only in Jul, Aug``."""
    weekdays = _some(row.days_of_week, ALL_WEEKDAYS, lambda day: WEEKDAYS[day]) or "every day"
    months = _some(row.months, ALL_MONTHS, lambda month: MONTHS[month - 1])
    days = _some(row.days, ALL_DAYS, str)
    spans = ", ".join(map(_clock_span, open_spans(schedule, row)))
    breaks = ", ".join(_clock_span(_span(period)) for period in row.breaks)
    parts = (
        f"{weekdays} {spans or 'never open'}",
        months and f"only in {months}",
        days and f"only on days {days} of the month",
        breaks and schedule.breaks_are_office and f"breaks {breaks} count as open",
    )
    note = one_line(row.remark)
    return ", ".join(part for part in parts if part) + (f" ({note})" if note else "")


def _some(values: Sequence[int], all_: Sequence[int], name: Callable[[int], str]) -> str:
    """Name values with runs of three or more as a range; empty if all are meant."""
    if tuple(values) == tuple(all_):
        return ""
    runs: list[list[int]] = []
    for value in values:
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return ", ".join(
        f"{name(run[0])}-{name(run[-1])}" if len(run) > 2 else ", ".join(map(name, run))
        for run in runs
    )


def _clock_span(span: _Span) -> str:
    start, end = span
    following = " (next day)" if end > DAY else ""
    return f"{clock(start)}-{clock(end)}{following}"


def clock(minute: int) -> str:
    """Write a minute of a day as ``09:05``; the end of the day is 24:00, then it starts anew."""
    minute = minute - DAY if minute > DAY else minute
    return f"{minute // 60:02}:{minute % 60:02}"


def describe_holiday(holiday: Holiday, on: date | None = None) -> str:
    """Say one holiday, such as ``Christmas, every year 24 Dec to 26 Dec, next Thu 2026-12-24``."""
    name = one_line(holiday.name) or f"holiday {holiday.id}"
    text = f"{name}, {_when(holiday)}"
    if on is None:
        return text
    day = next_date(holiday, on)
    return f"{text}, next {WEEKDAYS[day.weekday()]} {day}" if day else f"{text}, over"


def _when(holiday: Holiday) -> str:
    match holiday.when:
        case Dates(start, end):
            return f"{start}" if start == end else f"{start} to {end}"
        case EveryYear(first, last):
            ends = dict.fromkeys(f"{day} {MONTHS[month - 1]}" for month, day in (first, last))
            return f"every year {' to '.join(ends)}"
        case WeekdayOfMonth(month, week, weekday):
            which = (
                "last" if week == LAST_WEEK else ("first", "second", "third", "fourth")[week - 1]
            )
            return f"every year on the {which} {WEEKDAYS[weekday]} of {MONTHS[month - 1]}"


_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII | re.IGNORECASE
)


def parse_moment(text: str) -> datetime:
    """Read a moment as people type it.

    Args:
        text: ``2026-12-24T21:00``, the same with a blank, with seconds, or with an offset
            (``Z``, ``+01:00``); ``2026-12-24`` is its midnight.

    Returns:
        With an offset only if one was given; without, it is the PBX's own time.

    Raises:
        UsageError: It is none of these, or no such moment exists.
    """
    asked = one_line(text).upper()
    try:
        if _MOMENT.fullmatch(asked):
            return datetime.fromisoformat(asked)
        reason = "it is no date and time"
    except ValueError as error:
        reason = "there is no such offset" if "offset" in str(error) else str(error)
    raise UsageError(
        f"moment {shorten(one_line(text), 60)!r} is not understood: {reason}",
        hint="write 2026-12-24T21:00 or 2026-12-24 (midnight), in the PBX's own time",
    )


def load_zone(name: str) -> tzinfo:
    """Give a time zone by its name in the IANA data base.

    Raises:
        UsageError: There is none of that name; the nearest ones are named.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

    try:
        return ZoneInfo(name)
    # A name may also be a folder of the data base, too long, or no path at all.
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = _near_zones(name, available_timezones())
    hint = f"did you mean {', '.join(near)}?" if near else "write it as in Europe/Berlin"
    raise UsageError(f"there is no time zone {shorten(one_line(name), 60)!r}", hint=hint)


def _near_zones(name: str, zones: Iterable[str]) -> list[str]:
    """Give zones of that name in other letters, of that city, or of a name much like it."""
    asked = name.strip().replace(" ", "_").lower()[:60]
    by_name = {zone.lower(): zone for zone in sorted(zones)}
    by_city = {zone.rpartition("/")[2]: zone for zone in by_name}
    found = [asked] if asked in by_name else [by_city[asked]] if asked in by_city else []
    return [by_name[zone] for zone in found or get_close_matches(asked, by_name, 3)]
