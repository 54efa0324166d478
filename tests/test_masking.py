from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowgraph.masking import SECRET_WORDS, is_secret_field, mask

SECRET = "hunter2"


@pytest.mark.fault("S1")
@pytest.mark.parametrize(
    "text",
    [
        f"GET /openapi/v1.0/ivr/get?access_token={SECRET}&id=3",
        f"?refresh_token={SECRET}",
        f"token={SECRET}",
        f"x_token={SECRET}; path=/",
        f"access_token%3D{SECRET}%26id%3D3",
        f"%22access_token%22%3A%22{SECRET}%22",
        json.dumps({"access_token": SECRET}),
        json.dumps({"body": json.dumps({"access_token": SECRET})}),
        f"{{'password': '{SECRET}'}}",
        f"password: {SECRET}",
        f"PASSWORD = {SECRET}",
        f'client_secret="{SECRET}"',
        f'client_secret="two {SECRET} words"',
        f"passwd={SECRET}",
        f"pin: {SECRET}",
        f"https://user:{SECRET}@pbx.example.net/",
        f"HTTP://{SECRET}@pbx",
    ],
)
def test_a_secret_is_masked_wherever_its_name_stands(text: str) -> None:
    assert SECRET not in mask(text)
    assert "***" in mask(text)


@pytest.mark.parametrize(
    "text",
    [
        "access token expired",
        "pinned: yes",
        "shopping=1",
        "a secret is never an option: everybody could read it",
        "Main menu, key 5: queue",
        "mail to office@example.net",
        "https://pbx.example.net:8088/a@b",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert mask(text) == text


def test_the_name_and_what_follows_stay() -> None:
    assert mask("?access_token=abc&id=3") == "?access_token=***&id=3"
    assert mask('{"token": "a, b", "id": 3}') == '{"token": ***, "id": 3}'


@pytest.mark.fault("S1")
@given(st.text(min_size=4, max_size=30), st.text(max_size=20), st.text(max_size=20))
def test_a_known_secret_is_masked_in_any_text(secret: str, before: str, after: str) -> None:
    masked = mask(f"{before}{secret}{after} {quote(secret, safe='')}", [secret])
    assert secret not in masked.replace("***", "")
    assert masked.count("***") >= 1


def test_a_secret_that_begins_like_another_leaves_no_tail() -> None:
    assert mask("abcdef", ["abc", "abcdef", ""]) == "***"


@pytest.mark.parametrize("word", sorted(SECRET_WORDS))
def test_a_field_is_secret_by_a_whole_word(word: str) -> None:
    for name in (word, f"prompt_{word}", f"{word}_x", word.upper(), f"my{word.title()}"):
        assert is_secret_field(name), name
    for name in (f"{word}ish", f"x{word}", f"{word}s"):
        assert not is_secret_field(name), name
