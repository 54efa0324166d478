"""Business hours, holidays and time zones in the PBX's rows, to and from the model.

Source: the vendor's pages "Query Business Hour List", "Add a Business Hour" and "Query Time Zone
List". No page names the path or the fields of holidays: see :func:`holidays_from_rows`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from ...model.ids import canonical_id, id_order, name_text, plain_text
from ...model.schedule import (
    ALL_DAYS,
    ALL_MONTHS,
    ALL_WEEKDAYS,
    BUSINESS_HOUR,
    DAY,
    HOLIDAY,
    LAST_WEEK,
    Dates,
    EveryYear,
    Holiday,
    MonthDay,
    OfficeHours,
    Period,
    Schedule,
    TimeZone,
    WeekdayOfMonth,
)
from .schedule_unread import NotUnderstood, Row, Understood, read_rows, unread_to_rows


class _Vocabulary(NamedTuple):
    """The words of a field, and what all of them together mean."""

    words: tuple[str, ...]
    values: tuple[int, ...]


_MONTHS = _Vocabulary(
    (
        *("january", "february", "march", "april", "may", "june"),
        *("july", "august", "september", "october", "november", "december"),
    ),
    ALL_MONTHS,
)
_WEEKDAYS = _Vocabulary(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), ALL_WEEKDAYS
)
_DAYS = _Vocabulary(tuple(map(str, ALL_DAYS)), ALL_DAYS)

# The vendor's form knows 00:00-23:59; 24:00 is understood as an end.
_PERIOD = re.compile(r"(\d{1,2}):([0-5]\d)\s*[-–]\s*(\d{1,2}):([0-5]\d)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)", re.ASCII)
_SHOWN = 60


def office_hours_from_rows(
    rows: Iterable[object],
) -> tuple[tuple[OfficeHours, ...], tuple[str, ...]]:
    """Read the rows of ``businesshour/list``.

    Args:
        rows: Each with ``id``, ``timezone_id``, ``time_condition_switch`` (1: ``months`` and
            ``days`` count), ``months``, ``days_of_week``, ``days`` (words between blanks, or
            ``all``), ``office_times`` and ``reset_times`` (``{"value": "09:00-18:00"}`` or plain
            texts), ``remark``.

    Returns:
        The hours by id, and remarks. A row that is not understood is left out, with a remark.
    """
    read = read_rows(rows, BUSINESS_HOUR, _office_hours, _may_hold)
    return read.values, _hours_remarks(read)


def _hours_remarks(read: Understood[OfficeHours]) -> tuple[str, ...]:
    remarks = read.remarks
    remarks += [
        f"business hours {row.id} do not say whether their months and days count; "
        "they are read as if they did"
        for row, given in read.items
        if row.is_seasonal and _switch(given) is None
    ]
    zones = sorted({row.timezone_id for row in read.values if row.timezone_id}, key=id_order)
    if len(zones) > 1:
        remarks.append(
            f"the business hours belong to several time zones (ids {', '.join(zones)}); "
            "all are read as one schedule"
        )
    return tuple(sorted(remarks))


def holidays_from_rows(rows: Iterable[object]) -> tuple[tuple[Holiday, ...], tuple[str, ...]]:
    """Read a list of holidays, in a format of our own.

    **The vendor's format is not known**: its documentation names neither the path nor the fields
    of holidays, only that one is defined by date, by month or by week. This is what the file
    ``holiday.json`` of a PBX folder holds, and the one place to change once the format is known.

    Args:
        rows: Each with ``id``, ``name`` and ``type``:
            ``date`` with ``start`` and ``end`` (``YYYY-MM-DD``);
            ``month``, every year, with ``start`` and ``end`` (``MM-DD``);
            ``week``, every year, with ``month`` (1-12), ``week`` (1-5, 5 is the last) and ``day``
            (``mon``). Without ``end`` it is one day.

    Returns:
        The holidays by id, and remarks. A row that is not understood is left out, with a remark.
    """
    read = read_rows(rows, HOLIDAY, _holiday)
    return read.values, tuple(sorted(read.remarks))


def time_zones_from_rows(rows: Iterable[object]) -> tuple[TimeZone, ...]:
    """Read the rows of ``timezone/list``, by id.

    Args:
        rows: Each with ``id``, ``name``, ``timezone`` (``UTC+1 Europe/Berlin``), ``enable_dst``
            (0/1) and ``timezone_type`` (``global``: the PBX's own, or ``custom``).
    """
    zones = [_time_zone(row) for row in rows if isinstance(row, Mapping)]
    return tuple(sorted(zones, key=lambda zone: (id_order(zone.id), repr(zone))))


def _time_zone(row: Row) -> TimeZone:
    words = plain_text(row.get("timezone")).split()
    return TimeZone(
        id=canonical_id(row.get("id")),
        name=name_text(row.get("name")),
        zone=words[-1] if len(words) > 1 or "/" in "".join(words) else "",
        dst=_flag(row.get("enable_dst")),
        is_default=plain_text(row.get("timezone_type")).strip().lower() == "global",
    )


def _may_hold(row: Row) -> tuple[int, ...]:
    """Give the weekdays of business hours that were not understood as a whole."""
    with suppress(NotUnderstood):
        return _values(row, "days_of_week", _WEEKDAYS) or ALL_WEEKDAYS
    return ALL_WEEKDAYS


def _flag(value: object) -> bool | None:
    return {"0": False, "1": True, "false": False, "true": True}.get(canonical_id(value).lower())


def _switch(row: Row) -> bool | None:
    return _flag(row.get("time_condition_switch"))


def _office_hours(row: Row) -> OfficeHours:
    months, days = ALL_MONTHS, ALL_DAYS
    # Left-over months and days do not count while the switch is off, so they need not be read. The
    # documented fields of the *list* do not name the switch: without it they are believed.
    if _switch(row) is not False:
        months = _values(row, "months", _MONTHS) or ALL_MONTHS
        days = _values(row, "days", _DAYS) or ALL_DAYS
    return OfficeHours(
        id=canonical_id(row.get("id")),
        months=months,
        days_of_week=_weekdays(
            row, advanced=_switch(row) or (months, days) != (ALL_MONTHS, ALL_DAYS)
        ),
        days=days,
        office=_periods(row, "office_times", required=True),
        breaks=_periods(row, "reset_times", required=False),
        remark=name_text(row.get("remark")),
        timezone_id=canonical_id(row.get("timezone_id")),
    )


def _weekdays(row: Row, *, advanced: bool) -> tuple[int, ...]:
    """Read the weekdays; with the switch on they may be absent, and then every one fits.

    The vendor's page "Edit a Business Hour" says that weekdays count with the switch off alone,
    "Set Business Hours" that the switch mixes week, month and date. The second is believed.
    """
    weekdays = _values(row, "days_of_week", _WEEKDAYS)
    if not weekdays and not advanced:
        raise NotUnderstood("days_of_week names no day")
    return weekdays or ALL_WEEKDAYS


def _values(row: Row, field: str, vocabulary: _Vocabulary) -> tuple[int, ...]:
    """Read words between blanks in calendar order; empty if there are none."""
    value = row.get(field)
    words = value if isinstance(value, list) else re.split(r"[\s,]+", plain_text(value))
    if isinstance(value, dict):
        raise NotUnderstood.of(field, value)
    texts = [text for word in words if (text := canonical_id(word).lower())]
    if "all" in texts:
        return vocabulary.values
    return tuple(sorted({_value(field, text, vocabulary) for text in texts}))


def _value(field: str, text: str, vocabulary: _Vocabulary) -> int:
    for word, value in zip(*vocabulary, strict=True):
        # "mon", as the vendor writes it, and any longer form of "monday".
        if text == word or (len(text) >= 3 and word.startswith(text)):
            return value
    raise NotUnderstood.of(field, text)


def _periods(row: Row, field: str, *, required: bool) -> tuple[Period, ...]:
    value = row.get(field)
    if value is None and required:
        raise NotUnderstood(f"{field} is absent")
    items = value if isinstance(value, list) else [value]
    values = [item.get("value") if isinstance(item, Mapping) else item for item in items]
    return tuple(sorted({_period(field, item) for item in values if item not in (None, "")}))


def _period(field: str, value: object) -> Period:
    match = _PERIOD.fullmatch(name_text(value).strip())
    if match is None:
        raise NotUnderstood.of(field, value)
    hour, minute, end_hour, end_minute = map(int, match.groups())
    period = Period(hour * 60 + minute, end_hour * 60 + end_minute)
    if period.start_min >= DAY or period.end_min > DAY:
        raise NotUnderstood.of(field, value)
    return period


def _holiday(row: Row) -> Holiday:
    kind = plain_text(row.get("type")).strip().lower()
    if kind not in _HOLIDAY_READERS:
        raise NotUnderstood.of("type", row.get("type", ""))
    return Holiday(
        id=canonical_id(row.get("id")),
        name=name_text(row.get("name")),
        when=_HOLIDAY_READERS[kind](row),
    )


def _dates(row: Row) -> Dates:
    start, end = (_date(row, field) for field in _ends(row))
    if end < start:
        raise NotUnderstood("end lies before start")
    return Dates(start, end)


def _every_year(row: Row) -> EveryYear:
    start, end = (_month_day(row, field) for field in _ends(row))
    return EveryYear(start, end)


def _ends(row: Row) -> tuple[str, str]:
    return "start", "end" if plain_text(row.get("end")).strip() else "start"


def _date(row: Row, field: str) -> date:
    text = plain_text(row.get(field)).strip()
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # the 30th of February
    raise NotUnderstood.of(field, text)


def _month_day(row: Row, field: str) -> MonthDay:
    text = plain_text(row.get(field)).strip()
    match = _MONTH_DAY.fullmatch(text)
    try:
        if match:
            # A leap year has them all.
            found = date(2000, int(match[1]), int(match[2]))
            return MonthDay(found.month, found.day)
    except ValueError:
        pass
    raise NotUnderstood.of(field, text)


def _weekday_of_month(row: Row) -> WeekdayOfMonth:
    numbers = _Vocabulary(tuple(map(str, ALL_MONTHS)), ALL_MONTHS)
    weeks = _Vocabulary(tuple(map(str, range(1, LAST_WEEK + 1))), tuple(range(1, LAST_WEEK + 1)))
    return WeekdayOfMonth(
        month=_value("month", canonical_id(row.get("month")), numbers),
        week=_value("week", canonical_id(row.get("week")), weeks),
        weekday=_value("day", plain_text(row.get("day")).strip().lower(), _WEEKDAYS),
    )


_HOLIDAY_READERS: dict[str, Callable[[Row], Dates | EveryYear | WeekdayOfMonth]] = {
    "date": _dates,
    "month": _every_year,
    "week": _weekday_of_month,
}


def office_hours_to_rows(hours: Iterable[OfficeHours]) -> list[dict[str, Any]]:
    """Write hours as ``businesshour/list`` would.

    Returns:
        Rows that :func:`office_hours_from_rows` reads back to the same hours. Remarks are not in
        them: whoever keeps the rows keeps those too.
    """
    return [
        {
            "id": row.id,
            "timezone_id": row.timezone_id,
            "time_condition_switch": int(row.is_seasonal),
            "months": _words(row.months, _MONTHS),
            "days_of_week": _words(row.days_of_week, _WEEKDAYS),
            "days": _words(row.days, _DAYS),
            "office_times": [{"value": _span(period)} for period in row.office],
            "reset_times": [{"value": _span(period)} for period in row.breaks],
            "remark": row.remark,
        }
        for row in hours
    ]


def _words(values: tuple[int, ...], vocabulary: _Vocabulary) -> str:
    if values == vocabulary.values:
        return "all"
    word = dict(zip(vocabulary.values, vocabulary.words, strict=True))
    return " ".join(word[value][:3] for value in values)


def _span(period: Period) -> str:
    return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in period)


def holidays_to_rows(holidays: Iterable[Holiday]) -> list[dict[str, Any]]:
    """Write holidays in the format of :func:`holidays_from_rows`, which reads the same back."""
    return [{"id": holiday.id, "name": holiday.name, **_when(holiday.when)} for holiday in holidays]


def _when(when: Dates | EveryYear | WeekdayOfMonth) -> dict[str, Any]:
    match when:
        case Dates(start, end):
            return {"type": "date", "start": start.isoformat(), "end": end.isoformat()}
        case EveryYear(first, last):
            ends = [f"{month:02}-{day:02}" for month, day in (first, last)]
            return {"type": "month", "start": ends[0], "end": ends[1]}
        case WeekdayOfMonth(month, week, weekday):
            day = _WEEKDAYS.words[weekday][:3]
            return {"type": "week", "month": month, "week": week, "day": day}


# -- the whole -------------------------------------------------------------------------------

#: Lists of the PBX that make a schedule.
SCHEDULE_KINDS = (BUSINESS_HOUR, HOLIDAY, "time_zone")


def schedule_from_rows(lists: Mapping[str, Sequence[object] | None]) -> Schedule:
    """Read a schedule.

    Args:
        lists: Rows by kind (:data:`SCHEDULE_KINDS`); None for a list that could not be read.

    Returns:
        The schedule in the PBX's default time zone, where one is named.
    """
    rows, free, zones = (lists.get(kind) for kind in SCHEDULE_KINDS)
    hours = read_rows(rows or (), BUSINESS_HOUR, _office_hours, _may_hold)
    holidays = read_rows(free or (), HOLIDAY, _holiday)
    default = next((z.zone for z in time_zones_from_rows(zones or ()) if z.is_default), "")
    return Schedule(
        None if rows is None else hours.values,
        None if free is None else holidays.values,
        default,
        (*_hours_remarks(hours), *sorted(holidays.remarks)),
        unread=(*hours.unread, *holidays.unread),
    )


def schedule_to_rows(schedule: Schedule) -> dict[str, list[dict[str, Any]] | None]:
    """Write a schedule as the lists that :func:`schedule_from_rows` reads."""
    hours, holidays, zone = schedule.hours, schedule.holidays, schedule.timezone
    lost = {kind: unread_to_rows(schedule.unread, kind) for kind in (BUSINESS_HOUR, HOLIDAY)}
    return {
        BUSINESS_HOUR: None if hours is None else office_hours_to_rows(hours) + lost[BUSINESS_HOUR],
        HOLIDAY: None if holidays is None else holidays_to_rows(holidays) + lost[HOLIDAY],
        "time_zone": [{"id": "1", "timezone": f"UTC {zone}", "timezone_type": "global"}]
        if zone
        else [],
    }
