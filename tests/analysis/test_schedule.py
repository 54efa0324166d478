from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowgraph.analysis.schedule import (
    Change,
    Phase,
    day_phases,
    describe,
    holiday_on,
    is_certain,
    is_ordinary,
    load_zone,
    next_changes,
    next_date,
    open_spans,
    parse_moment,
    phase_at,
    wall_time,
    week_grid,
)
from flowgraph.errors import UsageError
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
    Unread,
    WeekdayOfMonth,
)

WORKDAYS = (0, 1, 2, 3, 4)
CHRISTMAS = Holiday("1", "Christmas", EveryYear(MonthDay(12, 24), MonthDay(12, 26)))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def period(text: str) -> Period:
    start, end = (int(part[:2]) * 60 + int(part[3:]) for part in text.split("-"))
    return Period(start, end)


def hours(*office: str, breaks: tuple[str, ...] = (), **fields: object) -> OfficeHours:
    row = OfficeHours("1", days_of_week=WORKDAYS)
    return row._replace(
        office=tuple(map(period, office)), breaks=tuple(map(period, breaks)), **fields
    )


def schedule(*rows: OfficeHours, holidays: tuple[Holiday, ...] = (), **fields: object) -> Schedule:
    return Schedule(hours=rows, holidays=holidays)._replace(**fields)


def on_holiday(*when: object) -> Schedule:
    return schedule(holidays=tuple(Holiday(str(n), "", w) for n, w in enumerate(when)))


# 2026-10-12 is a Monday.
@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        ("2026-10-12T08:59:59", "outoffice"),
        ("2026-10-12T09:00", "office"),
        ("2026-10-12T17:59:59", "office"),
        ("2026-10-12T18:00", "outoffice"),
        ("2026-10-16T12:00", "office"),
        ("2026-10-17T12:00", "outoffice"),
        ("2026-12-24T12:00", "holiday"),
        ("2026-12-24T00:00", "holiday"),
        ("2026-12-26T23:59", "holiday"),
        ("2026-12-28T09:00", "office"),
    ],
)
def test_an_ordinary_office_is_open_by_weekday_and_closed_on_holidays(moment: str, phase: Phase):
    assert phase_at(schedule(hours("09:00-18:00"), holidays=(CHRISTMAS,)), at(moment)) == phase


@pytest.mark.parametrize(
    ("office", "moment", "phase"),
    [
        ("22:00-06:00", "2026-10-12T21:59", "outoffice"),
        ("22:00-06:00", "2026-10-12T22:00", "office"),
        ("22:00-06:00", "2026-10-13T05:59", "office"),
        ("22:00-06:00", "2026-10-13T06:00", "outoffice"),
        # The shift of Friday goes on into Saturday; none of Sunday goes on into Monday.
        ("22:00-06:00", "2026-10-17T05:59", "office"),
        ("22:00-06:00", "2026-10-12T05:59", "outoffice"),
        ("18:00-00:00", "2026-10-12T23:59", "office"),
        ("18:00-00:00", "2026-10-13T00:00", "outoffice"),
        ("00:00-24:00", "2026-10-16T23:59:59", "office"),
        ("00:00-24:00", "2026-10-17T00:00", "outoffice"),
        ("00:00-00:00", "2026-10-16T23:59", "office"),
        ("00:00-23:59", "2026-10-12T23:59:30", "office"),
    ],
)
def test_a_period_may_reach_midnight_and_beyond(office: str, moment: str, phase: Phase):
    assert phase_at(schedule(hours(office)), at(moment)) == phase


def test_a_holiday_closes_the_shift_that_reaches_into_it():
    night = schedule(hours("22:00-06:00"), holidays=(CHRISTMAS,))
    assert phase_at(night, at("2026-12-23T23:00")) == "office"
    assert phase_at(night, at("2026-12-24T02:00")) == "holiday"


def test_several_rows_are_open_when_any_is():
    both = schedule(hours("09:00-12:00"), hours("10:00-16:00", days_of_week=(5,)))
    assert phase_at(both, at("2026-10-16T10:30")) == "office"
    assert phase_at(both, at("2026-10-17T15:00")) == "office"
    assert phase_at(both, at("2026-10-17T09:30")) == "outoffice"


