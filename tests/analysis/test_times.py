from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from menus import calls

from flowgraph.analysis.people import reaches_person
from flowgraph.analysis.schedule import parse_moment
from flowgraph.analysis.times import branch_of, is_same, moment, open_branch, override, week
from flowgraph.model.destination import Destination
from flowgraph.model.route import Route
from flowgraph.model.schedule import (
    Dates,
    EveryYear,
    Holiday,
    MonthDay,
    OfficeHours,
    Period,
    Schedule,
)

WORKDAYS = (0, 1, 2, 3, 4)
DAYTIME = OfficeHours(
    "1", days_of_week=WORKDAYS, office=(Period(540, 1080),), breaks=(Period(720, 780),)
)
CHRISTMAS = Holiday("1", "Christmas", EveryYear(MonthDay(12, 24), MonthDay(12, 26)))
BERLIN = Schedule((DAYTIME,), (CHRISTMAS,), "Europe/Berlin")

DAY, NIGHT, FEAST = (Destination("ivr", value) for value in ("1", "2", "3"))


def route(**facts: object) -> Route:
    branches = {"default": DAY, "office": DAY, "outoffice": NIGHT, "holiday": FEAST}
    return Route(**{"id": "7", "time_condition": "global", "branches": branches, **facts})


MAIN = route()


def at(text: str) -> datetime:
    return parse_moment(text)


@pytest.mark.parametrize(
    ("moment", "key"),
    [
        ("2026-10-06T08:59", "outoffice"),
        ("2026-10-06T09:00", "office"),
        ("2026-10-06T12:30", "office"),
        ("2026-10-06T18:00", "outoffice"),
        ("2026-10-10T12:00", "outoffice"),
        ("2026-12-24T21:00", "holiday"),
        ("2026-12-27T21:00", "outoffice"),
    ],
)
def test_the_hour_opens_one_branch(moment: str, key: str):
    assert open_branch(MAIN, BERLIN, at(moment)) == key


def test_daylight_saving_moves_what_an_offset_means_and_not_the_offices_hours():
    # The office opens at 09:00 in Berlin: 07:00 UTC in summer, 08:00 in winter, from 25 October on.
    for early, open_ in (
        ("2026-10-23T06:59Z", "2026-10-23T07:00Z"),
        ("2026-10-26T07:59Z", "2026-10-26T08:00Z"),
    ):
        assert open_branch(MAIN, BERLIN, at(early)) == "outoffice"
        assert open_branch(MAIN, BERLIN, at(open_)) == "office"
    night = Schedule((OfficeHours("1", office=(Period(120, 180),)),), (), "Europe/Berlin")
    # 02:30 comes twice that night, and both times the office is open.
    for utc in ("2026-10-25T00:30Z", "2026-10-25T01:30Z"):
        assert open_branch(MAIN, night, at(utc)) == "office"
    assert open_branch(MAIN, night, at("2026-10-25T02:30Z")) == "outoffice"


def test_a_shift_over_midnight_is_open_on_the_morning_after_and_a_holiday_ends_it():
    friday = OfficeHours("1", days_of_week=(4,), office=(Period(1320, 360),))
    shift = Schedule((friday,), (Holiday("1", "x", Dates(date(2026, 10, 10), date(2026, 10, 10))),))
    assert open_branch(MAIN, shift, at("2026-10-02T23:00")) == "office"
    assert open_branch(MAIN, shift, at("2026-10-03T05:59")) == "office"
    assert open_branch(MAIN, shift, at("2026-10-03T06:00")) == "outoffice"
    assert open_branch(MAIN, shift, at("2026-10-09T23:59")) == "office"
    assert open_branch(MAIN, shift, at("2026-10-10T00:00")) == "holiday"


