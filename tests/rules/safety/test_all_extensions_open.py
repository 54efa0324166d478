from __future__ import annotations

import pytest

from ..asking import ask


def test_a_menu_in_which_everybody_may_be_dialled_is_told_for_information():
    found = ask("all-extensions-open", facts={"ivr:5": {"dial_ext_option": "all"}}).one
    assert (found.node, found.key, found.severity) == ("ivr:5", "", "info")
    assert "every extension" in found.message


@pytest.mark.parametrize("option", ["allow", "restrict", "disable", "", None])
def test_one_in_which_only_some_or_none_may_be_dialled_is_left_alone(option: str | None):
    assert not ask("all-extensions-open", facts={"ivr:5": {"dial_ext_option": option}}).findings