@pytest.mark.parametrize(
    ("row", "as_office", "as_closed"),
    [
        (hours("09:00-18:00", breaks=("12:00-13:00",)), [(540, 1080)], [(540, 720), (780, 1080)]),
        # The vendor's own example puts the break between two periods.
        (
            hours("09:00-12:00", "14:00-18:00", breaks=("12:00-14:00",)),
            [(540, 1080)],
            [(540, 720), (840, 1080)],
        ),
        # The break of a night shift lies after midnight, on the day after the one it belongs to.
        (
            hours("22:00-06:00", breaks=("02:00-02:30",)),
            [(1320, 1800)],
            [(1320, 1560), (1590, 1800)],
        ),
        (hours("09:00-12:00", breaks=("11:30-13:00",)), [(540, 720)], [(540, 690)]),
        (hours("09:00-12:00", breaks=("07:00-08:00",)), [(540, 720)], [(540, 720)]),
        (hours("09:00-12:00", breaks=("00:00-00:00",)), [(540, 720)], [(540, 720)]),
        (hours("09:00-12:00", breaks=("00:00-23:59",)), [(540, 720)], []),
        (hours(breaks=("12:00-13:00",)), [], []),
    ],
)
def test_a_break_counts_as_office_as_the_vendor_says_or_as_closed(row, as_office, as_closed):
    assert open_spans(schedule(row), row) == as_office
    assert open_spans(schedule(row, breaks_are_office=False), row) == as_closed


def test_a_call_in_the_break_of_a_fridays_night_shift():
    night = hours("22:00-06:00", breaks=("02:00-02:30",))
    saturday = at("2026-10-17T02:15")
    assert phase_at(schedule(night), saturday) == "office"
    assert phase_at(schedule(night, breaks_are_office=False), saturday) == "outoffice"


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        ("2026-07-01T12:00", "office"),
        ("2026-07-15T12:00", "office"),
        ("2026-07-02T12:00", "outoffice"),
        ("2026-06-01T12:00", "outoffice"),
        ("2026-08-01T12:00", "outoffice"),
    ],
)
def test_month_weekday_and_day_must_all_fit(moment: str, phase: Phase):
    # 1 and 15 July 2026 are Wednesdays; 1 August is a Saturday.
    row = hours("09:00-18:00", months=(7, 8), days=(1, 15))
    assert phase_at(schedule(row), at(moment)) == phase


@pytest.mark.parametrize(
    ("when", "days", "others"),
    [
        (Dates(date(2026, 12, 24), date(2027, 1, 1)), "2026-12-24 2027-01-01", "2027-12-24"),
        (EveryYear(MonthDay(1, 1), MonthDay(1, 1)), "2026-01-01 2031-01-01", "2026-01-02"),
        (
            EveryYear(MonthDay(12, 24), MonthDay(1, 6)),
            "2026-12-24 2026-12-31 2027-01-01 2027-01-06",
            "2026-12-23 2027-01-07",
        ),
        (EveryYear(MonthDay(2, 29), MonthDay(2, 29)), "2028-02-29", "2026-02-28 2026-03-01"),
        (EveryYear(MonthDay(2, 28), MonthDay(3, 1)), "2028-02-29 2026-03-01", "2026-03-02"),
        # Thanksgiving; the last Monday of May, which is the fourth or the fifth one.
        (WeekdayOfMonth(11, 4, 3), "2026-11-26 2027-11-25", "2026-11-19 2026-11-25"),
        (WeekdayOfMonth(5, 5, 0), "2026-05-25 2027-05-31", "2027-05-24 2026-06-29"),
        (WeekdayOfMonth(2, 5, 6), "2026-02-22 2032-02-29", "2032-02-22"),
        (WeekdayOfMonth(10, 1, 3), "2026-10-01", "2026-10-08"),
    ],
)
def test_a_holiday_falls_on_its_days_and_on_no_other(when, days: str, others: str):
    closed = on_holiday(when)
    assert all(holiday_on(closed, date.fromisoformat(day)) for day in days.split())
    assert not any(holiday_on(closed, date.fromisoformat(day)) for day in others.split())


@pytest.mark.parametrize(
    ("when", "on", "following"),
    [
        (Dates(date(2026, 5, 1), date(2026, 5, 3)), "2026-04-01", "2026-05-01"),
        (Dates(date(2026, 5, 1), date(2026, 5, 3)), "2026-05-02", "2026-05-02"),
        (Dates(date(2026, 5, 1), date(2026, 5, 3)), "2026-05-04", None),
        (EveryYear(MonthDay(2, 29), MonthDay(2, 29)), "2096-03-01", "2104-02-29"),
        (WeekdayOfMonth(11, 4, 3), "2026-11-27", "2027-11-25"),
        (EveryYear(MonthDay(1, 1), MonthDay(1, 1)), "9999-12-31", None),
    ],
)
def test_the_next_date_of_a_holiday(when, on: str, following: str | None):
    found = next_date(Holiday("1", "", when), date.fromisoformat(on))
    assert found == (following and date.fromisoformat(following))


