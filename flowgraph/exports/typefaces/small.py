"""A small font of the characters that a document has, made of a large one of this computer."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from .installed import Installed

#: How far a curve may lie off, in the font's units; they are 1000 or more to the letter's height.
_OFF = 1.0
#: OpenType, table OS/2, fsType: whoever made the font forbids that documents carry it.
_USAGE, _FORBIDDEN = 0xF, 0x2
#: Of fonts with an axis of weights.
_REGULAR, _BOLD = 400.0, 700.0
_NO_NAME = re.compile(r"[^A-Za-z0-9]")
_NOTHING = ".notdef"
#: 1 January 1970, in seconds since 1904; any other day would do.
_BEGINNING = 2_082_844_800


class _Shapes(NamedTuple):
    """Outlines and widths by code, in units of which there are so many to the height."""

    outlines: Mapping[int, Any]
    widths: Mapping[int, int]
    units: int
    ascent: int
    descent: int


def small(font: Installed, codes: Iterable[int]) -> bytes:
    """Copy the outlines of some characters into a TrueType font of their own.

    Whatever the large one is (TrueType, a collection, OpenType with PostScript's curves, one with
    axes), a PDF can carry the small one.

    Args:
        font: The large one.
        codes: Characters; of those that it has not, the small one shows nothing.

    Returns:
        The same font and characters give the same bytes. Nothing where it may not be carried by
        documents, or cannot be read.
    """
    from fontTools.ttLib import TTFont

    # Fonts come from anywhere; one that is broken in whatever way is as good as none.
    try:
        with Path(font.file).open("rb") as file:
            large = TTFont(file, fontNumber=font.number, lazy=True)
            if large["OS/2"].fsType & _USAGE == _FORBIDDEN:
                return b""
            weight = "Bold" if font.is_bold else ""
            return _built(_shapes(large, font, sorted(codes)), f"{font.family} {weight}")
    except Exception:
        return b""


def blank(codes: Iterable[int]) -> bytes:
    """Make a font of characters that show nothing, for a text that is to keep them."""
    marks = sorted(codes)
    outlines = {code: _outline({}, "") for code in marks}
    return _built(_Shapes(outlines, dict.fromkeys(marks, 0), 1000, 800, -200), "Blank")


def _shapes(large: Any, font: Installed, codes: list[int]) -> _Shapes:
    weight = {"wght": _BOLD if font.is_bold else _REGULAR} if "fvar" in large else None
    shapes = large.getGlyphSet(location=weight)
    found = large.getBestCmap()
    return _Shapes(
        {code: _outline(shapes, found.get(code, "")) for code in codes},
        {code: round(shapes[found[code]].width) if code in found else 0 for code in codes},
        large["head"].unitsPerEm,
        large["hhea"].ascent,
        large["hhea"].descent,
    )


def _outline(shapes: Any, name: str) -> Any:
    """Give an outline in TrueType's curves, of one piece; an empty one for no name."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    target = TTGlyphPen(None)
    if name:
        whole = DecomposingRecordingPen(shapes)
        shapes[name].draw(whole)
        whole.replay(Cu2QuPen(target, _OFF))
    return target.glyph()


def _built(shapes: _Shapes, family: str) -> bytes:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    names = {code: f"u{code:04X}" for code in shapes.outlines}
    outlines = {names[code]: outline for code, outline in shapes.outlines.items()}
    widths = {names[code]: width for code, width in shapes.widths.items()}
    builder = FontBuilder(shapes.units, isTTF=True)
    # Else the time of this run would stand in it.
    builder.updateHead(created=_BEGINNING, modified=_BEGINNING)
    builder.setupGlyphOrder([_NOTHING, *outlines])
    builder.setupCharacterMap(names)
    builder.setupGlyf({_NOTHING: TTGlyphPen(None).glyph(), **outlines})
    # A letter begins where it does in the large font; bounds are known by now.
    sides = {name: (width, getattr(outlines[name], "xMin", 0)) for name, width in widths.items()}
    builder.setupHorizontalMetrics({_NOTHING: (shapes.units, 0), **sides})
    builder.setupHorizontalHeader(ascent=shapes.ascent, descent=shapes.descent)
    name = f"{_NO_NAME.sub('', family) or 'Font'}-{_digest(widths)}"
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=shapes.ascent, sTypoDescender=shapes.descent)
    builder.setupPost()
    target = io.BytesIO()
    builder.save(target)
    return target.getvalue()


def _digest(widths: Mapping[str, Any]) -> str:
    # reportlab, and a PDF, take fonts of one name for one font.
    return hashlib.sha256(repr(widths).encode()).hexdigest()[:8]
