from __future__ import annotations

import pytest

from flowgraph.model.prompt import by_spelling, is_built_in, prompt_of
from flowgraph.sources.openapi.objects import prompt_from_data

ROWS = (
    {"id": 1, "file": "bill", "suffix": ".wav", "real_filename": "bill.wav"},
    {"id": 2, "file": "Night.WAV", "suffix": ".wav"},
    {"id": 3, "file": "plain", "suffix": ".gsm", "real_filename": "x7.gsm"},
    {"id": 4, "file": "default", "suffix": ".wav"},
)
KNOWN = by_spelling(map(prompt_from_data, ROWS))


@pytest.mark.parametrize(
    ("file", "identity"),
    [
        ("bill.wav", "1"),
        ("BILL.wav", "1"),
        (" bill ", "1"),
        ("night.wav", "2"),
        ("plain.gsm", "3"),
        ("x7.gsm", "3"),
        ("x7", None),
        ("bill.mp3", None),
        ("default.wav", "4"),
        ("default", None),
        ("", None),
    ],
)
def test_a_prompt_is_found_by_any_of_its_spellings(file: str, identity: str | None):
    prompt = prompt_of(file, KNOWN)
    assert (prompt.id if prompt else None) == identity


def test_a_real_file_name_counts_more_than_a_name_without_its_suffix():
    rows = (
        {"id": 1, "file": "a", "real_filename": "z.wav"},
        {"id": 2, "file": "z", "real_filename": "a"},
    )
    known = by_spelling(map(prompt_from_data, rows))
    assert known["a"].id == "2"


@pytest.mark.parametrize(("file", "is_it"), [("default", True), (" Default", True), ("x", False)])
def test_the_built_in_prompt_is_in_no_list(file: str, is_it: bool):
    assert is_built_in(file) is is_it
