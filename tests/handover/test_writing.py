"""What the document tells of a call flow."""

from __future__ import annotations

import re

import pytest
from helpers import TREES

from flowgraph.handover.document import Document, Wishes, texts
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.make import Make
from flowgraph.model.schedule import Unread

from .support import (
    OFFICE,
    document,
    document_of,
    material,
    material_of,
    material_of_folder,
)

FLOW = (
    "inbound_route:1 -office-> ivr:5",
    "inbound_route:1 -outoffice-> ext_vm:100",
    "inbound_route:1 -holiday-> ext_vm:100",
    "ivr:5 -1-> queue:7",
    "ivr:5 -2-> ivr:6",
    "ivr:5 -timeout-> queue:7",
    "ivr:6 -3-> ivr:99",
    "ivr:6 -*-> ivr:5",
    "queue:7 -fail-> extension:100",
)
SETTINGS = {
    "inbound_route:1": {"name": "Main line", "did_patterns": ("+4930123",)},
    "ivr:5": {"number": "6200", "name": "Welcome", "prompts": ("hello.wav",)},
    "ivr:6": {"number": "6201", "name": "Orders", "prompts": ("orders.wav",)},
    "queue:7": {"limit_s": 60},
}


@pytest.fixture(scope="module")
def small() -> Document:
    found = material(*FLOW, settings=SETTINGS, prompts={"hello.wav": "Hello."}, everything=True)
    return document_of(found._replace(schedule=OFFICE, origin="pbx"))


def test_the_cover_has_a_title_block_and_counts_what_there_is():
    found = material(*FLOW, settings=SETTINGS, everything=True)
    snapshot = found.snapshot._replace(name="Office", make=Make("P560", "37.20.0.1"))
    wishes = Wishes("Handover", "Harbour Dental", "Quayside", "3 May 2026")
    cover = document_of(found._replace(snapshot=snapshot), wishes).cover
    assert (cover.title, cover.customer) == ("Handover", "Harbour Dental")
    assert [tuple(fact) for fact in cover.facts] == [
        ("Customer", "Harbour Dental"),
        ("Telephone system", "Office"),
        ("Model", "P560"),
        ("Firmware", "37.20.0.1"),
        ("Prepared by", "Quayside"),
        ("Date", "3 May 2026"),
    ]
    assert cover.summary.startswith("1 incoming line is answered with the help of 2 menus.")


def test_what_nobody_said_is_not_in_the_title_block():
    found = material("ivr:5 -1-> queue:7")
    cover = document_of(found._replace(snapshot=found.snapshot._replace(name="")), Wishes()).cover
    assert cover.facts == ()


def test_a_number_tells_what_happens_by_day_at_night_and_on_holidays(small: Document):
    (entry,) = small.entries
    assert entry.title == "+4930123  Main line"
    day, night, holiday = entry.branches
    assert (day.title, day.hours) == ("In business hours", "Mon-Fri 09:00–17:00")
    assert day.target
    assert day.target.name == "Welcome"
    assert [line.key for line in day.keys] == ["1", "2", "No key", "Wrong key"]
    assert night.title == "Outside business hours"
    assert night.then == ("The caller can leave a message.", "Nobody can be reached in person.")
    assert (holiday.title, holiday.like) == ("On holidays", "Outside business hours")


def test_a_key_tells_what_happens_if_nobody_answers(small: Document):
    first = small.entries[0].branches[0].keys[0]
    assert first.then == ("No answer after 1 minute: Extension id 100.",)


def test_a_key_that_is_not_set_is_not_told_as_if_it_were_known(small: Document):
    wrong = small.entries[0].branches[0].keys[-1]
    assert wrong.target is None
    assert wrong.then == ("What happens then is not documented.",)


def test_the_quickest_way_to_a_person_is_by_keys_alone(small: Document):
    told = [(one.target.node, one.when, one.keys) for one in small.entries[0].shortcuts]
    assert told == [
        ("queue:7", "In business hours", "press 1"),
        ("extension:100", "In business hours", "press 1, nobody answers after 1 minute"),
    ]