def test_what_is_not_known_is_not_guessed():
    monday, christmas = at("2026-10-12T12:00"), at("2026-12-24T12:00")
    nothing = Schedule()
    no_hours = Schedule(holidays=(CHRISTMAS,))
    no_holidays = Schedule(hours=(hours("09:00-18:00"),))
    assert [phase_at(nothing, monday), phase_at(nothing, christmas)] == [None, None]
    assert [phase_at(no_hours, monday), phase_at(no_hours, christmas)] == [None, "holiday"]
    assert [phase_at(no_holidays, monday), phase_at(no_holidays, christmas)] == ["office"] * 2
    assert not any(map(is_certain, (nothing, no_hours, no_holidays)))
    assert {hour.phase for day in week_grid(nothing) for hour in day} == {None}


def test_an_answer_is_certain_only_if_every_row_was_understood():
    assert is_certain(schedule())
    assert not is_certain(schedule(remarks=("unknown holiday 3 left out",)))
    assert phase_at(schedule(), at("2026-10-12T12:00")) == "outoffice"


@pytest.mark.parametrize(
    ("moment", "wall"),
    [
        # Spring: 02:00-03:00 does not exist on 29 March 2026.
        ("2026-03-29T00:59:00+00:00", "2026-03-29T01:59"),
        ("2026-03-29T01:00:00+00:00", "2026-03-29T03:00"),
        # Autumn: 02:00-03:00 comes twice on 25 October 2026.
        ("2026-10-25T00:30:00+00:00", "2026-10-25T02:30"),
        ("2026-10-25T01:30:00+00:00", "2026-10-25T02:30"),
        ("2026-10-25T02:00:00+00:00", "2026-10-25T03:00"),
        ("2026-07-01T12:00:00-04:00", "2026-07-01T18:00"),
    ],
)
def test_a_moment_with_an_offset_is_read_on_the_clock_of_the_pbx(moment: str, wall: str):
    berlin = schedule(timezone="Europe/Berlin")
    assert wall_time(berlin, at(moment)) == at(wall)
    assert wall_time(berlin, at(moment)).fold == 0


@pytest.mark.parametrize(
    ("office", "moment", "phase"),
    [
        ("00:00-02:30", "2026-03-29T00:59:00+00:00", "office"),
        ("00:00-02:30", "2026-03-29T01:00:00+00:00", "outoffice"),
        ("02:00-03:00", "2026-03-29T01:00:00+00:00", "outoffice"),
        # An hour that no clock shows is answered by the rule all the same.
        ("02:00-03:00", "2026-03-29T02:30", "office"),
        ("02:00-03:00", "2026-10-25T00:30:00+00:00", "office"),
        ("02:00-03:00", "2026-10-25T01:30:00+00:00", "office"),
        ("02:00-03:00", "2026-10-25T02:00:00+00:00", "outoffice"),
    ],
)
def test_wall_time_decides_when_the_clocks_change(office: str, moment: str, phase: Phase):
    row = hours(office, days_of_week=(6,))
    assert phase_at(schedule(row, timezone="Europe/Berlin"), at(moment)) == phase


def test_without_a_time_zone_the_clock_of_the_moment_is_believed():
    evening = datetime(2026, 10, 12, 17, 30, tzinfo=timezone(timedelta(hours=9)))
    assert phase_at(schedule(hours("09:00-18:00")), evening) == "office"
    assert phase_at(schedule(hours("09:00-18:00"), timezone="UTC"), evening) == "outoffice"


def test_the_grid_of_an_ordinary_week_tells_mixed_hours_by_the_minute():
    grid = week_grid(schedule(hours("09:00-12:30"), hours("10:00-11:00", months=(7,))))
    assert [len(grid), {len(day) for day in grid}] == [7, {24}]
    monday, saturday = grid[0], grid[5]
    assert [monday[hour].phase for hour in (8, 9, 11, 12, 13)] == [
        *("outoffice", "office", "office", "mixed", "outoffice"),
    ]
    assert monday[12].parts == ((720, 750, "office"), (750, 780, "outoffice"))
    assert {hour.phase for hour in saturday} == {"outoffice"}


def test_the_grid_of_an_ordinary_week_goes_round():
    grid = week_grid(schedule(hours("22:00-06:00", days_of_week=(6,))))
    assert [grid[6][22].phase, grid[0][5].phase, grid[0][6].phase] == [
        *("office", "office", "outoffice"),
    ]


