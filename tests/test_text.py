from __future__ import annotations

import re

import pytest
from hostile import STRINGS
from hypothesis import given, settings
from hypothesis import strategies as st

from flowgraph.text import columns, on_terminal, one_line, shorten, visible, wrap

anything = st.text(st.characters(codec=None), max_size=200) | st.sampled_from(STRINGS)
quick = settings(max_examples=150, deadline=None)

#: What XML 1.0 cannot hold, and what commands a terminal.
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@pytest.mark.fault("D6", "D6b", "D6c")
@quick
@given(anything)
def test_what_is_visible_holds_no_forbidden_character(text: str) -> None:
    shown = visible(text)
    assert FORBIDDEN.search(shown) is None
    assert visible(shown) == shown
    shown.encode()


@quick
@given(anything)
def test_nothing_that_can_be_shown_is_changed(text: str) -> None:
    kept = FORBIDDEN.sub("", text)
    assert visible(kept) == kept


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x00", r"\x00"),
        ("\x1b[2J", r"\x1b[2J"),
        ("\x7f\x80\x9f", r"\x7f\x80\x9f"),
        ("\ud800", r"\ud800"),
        ("\ufffe\uffff", r"\ufffe\uffff"),
        ("a\tb\nc\rd", "a\tb\nc\rd"),
        ("\U0010ffff", "\U0010ffff"),
    ],
)
def test_a_stand_in_names_the_character(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.fault("E12")
@pytest.mark.parametrize("letters", ["\u202a\u202b\u202c\u202d\u202e", "\u2066\u2067\u2068\u2069"])
def test_a_terminal_is_spared_what_would_turn_its_line_round(letters: str) -> None:
    shown = "".join(f"\\u{ord(letter):04x}" for letter in letters)
    assert on_terminal(f"{letters}\x1b") == shown + "\\x1b"
    assert visible(letters) == letters
    # No more than a letter of Hebrew or Arabic does.
    assert on_terminal("א\u200e\u200f\u061c") == "א\u200e\u200f\u061c"


@quick
@given(anything)
def test_one_line_is_one_line_and_keeps_every_word(text: str) -> None:
    folded = one_line(text)
    assert folded.splitlines() in ([], [folded])
    assert folded.split() == text.split()


@quick
@given(anything, st.integers(2, 60))
def test_a_shortened_text_fits_and_says_that_it_is_shortened(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text or short.endswith("…")


@quick
@given(anything, st.integers(4, 60), st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_nothing_that_fits(text: str, width: int, most: int) -> None:
    lines = wrap(text, width, most)
    assert 1 <= len(lines) <= most
    assert all(columns(line) <= width + 1 for line in lines)
    if not lines[-1].endswith("…"):
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_wide_characters_take_two_columns() -> None:
    assert columns("主菜单 ok") == 9
    assert wrap("主菜单主菜单", 6, 2) == ("主菜单", "主菜单")


@pytest.mark.fault("D9")
def test_a_megabyte_takes_no_time() -> None:
    assert wrap("x" * 10_000_000, 30, 2)[-1].endswith("…")


def test_a_text_of_blanks_is_one_empty_line() -> None:
    assert wrap(" \n ", 10, 2) == ("",)