NIGHT = (
    "inbound_route:1 -office-> ivr:5",
    "inbound_route:1 -outoffice-> ivr:6",
    "inbound_route:1 -holiday-> ivr:6",
    "ivr:5 -9-> ivr:7",
    "ivr:6 -1-> ivr:7",
    "ivr:7 -1-> extension:100",
)


def test_whom_callers_reach_at_night_is_not_told_as_reached_by_day_alone():
    told = document(*NIGHT, settings={"inbound_route:1": {"name": "Main line"}}, everything=True)
    emergency = next(menu for menu in told.menus if menu.place.node == "ivr:7")
    assert emergency.arriving == (
        "Reached from Main line, in business hours: press 9; outside business hours and on "
        "holidays: press 1."
    )
    assert [(one.when, one.keys) for one in told.entries[0].shortcuts] == [
        ("In business hours", "press 9, 1"),
        ("Outside business hours and on holidays", "press 1, 1"),
    ]


def test_other_numbers_that_lead_to_a_menu_are_not_kept_back():
    steps = (*NIGHT, "inbound_route:2 -default-> ivr:5")
    told = document(*steps, settings={"inbound_route:1": {"name": "Main line"}}, everything=True)
    emergency = next(menu for menu in told.menus if menu.place.node == "ivr:7")
    assert emergency.arriving.startswith("Reached, among others, from Main line, in business")


def test_hours_that_are_not_understood_are_not_told_as_closed():
    row = Unread("business_hour", "1", 'business hours 1: office_times "x" is not understood')
    unclear = OFFICE._replace(hours=(), unread=(row,), remarks=(row.reason,))
    found = material(*NIGHT, everything=True)._replace(schedule=unclear, origin="pbx")
    (hours,) = document_of(found).hours
    assert [tuple(day) for day in hours.days] == [("Mon-Sun", "not known")]
    assert hours.notes[1].startswith("A part of the opening hours or holidays could not be")


def test_opening_hours_tell_each_day_and_the_holidays(small: Document):
    (hours,) = small.hours
    assert [tuple(day) for day in hours.days] == [
        ("Mon-Fri", "09:00–17:00"),
        ("Sat, Sun", "closed"),
    ]
    assert hours.holidays == ("Christmas, every year 24 Dec to 26 Dec",)
    assert hours.notes[0] == "All times are those of Europe/Berlin."


def test_a_menu_tells_its_settings_in_whole_words():
    settings = {"ivr:5": {"prompt_repeat": 3, "resp_timeout_s": 5, "digit_timeout_s": 1}}
    (menu,) = document("ivr:5 -1-> queue:7", settings=settings).menus
    assert menu.settings == (
        "Waits 5 seconds for a key.",
        "Waits 1 second for the next digit.",
        "Repeat count of the greeting: 3.",
    )


def test_a_menu_tells_how_callers_get_there(small: Document):
    assert [menu.arriving for menu in small.menus] == [
        "Reached from Main line, in business hours: directly.",
        "Reached from Main line, in business hours: press 2.",
    ]


def test_errors_and_warnings_are_told_with_what_to_do_and_information_is_not(small: Document):
    first = small.concerns[0]
    assert first.severity == "error"
    assert first.title == "A key leads to an IVR that does not exist."
    assert [(place.node, words) for place, words in first.rows] == [
        ("ivr:6", "Key 3: Leads to IVR id 99, which does not exist.")
    ]
    assert first.fixes == ("Choose a destination that exists.",)
    assert {one.severity for one in small.concerns} == {"error", "warning"}


def test_what_is_not_known_is_an_open_point(small: Document):
    told = {point.label: point.value for point in small.open_points}
    assert told["Recordings"] == (
        "1 announcement is a recording; what is said in it cannot be read."
    )


