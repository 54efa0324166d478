from __future__ import annotations

import pytest

from ..asking import ask

RULE = "empty-menu"


def test_a_menu_without_a_key_is_told_for_information():
    found = ask(RULE, "ivr:5 -timeout-> queue:1", "ivr:5 -invalid-> queue:1").one
    assert (found.node, found.key, found.severity) == ("ivr:5", "", "info")
    assert "no key" in found.message


@pytest.mark.parametrize("key", ["0", "7", "#", "*"])
def test_a_menu_with_one_key_is_no_choice_and_the_key_is_named(key: str):
    found = ask(RULE, f"ivr:5 -{key}-> queue:1", "ivr:5 -timeout-> queue:1").one
    assert (found.node, found.key) == ("ivr:5", "")
    assert "one key" in found.message
    assert found.message.endswith(key)


def test_two_keys_are_a_choice():
    assert not ask(RULE, "ivr:5 -1-> queue:1", "ivr:5 -*-> ivr:5").findings


@pytest.mark.parametrize("steps", [(), ("ivr:5 -0-> extension:1",)])
def test_numbers_that_may_be_dialled_are_a_choice(steps: tuple[str, ...]):
    assert not ask(RULE, *steps, facts={"ivr:5": {"dial_ext_option": "all"}}).findings
