"""Rows without names are the same by what they say."""

from __future__ import annotations

from flowgraph.analysis.compare.pairing import hours
from flowgraph.model.schedule import EveryYear, Holiday, MonthDay, OfficeHours, Period, Schedule

MORNING = (Period(480, 720),)
ALL_DAY = (Period(480, 1080),)


def pairs(old: Schedule | None, new: Schedule | None):
    def words(thing):
        return thing and next(iter(thing.fields.values()))

    return [(pair.node, words(pair.old), words(pair.new)) for pair in hours(old, new)]


def test_a_row_under_another_id_is_the_same_row():
    old = Schedule(hours=(OfficeHours("1", office=MORNING), OfficeHours("2", office=ALL_DAY)))
    new = Schedule(hours=(OfficeHours("8", office=ALL_DAY), OfficeHours("9", office=MORNING)))
    assert pairs(old, new) == []


def test_a_row_that_says_something_else_is_told_with_both():
    old = Schedule(hours=(OfficeHours("1", office=ALL_DAY),))
    new = Schedule(hours=(OfficeHours("1", office=MORNING),))
    assert pairs(old, new) == [
        ("business_hour:1", "every day 08:00-18:00", "every day 08:00-12:00")
    ]


def test_of_two_rows_that_say_the_same_one_can_go():
    twice = Schedule(hours=(OfficeHours("1", office=ALL_DAY), OfficeHours("2", office=ALL_DAY)))
    once = Schedule(hours=(OfficeHours("1", office=ALL_DAY),))
    assert pairs(twice, once) == [("business_hour:2", "every day 08:00-18:00", None)]


def test_rows_to_which_the_pbx_gave_one_id_are_all_compared():
    same_id = (OfficeHours("", office=ALL_DAY), OfficeHours("", office=MORNING))
    assert len(pairs(Schedule(hours=same_id), Schedule(hours=()))) == 2


def test_holidays_are_compared_by_name_and_days():
    def state(day: int) -> Schedule:
        when = EveryYear(MonthDay(12, 24), MonthDay(12, day))
        return Schedule(hours=(), holidays=(Holiday("5", "Christmas", when),))

    assert pairs(state(26), state(27)) == [
        (
            "holiday:5",
            "Christmas, every year 24 Dec to 26 Dec",
            "Christmas, every year 24 Dec to 27 Dec",
        )
    ]
