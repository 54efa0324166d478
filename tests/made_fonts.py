"""Fonts made for a test, of the characters that it needs, and a computer that has no others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

#: Widths of letters, in thousandths of their height.
WIDTH, BOLD_WIDTH = 900, 950
_CONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


def font(
    characters: Iterable[str],
    family: str = "Made Sans",
    *,
    is_bold: bool = False,
    has_postscript_curves: bool = False,
    is_forbidden: bool = False,
    weight: int = 0,
) -> TTFont:
    """Make a font in which each of some characters is a triangle."""
    codes = [0x20, *sorted({ord(character) for character in characters} - {0x20})]
    names = {code: f"u{code:04X}" for code in codes}
    width = BOLD_WIDTH if is_bold else WIDTH
    builder = FontBuilder(1000, isTTF=not has_postscript_curves)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    shapes = {
        name: _triangle(width, has_postscript_curves) for name in [".notdef", *names.values()]
    }
    if has_postscript_curves:
        builder.setupCFF(family.replace(" ", ""), {}, shapes, {})
    else:
        builder.setupGlyf(shapes)
    builder.setupHorizontalMetrics(dict.fromkeys(shapes, (width, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    style = "Bold" if is_bold else "Regular"
    builder.setupNameTable({"familyName": family, "styleName": style})
    usage = 2 if is_forbidden else 0
    builder.setupOS2(usWeightClass=weight or (700 if is_bold else 400), fsType=usage)
    builder.font["OS/2"].fsSelection = 0x20 if is_bold else 0x40
    builder.setupPost()
    return builder.font


def _triangle(width: int, has_postscript_curves: bool) -> Any:
    pen: Any = T2CharStringPen(width, None) if has_postscript_curves else TTGlyphPen(None)
    pen.moveTo((50, 0))
    if has_postscript_curves:
        pen.curveTo((100, 300), (200, 600), (400, 700))
    else:
        pen.lineTo((400, 700))
    pen.lineTo((width - 50, 0))
    pen.closePath()
    return pen.getCharString() if has_postscript_curves else pen.glyph()


def collection(*fonts: TTFont) -> TTCollection:
    """Put fonts into one file."""
    made = TTCollection()
    made.fonts = list(fonts)
    return made


def only(folder: Path) -> dict[str, str]:
    """Give the environment of a computer that has the fonts of a folder and no others."""
    config = folder / "fonts.conf"
    config.write_text(_CONFIG.format(folder=folder), encoding="utf-8")
    nothing = str(folder.parent / "nothing")
    data = {"XDG_DATA_HOME": str(folder.parent), "XDG_DATA_DIRS": nothing, "HOME": nothing}
    return {"FONTCONFIG_FILE": str(config), **data}


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of a computer's only fonts; there are none yet."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    for name, value in only(folder).items():
        monkeypatch.setenv(name, value)
    return folder
