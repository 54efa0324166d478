from __future__ import annotations

import pytest

from flowgraph.model.destination import Destination

from ..asking import ask

RULE = "stale-field"


@pytest.mark.parametrize("target", ["ext_vm:7", "ivr:5", "queue:1", "end_call:", "dial_by_name:"])
def test_a_prefix_where_none_is_used_is_told_for_information(target: str):
    found = ask(RULE, f"ivr:5 -2-> {target} prefix 123").one
    assert (found.node, found.key, found.severity) == ("ivr:5", "2", "info")
    assert "prefix '123'" in found.message


@pytest.mark.parametrize("target", ["end_call:7", "dial_by_name:7"])
def test_a_value_where_none_is_used_is_told(target: str):
    found = ask(RULE, f"ivr:5 -timeout-> {target}").one
    assert (found.node, found.key) == ("ivr:5", "timeout")
    assert "value '7'" in found.message


def test_a_key_is_told_once_whatever_is_left_over_on_it():
    found = ask(RULE, "ivr:5 -2-> end_call:7 prefix 9").one
    assert "value '7'" in found.message
    assert " and prefix '9'" in found.message


def test_what_stands_on_a_key_that_is_not_set_is_told_with_both_its_parts():
    rest = {"3": Destination("", "73", "9"), "invalid": Destination("", "", "2")}
    answer = ask(RULE, facts={"ivr:5": {"leftovers": rest}})
    assert answer.places == [("ivr:5", "3"), ("ivr:5", "invalid")]
    assert answer.findings[0].message == "value '73' and prefix '9' without a destination"
    assert answer.findings[1].message == "prefix '2' without a destination"


@pytest.mark.parametrize("prefix", ["often", "-1", "1.5", "99999999999"])
def test_the_play_count_of_a_prompt_must_be_a_number(prefix: str):
    assert ask(RULE, f"ivr:5 -6-> play_greeting:bye.wav prefix {prefix}").findings


@pytest.mark.parametrize(
    "target",
    [
        "external_num:5550100 prefix 9",
        "play_greeting:bye.wav prefix 2",
        "play_prompt:prices.wav prefix 1",
        "hologram:7 prefix 9",
        "ext_vm:7",
        "end_call:",
    ],
)
def test_what_is_used_or_may_be_used_is_left_alone(target: str):
    assert not ask(RULE, f"ivr:5 -2-> {target}").findings


def test_blanks_are_nothing():
    assert not ask(RULE, facts={"ivr:5": {"leftovers": {"3": Destination("", " ", "  ")}}}).findings
