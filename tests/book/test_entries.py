"""The page of an inbound route."""

from __future__ import annotations

from flowgraph.book.model import EntryPage
from flowgraph.book.writing import write
from flowgraph.model.schedule import Period

from .support import OFFICE, Schedule, entry, material

TIMED = (
    "inbound_route:1 -office-> ivr:5",
    "inbound_route:1 -outoffice-> ext_vm:7",
    "ivr:5 -1-> ivr:6",
    "ivr:6 -1-> extension:100",
)


def page(*steps: str, schedule: Schedule = OFFICE, **facts: object) -> EntryPage:
    return entry(
        write(material(*steps, **facts)._replace(schedule=schedule, origin="pbx")),
        "inbound_route:1",
    )


def test_branches_tell_when_where_and_whether_a_person_can_be_reached():
    found = page(*TIMED)
    assert [
        (b.when, b.target.node if b.target else None, b.letter, b.has_person)
        for b in found.branches
    ] == [
        ("business hours", "ivr:5", "a", True),
        ("outside hours", "ext_vm:7", "b", False),
        ("holidays", None, "", False),
    ]


def test_a_week_tells_every_minute_of_every_day():
    week = page(*TIMED).week
    assert week
    assert [days.words for days in week.days] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    for days in week.days:
        ends = [0, *(span.end_min for span in days.spans)]
        assert [span.start_min for span in days.spans] == ends[:-1]
        assert ends[-1] == 1440
    monday = [(span.clock, span.phase, span.letter) for span in week.days[0].spans]
    assert monday == [
        ("00:00–09:00", "outside hours", "b"),
        ("09:00–17:00", "business hours", "a"),
        ("17:00–24:00", "outside hours", "b"),
    ]
    assert [days.words for days in week.patterns] == ["Mon-Fri", "Sat, Sun"]
    assert week.timezone == "Time zone: Europe/Berlin from the PBX."


def test_holidays_are_told_without_a_date_that_passes():
    assert page(*TIMED).holidays == ("Christmas, every year 24 Dec to 26 Dec",)


def test_a_route_that_does_not_depend_on_the_hour_has_no_week():
    found = page("inbound_route:1 -default-> ivr:5", "ivr:5 -1-> queue:1")
    assert (found.is_timed, found.week, found.no_week, found.holidays) == (False, None, "", ())
    assert [(b.when, b.letter) for b in found.branches] == [("at any time", "")]


def test_hours_that_are_not_known_are_said_not_to_be():
    assert page(*TIMED, schedule=Schedule()).no_week == (
        "The list of business hours could not be read."
    )
    own = page(*TIMED, settings={"inbound_route:1": {"time_condition": "custom"}})
    assert "hours of its own (custom)" in own.no_week


def test_keys_from_here_lead_to_everything_nearest_first():
    reached = [
        (reach.place.node, len(way.steps), way.presses)
        for reach in page(*TIMED).reaches
        for way in reach.ways
    ]
    assert reached == [
        ("ivr:5", 1, 0),
        ("ext_vm:7", 1, 0),
        ("ivr:6", 2, 1),
        ("extension:100", 3, 2),
    ]


def test_the_way_at_night_is_told_as_well_as_that_by_day():
    found = page(
        "inbound_route:1 -default-> ivr:5",
        "inbound_route:1 -office-> ivr:5",
        "inbound_route:1 -outoffice-> ivr:6",
        "inbound_route:1 -holiday-> ivr:6",
        "ivr:5 -9-> extension:100",
        "ivr:6 -1-> extension:100",
    )
    ways = {reach.place.node: reach.ways for reach in found.reaches}["extension:100"]
    assert [(way.hours, way.steps[0].key, way.steps[1].key, way.presses) for way in ways] == [
        (("business hours",), "business hours", "9", 1),
        (("outside hours", "holidays"), "outside hours, holidays", "1", 1),
    ]


def test_what_only_the_branch_without_hours_leads_to_is_told_by_it():
    found = page("inbound_route:1 -default-> queue:7", "inbound_route:1 -office-> ivr:5")
    ways = {reach.place.node: reach.ways for reach in found.reaches}
    assert [way.hours for way in ways["queue:7"]] == [("otherwise",)]
    assert [way.hours for way in ways["ivr:5"]] == [("business hours",)]


def test_breaks_are_told_as_customers_are_told_them():
    row = OFFICE.hours[0]._replace(breaks=(Period(720, 780),))
    week = page(*TIMED, schedule=OFFICE._replace(hours=(row,))).week
    assert week
    assert week.notes == (
        "During breaks calls go where they go in business hours, as the manual of the telephone "
        "system says.",
    )


def test_of_thousands_that_it_reaches_the_rest_is_counted():
    keys = [*"0123456789", "#", "*"]
    steps = [
        f"ivr:{menu} -{key}-> external_num:{menu}{key}" for menu in range(1, 60) for key in keys
    ]
    steps += [f"ivr:{menu} -timeout-> ivr:{menu + 1}" for menu in range(1, 60)]
    found = page("inbound_route:1 -default-> ivr:1", *steps)
    assert (len(found.reaches), found.more_reaches) == (400, 59 * 12 + 60 - 400)


def test_numbers_that_it_takes_are_told_and_any_and_unknown_are_kept_apart():
    facts = {"did_patterns": ("+4930123",), "cid_patterns": ()}
    found = page(*TIMED, settings={"inbound_route:1": facts})
    assert (found.dialled, found.callers, found.trunks) == (("+4930123",), (), None)
