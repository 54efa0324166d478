from __future__ import annotations

from ..asking import ask


def test_a_menu_without_a_way_for_silent_callers_is_a_warning():
    answer = ask("timeout-unset", "ivr:5 -1-> ivr:6", "ivr:6 -timeout-> extension:1")
    found = answer.one
    assert (found.node, found.key, found.severity) == ("ivr:5", "timeout", "warning")
    assert "presses nothing" in found.message


def test_a_menu_that_could_not_be_read_is_not_accused():
    answer = ask("timeout-unset", "ivr:5 -timeout-> ivr:9", missing={"9": "unreadable"})
    assert not answer.findings
