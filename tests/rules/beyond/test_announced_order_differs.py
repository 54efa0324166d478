"""A greeting that does not count its keys upwards is told."""

from __future__ import annotations

import pytest

from ..asking import ask

RULE = "announced-order-differs"


def asked(text: str):
    facts = {"ivr:5": {"prompts": ("main.wav",)}}
    return ask(RULE, "ivr:5 -1-> queue:1", facts=facts, prompts={"main.wav": text})


def test_a_digit_behind_a_higher_one_is_told_at_the_first_such_key():
    found = asked("Press 1 for a, 4 for b, 2 for c, 3 for d.").one
    assert (found.node, found.key, found.severity) == ("ivr:5", "2", "info")
    assert "in the order 1, 4, 2 and 3" in found.message
    assert "English" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Press 1 for a, 2 for b, 9 for c.",
        "Press 2 for a, 5 for b.",
        "For the operator press 0. Press 1 for a, 2 for b.",
        "To go back press star. Press 1 for a, 2 for b, pound for c, 3 for d, 0 for e.",
        "Press 1 for a, 2 for b. Again: press 1 for a, press 2 for b.",
        "Press 1 for a.",
        "Welcome.",
    ],
)
def test_digits_in_order_are_no_finding_and_other_keys_have_places_of_their_own(text):
    assert asked(text).findings == ()


def test_a_recorded_greeting_is_told_as_not_checked():
    assert asked("").reasons == [
        "1 of 1 menus has a recorded greeting, whose words the API does not tell: IVR id 5"
    ]
