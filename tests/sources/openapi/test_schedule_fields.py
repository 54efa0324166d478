from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flowgraph.model.schedule import (
    ALL_DAYS,
    ALL_MONTHS,
    ALL_WEEKDAYS,
    DAY,
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
from flowgraph.sources.openapi.schedule_fields import (
    holidays_from_rows,
    holidays_to_rows,
    office_hours_from_rows,
    office_hours_to_rows,
    schedule_from_rows,
    schedule_to_rows,
    time_zones_from_rows,
)

WORKDAYS = (0, 1, 2, 3, 4)

# As in the vendor's sample for "Add a Business Hour", filled in.
VENDOR_ROW: dict[str, Any] = {
    "id": 2,
    "timezone_id": 1,
    "months": "all",
    "days_of_week": "mon tue wed thu fri",
    "days": "all",
    "office_times": [{"value": "09:00-18:00"}],
    "reset_times": [{"value": "12:00-13:00"}],
    "time_condition_switch": 0,
    "remark": "head office",
}


def read(**fields: Any) -> OfficeHours:
    (row,), remarks = office_hours_from_rows([VENDOR_ROW | fields])
    assert remarks == ()
    return row


def test_the_vendors_row_is_read():
    assert read() == OfficeHours(
        id="2",
        timezone_id="1",
        days_of_week=WORKDAYS,
        office=(Period(540, 1080),),
        breaks=(Period(720, 780),),
        remark="head office",
    )


def test_months_and_days_count_only_with_the_switch_on():
    fields = {"months": "jul jan", "days": "31 1"}
    assert (read(**fields).months, read(**fields).days) == (ALL_MONTHS, ALL_DAYS)
    advanced = read(time_condition_switch="1", **fields)
    assert (advanced.months, advanced.days) == ((1, 7), (1, 31))
    assert advanced.days_of_week == WORKDAYS
    assert advanced.is_seasonal


def test_left_over_months_that_do_not_count_need_not_be_understood():
    assert read(months="smarch", days="32").months == ALL_MONTHS


def test_with_the_switch_on_the_weekdays_may_be_absent():
    assert read(time_condition_switch=1, days="1", days_of_week="").days_of_week == ALL_WEEKDAYS


def test_months_without_a_switch_are_believed_with_a_remark():
    row = {**VENDOR_ROW, "months": "jul"}
    del row["time_condition_switch"]
    hours, remarks = office_hours_from_rows([row])
    assert hours[0].months == (7,)
    assert remarks == (
        "business hours 2 do not say whether their months and days count; "
        "they are read as if they did",
    )
    assert office_hours_from_rows([{**row, "months": "all"}])[1] == ()


@pytest.mark.parametrize(
    ("fields", "attribute", "value"),
    [
        ({"days_of_week": "all"}, "days_of_week", ALL_WEEKDAYS),
        ({"days_of_week": "Sun, MONDAY"}, "days_of_week", (0, 6)),
        ({"days_of_week": ["fri", "mon"]}, "days_of_week", (0, 4)),
        ({"days": [1, "02", 3.0], "time_condition_switch": True}, "days", (1, 2, 3)),
        ({"months": "sept", "time_condition_switch": 1}, "months", (9,)),
        ({"office_times": ["09:00-12:00", "13:00-18:00"]}, "office", ((540, 720), (780, 1080))),
        ({"office_times": [{"value": "9:00 – 17:30"}]}, "office", ((540, 1050),)),
        ({"office_times": "09:00-12:00"}, "office", ((540, 720),)),
        ({"office_times": [{"value": "22:00-06:00"}]}, "office", ((1320, 360),)),
        ({"office_times": [{"value": "00:00-24:00"}]}, "office", ((0, 1440),)),
        ({"office_times": [{"value": "00:00-23:59"}]}, "office", ((0, 1439),)),
        ({"office_times": []}, "office", ()),
        ({"reset_times": None}, "breaks", ()),
        ({"reset_times": [{"value": ""}, {}]}, "breaks", ()),
        ({"remark": None}, "remark", ""),
        ({"id": " 007 "}, "id", "7"),
    ],
)
def test_other_spellings_are_understood(fields: dict[str, Any], attribute: str, value: object):
    assert getattr(read(**fields), attribute) == value


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"days_of_week": "mon noday"}, 'days_of_week "noday"'),
        ({"days_of_week": ""}, "days_of_week names no day"),
        ({"days_of_week": {"mon": 1}}, "days_of_week"),
        ({"days": "0", "time_condition_switch": 1}, 'days "0"'),
        ({"months": "ju", "time_condition_switch": 1}, 'months "ju"'),
        ({"office_times": None}, "office_times is absent"),
        ({"office_times": [{"value": "9-17"}]}, 'office_times "9-17"'),
        ({"office_times": [{"value": "09:00-25:00"}]}, 'office_times "09:00-25:00"'),
        ({"office_times": [{"value": "24:00-02:00"}]}, 'office_times "24:00-02:00"'),
        ({"office_times": [{"value": "09:00-09:60"}]}, 'office_times "09:00-09:60"'),
        ({"office_times": [[]]}, 'office_times "[]"'),
        ({"reset_times": [{"value": "noon"}]}, 'reset_times "noon"'),
    ],
)
def test_a_row_that_is_not_understood_is_left_out_and_told(fields: dict[str, Any], reason: str):
    hours, remarks = office_hours_from_rows([VENDOR_ROW | fields, VENDOR_ROW | {"id": 3}])
    assert [row.id for row in hours] == ["3"]
    assert len(remarks) == 1
    assert remarks[0].startswith("business hours 2: ")
    assert reason in remarks[0]


