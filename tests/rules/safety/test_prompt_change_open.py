from __future__ import annotations

import pytest

from ..asking import ask


def test_a_menu_whose_prompt_callers_may_change_is_a_warning():
    found = ask("prompt-change-open", facts={"ivr:5": {"prompt_manager_enb": True}}).one
    assert (found.node, found.key, found.severity) == ("ivr:5", "", "warning")
    assert "#9" in found.message


@pytest.mark.parametrize("flag", [False, None])
def test_one_in_which_they_may_not_or_is_not_known_is_left_alone(flag: bool | None):
    assert not ask("prompt-change-open", facts={"ivr:5": {"prompt_manager_enb": flag}}).findings
