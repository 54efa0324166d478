from __future__ import annotations

import pytest

from flowgraph.analysis.tokens import TOKENS, parse_keys
from flowgraph.errors import UsageError
from flowgraph.model.keys import spoken


def test_keys_stand_between_commas_and_blanks_do_not_count():
    assert parse_keys(" 2, 1 ,timeout,#,*,304 ") == ("2", "1", "timeout", "#", "*", "304")


def test_a_caller_may_do_nothing_at_all():
    assert parse_keys("") == parse_keys("  ") == ()


@pytest.mark.parametrize("token", TOKENS)
def test_what_a_report_tells_can_be_typed(token: str):
    assert parse_keys(f"{spoken(token)}, {token.upper()}") == (token, token)


def test_leading_zeros_of_a_number_count():
    assert parse_keys("00,0304") == ("00", "0304")


@pytest.mark.parametrize(
    ("text", "what", "meant"),
    [
        ("2,timout", "'timout' is no key", "did you mean timeout? "),
        ("ofice", "'ofice' is no key", "did you mean office? "),
        ("1 2", "'1 2' is no key", ""),
        ("+49", "'+49' is no key", ""),
        ("٣", "'٣' is no key", ""),
        ("**", "'**' is no key", ""),
        ("1,,2", "a key is empty", ""),
        ("1,", "a key is empty", ""),
    ],
)
def test_a_slip_is_answered_with_what_is_nearest_and_with_everything_there_is(
    text: str, what: str, meant: str
):
    with pytest.raises(UsageError) as caught:
        parse_keys(text)
    assert caught.value.what == what
    assert caught.value.hint.startswith(f"{meant}write 0-9, #, *, timeout, invalid, fail, ")
    assert "holiday or a number to dial" in caught.value.hint


def test_a_very_long_slip_makes_no_very_long_message():
    with pytest.raises(UsageError) as caught:
        parse_keys("x" * 100_000)
    assert len(str(caught.value)) < 400
