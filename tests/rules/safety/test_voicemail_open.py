from __future__ import annotations

import pytest

from ..asking import ask


def test_a_menu_in_which_voicemail_can_be_checked_is_told_for_information():
    found = ask("voicemail-open", facts={"ivr:5": {"enb_dial_check_vm": True}}).one
    assert (found.node, found.key, found.severity) == ("ivr:5", "", "info")
    assert "voicemail" in found.message
    assert "PIN" in found.fix


@pytest.mark.parametrize("flag", [False, None])
def test_one_in_which_it_cannot_or_is_not_known_is_left_alone(flag: bool | None):
    assert not ask("voicemail-open", facts={"ivr:5": {"enb_dial_check_vm": flag}}).findings