def test_a_route_without_a_time_condition_goes_to_its_default_at_any_time():
    for plain in (
        route(time_condition="disabled"),
        route(branches={"default": DAY}),
        route(time_condition=None, branches={"default": DAY}),
    ):
        assert open_branch(plain, BERLIN, at("2026-12-24")) == "default"
        assert open_branch(plain, Schedule(), at("2026-12-24")) == "default"
    assert open_branch(route(branches={}), BERLIN, at("2026-12-24")) is None


def test_what_nobody_says_is_not_known():
    evening = at("2026-10-06T21:00")
    assert open_branch(MAIN, Schedule(), evening) is None
    assert open_branch(route(branches={"default": DAY, "office": DAY}), BERLIN, evening) is None
    assert branch_of(route(branches={"office": DAY}), "office") == "office"


@pytest.mark.parametrize("word", ["route_scope", "custom"])
def test_a_route_with_hours_of_its_own_is_known_on_holidays_alone(word: str):
    own = route(time_condition=word)
    assert open_branch(own, BERLIN, at("2026-10-06T10:00")) is None
    assert open_branch(own, BERLIN, at("2026-12-24T10:00")) == "holiday"
    assert {s.phase for day in week(own, BERLIN, date(2026, 12, 24)) for s in day} == {
        None,
        "holiday",
    }


# -- override ----------------------------------------------------------------------------------


def test_a_route_that_leads_elsewhere_than_its_schedule_says_is_forced():
    found = override(route(current=NIGHT), BERLIN, at("2026-10-06T10:00"))
    assert found is not None
    assert (found.key, found.expected, found.current) == ("office", DAY, NIGHT)
    assert override(route(current=DAY), BERLIN, at("2026-10-06T10:00")) is None
    assert override(route(current=NIGHT), BERLIN, at("2026-10-06T21:00")) is None


def test_now_is_compared_in_the_pbxs_zone():
    # 20:00 in Berlin is 11:00 in Los Angeles.
    now = datetime(2026, 10, 6, 18, tzinfo=UTC)
    assert override(route(current=DAY), BERLIN, now) is not None
    assert (
        override(route(current=DAY), BERLIN._replace(timezone="America/Los_Angeles"), now) is None
    )


@pytest.mark.parametrize(
    ("forced", "schedule", "moment"),
    [
        (route(current=NIGHT), BERLIN, "2026-10-06T09:01"),
        (route(current=NIGHT), BERLIN, "2026-10-06T17:59"),
        (route(current=NIGHT), BERLIN, "2026-10-06T12:30"),
        (route(current=FEAST), BERLIN._replace(holidays=None), "2026-10-06T10:00"),
        (route(current=NIGHT), BERLIN._replace(remarks=("odd row",)), "2026-10-06T10:00"),
        (route(current=NIGHT), BERLIN._replace(hours=None), "2026-10-06T10:00"),
        (route(current=NIGHT, time_condition="custom"), BERLIN, "2026-10-06T10:00"),
        (route(current=NIGHT, time_condition="disabled"), BERLIN, "2026-10-06T10:00"),
        (route(current=None), BERLIN, "2026-10-06T10:00"),
    ],
    ids=[
        *("just opened", "about to close", "break", "unread holidays", "odd row"),
        *("unread hours", "own hours", "no condition", "unknown current"),
    ],
)
def test_nobody_is_accused_where_it_cannot_be_known(forced: Route, schedule: Schedule, moment: str):
    assert override(forced, schedule, at(moment)) is None


def test_an_unread_list_of_holidays_excuses_their_destination_alone():
    unread = BERLIN._replace(holidays=None)
    assert override(route(current=NIGHT), unread, at("2026-10-06T10:00")) is not None


def test_what_was_read_nobody_knows_when_is_forced_only_if_no_hour_leads_there():
    at_eve = at("2026-12-24T21:00")
    assert override(route(current=DAY), BERLIN, at_eve, is_supposed=True) is None
    elsewhere = override(route(current=Destination("queue", "9")), BERLIN, at_eve, is_supposed=True)
    assert elsewhere is not None
    assert elsewhere.expected == FEAST


