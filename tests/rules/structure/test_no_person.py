from __future__ import annotations

import pytest

from ..asking import ask

RULE = "no-person"


def test_a_menu_of_announcements_is_a_warning():
    found = ask(RULE, "ivr:5 -1-> play_greeting:hours.wav", "ivr:5 -2-> conference:1").one
    assert (found.node, found.key, found.severity) == ("ivr:5", "", "warning")
    assert "no person" in found.message


def test_where_a_voicemail_can_be_reached_it_is_for_information_and_says_so():
    answer = ask(RULE, "ivr:5 -1-> ivr:6", "ivr:6 -1-> ext_vm:7", "ivr:6 -2-> end_call:")
    assert [(f.node, f.severity) for f in answer.findings] == [("ivr:5", "info"), ("ivr:6", "info")]
    assert "voicemail" in answer.findings[0].message


@pytest.mark.parametrize(
    "person",
    ["extension:1", "ring_group:1", "queue:1", "external_num:5550100", "dial_by_name:", "robot:1"],
)
def test_a_person_some_menus_away_is_enough_and_an_unknown_kind_may_be_one(person: str):
    assert not ask(RULE, "ivr:5 -1-> ivr:6", f"ivr:6 -timeout-> {person}").findings


def test_extensions_that_may_be_dialled_are_persons():
    assert not ask(
        RULE, "ivr:5 -1-> end_call:", facts={"ivr:5": {"dial_ext_option": "all"}}
    ).findings


def test_a_deleted_extension_and_a_queue_without_anybody_are_nobody():
    lost = ask(RULE, "ivr:5 -1-> extension:7", lists={"extension": ("1",)})
    empty = ask(RULE, "ivr:5 -1-> queue:1", facts={"queue:1": {"members": (), "dynamic": ()}})
    assert lost.places == empty.places == [("ivr:5", "")]


def test_of_menus_in_a_trap_only_the_trap_is_told():
    steps = ("ivr:5 -1-> ivr:6", "ivr:6 -1-> ivr:7", "ivr:7 -1-> ivr:6")
    assert ask(RULE, *steps).places == [("ivr:5", "")]


def test_a_menu_that_could_not_be_read_may_lead_to_somebody():
    assert not ask(RULE, "ivr:5 -1-> ivr:9", missing={"9": "unreadable"}).findings
