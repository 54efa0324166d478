"""A menu whose callers hear nothing but the built-in greeting is found."""

from __future__ import annotations

import pytest

from ..asking import ask

RULE = "default-prompt"


def asked(*files: str, steps=("ivr:5 -1-> queue:1",)):
    return ask(RULE, *steps, facts={"ivr:5": {"prompts": files}})


@pytest.mark.parametrize("files", [("default",), (" Default ",), ("default", "default")])
def test_a_menu_with_keys_and_the_built_in_greeting_alone_is_a_warning(files):
    found = asked(*files).one
    assert (found.node, found.key, found.severity) == ("ivr:5", "", "warning")


@pytest.mark.parametrize("files", [("main.wav",), ("default", "main.wav"), ("default.wav",), ()])
def test_a_greeting_of_its_own_or_none_at_all_is_no_finding(files):
    assert asked(*files) == ((), [])


def test_a_greeting_that_is_not_known_is_no_finding():
    assert ask(RULE, "ivr:5 -1-> queue:1") == ((), [])


def test_a_menu_without_keys_needs_to_name_none():
    assert asked("default", steps=("ivr:5 -timeout-> queue:1",)) == ((), [])
