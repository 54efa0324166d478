from __future__ import annotations

import pytest

from ..asking import ask

RING = ("ivr:5 -timeout-> ivr:6", "ivr:6 -timeout-> ivr:5", "ivr:5 -0-> extension:1")


def test_two_menus_that_pass_a_silent_caller_to_and_fro_are_an_error_where_it_can_be_ended():
    names = {"ivr:5": {"number": "6200", "name": "Day"}, "ivr:6": {"name": "Night"}}
    found = ask("passive-loop", *RING, facts=names).one
    assert (found.node, found.key, found.severity) == ("ivr:6", "timeout", "error")
    assert "IVR 6200 Day and IVR id 6 Night" in found.message
    assert "presses nothing" in found.message
    assert found.related == ("ivr:5", "ivr:6")


def test_a_menu_whose_time_out_leads_to_itself_needs_no_names():
    found = ask("passive-loop", "ivr:5 -timeout-> ivr:5", "ivr:5 -0-> extension:1").one
    assert (found.node, found.key) == ("ivr:5", "timeout")
    assert "stays in this menu" in found.message


def test_a_prompt_on_the_time_out_that_starts_the_menu_again_is_named():
    found = ask("passive-loop", "ivr:5 -timeout-> play_prompt:wait.wav", "ivr:5 -0-> queue:1").one
    assert (found.node, found.key, found.severity) == ("ivr:5", "timeout", "error")
    assert "'wait.wav'" in found.message


@pytest.mark.parametrize("key", ["invalid", "1", "*"])
def test_a_round_that_takes_a_key_is_no_passive_loop(key: str):
    assert not ask("passive-loop", "ivr:5 -timeout-> ivr:6", f"ivr:6 -{key}-> ivr:5").findings


def test_a_round_of_ten_thousand_menus_is_told_in_one_short_sentence():
    steps = [f"ivr:{n} -timeout-> ivr:{n % 10_000 + 1}" for n in range(1, 10_001)]
    found = ask("passive-loop", *steps).one
    assert len(found.related) == 10_000
    assert len(found.message) < 300
    assert "9995 more" in found.message


def test_a_name_of_the_pbx_stays_on_one_line_and_is_cut():
    facts = {"ivr:6": {"name": "Night\n\x1b" + "x" * 500}}
    found = ask("passive-loop", *RING, facts=facts).one
    assert "\n" not in found.message
    assert len(found.message) < 200
