"""What prompts say: the keys that they name stay, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flowgraph.analysis.announced import announced
from flowgraph.analysis.announced.languages import LANGUAGES
from flowgraph.analysis.announced.tokens import tokens
from flowgraph.analysis.timing import greeting
from flowgraph.redaction.speech import hushed

SAMPLE = Path(__file__).parents[2] / "samples" / "harbour-dental" / "pbx"
PROMPTS = json.loads((SAMPLE / "custom_prompt.json").read_text())

#: Words of menus in all languages, strange ones, numbers and signs.
_PIECES = st.one_of(
    st.sampled_from(sorted({w for row in LANGUAGES.values() for w in (*row.verbs, *row.fillers)})),
    st.sampled_from(sorted({w for row in LANGUAGES.values() for w in (*row.aims, *row.keys)})),
    st.sampled_from(("Zyxo", "Зухо", "某人", "Zyxo's", "zy-xo", "１", "hindi हिन्दी")),
    st.sampled_from((*"0123456789#*", "12", "8:30", "5550142", "4-digit", "8am", "1, 2", "1-5")),
    st.sampled_from((",", ".", "?", "…", " - ", "\n", "。", "☎")),
)
TEXTS = st.lists(_PIECES, max_size=25).map(" ".join)
TAGS = st.sampled_from(("", *LANGUAGES, "ja-JP"))
TWO_NUMBERS = example("Save Zyxo5%0, press 0.", "en")


def seconds(text: str) -> float:
    return greeting({"prompts": ("a",), "greetings": [{"text": text}]}).known_s


def gist(text: str, tag: str) -> tuple[object, ...]:
    heard = announced(text, tag)
    return heard.keys, heard.confidence, heard.languages, heard.unclear


@given(TEXTS, TAGS)
def test_the_keys_stay_as_sure_as_they_were_or_none_is_named(text: str, tag: str) -> None:
    told = hushed(text, tag)
    assert gist(told, tag) == gist(text, tag) or announced(told, tag).confidence == "none"


@given(TEXTS, TAGS)
@TWO_NUMBERS
def test_it_takes_as_long_to_say(text: str, tag: str) -> None:
    assert seconds(hushed(text, tag)) == seconds(text)


@given(TEXTS, TAGS)
def test_no_strange_word_and_no_long_number_stays(text: str, tag: str) -> None:
    told = hushed(text, tag)
    for strange in ("yx", "ух", "人", "हि", "12", "30", "55"):
        assert strange not in told.lower()


@given(TEXTS, TAGS)
@TWO_NUMBERS
def test_a_hushed_text_stays(text: str, tag: str) -> None:
    told = hushed(text, tag)
    assert hushed(told, tag) == told


@pytest.mark.parametrize("prompt", [p for p in PROMPTS if p["text"]], ids=lambda p: p["file"])
def test_the_sample_prompts_name_the_same_keys(prompt: dict[str, str]) -> None:
    told = hushed(prompt["text"], prompt["language"])
    assert gist(told, prompt["language"]) == gist(prompt["text"], prompt["language"])
    for name in ("Harbour", "Northgate", "Núñez", "dent", "lunes"):
        assert name not in told


@pytest.mark.parametrize(
    "number",
    ["555 0142", "5 5 5 0 1 4 2", "five five five zero zero four two", "5, 5, 5, 0, 1, 4, 2"],
)
def test_a_telephone_number_is_not_said(number: str) -> None:
    told = hushed(f"For sales, press 1. Our number is {number}.", "en")
    rest = told.partition("Our number is ")[2] or told.rpartition(": ")[2]
    assert not {t.text for t in tokens(rest)} & {*"12345", "five", "four", "two"}


def test_a_persons_name_that_is_a_word_for_a_key_is_not_said() -> None:
    text = "Für Frau Stern drücken Sie 1. Mit der Stern-Taste zurück."
    assert hushed(text, "de").startswith("Für xx Stern drücken")
    assert hushed(text, "de", ["Eva Stern"]).startswith("Für xx xx drücken Sie 1")


def test_nothing_said_stays_nothing() -> None:
    assert hushed("", "en") == ""
