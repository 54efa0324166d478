"""Callers who press 0, or nothing, expect somebody to answer."""

from __future__ import annotations

import pytest

from ..asking import ask
from .trees import ask_tree


def test_a_first_menu_without_0_is_told_of_it():
    finding = ask("zero-not-operator", "ivr:5 -1-> queue:1").one
    assert (finding.node, finding.key, finding.severity) == ("ivr:5", "0", "info")
    assert finding.message == "0 is not set, so it reaches no person"
    assert "operator" in finding.fix


def test_0_that_leads_elsewhere_is_no_operator():
    finding = ask("zero-not-operator", "ivr:5 -0-> ext_vm:100", "ivr:5 -1-> queue:1").one
    assert finding.message == "0 reaches no person"


@pytest.mark.parametrize("key", ["0", "timeout"])
@pytest.mark.parametrize(
    "person", ["extension:100", "queue:1", "external_num:5550", "dial_by_name:"]
)
def test_0_or_silence_that_reaches_a_person_is_enough(key, person):
    assert not ask("zero-not-operator", f"ivr:5 -{key}-> {person}", "ivr:5 -1-> ext_vm:7").findings


def test_the_operator_may_stand_behind_another_menu():
    assert not ask("zero-not-operator", "ivr:5 -0-> ivr:6", "ivr:6 -1-> extension:100").findings


@pytest.mark.parametrize("key", ["0", "timeout"])
def test_a_menu_that_repeats_itself_brings_nobody_nearer(key):
    steps = (f"ivr:5 -{key}-> ivr:5", "ivr:5 -1-> queue:1")
    assert ask("zero-not-operator", *steps).places == [("ivr:5", "0")]


def test_a_queue_with_nobody_in_it_is_no_operator():
    facts = {"queue:1": {"members": (), "dynamic": ()}}
    assert ask("zero-not-operator", "ivr:5 -0-> queue:1", facts=facts).findings


def test_0_that_leads_to_what_could_not_be_read_is_left_alone():
    assert not ask("zero-not-operator", "ivr:5 -0-> ivr:6", missing={"6": "unreadable"}).findings
    assert ask("zero-not-operator", "ivr:5 -0-> ivr:6").findings


def test_menus_behind_the_first_are_left_alone():
    steps = ("ivr:5 -0-> extension:100", "ivr:5 -1-> ivr:6", "ivr:6 -1-> queue:1")
    assert not ask("zero-not-operator", *steps).findings


def test_every_menu_at_which_calls_come_in_is_looked_at():
    steps = (
        "inbound_route:1 -office-> ivr:5",
        "inbound_route:1 -outoffice-> ivr:6",
        "ivr:5 -1-> queue:1",
        "ivr:6 -1-> ivr:5",
    )
    assert ask("zero-not-operator", *steps).places == [("ivr:5", "0"), ("ivr:6", "0")]


def test_an_announcement_without_keys_is_left_alone():
    assert not ask("zero-not-operator", "ivr:5 -timeout-> end_call:").findings


def test_the_vendors_own_example_leads_0_to_a_conference():
    assert ask_tree("zero-not-operator", "vendor-example").places == [("ivr:5", "0")]


def test_the_published_menus_give_what_was_counted_by_hand():
    without = ["freeswitch-demo", "genesys-simplefinancial", "ghi-medicare", "twilio-phone-tree"]
    assert all(ask_tree("zero-not-operator", tree).places == [("ivr:1", "0")] for tree in without)
    for tree in ("asterisk-sac", "aws-connect-sample", "kentucky-avrs"):
        assert not ask_tree("zero-not-operator", tree).findings
