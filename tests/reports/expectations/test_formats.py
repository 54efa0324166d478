"""What holds for every format of a report on expectations."""

from __future__ import annotations

import re

import pytest
from hostile import STRINGS

from flowgraph.reports.expectations import FORMATS, render
from flowgraph.text import one_line, shorten, visible

from .support import FAILED, MIXED, PASSED, READERS, outcome


def test_every_format_has_a_reader():
    assert FORMATS.keys() == READERS.keys()


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_ends_with_one_line_break(name: str):
    for what in (outcome(), outcome(PASSED), MIXED):
        written = render(name, what)
        assert written.endswith("\n")
        assert not written.endswith("\n\n")
        assert list(READERS[name](written))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_outcome_gives_the_same_bytes(name: str):
    again = outcome(PASSED, FAILED, ("7,3", "prompt hours.wav"))
    assert render(name, MIXED) == render(name, again)


@pytest.mark.fault("D1")
@pytest.mark.parametrize("text", STRINGS, ids=range(len(STRINGS)))
@pytest.mark.parametrize("name", FORMATS)
def test_hostile_names_reach_the_reader_unchanged_and_do_nothing_else(name: str, text: str):
    # What the wire, and whoever reads the file, let through.
    text = visible(text)
    written = render(name, outcome(("2", "menu Sales"), name=text, title=one_line(text)))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", written)
    told = [one_line(line) for line in READERS[name](written)]
    assert any(shorten(one_line(text), 50).rstrip("…") in line for line in told)


@pytest.mark.parametrize("name", FORMATS)
def test_a_very_large_outcome_is_valid(name: str):
    written = render(name, outcome(*[FAILED] * 2000, *[PASSED] * 2000))
    assert list(READERS[name](written))
