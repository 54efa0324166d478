"""How often a greeting is played."""

from __future__ import annotations

import pytest

from ..asking import ask
from .trees import ask_tree


@pytest.mark.parametrize(("repeats", "word"), [(1, "few"), (5, "many")])
def test_too_few_and_too_many_are_told(repeats, word):
    facts = {"ivr:5": {"prompt_repeat": repeats}}
    finding = ask("repeats-out-of-range", "ivr:5 -1-> queue:1", facts=facts).one
    assert (finding.node, finding.key, finding.severity) == ("ivr:5", "", "info")
    assert f"is {repeats}, too {word}" in finding.message
    assert finding.fix == "set it to 2 to 4"


@pytest.mark.parametrize("repeats", [2, 3, 4, None])
def test_what_is_within_range_or_not_known_is_left_alone(repeats):
    assert not ask(
        "repeats-out-of-range", "ivr:5 -1-> queue:1", facts={"ivr:5": {"prompt_repeat": repeats}}
    ).findings


def test_an_announcement_may_be_played_once():
    assert not ask(
        "repeats-out-of-range", "ivr:5 -timeout-> queue:1", facts={"ivr:5": {"prompt_repeat": 1}}
    ).findings


def test_the_published_menus_give_what_was_counted_by_hand():
    assert ask_tree("repeats-out-of-range", "asterisk-sac").places == [("ivr:1", "")]
    assert len(ask_tree("repeats-out-of-range", "aws-connect-sample").findings) == 4
    assert not ask_tree("repeats-out-of-range", "vendor-example").findings
