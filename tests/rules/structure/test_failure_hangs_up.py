from __future__ import annotations

import pytest

from ..asking import ask

RULE = "failure-hangs-up"


def test_a_wrong_key_that_ends_the_call_is_a_warning_and_silence_is_for_information():
    answer = ask(RULE, "ivr:5 -invalid-> end_call:", "ivr:5 -timeout-> end_call:")
    found = [(f.node, f.key, f.severity) for f in answer.findings]
    assert found == [("ivr:5", "invalid", "warning"), ("ivr:5", "timeout", "info")]
    assert "wrong key" in answer.findings[0].message
    assert "presses nothing" in answer.findings[1].message
    assert "goodbye" in answer.findings[0].fix


@pytest.mark.parametrize("target", ["play_greeting:bye.wav", "extension:1", "ivr:5"])
def test_to_say_goodbye_first_or_to_reach_somebody_is_no_fault(target: str):
    assert not ask(RULE, f"ivr:5 -invalid-> {target}", f"ivr:5 -timeout-> {target}").findings


def test_a_key_that_is_meant_to_hang_up_may_do_so():
    assert not ask(RULE, "ivr:5 -9-> end_call:").findings


def test_a_failover_that_hangs_up_is_no_matter_of_a_menu():
    assert not ask(RULE, "ivr:5 -1-> queue:1", "queue:1 -fail-> end_call:").findings
