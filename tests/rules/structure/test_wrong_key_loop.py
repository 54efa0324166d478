from __future__ import annotations

from ..asking import ask


def test_wrong_keys_that_lead_to_and_fro_between_menus_are_a_warning():
    steps = ("ivr:5 -invalid-> ivr:6", "ivr:6 -invalid-> ivr:5")
    facts = {"ivr:5": {"name": "Day"}, "ivr:6": {"name": "Overflow"}}
    found = ask("wrong-key-loop", *steps, facts=facts).one
    assert (found.node, found.key, found.severity) == ("ivr:6", "invalid", "warning")
    assert found.message.startswith("wrong keys send")
    assert "Day" in found.message
    assert "Overflow" in found.message
    assert found.related == ("ivr:5", "ivr:6")


def test_where_silence_is_part_of_the_round_it_is_named_and_the_time_out_is_to_be_changed():
    found = ask("wrong-key-loop", "ivr:5 -invalid-> ivr:6", "ivr:6 -timeout-> ivr:5").one
    assert (found.node, found.key) == ("ivr:6", "timeout")
    assert "wrong keys and silence" in found.message
    assert "time-out" in found.fix


def test_one_menu_that_repeats_itself_is_normal_and_for_information():
    found = ask("wrong-key-loop", "ivr:5 -invalid-> ivr:5", "ivr:5 -0-> extension:1").one
    assert (found.node, found.key, found.severity) == ("ivr:5", "invalid", "info")
    assert found.message == "a wrong key repeats this menu"


def test_a_prompt_that_is_played_before_the_menu_starts_again_is_named():
    found = ask("wrong-key-loop", "ivr:5 -invalid-> play_prompt:oops.wav").one
    assert found.severity == "info"
    assert "'oops.wav'" in found.message


def test_a_round_of_time_outs_alone_is_another_rules():
    assert not ask("wrong-key-loop", "ivr:5 -timeout-> ivr:6", "ivr:6 -timeout-> ivr:5").findings
