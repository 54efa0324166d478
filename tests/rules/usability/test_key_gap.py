"""Choices that do not stand on 1, 2, 3 and so on."""

from __future__ import annotations

import pytest

from ..asking import ask
from .trees import ask_tree


def choices(keys: str) -> list[str]:
    return [f"ivr:5 -{key}-> queue:{key}" for key in keys]


def test_a_skipped_digit_is_named():
    finding = ask("key-gap", *choices("124")).one
    assert (finding.node, finding.key, finding.severity) == ("ivr:5", "", "info")
    assert finding.message == "1, 2 and 4 are used, 3 is skipped"


def test_several_skipped_digits_are_named():
    finding = ask("key-gap", *choices("45")).one
    assert finding.message == "4 and 5 are used, 1, 2 and 3 are skipped"


@pytest.mark.parametrize("keys", ["", "1", "12", "123456789", "0123"])
def test_choices_in_a_row_are_left_alone(keys):
    assert not ask("key-gap", "ivr:5 -timeout-> queue:9", *choices(keys)).findings


def test_one_choice_alone_counts_nothing():
    assert not ask("key-gap", *choices("2")).findings


def test_9_at_the_end_stands_apart_by_habit():
    assert not ask("key-gap", *choices("129")).findings
    assert ask("key-gap", *choices("139")).findings


def test_a_way_back_on_any_digit_stands_apart_and_leaves_no_gap():
    assert not ask("key-gap", *choices("12"), "ivr:5 -7-> ivr:5").findings
    assert not ask("key-gap", *choices("13"), "ivr:5 -2-> ivr:5").findings
    assert not ask("key-gap", "ivr:1 -1-> ivr:5", *choices("12"), "ivr:5 -8-> ivr:1").findings


def test_hash_and_star_are_no_digits():
    assert not ask("key-gap", *choices("12#*")).findings


def test_the_published_menus_give_what_was_counted_by_hand():
    assert ask_tree("key-gap", "kentucky-avrs").places == [("ivr:2", "")]
    assert ask_tree("key-gap", "twilio-phone-tree").places == [("ivr:2", "")]
    for tree in ("vendor-example", "freeswitch-demo", "aws-connect-sample", "ghi-medicare"):
        assert not ask_tree("key-gap", tree).findings
