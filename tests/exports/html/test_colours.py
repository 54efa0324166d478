"""Whether the page can be read, by day and by night."""

from __future__ import annotations

from itertools import product

import pytest

from flowgraph.diagram import theme
from flowgraph.exports.html.colours import SURFACES, contrast, palette, style_sheet

GROUNDS = ("surface", "raised", "hover")


@pytest.mark.parametrize("time", ["day", "night"])
@pytest.mark.parametrize("name", theme.STYLES)
def test_text_and_signs_of_every_kind_can_be_read_on_their_ground(name: str, time: str):
    style = theme.STYLES[name]
    fill, sign, text = (
        getattr(palette()[usage, colour.lower()], time)
        for usage, colour in (("f", style.fill), ("t", style.border), ("t", style.text))
    )
    assert contrast(text, fill) >= 7
    assert contrast(sign, fill) >= 4.5


@pytest.mark.parametrize("time", ["day", "night"])
def test_the_rest_of_the_picture_can_be_read(time: str):
    def colour(usage, name):
        return getattr(palette()[usage, name.lower()], time)

    paper, key = colour("f", theme.PAPER), colour("f", theme.KEY_FILL)
    for header in (theme.HEADER_FILL, theme.ENTRY_FILL):
        assert contrast(colour("t", theme.HEADER_TEXT), colour("f", header)) >= 4.5
    assert contrast(colour("t", theme.INK), key) >= 7
    assert contrast(colour("t", theme.FALLBACK_INK), key) >= 4.5
    assert contrast(colour("t", theme.FAINT_INK), paper) >= 4.5
    assert contrast(colour("t", theme.CLOSED_INK), paper) >= 4.5
    for tone in theme.TONES:
        fill, text = theme.TONE_FILLS[tone], theme.TONE_TEXTS[tone]
        assert contrast(colour("t", text), colour("f", fill)) >= 7
        assert contrast(colour("s", theme.TONES[tone]), getattr(SURFACES["canvas"], time)) >= 3


@pytest.mark.parametrize("time", ["day", "night"])
def test_words_of_the_page_can_be_read_on_every_ground(time: str):
    surface = {name: getattr(pair, time) for name, pair in SURFACES.items()}
    inks = ("ink", "muted", "accent", "error", "warning", "info")
    for ink, ground in product(inks, GROUNDS):
        assert contrast(surface[ink], surface[ground]) >= 4.5, (ink, ground)
    for ink in ("accent", "error", "warning", "info"):
        assert contrast(surface[ink], surface[f"{ink}-soft"]) >= 4.5, ink
    assert contrast(surface["accent-ink"], surface["accent"]) >= 4.5
    assert contrast(surface["muted"], surface["accent-soft"]) >= 4.5


@pytest.mark.parametrize("time", ["day", "night"])
def test_frames_of_fields_focus_and_lit_ways_can_be_seen(time: str):
    surface = {name: getattr(pair, time) for name, pair in SURFACES.items()}
    for line, ground in product(("edge", "focus", "to", "from"), ("surface", "canvas")):
        assert contrast(surface[line], surface[ground]) >= 3, (line, ground)


def test_paper_has_the_colours_of_the_day():
    sheet = style_sheet()
    nights = [line for line in sheet.splitlines() if "color-scheme:dark" in line]
    assert len(nights) == 2
    assert all(line.startswith("@media screen") for line in nights)
