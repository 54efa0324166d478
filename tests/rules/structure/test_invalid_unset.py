from __future__ import annotations

from ..asking import ask


def test_a_menu_without_a_way_for_wrong_keys_is_told_for_information():
    answer = ask("invalid-unset", "ivr:5 -1-> ivr:6", "ivr:6 -invalid-> ivr:6")
    found = answer.one
    assert (found.node, found.key, found.severity) == ("ivr:5", "invalid", "info")
    assert "wrong key" in found.message


def test_a_way_that_leads_nowhere_is_set_all_the_same():
    assert not ask("invalid-unset", "ivr:5 -invalid-> ivr:9").findings