@pytest.mark.parametrize("moment", ["0001-01-01", "9999-12-31T23:59"])
def test_the_ends_of_the_calendar_are_moments_too(moment: str):
    assert override(route(current=Destination("queue", "9")), BERLIN, at(moment)) is not None


def test_a_dial_out_prefix_may_be_part_of_the_number():
    assert is_same(
        Destination("external_num", "5550142", "9"), Destination("external_num", "95550142")
    )
    assert not is_same(
        Destination("external_num", "5550142"), Destination("external_num", "5550143")
    )
    assert is_same(Destination("end_call", "x"), Destination("end_call"))
    assert not is_same(Destination("queue", "1"), Destination("ring_group", "1"))


# -- a moment of all routes ----------------------------------------------------------------------


def test_a_moment_is_told_in_the_pbxs_own_time():
    routes = {MAIN.node_id: MAIN}
    told = moment(routes, BERLIN, at=at("2026-12-24T20:00Z"))
    assert told.words == "at 2026-12-24 21:00 (holiday)"
    assert told.open == {"inbound_route:7": "holiday"}
    assert told.is_closed("inbound_route:7", "office")
    assert not told.is_closed("inbound_route:7", "holiday")
    assert not told.is_closed("ivr:1", "1")


def test_where_the_branch_is_not_known_none_is_closed():
    told = moment({MAIN.node_id: MAIN}, Schedule(), at=at("2026-12-24"))
    assert told.words == "at 2026-12-24 00:00 (not known)"
    assert not told.is_closed(MAIN.node_id, "office")


def test_an_unread_list_of_holidays_is_a_doubt():
    told = moment({MAIN.node_id: MAIN}, BERLIN._replace(holidays=None), at=at("2026-10-06T10:00"))
    assert told.words == "at 2026-10-06 10:00 (business hours, not for certain)"


# -- people ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "answered"),
    [
        *(("extension:1", True), ("ring_group:1", True), ("queue:1", True)),
        *(("external_num:5550142", True), ("dial_by_name:", True), ("teleport:1", True)),
        *(("conference:1", False), ("ext_vm:1", False), ("play_greeting:bye.wav", False)),
        *(("end_call:", False), ("ivr:9", False)),
    ],
)
def test_somebody_may_answer_behind_any_key(target: str, answered: bool):
    graph = calls("ivr:1 -1-> ivr:2", "ivr:2 -1-> ivr:1", f"ivr:2 -9-> {target}")
    assert reaches_person(graph, "ivr:1") is answered


def test_a_menu_that_was_not_read_may_hold_a_person():
    graph = calls("ivr:1 -1-> ivr:2", missing={"2": "unreadable"})
    assert reaches_person(graph, "ivr:1")


@pytest.mark.parametrize(
    ("setting", "answered"),
    [
        ({"dial_ext_option": "all"}, True),
        ({"dial_ext_option": "restrict"}, True),
        ({"dial_ext_option": "allow"}, False),
        ({"dial_ext_option": "disable", "enb_dial_outb_routes": True}, False),
    ],
)
def test_extensions_that_may_be_dialled_are_people(setting: dict[str, object], answered: bool):
    assert reaches_person(calls("ivr:1 -1-> end_call:", ivr_1=setting), "ivr:1") is answered


def test_an_override_counts_at_the_moment_at_which_it_was_found_and_at_no_other():
    routes = {MAIN.node_id: route(current=NIGHT)}
    read_at = at("2026-10-06T10:00")
    held = {
        text: moment(routes, BERLIN, at=at(text), read_at=read_at).forced
        for text in ("2026-10-06T10:01", "2026-10-06T08:01Z", "2026-10-06T17:00")
    }
    assert held == {
        "2026-10-06T10:01": {MAIN.node_id: NIGHT},
        "2026-10-06T08:01Z": {MAIN.node_id: NIGHT},
        "2026-10-06T17:00": {},
    }
    assert moment(routes, BERLIN, read_at=read_at).forced == {MAIN.node_id: NIGHT}
