from __future__ import annotations

from ..asking import ask


def test_star_to_go_back_is_for_information_at_the_key_that_goes_back():
    steps = ("ivr:5 -1-> ivr:6", "ivr:6 -*-> ivr:5", "ivr:6 -0-> extension:1")
    found = ask("caller-loop", *steps, facts={"ivr:6": {"name": "Sales"}}).one
    assert (found.node, found.key, found.severity) == ("ivr:6", "*", "info")
    assert "Sales" in found.message
    assert found.related == ("ivr:5", "ivr:6")


def test_a_key_that_repeats_the_menu_is_told_as_such():
    found = ask("caller-loop", "ivr:5 -9-> ivr:5", "ivr:5 -0-> extension:1").one
    assert (found.node, found.key, found.message) == ("ivr:5", "9", "a key repeats this menu")


def test_a_round_with_no_way_out_is_a_trap_and_not_the_callers_choice():
    assert not ask("caller-loop", "ivr:5 -9-> ivr:5").findings


def test_menus_in_a_row_are_no_loop():
    assert not ask("caller-loop", "ivr:5 -1-> ivr:6", "ivr:6 -0-> extension:1").findings
