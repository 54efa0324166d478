"""A picture on a sheet of paper of a common size, upright or across, whichever shows it larger."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import NamedTuple

from ..errors import EngineError

_MM = 72 / 25.4
_INCH = 72.0

#: Width and height in points, upright. Source: ISO 216, ANSI/ASME Y14.1.
PAPERS: Mapping[str, tuple[float, float]] = {
    "a4": (210 * _MM, 297 * _MM),
    "a3": (297 * _MM, 420 * _MM),
    "a2": (420 * _MM, 594 * _MM),
    "a1": (594 * _MM, 841 * _MM),
    "a0": (841 * _MM, 1189 * _MM),
    "letter": (8.5 * _INCH, 11 * _INCH),
    "legal": (8.5 * _INCH, 14 * _INCH),
    "tabloid": (11 * _INCH, 17 * _INCH),
}
_ISO = frozenset({"a4", "a3", "a2", "a1", "a0"})
_MARGIN_PT = 10 * _MM
#: Keys and names are set in 11 points; below 4 nobody reads them on paper.
_LETTERS_PT = 11.0
_LEAST_LETTERS_PT = 4.0


class Place(NamedTuple):
    """Where a picture comes to lie.

    Attributes:
        width: Of the sheet, in points.
        height: Of the sheet.
        scale: Of the picture; never above 1.
        left: Of the picture's lower left corner.
        bottom: Of the same.
    """

    width: float
    height: float
    scale: float
    left: float
    bottom: float


def lay(width: float, height: float, paper: str) -> Place:
    """Decide where a picture lies on a sheet.

    Args:
        width: Of the picture, in points.
        height: Of the picture.
        paper: A key of :data:`PAPERS`.

    Raises:
        EngineError: The letters would be too small to be read.

    >>> lay(1000, 500, "a4").width > lay(1000, 500, "a4").height
    True
    """
    upright = PAPERS[paper]
    places = (_place(width, height, *size) for size in (upright, upright[::-1]))
    best = max(places, key=lambda place: place.scale)
    letters = best.scale * _LETTERS_PT
    if letters < _LEAST_LETTERS_PT:
        larger = _smallest(width, height, like=paper)
        way_out = f"name --paper {larger}" if larger else "leave --paper out"
        raise EngineError(
            f"on {paper.upper()} the letters would be {letters:.1f} points high, too small to read",
            hint=f"{way_out}, or draw less: --focus DEST, --overview always",
        )
    return best


def _smallest(width: float, height: float, *, like: str) -> str:
    """Name the smallest sheet of a family on which a picture can be read; empty if none is."""
    family = [name for name in PAPERS if _is_iso(name) == _is_iso(like)]
    for paper in sorted(family, key=lambda name: PAPERS[name][0] * PAPERS[name][1]):
        upright = PAPERS[paper]
        places = (_place(width, height, *size) for size in (upright, upright[::-1]))
        if max(place.scale for place in places) * _LETTERS_PT >= _LEAST_LETTERS_PT:
            return paper
    return ""


def _is_iso(paper: str) -> bool:
    """Whether a sheet is of the A sizes: whoever has these has no letter or tabloid paper."""
    return paper in _ISO


def _place(width: float, height: float, sheet_width: float, sheet_height: float) -> Place:
    room = (sheet_width - 2 * _MARGIN_PT, sheet_height - 2 * _MARGIN_PT)
    scale = min(1.0, room[0] / width, room[1] / height)
    left = (sheet_width - width * scale) / 2
    # From the top, like writing.
    return Place(sheet_width, sheet_height, scale, left, sheet_height - _MARGIN_PT - height * scale)


def on_paper(picture: bytes, paper: str) -> bytes:
    """Put the one page of a PDF on a sheet of paper.

    Raises:
        EngineError: As :func:`lay`.
    """
    from pypdf import PdfReader, PdfWriter, Transformation

    reader = PdfReader(io.BytesIO(picture))
    drawn = reader.pages[0]
    box = drawn.mediabox
    place = lay(float(box.width), float(box.height), paper)
    writer = PdfWriter()
    sheet = writer.add_blank_page(place.width, place.height)
    move = (
        Transformation()
        .translate(-float(box.left), -float(box.bottom))
        .scale(place.scale)
        .translate(place.left, place.bottom)
    )
    sheet.merge_transformed_page(drawn, move)
    if reader.metadata and reader.metadata.title:
        writer.add_metadata({"/Title": reader.metadata.title})
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