def test_the_grid_of_a_given_week_shows_its_holidays_and_seasons():
    plan = schedule(hours("09:00-18:00", months=(12,)), holidays=(CHRISTMAS,))
    grid = week_grid(plan, date(2026, 12, 23))
    assert [day[12].phase for day in grid] == [
        *("office", "office", "office"),  # 21 to 23 December
        *("holiday", "holiday", "holiday"),
        "outoffice",
    ]


def test_the_next_changes_are_told_from_a_moment():
    plan = schedule(hours("09:00-18:00"), holidays=(CHRISTMAS,))
    assert next_changes(plan, at("2026-12-23T10:00"), limit=4) == [
        Change(at("2026-12-23T18:00"), "outoffice"),
        Change(at("2026-12-24T00:00"), "holiday"),
        Change(at("2026-12-27T00:00"), "outoffice"),
        Change(at("2026-12-28T09:00"), "office"),
    ]
    assert next_changes(schedule(), at("2026-12-23T10:00")) == []
    assert len(next_changes(plan, at("9999-12-31T01:00"))) == 2


def test_hours_and_holidays_are_described_in_words():
    plan = schedule(
        hours("09:00-12:30", "13:30-18:00"),
        hours("09:00-18:00", breaks=("12:00-13:00",), days_of_week=(0, 2), remark="desk\ntwo"),
        hours("22:00-06:00", days_of_week=ALL_WEEKDAYS, months=(6, 7, 8, 12), days=(1, 2, 3, 15)),
        hours(days_of_week=(5, 6)),
        holidays=(
            CHRISTMAS,
            Holiday("2", "Stocktaking", Dates(date(2026, 1, 2), date(2026, 1, 2))),
            Holiday("3", "", WeekdayOfMonth(5, 5, 0)),
        ),
        timezone="Europe/Berlin",
        remarks=("unknown holiday 9 left out",),
    )
    assert describe(plan, date(2026, 6, 1)) == [
        "business hours: Mon-Fri 09:00-12:30, 13:30-18:00",
        "business hours: Mon, Wed 09:00-18:00, breaks 12:00-13:00 count as open (desk two)",
        "business hours: every day 22:00-06:00 (next day), only in Jun-Aug, Dec, "
        "only on days 1-3, 15 of the month",
        "business hours: Sat, Sun never open",
        "holidays: Christmas, every year 24 Dec to 26 Dec, next Thu 2026-12-24",
        "holidays: Stocktaking, 2026-01-02, over",
        "holidays: holiday 3, every year on the last Mon of May, next Mon 2027-05-31",
        "time zone: Europe/Berlin",
        "unknown holiday 9 left out",
    ]


def test_a_description_says_what_is_not_known_and_what_is_empty():
    assert describe(Schedule()) == [
        "business hours: not known, the list could not be read",
        "holidays: not known, the list could not be read",
        "time zone: not known; times are read as the PBX's own",
    ]
    assert describe(schedule())[:2] == ["business hours: none defined", "holidays: none defined"]


def test_breaks_that_count_as_closed_are_gaps_in_the_description():
    row = hours("09:00-18:00", breaks=("12:30-13:30",))
    assert describe(schedule(row, breaks_are_office=False))[0] == (
        "business hours: Mon-Fri 09:00-12:30, 13:30-18:00"
    )


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-24T21:00", datetime(2026, 12, 24, 21)),
        ("2026-12-24 21:00", datetime(2026, 12, 24, 21)),
        (" 2026-12-24t21:00:30 ", datetime(2026, 12, 24, 21, 0, 30)),
        ("2026-12-24", datetime(2026, 12, 24)),
        ("2026-12-24T21:00Z", datetime(2026, 12, 24, 21, tzinfo=UTC)),
        ("2026-12-24T21:00+01:00", datetime(2026, 12, 24, 20, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_as_people_type_it(text: str, moment: datetime):
    assert parse_moment(text) == moment
    assert (parse_moment(text).tzinfo is None) == (moment.tzinfo is None)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "tomorrow",
            "24.12.2026",
            "20261224",
            "2026-W52-4",
            "2026-12",
            "21:00",
            "2026-12-24T",
        ),
        *("2026-02-30", "2026-12-24T25:00", "0000-01-01", "2026-12-24T21:00+99:00", "٢٠٢٦-12-24"),
    ],
)
def test_a_moment_that_cannot_be_is_told_with_the_right_form(text: str):
    with pytest.raises(UsageError) as caught:
        parse_moment(text)
    assert "is not understood" in caught.value.what
    assert "2026-12-24T21:00" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Europe/Berln", "Europe/Berlin"),
        ("europe/berlin ", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("", "Europe/Berlin"),
        ("Europe", ""),
        ("../../etc/passwd", ""),
        ("a\x00b", ""),
        ("x" * 5000, ""),
        ("\ud800", ""),
    ],
)
def test_an_unknown_time_zone_is_told_with_the_nearest_ones(name: str, meant: str):
    with pytest.raises(UsageError) as caught:
        load_zone(name)
    assert "there is no time zone" in caught.value.what
    assert meant in caught.value.hint


