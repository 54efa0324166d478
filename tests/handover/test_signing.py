"""The sheet that is signed."""

from __future__ import annotations

from datetime import datetime

from flowgraph.analysis.expectations.destinations import Destinations
from flowgraph.analysis.expectations.expectation import Expectation
from flowgraph.analysis.expectations.judging import Judge
from flowgraph.analysis.targets import whole_graph
from flowgraph.book.places import Places
from flowgraph.cli.arrivals import Arrivals
from flowgraph.handover.document import Signing
from flowgraph.handover.signing import from_expectations

from .support import OFFICE, document, material

FLOW = (
    "inbound_route:1 -office-> ivr:5",
    "inbound_route:1 -outoffice-> ext_vm:100",
    "ivr:5 -1-> queue:7",
    "ivr:5 -2-> ext_vm:100",
    "ivr:5 -timeout-> queue:7",
    "queue:7 -fail-> extension:100",
)
SETTINGS = {"inbound_route:1": {"name": "Main line", "did_patterns": ("+4930123",)}}


def sheet(*expectations: Expectation) -> Signing:
    found = material(*FLOW, settings=SETTINGS, everything=True)
    snapshot = found.snapshot
    graph = whole_graph(snapshot)
    judge = Judge(graph, Destinations(snapshot, graph), snapshot.routes, OFFICE)
    arrivals = Arrivals(snapshot, graph)
    results = [judge.judge(one, arrivals.arrival(one.start)) for one in expectations]
    return from_expectations(results, Places(graph).__getitem__, OFFICE)


def test_each_expectation_is_a_line_in_plain_words():
    at_night = Expectation(
        "did:+4930123", "ext_vm:100", at=datetime(2026, 10, 6, 22), name="Messages at night"
    )
    by_day = Expectation("did:+4930123", "queue:7", ("office", "timeout"))
    first, second = sheet(at_night, by_day).calls
    assert first == (
        1,
        "+4930123 (Main line)",
        "On a Tuesday at 22:00",
        "",
        "Voicemail id 100",
        "Messages at night",
        "",
    )
    assert second[1:5] == (
        "+4930123 (Main line)",
        "In business hours",
        "Press nothing",
        "Queue id 7",
    )


def test_what_is_not_so_at_present_is_marked():
    (call,) = sheet(Expectation("did:+4930123", "queue:7", ("office", "2"))).calls
    assert call.remark == "Not so at present"


def test_a_destination_that_nobody_knows_keeps_the_words_of_the_file():
    (call,) = sheet(Expectation("did:+4930123", "queue Nowhere", ("office", "1"))).calls
    assert (call.expected, call.remark) == ("Queue Nowhere", "Not so at present")


def test_without_expectations_what_answers_comes_first_then_people_then_mailboxes():
    told = document(*FLOW, settings=SETTINGS, everything=True).signing
    assert [call[:5] for call in told.calls] == [
        (1, "+4930123 (Main line)", "In business hours", "", "IVR id 5"),
        (2, "+4930123 (Main line)", "Outside business hours", "", "Voicemail id 100"),
        (3, "+4930123 (Main line)", "In business hours", "Press 1", "Queue id 7"),
        (4, "+4930123 (Main line)", "In business hours", "Press 1, nobody answers",
         "Extension id 100"),
    ]  # fmt: skip


def test_a_large_pbx_gets_a_sheet_that_people_can_work_through():
    keys = "0123456789"
    menus = [f"ivr:{menu} -{key}-> extension:{menu}{key}" for menu in range(1, 9) for key in keys]
    ways = [f"inbound_route:{n} -default-> ivr:{n}" for n in range(1, 9)]
    told = document(*ways, *menus, everything=True).signing
    assert len(told.calls) == 30
    assert "58 more calls are possible; the key tables tell all." in told.intro
    numbers = {call.calls for call in told.calls}
    assert len(numbers) == 8


def test_what_is_no_place_is_told_in_words():
    flow = (
        "inbound_route:1 -default-> ivr:5",
        "ivr:5 -1-> play_greeting:closed.wav",
        "ivr:5 -timeout-> end_call:",
    )
    told = document(*flow, settings=SETTINGS, everything=True).signing
    assert [call.expected for call in told.calls[1:]] == [
        "The call ends",
        "The announcement closed.wav",
    ]


def test_nobody_is_asked_to_expect_what_does_not_exist():
    told = document("ivr:5 -1-> ivr:77", "ivr:5 -2-> queue:7").signing
    assert [call.expected for call in told.calls] == ["IVR id 5", "Queue id 7"]


def test_a_moment_keeps_its_date_where_another_week_would_not_do():
    christmas = Expectation("did:+4930123", "ext_vm:100", at=datetime(2026, 12, 24, 10))
    (call,) = sheet(christmas).calls
    assert call.when == (
        "Thu 24 Dec 2026, 10:00 (or set the telephone system's clock, or force these hours, for "
        "the test)"
    )


def test_without_expectations_each_hour_has_its_turn():
    steps = (
        "inbound_route:1 -office-> ivr:5",
        "inbound_route:1 -outoffice-> ivr:6",
        "inbound_route:1 -holiday-> ivr:6",
        *(f"ivr:5 -{key}-> extension:10{key}" for key in range(9)),
        "ivr:6 -9-> extension:101",
    )
    calls = document(*steps, settings=SETTINGS, everything=True).signing.calls
    told = [(call.when, call.keys, call.expected) for call in calls]
    night = ("Outside business hours and on holidays", "Press 9", "Extension id 101")
    assert told.index(night) == 4, "after the three that answer, and the first by day"
    assert ("In business hours", "Press 1", "Extension id 101") in told
