"""Contrast after WCAG 2.2, 1.4.3 and 1.4.11."""

from __future__ import annotations

import pytest

from flowgraph.diagram import theme
from flowgraph.exports.coverage import is_covered
from flowgraph.model.destination import KNOWN_KINDS


def luminance(color: str) -> float:
    def part(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (part(int(color[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


EACH = pytest.mark.parametrize("colours", theme.PALETTES.values(), ids=theme.PALETTES)


@EACH
@pytest.mark.parametrize("name", theme.STYLES)
def test_text_and_borders_can_be_told_from_their_background(colours, name: str):
    style = colours.styles[name]
    assert contrast(style.text, style.fill) >= 7
    assert contrast(style.border, style.fill) >= 4.5
    assert contrast(style.border, colours.paper) >= 4.5


@EACH
@pytest.mark.parametrize("tone", theme.TONES)
def test_loops_can_be_read(colours, tone: str):
    assert contrast(colours.tones[tone], colours.paper) >= 3
    assert contrast(colours.tone_texts[tone], colours.tone_fills[tone]) >= 7


@EACH
def test_header_keys_and_small_print_can_be_read(colours):
    assert contrast(colours.header_text, colours.header_fill) >= 7
    assert contrast(colours.header_text, colours.entry_fill) >= 7
    assert contrast(colours.ink, colours.key_fill) >= 7
    assert contrast(colours.fallback_ink, colours.key_fill) >= 4.5
    assert contrast(colours.faint_ink, colours.paper) >= 4.5
    assert contrast(colours.closed_ink, colours.paper) >= 4.5
    assert contrast(colours.closed_ink, colours.key_fill) >= 4.5


def test_on_paper_nothing_depends_on_a_colour():
    def shades(value) -> list[str]:
        if isinstance(value, str):
            return [value] if value.startswith("#") else []
        return [
            shade
            for part in (value.values() if hasattr(value, "values") else value)
            if not isinstance(part, bool)
            for shade in shades(part)
        ]

    assert {len({s[1:3], s[3:5], s[5:7]}) for s in shades(theme.PRINT)} == {1}


def test_light_on_black_is_seven_to_one_throughout():
    colours = theme.CONTRAST
    lines = [colours.line, colours.frame, colours.cell_line, *colours.tones.values()]
    assert all(contrast(shade, colours.paper) >= 7 for shade in lines)


def test_no_two_kinds_share_their_sign_so_that_colour_is_never_needed():
    signs = [style.glyph for style in theme.STYLES.values()]
    assert len(set(signs)) == len(signs)


def test_every_kind_has_a_style_with_a_sign_that_the_fonts_have():
    assert set(theme.STYLES) >= KNOWN_KINDS
    assert all(is_covered(style.glyph) for style in theme.STYLES.values())
