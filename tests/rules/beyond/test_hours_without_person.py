"""An entry from whose open hours nobody can be reached is told."""

from __future__ import annotations

import pytest

from ..asking import ask

RULE = "hours-without-person"
OFFICE = "inbound_route:1 -office-> ivr:5"


def test_business_hours_without_a_person_are_told_at_their_branch():
    steps = (OFFICE, "inbound_route:1 -outoffice-> extension:1", "ivr:5 -1-> group_vm:1")
    found = ask(RULE, *steps).one
    assert (found.node, found.key, found.severity) == ("inbound_route:1", "office", "info")
    assert "IVR id 5" in found.message
    assert "in business hours" in found.message


def test_outside_hours_nobody_need_be_there():
    steps = (OFFICE, "inbound_route:1 -outoffice-> group_vm:1", "ivr:5 -1-> extension:1")
    assert ask(RULE, *steps) == ((), [])


def test_where_nothing_depends_on_the_time_the_default_counts():
    found = ask(RULE, "inbound_route:1 -default-> ivr:5", "ivr:5 -1-> ext_vm:1").one
    assert found.key == "default"
    assert "at any time" in found.message


def test_where_hours_count_the_default_does_not():
    steps = (OFFICE, "inbound_route:1 -default-> group_vm:1", "ivr:5 -0-> queue:1")
    assert ask(RULE, *steps) == ((), [])


def test_open_hours_that_lead_nowhere_known_are_no_finding():
    steps = ("inbound_route:1 -outoffice-> ivr:5", "ivr:5 -1-> ext_vm:1")
    assert ask(RULE, *steps) == ((), [])


@pytest.mark.parametrize("target", ["fax_to_email:x", "disabled:", "conference:1", "outroute:2"])
def test_a_fax_or_a_conference_number_is_meant_to_be_one(target):
    steps = (f"inbound_route:1 -office-> {target}", "inbound_route:1 -outoffice-> ivr:5")
    assert ask(RULE, *steps, facts={"ivr:5": {}}) == ((), [])


@pytest.mark.parametrize("target", ["ext_vm:1", "end_call:", "play_greeting:closed.wav"])
def test_a_number_that_goes_straight_to_a_machine_in_open_hours_is_told(target):
    steps = (f"inbound_route:1 -office-> {target}", "inbound_route:1 -outoffice-> ivr:5")
    assert ask(RULE, *steps, facts={"ivr:5": {}}).places == [("inbound_route:1", "office")]


def test_a_queue_that_nobody_belongs_to_is_no_person():
    steps = (OFFICE, "ivr:5 -0-> queue:1")
    facts = {"queue:1": {"members": (), "dynamic": ()}}
    assert ask(RULE, *steps, facts=facts).places == [("inbound_route:1", "office")]
    assert ask(RULE, *steps) == ((), [])


def test_a_menu_that_could_not_be_read_may_lead_to_somebody():
    steps = (OFFICE, "ivr:5 -1-> ivr:6")
    assert ask(RULE, *steps, missing={"6": "unreadable"}) == ((), [])
    assert ask(RULE, *steps).places == [("inbound_route:1", "office")]
