from __future__ import annotations

from ..asking import ask

RULE = "same-target"


def test_digits_with_one_target_are_one_finding_at_the_lowest_that_names_all():
    steps = ("ivr:5 -9-> queue:2", "ivr:5 -4-> queue:2", "ivr:5 -1-> queue:2", "ivr:5 -2-> queue:3")
    found = ask(RULE, *steps).one
    assert (found.node, found.key, found.severity) == ("ivr:5", "1", "info")
    assert found.message == "keys 1, 4 and 9 lead to queue id 2"


def test_ten_keys_are_all_named():
    found = ask(RULE, *(f"ivr:5 -{key}-> queue:2" for key in range(10))).one
    assert found.key == "0"
    assert "keys 0, 1, 2, 3, 4, 5, 6, 7, 8 and 9" in found.message


def test_pairs_of_one_menu_are_told_apart_and_hanging_up_counts():
    answer = ask(
        RULE,
        "ivr:5 -1-> end_call:",
        "ivr:5 -2-> play_prompt:hours.wav",
        "ivr:5 -3-> play_prompt:hours.wav",
        "ivr:5 -4-> end_call:",
    )
    assert answer.places == [("ivr:5", "1"), ("ivr:5", "2")]


def test_other_keys_may_lead_to_the_same_place():
    steps = (f"ivr:5 -{key}-> queue:2" for key in ("1", "#", "*", "timeout", "invalid"))
    assert not ask(RULE, *steps).findings


def test_one_number_behind_two_prefixes_and_two_menus_are_not_the_same():
    steps = ("ivr:5 -1-> external_num:55 prefix 8", "ivr:5 -2-> external_num:55 prefix 9")
    assert not ask(RULE, *steps, "ivr:5 -3-> ivr:6", "ivr:6 -1-> external_num:55").findings
