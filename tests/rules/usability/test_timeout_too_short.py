"""Time to find the key."""

from __future__ import annotations

import pytest

from ..asking import ask
from .trees import ask_tree


@pytest.mark.parametrize("wait_s", [1, 2])
def test_a_short_wait_is_told(wait_s):
    facts = {"ivr:5": {"resp_timeout_s": wait_s}}
    finding = ask("timeout-too-short", "ivr:5 -1-> queue:1", facts=facts).one
    assert (finding.node, finding.key, finding.severity) == ("ivr:5", "", "info")
    assert finding.message == f"waits {wait_s} s for a key, less than 3 s"
    assert finding.fix == "set the response time-out to 3 s or more"


@pytest.mark.parametrize("wait_s", [3, 10, None])
def test_three_seconds_are_enough_and_unknown_is_not_short(wait_s):
    assert not ask(
        "timeout-too-short", "ivr:5 -1-> queue:1", facts={"ivr:5": {"resp_timeout_s": wait_s}}
    ).findings


def test_an_announcement_may_go_on_at_once():
    facts = {"ivr:5": {"resp_timeout_s": 1}}
    assert not ask("timeout-too-short", "ivr:5 -timeout-> queue:1", facts=facts).findings


def test_a_menu_in_which_numbers_are_dialled_needs_time_as_well():
    facts = {"ivr:5": {"resp_timeout_s": 1, "dial_ext_option": "all"}}
    assert ask("timeout-too-short", "ivr:5 -timeout-> queue:1", facts=facts).findings


def test_the_limit_can_be_set():
    facts = {"ivr:5": {"resp_timeout_s": 4}}
    finding = ask("timeout-too-short", "ivr:5 -1-> queue:1", facts=facts, limit=5).one
    assert finding.message == "waits 4 s for a key, less than 5 s"


def test_the_three_seconds_of_the_vendors_own_example_are_enough():
    assert not ask_tree("timeout-too-short", "vendor-example").findings