def test_hours_of_several_time_zones_are_told():
    rows = [VENDOR_ROW, VENDOR_ROW | {"id": 3, "timezone_id": 10}]
    assert office_hours_from_rows(rows)[1] == (
        "the business hours belong to several time zones (ids 1, 10); all are read as one schedule",
    )


def test_the_order_of_the_rows_does_not_count():
    rows: list[object] = [VENDOR_ROW | {"id": number} for number in (10, 9, 2, "x")]
    rows += [VENDOR_ROW | {"id": number, "days_of_week": "?"} for number in (11, 12)]
    expected = office_hours_from_rows(rows)
    assert [row.id for row in expected[0]] == ["2", "9", "10", "x"]
    random.Random(4).shuffle(rows)
    assert office_hours_from_rows(rows) == expected


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        (
            {"type": "date", "start": "2026-12-24", "end": "2027-01-01"},
            Dates(date(2026, 12, 24), date(2027, 1, 1)),
        ),
        ({"type": "DATE", "start": "2026-12-24"}, Dates(date(2026, 12, 24), date(2026, 12, 24))),
        (
            {"type": "month", "start": "12-24", "end": "01-06"},
            EveryYear(MonthDay(12, 24), MonthDay(1, 6)),
        ),
        ({"type": "month", "start": "02-29"}, EveryYear(MonthDay(2, 29), MonthDay(2, 29))),
        ({"type": "week", "month": 12, "week": 4, "day": "mon"}, WeekdayOfMonth(12, 4, 0)),
        ({"type": "week", "month": "05", "week": "5", "day": "Monday"}, WeekdayOfMonth(5, 5, 0)),
    ],
)
def test_holidays_are_read_by_date_month_and_week(fields: dict[str, Any], when: object):
    holidays, remarks = holidays_from_rows([{"id": 3, "name": "Founders' day", **fields}])
    assert holidays == (Holiday("3", "Founders' day", when),)
    assert remarks == ()


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"type": "lunar", "start": "2026-12-24"},
        {"type": ["date"], "start": "2026-12-24"},
        {"type": "date"},
        {"type": "date", "start": "24/12/2026"},
        {"type": "date", "start": "2026-02-30"},
        {"type": "date", "start": "2026-12-24", "end": "2026-12-23"},
        {"type": "date", "start": "2026-12-24", "end": "soon"},
        {"type": "month", "start": "02-30"},
        {"type": "month", "start": "13-01"},
        {"type": "month", "start": "2026-12-24"},
        {"type": "week", "month": 13, "week": 1, "day": "mon"},
        {"type": "week", "month": 1, "week": 0, "day": "mon"},
        {"type": "week", "month": 1, "week": 6, "day": "mon"},
        {"type": "week", "month": 1, "week": 1},
    ],
)
def test_a_holiday_that_is_not_understood_becomes_a_remark(row: dict[str, Any]):
    holidays, remarks = holidays_from_rows([{"id": 3, "name": "Feast\nday", **row}])
    assert holidays == ()
    assert [remark.startswith("holiday 3 (Feast day): ") for remark in remarks] == [True]


def test_a_row_that_is_no_object_is_named_by_its_place():
    assert holidays_from_rows(["2026-12-24"]) == (
        (),
        ("holiday in row 1: it is no object",),
    )
    assert office_hours_from_rows([None])[1] == ("business hours in row 1: it is no object",)


