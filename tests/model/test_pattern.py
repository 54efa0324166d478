"""Which numbers a pattern of a route takes."""

from __future__ import annotations

import time
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowgraph.model.pattern import matches

signs = st.text("0123456789XZNxzn.![]-_+*#()^\\| ", max_size=20)


@pytest.mark.parametrize(
    ("pattern", "taken", "not_taken"),
    [
        ("5550100", ["5550100", "555-0100", "(555) 0100"], ["5550101", "55501000", "550100", ""]),
        ("+15550100", ["+15550100", "+1 555 0100"], ["15550100", "0015550100"]),
        ("+1 (555) 01-00", ["+15550100"], ["+15550101"]),
        ("_5550100", ["5550100"], ["_555010"]),
        ("555X", ["5550", "5559"], ["555", "55500", "555X0", "555a", "555٣"]),
        ("Z55", ["155", "955"], ["055"]),
        ("N55", ["255", "955"], ["055", "155"]),
        ("n5x", ["250"], ["150"]),
        ("55[1-3]", ["551", "553"], ["550", "554", "55"]),
        ("55[13-57]", ["551", "553", "554", "555", "557"], ["550", "552", "556"]),
        ("55[*#]", ["55*", "55#"], ["550"]),
        ("[5-1]", [], ["1", "3", "5"]),
        ("00.", ["001", "0012345"], ["00", "01"]),
        ("00!", ["00", "001", "0012345"], ["0", "01"]),
        (".", ["1", "+1555"], [""]),
        ("!", ["", "1", "+1555"], []),
        (".1", ["21", "2221", "11"], ["1", "12"]),
        ("!1", ["1", "21"], ["12", ""]),
        ("X.", ["12", "123"], ["1"]),
        ("+1555012X", ["+15550120", "+15550129"], ["+15550130", "+1555012"]),
        ("*81", ["*81"], ["81", "881"]),
        ("", [""], ["1"]),
    ],
)
def test_a_pattern_takes(pattern: str, taken: list[str], not_taken: list[str]) -> None:
    assert [number for number in taken if not matches(pattern, number)] == []
    assert [number for number in not_taken if matches(pattern, number)] == []


@pytest.mark.parametrize(
    "pattern", ["[", "[]", "[[1]", "[^5]", "[a--b]", "a|5", "\\d", "5*", "5{2}", "5$", "^5"]
)
def test_a_pattern_is_no_regular_expression(pattern: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not matches(pattern, "5")
        assert not matches(pattern, "55")


@settings(max_examples=300, deadline=None)
@given(signs, signs)
def test_any_text_has_an_answer(pattern: str, number: str) -> None:
    assert matches(pattern, number) in (True, False)
    assert matches(number, number)


@settings(max_examples=100, deadline=None)
@given(st.text("0123456789+*#", max_size=15))
def test_every_number_takes_itself_and_a_dot_takes_every_number(number: str) -> None:
    assert matches(number, number)
    assert matches(f"_{number}", number)
    assert matches(".", number) is bool(number)
    assert matches(f"{number}!", number)


def test_no_pattern_takes_long() -> None:
    started = time.perf_counter()
    assert not matches(".1" * 100 + "2", "1" * 500)
    assert time.perf_counter() - started < 5
