"""Hash ends or skips an input; it is no choice."""

from __future__ import annotations

import pytest

from ..asking import ask
from .trees import ask_tree


def test_a_choice_on_hash_is_told_with_what_it_leads_to():
    finding = ask("hash-is-option", "ivr:5 -1-> queue:1", "ivr:5 -#-> queue:2").one
    assert (finding.node, finding.key, finding.severity) == ("ivr:5", "#", "info")
    assert finding.message == "# is a choice, queue id 2"


@pytest.mark.parametrize("target", ["play_prompt:hours.wav", "ivr:6", "end_call:", "ivr:9"])
def test_whatever_else_hash_leads_to_is_a_choice(target):
    assert ask("hash-is-option", f"ivr:5 -#-> {target}", "ivr:6 -1-> queue:2").findings


def test_a_menu_without_hash_is_left_alone():
    assert not ask("hash-is-option", "ivr:5 -1-> queue:1", "ivr:5 -*-> queue:2").findings


def test_hash_that_repeats_or_goes_back_is_left_alone():
    assert not ask("hash-is-option", "ivr:5 -1-> queue:1", "ivr:5 -#-> ivr:5").findings
    assert not ask("hash-is-option", "ivr:5 -1-> ivr:6", "ivr:6 -#-> ivr:5").findings


def test_hash_that_only_skips_the_wait_is_left_alone():
    assert not ask(
        "hash-is-option", "ivr:5 -#-> extension:100", "ivr:5 -timeout-> extension:100"
    ).findings


def test_a_name_from_the_pbx_is_told_on_one_line_and_not_for_ever():
    facts = {"ivr:6": {"name": "Sales\n" * 100}}
    finding = ask("hash-is-option", "ivr:5 -#-> ivr:6", facts=facts).one
    assert "\n" not in finding.message
    assert len(finding.message) < 100


def test_no_published_menu_uses_hash():
    for tree in ("vendor-example", "kentucky-avrs", "freeswitch-demo", "ghi-medicare"):
        assert not ask_tree("hash-is-option", tree).findings
