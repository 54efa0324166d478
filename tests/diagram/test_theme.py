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


@pytest.mark.parametrize("name", theme.STYLES)
def test_text_and_borders_can_be_told_from_their_background(name: str):
    style = theme.STYLES[name]
    assert contrast(style.text, style.fill) >= 7
    assert contrast(style.border, style.fill) >= 4.5
    assert contrast(style.border, theme.PAPER) >= 4.5


@pytest.mark.parametrize("tone", theme.TONES)
def test_loops_can_be_read(tone: str):
    assert contrast(theme.TONES[tone], theme.PAPER) >= 3
    assert contrast(theme.TONE_TEXTS[tone], theme.TONE_FILLS[tone]) >= 7


def test_header_keys_and_small_print_can_be_read():
    assert contrast(theme.HEADER_TEXT, theme.HEADER_FILL) >= 7
    assert contrast(theme.FALLBACK_INK, theme.KEY_FILL) >= 4.5
    assert contrast(theme.FAINT_INK, theme.PAPER) >= 4.5


def test_no_two_kinds_share_their_sign_so_that_colour_is_never_needed():
    signs = [style.glyph for style in theme.STYLES.values()]
    assert len(set(signs)) == len(signs)


def test_every_kind_has_a_style_with_a_sign_that_the_fonts_have():
    assert set(theme.STYLES) >= KNOWN_KINDS
    assert all(is_covered(style.glyph) for style in theme.STYLES.values())