def test_a_known_time_zone_is_given():
    assert str(load_zone("Europe/Berlin")) == "Europe/Berlin"


def some_of(values: tuple[int, ...]) -> st.SearchStrategy[tuple[int, ...]]:
    return st.one_of(
        st.just(values), st.sets(st.sampled_from(values)).map(lambda found: tuple(sorted(found)))
    )


minutes = st.integers(0, DAY)
periods = st.lists(st.builds(Period, minutes, minutes), max_size=3).map(tuple)
rows = st.builds(
    OfficeHours,
    id=st.just("1"),
    months=some_of(ALL_MONTHS),
    days_of_week=some_of(ALL_WEEKDAYS),
    days=some_of(ALL_DAYS),
    office=periods,
    breaks=periods,
)
month_days = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda d: MonthDay(d.month, d.day))
whens = st.one_of(
    st.builds(Dates, st.dates(), st.dates()),
    st.builds(EveryYear, month_days, month_days),
    st.builds(WeekdayOfMonth, st.integers(1, 12), st.integers(1, 5), st.integers(0, 6)),
)
schedules = st.builds(
    Schedule,
    hours=st.none() | st.lists(rows, max_size=3).map(tuple),
    holidays=st.none() | st.lists(st.builds(Holiday, st.just("1"), st.text(), whens)).map(tuple),
    timezone=st.sampled_from(("", "UTC", "Europe/Berlin", "America/New_York")),
    remarks=st.just(()),
    breaks_are_office=st.booleans(),
)
moments = st.datetimes(timezones=st.none() | st.timezones())


# The first look at a time zone reads a file.
@settings(deadline=None)
@given(schedules, moments)
def test_a_phase_is_told_for_every_schedule_and_moment(plan: Schedule, moment: datetime):
    phase = phase_at(plan, moment)
    assert phase in ("office", "outoffice", "holiday", None)
    assert phase is not None or plan.hours is None
    assert all(describe(plan, moment.date()))


@given(schedules, st.dates())
def test_the_stretches_fill_the_day_and_the_grid_agrees_with_them(plan: Schedule, day: date):
    stretches = day_phases(plan, day)
    assert [stretches[0].start_min, stretches[-1].end_min] == [0, DAY]
    for one, following in pairwise(stretches):
        assert one.end_min == following.start_min
        assert one.phase != following.phase
    if date.min + timedelta(7) < day < date.max - timedelta(7):
        assert len(week_grid(plan, day)) == 7
        for number, hour in enumerate(week_grid(plan, day)[day.weekday()]):
            told = phase_at(plan, datetime(day.year, day.month, day.day, number))
            assert hour.parts[0].phase == told


def test_days_of_hours_that_were_not_understood_are_not_known_but_where_others_are_open():
    unclear = Unread("business_hour", "2", "business hours 2: unclear", days_of_week=(0,))
    found = schedule(hours("09:00-12:00"), holidays=(CHRISTMAS,), unread=(unclear,))
    assert phase_at(found, at("2026-10-05T08:00")) is None
    assert phase_at(found, at("2026-10-05T10:00")) == "office"
    assert phase_at(found, at("2026-10-06T08:00")) == "outoffice"
    assert phase_at(found, at("2029-12-24T08:00")) == "holiday"
    assert week_grid(found)[0][8].phase is None


def test_a_day_is_ordinary_but_on_holidays_and_where_hours_of_a_season_hold():
    summer = hours("10:00-11:00", months=(7,))
    found = schedule(hours("09:00-12:00"), hours("13:00-14:00", months=(7,)), holidays=(CHRISTMAS,))
    assert is_ordinary(found, date(2026, 10, 6))
    assert not is_ordinary(found, date(2026, 7, 7))
    assert not is_ordinary(found, date(2026, 12, 24))
    assert is_ordinary(schedule(hours("09:00-12:00"), summer), date(2026, 7, 7)), "nothing differs"