def test_time_zones_are_read_with_their_name_in_the_data_base():
    rows = [
        {"id": 2, "name": "Japan", "timezone": "UTC+9 Asia/Tokyo", "timezone_type": "custom"},
        {
            **{"id": 1, "name": "global_timezone", "timezone": "UTC+1 Europe/Berlin"},
            **{"enable_dst": 1, "timezone_type": "global"},
        },
        {"id": 3, "timezone": "UTC+9"},
        None,
    ]
    assert time_zones_from_rows(rows) == (
        TimeZone("1", "global_timezone", "Europe/Berlin", dst=True, is_default=True),
        TimeZone("2", "Japan", "Asia/Tokyo"),
        TimeZone("3"),
    )


ids = st.integers(0, 50).map(str)


def some_of(values: tuple[int, ...]) -> st.SearchStrategy[tuple[int, ...]]:
    return st.sets(st.sampled_from(values), min_size=1).map(lambda found: tuple(sorted(found)))


periods = st.sets(st.builds(Period, st.integers(0, DAY - 1), st.integers(0, DAY)), max_size=4).map(
    lambda found: tuple(sorted(found))
)
hours_lists = st.lists(
    st.builds(
        OfficeHours,
        id=ids,
        months=some_of(ALL_MONTHS) | st.just(ALL_MONTHS),
        days_of_week=some_of(ALL_WEEKDAYS),
        days=some_of(ALL_DAYS) | st.just(ALL_DAYS),
        office=periods,
        breaks=periods,
        remark=st.text(),
        timezone_id=st.just("1"),
    ),
    unique_by=lambda row: row.id,
).map(lambda rows: tuple(sorted(rows, key=lambda row: int(row.id))))
month_days = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda d: MonthDay(d.month, d.day))
whens = st.one_of(
    st.tuples(st.dates(), st.dates()).map(lambda pair: Dates(*sorted(pair))),
    st.builds(EveryYear, month_days, month_days),
    st.builds(WeekdayOfMonth, st.integers(1, 12), st.integers(1, 5), st.integers(0, 6)),
)
holiday_lists = st.lists(
    st.builds(Holiday, ids, st.text(), whens), unique_by=lambda holiday: holiday.id
).map(lambda rows: tuple(sorted(rows, key=lambda row: int(row.id))))


@given(hours_lists)
def test_hours_that_are_written_are_read_back_the_same(hours: tuple[OfficeHours, ...]):
    assert office_hours_from_rows(office_hours_to_rows(hours)) == (hours, ())


@given(holiday_lists)
def test_holidays_that_are_written_are_read_back_the_same(holidays: tuple[Holiday, ...]):
    assert holidays_from_rows(holidays_to_rows(holidays)) == (holidays, ())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
row_keys = st.sampled_from(
    (*VENDOR_ROW, "type", "start", "end", "month", "week", "day", "timezone", "enable_dst")
)
any_rows = st.lists(json_values | st.dictionaries(row_keys, json_values), max_size=4)


@given(any_rows)
@example([{}, {"enable_dst": False}])
def test_no_row_is_an_error(rows: list[object]):
    schedule = schedule_from_rows({"business_hour": rows, "holiday": rows})
    assert schedule.hours is not None
    assert schedule.holidays is not None
    understood = len(schedule.hours) + len(schedule.holidays)
    assert understood + len(schedule.unread) == 2 * len(rows)
    assert len(time_zones_from_rows(rows)) <= len(rows)


def kept(schedule: Schedule) -> list[tuple[str, str, tuple[int, ...]]]:
    # A row without an id is named by its place, which is another one when it is written.
    return sorted((row.kind, row.id, row.days_of_week) for row in schedule.unread)


@given(any_rows)
@example([{"id": 1, "days_of_week": ["mon tue"], "office_times": "9-17"}])
@example([{"time_condition_switch": 0, "months": "x", "days_of_week": "mon", "office_times": "x"}])
def test_a_row_that_is_not_understood_is_not_lost_when_it_is_written(rows: list[object]):
    schedule = schedule_from_rows({"business_hour": rows, "holiday": rows})
    again = schedule_from_rows(schedule_to_rows(schedule))
    assert kept(again) == kept(schedule)


def test_a_row_that_is_not_understood_says_the_same_again():
    row = {**VENDOR_ROW, "office_times": [{"value": "8am-6pm"}], "days_of_week": "mon tue"}
    schedule = schedule_from_rows({"business_hour": [row]})
    assert schedule.hours == ()
    assert schedule.remarks == ('business hours 2: office_times "8am-6pm" is not understood',)
    assert [one.days_of_week for one in schedule.unread] == [(0, 1)]
    again = schedule_from_rows(schedule_to_rows(schedule))
    assert (again.remarks, again.unread) == (schedule.remarks, schedule.unread)
