"""When the office is open, and which days are holidays, as the PBX holds it.

Months count from 1, weekdays from 0 (Monday), as :mod:`datetime` does; times are minutes of a day.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

#: Minutes of a day.
DAY = 1440

ALL_MONTHS = tuple(range(1, 13))
ALL_WEEKDAYS = tuple(range(7))
ALL_DAYS = tuple(range(1, 32))

#: The fifth such weekday of a month means its last one.
LAST_WEEK = 5

#: Lists whose rows make a schedule.
BUSINESS_HOUR, HOLIDAY = "business_hour", "holiday"

#: Whether a call in a break takes the way of business hours. Nobody has tried it. The vendor's
#: "Overview of Business Hours and Holidays" says that a rest break "is also considered as Business
#: Hours", and that outside is what is neither business hours nor a holiday.
BREAKS_ARE_OFFICE = True


class Period(NamedTuple):
    """A part of a day, in minutes from midnight.

    Attributes:
        start_min: First minute, 0-1439.
        end_min: The minute in which it is over, 0-1440; one that is not after the start lies on
            the following day.
    """

    start_min: int
    end_min: int


class OfficeHours(NamedTuple):
    """One row of business hours; several rows together are open when any of them is.

    Attributes:
        id: The PBX's id of it.
        months: In which months it holds.
        days_of_week: On which weekdays. The day on which a period starts counts.
        days: On which days of the month. Month, weekday and day must all fit.
        office: When the office is open.
        breaks: Rest breaks.
        remark: The administrator's note.
        timezone_id: Which of the PBX's time zones it belongs to, empty if it was not said.
    """

    id: str
    months: tuple[int, ...] = ALL_MONTHS
    days_of_week: tuple[int, ...] = ALL_WEEKDAYS
    days: tuple[int, ...] = ALL_DAYS
    office: tuple[Period, ...] = ()
    breaks: tuple[Period, ...] = ()
    remark: str = ""
    timezone_id: str = ""

    @property
    def is_seasonal(self) -> bool:
        """Whether it holds in some months or on some days of the month alone."""
        return (self.months, self.days) != (ALL_MONTHS, ALL_DAYS)


class MonthDay(NamedTuple):
    """A day of every year; 29 February is one of leap years alone."""

    month: int
    day: int


class Dates(NamedTuple):
    """Whole days from one date to another, both included."""

    start: date
    end: date


class EveryYear(NamedTuple):
    """Whole days from one to another, both included; they may lie on both sides of New Year."""

    start: MonthDay
    end: MonthDay


class WeekdayOfMonth(NamedTuple):
    """Such as the fourth Thursday of November, every year.

    Attributes:
        month: 1-12.
        week: 1-4, or :data:`LAST_WEEK`.
        weekday: 0 (Monday) to 6.
    """

    month: int
    week: int
    weekday: int


class Holiday(NamedTuple):
    """Days on which the office is closed, whatever its hours."""

    id: str
    name: str
    when: Dates | EveryYear | WeekdayOfMonth


class TimeZone(NamedTuple):
    """A time zone that is set up on the PBX.

    Attributes:
        id: The PBX's id of it: business hours refer to it.
        name: What it is called there.
        zone: Name in the IANA data base, such as ``Europe/Berlin``; empty if it was not said.
        dst: Whether daylight saving is switched on; None if it was not said.
        is_default: Whether it is the PBX's own one.
    """

    id: str
    name: str = ""
    zone: str = ""
    dst: bool | None = None
    is_default: bool = False


class Unread(NamedTuple):
    """A row of business hours or holidays that was not understood.

    Attributes:
        kind: ``business_hour`` or ``holiday``.
        id: The PBX's id of it.
        reason: What was not understood, in words.
        fields: What the PBX says, so that it is not lost: names of fields, and values as JSON.
        days_of_week: On which weekdays it may hold; all where that is not known either.
    """

    kind: str
    id: str
    reason: str
    fields: tuple[tuple[str, str], ...] = ()
    days_of_week: tuple[int, ...] = ALL_WEEKDAYS


class Schedule(NamedTuple):
    """What decides between the destinations of an entry by time.

    Attributes:
        hours: None if the list could not be read, empty if none are defined.
        holidays: The same for holidays.
        timezone: Name in the IANA data base; empty if it is not known.
        remarks: What was not understood, in words; with one, no answer is certain.
        breaks_are_office: See :data:`BREAKS_ARE_OFFICE`.
        unread: Rows that stand in neither list, as they were not understood.
    """

    hours: tuple[OfficeHours, ...] | None = None
    holidays: tuple[Holiday, ...] | None = None
    timezone: str = ""
    remarks: tuple[str, ...] = ()
    breaks_are_office: bool = BREAKS_ARE_OFFICE
    unread: tuple[Unread, ...] = ()

    def is_doubtful(self, weekday: int) -> bool:
        """Whether hours that were not understood may hold on a weekday, 0 to 6."""
        return any(row.kind == BUSINESS_HOUR and weekday in row.days_of_week for row in self.unread)