def test_without_inbound_routes_there_is_a_page_for_each_first_menu():
    flow = ("ivr:5 -1-> queue:7", "ivr:6 -1-> ivr:5")
    told = document(*flow, settings={"ivr:6": {"number": "61"}}, everything=True)
    (entry,) = told.entries
    assert entry.place.node == "ivr:6"
    assert entry.facts[0] == ("Internal number", "61")
    assert [one.target.node for one in entry.shortcuts] == ["queue:7"]


def test_members_of_a_queue_are_told_by_name():
    found = material("ivr:5 -1-> queue:7", settings={"queue:7": {"members": ("100", "101")}})
    names = Directory({"extension": Listing({"1": Entry("1", "100", "Ann")})})
    snapshot = found.snapshot._replace(directory=names, is_whole=True)
    (queue,) = dict(document_of(material_of(snapshot)).answering)["Queue"]
    assert queue.who == "100 Ann, 101"


@pytest.mark.parametrize(
    ("limit_s", "told"),
    [
        (90, "No answer after 90 seconds: Voicemail id 100."),
        (120, "No answer after 2 minutes: Voicemail id 100."),
        (
            0,
            "Callers wait without a time limit. If the queue gives a call up for another reason: "
            "Voicemail id 100.",
        ),
        (None, "No answer: Voicemail id 100."),
    ],
)
def test_what_happens_if_nobody_answers_is_told_in_plain_words(limit_s: int | None, told: str):
    flow = ("ivr:5 -1-> queue:7", "queue:7 -fail-> ext_vm:100")
    settings = {"queue:7": {"limit_s": limit_s}}
    (queue,) = dict(document(*flow, settings=settings).answering)["Queue"]
    assert queue.then == (told,)


def test_what_is_set_at_a_key_is_told_in_plain_words():
    flow = (
        "ivr:5 -1-> play_prompt:hours.wav prefix 3",
        "ivr:5 -2-> play_greeting:bye.wav",
        "ivr:5 -3-> queue:7 prefix 9",
        "ivr:5 -4-> external_num:5550",
    )
    settings = {"ivr:5": {"stop_recording": {"2": True}}}
    (menu,) = document(*flow, settings=settings).menus
    then = {line.key: line.then for line in menu.keys}
    assert then["1"] == ("It is played 3 times.", "Then the caller is back in this menu.")
    assert then["2"] == (
        "Then the call ends.",
        "If the call is being recorded, the recording ends here.",
    )
    assert then["3"] == ("What happens if nobody answers is not set, or not known.",)
    assert then["4"] == ("The call is passed on to this number outside.",)


def test_what_is_wrong_with_a_key_is_told_without_the_names_of_verdicts():
    told = document("ivr:5 -timeout-> ivr:6", "ivr:6 -timeout-> ivr:5", "ivr:6 -1-> queue:7")
    alarms = {words for menu in told.menus for line in menu.keys for _, words in line.alarms}
    assert "A caller who presses nothing goes round and round, if need be for hours." in alarms


def test_patterns_of_numbers_are_explained():
    settings = {"inbound_route:1": {"did_patterns": ("+493012X", "+493045.", "+4930678")}}
    (entry,) = document("inbound_route:1 -default-> ivr:5", settings=settings).entries
    assert entry.facts[0].value == (
        "+493012X, +493045., +4930678 (X is any digit and a dot is one digit or more)"
    )


def test_the_signs_and_words_that_the_document_has_are_explained_and_no_others(small: Document):
    told = {term.word: term.style for term in small.glossary}
    assert told["Menu (IVR)"] == "ivr"
    assert told["Queue"] == "queue"
    assert told["Time-out"] == ""
    assert "Conference" not in told
    assert "Agent" not in told


#: What technicians say, and no customer.
JARGON = re.compile(r"\b(API|vendor|flowgraph|DTMF|errcode|TTS|node|edge|for information)\b")


@pytest.mark.parametrize("tree", sorted(path.name for path in TREES.iterdir() if path.is_dir()))
def test_a_customer_meets_no_words_that_only_technicians_know(tree: str):
    told = document_of(material_of_folder(TREES / tree / "pbx"))
    assert [text for text in texts(told) if JARGON.search(text) and text != tree] == []
