from __future__ import annotations

import pytest

from flowgraph.redaction.reasons import LEFT_OUT, plain_reason


@pytest.mark.parametrize(
    "message",
    [
        "interrupted",
        "deeper than --max-depth 2",
        "stopped at --max-menus 10",
        "the input does not hold this list",
        "queue.json is not in the folder",
        "field 'press1_dest' is there twice",
        "the answer is no valid JSON (expecting value, line 1, column 1)",
    ],
)
def test_sentences_of_ours_stay(message: str) -> None:
    assert plain_reason(message) == message


@pytest.mark.parametrize(
    "message",
    [
        "Main menu is broken",
        "cannot be read: /home/acme/pbx/ivr/5.json",
        "interrupted by Owen",
        "field 'Owen Hartley' is there twice",
        "unknown holiday 3 (Party at Owen's) left out: it is no object",
    ],
)
def test_what_may_quote_somebody_is_left_out(message: str) -> None:
    assert plain_reason(message) == LEFT_OUT


def test_the_beginning_of_an_answer_is_not_quoted() -> None:
    told = plain_reason('the answer is empty; it starts with \'{"name": "Acme"\'')
    assert told == "the answer is empty"


def test_a_code_says_enough() -> None:
    told = plain_reason("HTTP 500: internal error on the PBX (Main menu is broken)", 500)
    assert told == "HTTP 500: internal error on the PBX"
    assert plain_reason("Owen did it", 12345) == "errcode 12345"


def test_no_reason_stays_none() -> None:
    assert plain_reason("", 500) == ""
