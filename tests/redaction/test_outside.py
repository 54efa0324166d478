from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowgraph.model.pattern import matches
from flowgraph.redaction.outside import outside_numbers

DIALLED = st.from_regex(
    r"(\+|_|00)?[0-9]{0,9}([ /-][0-9]{1,4})?(X{0,3}|X\.|!|\[1-5\]|)", fullmatch=True
)


def one(text: str) -> str:
    return outside_numbers([text])[text]


@given(st.lists(st.one_of(DIALLED, st.text(max_size=6)), max_size=30))
def test_each_has_a_pseudonym_of_its_own_that_is_none_of_a_pseudonym(texts: list[str]) -> None:
    chosen = outside_numbers(texts)
    assert chosen.keys() == set(texts)
    assert len(set(chosen.values())) == len(chosen)
    again = outside_numbers(chosen.values())
    assert all(text == pseudonym for text, pseudonym in again.items())


@pytest.mark.parametrize("length", [3, 4, 5])
def test_a_thousand_numbers_share_a_pseudonym(length: int) -> None:
    shared = Counter(one(f"{number:0{length}d}") for number in range(10**length))
    # Those that look like a pseudonym are one each; chance spreads the others a little.
    assert max(shared.values()) >= 950
    assert sorted(shared.values())[len(shared) // 2] >= 900


@pytest.mark.parametrize("text", ["+4930 1234567", "01632/960123", "0049(0)30-123456"])
def test_signs_stay_where_they_are_and_digits_are_zeros_but_for_three(text: str) -> None:
    hidden = one(text)
    digits = "".join(sign for sign in hidden if sign.isdigit())
    assert [s for s in hidden if not s.isdigit()] == [s for s in text if not s.isdigit()]
    assert len(hidden) == len(text)
    assert set(digits[:-3]) == {"0"}


@pytest.mark.parametrize("text", ["", "9", "00", "*97", "X.", "_X!", "!", ".", "+", "6XXX", "62XX"])
def test_what_is_nobodys_number_stays(text: str) -> None:
    assert one(text) == text


@pytest.mark.parametrize(
    ("pattern", "tail"),
    [
        ("+1555012X", "X"),
        ("_55501XX", "XX"),
        ("5550142!", "!"),
        ("555014[1-5]", "[1-5]"),
        ("5550z.", "z."),
    ],
)
def test_a_pattern_keeps_its_wild_end(pattern: str, tail: str) -> None:
    hidden = one(pattern)
    assert hidden.endswith(tail)
    assert len(hidden) == len(pattern)
    assert "555" not in hidden


@pytest.mark.parametrize("pattern", ["+1555012X", "_+155501XX", "+155501!", "+15550120"])
def test_a_pattern_for_a_block_takes_the_numbers_that_it_took(pattern: str) -> None:
    numbers = ["+15550120", "+15550123", "+15550177", "+15559999", "+49301234567"]
    chosen = outside_numbers([pattern, *numbers])
    taken = [number for number in numbers if matches(pattern, number)]
    assert taken
    assert [n for n in numbers if matches(chosen[pattern], chosen[n])] == taken


def test_a_number_has_one_pseudonym_with_and_without_its_plus() -> None:
    chosen = outside_numbers(["+15550142", "15550142"])
    assert chosen["+15550142"] == "+" + chosen["15550142"]


@pytest.mark.parametrize("text", ["sip:owen@harbour.example", "Owen", "١٢٣٤٥", "555-CALL", "5x5"])
def test_what_is_no_number_becomes_a_word(text: str) -> None:
    assert one(text).startswith("value")


def test_a_number_is_the_same_when_others_come_and_go() -> None:
    few = ["+15550142", "5550163", "Owen"]
    more = [*few, "+15550143", "5550164", "Ada", "110"]
    assert {text: outside_numbers(more)[text] for text in few} == outside_numbers(few)


def test_thousands_of_numbers_take_no_time() -> None:
    texts = [f"+4930{number:07d}" for number in range(20_000)]
    assert len(set(outside_numbers([*texts, *(f"a{n}" for n in range(20_000))]).values())) == 40_000


@pytest.mark.parametrize("text", ["." * 100_000 + "a", "1" * 100_000, "X" * 100_000 + "1"])
def test_a_very_long_text_takes_no_time(text: str) -> None:
    assert one(text) != text
