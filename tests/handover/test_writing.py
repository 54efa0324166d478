"""What the document tells of a call flow."""

from __future__ import annotations

import pytest

from flowgraph.handover.document import Document, Wishes
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.make import Make

from .support import OFFICE, document, document_of, material, material_of

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
    assert first.then == ("If nobody answers after 60 s: Extension id 100.",)


def test_a_key_that_is_not_set_is_not_told_as_if_it_were_known(small: Document):
    wrong = small.entries[0].branches[0].keys[-1]
    assert wrong.target is None
    assert wrong.then == ("The vendor does not say what happens then.",)


def test_the_quickest_way_to_a_person_is_by_keys_alone(small: Document):
    told = [(one.target.node, one.when, one.keys) for one in small.entries[0].shortcuts]
    assert told == [
        ("queue:7", "In business hours", "press 1"),
        ("extension:100", "In business hours", "press 1, nobody answers after 60 s"),
    ]


def test_opening_hours_tell_each_day_and_the_holidays(small: Document):
    (hours,) = small.hours
    assert [tuple(day) for day in hours.days] == [
        ("Mon-Fri", "09:00–17:00"),
        ("Sat, Sun", "closed"),
    ]
    assert hours.holidays == ("Christmas, every year 24 Dec to 26 Dec",)
    assert hours.notes[0] == "Time zone: Europe/Berlin from the PBX."


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
        "Reached from Main line, in business hours: at once.",
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
        "1 announcement is recorded, and the telephone system does not tell their words."
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
