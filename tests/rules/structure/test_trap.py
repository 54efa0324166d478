from __future__ import annotations

import pytest

from ..asking import ask

RING = ("ivr:5 -1-> ivr:6", "ivr:6 -1-> ivr:7", "ivr:7 -*-> ivr:6")


def test_menus_that_lead_to_each_other_only_are_an_error_and_all_are_named():
    facts = {"ivr:6": {"name": "Self service"}, "ivr:7": {"name": "Confirm"}}
    found = ask("trap", *RING, "ivr:5 -0-> extension:1", facts=facts).one
    assert (found.node, found.key, found.severity) == ("ivr:7", "*", "error")
    assert "Self service" in found.message
    assert "Confirm" in found.message
    assert found.related == ("ivr:6", "ivr:7")


def test_one_menu_that_only_repeats_itself_is_a_trap_of_its_own():
    found = ask("trap", "ivr:5 -1-> ivr:5").one
    assert (found.node, found.key) == ("ivr:5", "1")
    assert "out of this menu" in found.message


@pytest.mark.parametrize("way", ["ivr:7 -0-> extension:1", "ivr:7 -timeout-> end_call:"])
def test_any_way_out_opens_the_trap(way: str):
    assert not ask("trap", *RING, "ivr:5 -0-> extension:1", way).findings


def test_a_menu_that_could_not_be_read_may_be_the_way_out_and_one_that_does_not_exist_is_none():
    steps = (*RING, "ivr:7 -2-> ivr:9", "ivr:5 -0-> extension:1")
    assert not ask("trap", *steps, missing={"9": "unreadable"}).findings
    assert ask("trap", *steps).findings


def test_a_dead_end_without_a_round_is_no_trap():
    assert not ask("trap", "ivr:5 -1-> ivr:6", "ivr:6 -1-> play_prompt:x.wav").findings
