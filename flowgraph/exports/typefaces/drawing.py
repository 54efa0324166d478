"""Texts of a drawing, each part in the font that has it, in the order in which it is read."""

from __future__ import annotations

from typing import Any

from reportlab.graphics.shapes import DirectDraw, Group, String
from reportlab.pdfbase.pdfmetrics import stringWidth

from . import OURS, Run, Typefaces
from .order import in_order, runs_leftwards

#: How much of a text's width lies left of its place.
_LEFT = {"start": 0.0, "middle": 0.5, "end": 1.0}


def set_texts(drawing: Any, typefaces: Typefaces) -> None:
    """Change a drawing of reportlab: replace texts that our own font cannot set alone."""
    groups: list[Any] = [drawing]
    while groups:
        group = groups.pop()
        group.contents[:] = [_shown(shape, typefaces) for shape in group.contents]
        groups += [shape for shape in group.contents if isinstance(shape, Group)]


def _shown(shape: Any, typefaces: Typefaces) -> Any:
    if not isinstance(shape, String) or shape.text.isascii():
        return shape
    runs = list(typefaces.runs(shape.text))
    is_simple = all(run.face == OURS for run in runs) and not runs_leftwards(shape.text)
    return shape if is_simple else _Line(shape, runs)


class _Line(DirectDraw):  # type: ignore[misc]
    """A text in several fonts; of one piece, so that it can be searched and copied as one."""

    def __init__(self, shape: Any, runs: list[Run]) -> None:
        is_bold = shape.fontName == OURS.bold
        fonts = [(run.face.bold if is_bold else run.face.regular, run.text) for run in runs]
        self._shape = shape
        self._parts = [(font or OURS.regular, text) for font, text in in_order(fonts)]

    def drawDirectly(self, canvas: Any) -> None:  # noqa: N802  reportlab's name
        """Draw it; what is given holds the canvas."""
        shape, paper = self._shape, canvas._canvas
        width = sum(stringWidth(text, font, shape.fontSize) for font, text in self._parts)
        paper.saveState()
        paper.setFillColor(shape.fillColor)
        line = paper.beginText(shape.x - width * _LEFT[shape.textAnchor], shape.y)
        for font, text in self._parts:
            line.setFont(font, shape.fontSize)
            line.textOut(text)
        paper.drawText(line)
        paper.restoreState()
