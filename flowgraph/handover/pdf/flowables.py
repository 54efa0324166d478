"""Things that lie on the pages besides text: week, picture, box to tick, lines to write on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.platypus import Flowable

from ...book.model import Week
from ...model.schedule import DAY
from . import styles as look

_LABEL, _BAR, _ROW = 11 * look.MM, 4 * look.MM, 5 * look.MM
_SCALE = 4 * look.MM
_LETTERS_MIN = 60


class Anchor(Flowable):  # type: ignore[misc]
    """Marks where a chapter begins: for links, for the outline, and for the contents.

    Args:
        name: Of the place.
        title: In the outline.
        level: In the outline; 0 is a section.
        found: Told the page.
    """

    keepWithNext = 1  # noqa: N815  reportlab's name

    def __init__(self, name: str, title: str, level: int, found: Callable[[str, int], None]):
        super().__init__()
        self._told = name, title, level, found

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Mark the place."""
        name, title, level, found = self._told
        canvas: Any = self.canv
        canvas.bookmarkHorizontal(name, 0, 24)
        canvas.addOutlineEntry(title, name, level, closed=level == 0)
        found(name, canvas.getPageNumber())


class WeekChart(Flowable):  # type: ignore[misc]
    """A bar for each day of a week, with a colour and a letter for each branch."""

    def __init__(self, week: Week) -> None:
        super().__init__()
        self._week = week

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width, self.height = width, _ROW * len(self._week.days) + _SCALE
        return self.width, self.height

    def draw(self) -> None:
        """Draw the days from the top, and the hours below them."""
        for place, day in enumerate(self._week.days):
            bottom = self.height - (place + 1) * _ROW
            self._text(0, bottom + 1.0 * look.MM, day.words, look.REGULAR, look.INK)
            for span in day.spans:
                self._bar(span.start_min, span.end_min, span.letter, bottom)
        for hour in range(0, 25, 3):
            words = f"{hour}:00"
            x = self._x(hour * 60)
            self.canv.setFillColor(look.FAINT)
            self.canv.setFont(look.REGULAR, 7)
            draw = self.canv.drawRightString if hour == 24 else self.canv.drawCentredString
            draw(x, 0, words)

    def _x(self, minute: int) -> float:
        return float(_LABEL + minute * (self.width - _LABEL) / DAY)

    def _bar(self, start: int, end: int, letter: str, bottom: float) -> None:
        left, right = self._x(start), self._x(end)
        self.canv.setFillColor(look.BRANCH_FILLS.get(letter, look.BRANCH_FILLS[""]))
        self.canv.rect(left, bottom, right - left - 0.6, _BAR, stroke=0, fill=1)
        if end - start >= _LETTERS_MIN:
            middle = (left + right) / 2 - 2.5
            self._text(middle, bottom + 1.0 * look.MM, letter.upper() or "?", look.BOLD, look.INK)

    def _text(self, x: float, y: float, words: str, font: str, colour: str) -> None:
        self.canv.setFillColor(colour)
        self.canv.setFont(font, 8)
        self.canv.drawString(x, y, words)


class Picture(Flowable):  # type: ignore[misc]
    """A drawing, scaled to a size.

    Args:
        drawing: Of reportlab.
        scale: How much smaller it is.
    """

    def __init__(self, drawing: Any, scale: float) -> None:
        super().__init__()
        self._drawing, self._scale = drawing, scale
        self.hAlign = "CENTER"

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take what the scale gives."""
        self.width = self._drawing.width * self._scale
        self.height = self._drawing.height * self._scale
        return self.width, self.height

    def draw(self) -> None:
        """Draw it."""
        self.canv.saveState()
        self.canv.scale(self._scale, self._scale)
        renderPDF.draw(self._drawing, self.canv, 0, 0)
        self.canv.restoreState()


class Box(Flowable):  # type: ignore[misc]
    """A box to tick."""

    _SIDE = 4.2 * look.MM

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Stand in the middle of a cell."""
        self._left = (width - self._SIDE) / 2
        return width, self._SIDE

    def draw(self) -> None:
        """Draw it."""
        self.canv.setStrokeColor(look.FAINT)
        self.canv.setLineWidth(0.8)
        self.canv.roundRect(self._left, 0, self._SIDE, self._SIDE, 1.5, stroke=1, fill=0)


class Lines(Flowable):  # type: ignore[misc]
    """Empty lines to write on.

    Args:
        number: How many.
        apart: Points between them.
    """

    def __init__(self, number: int, apart: float = 7.5 * look.MM) -> None:
        super().__init__()
        self._number, self._apart = number, apart

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width, self.height = width, self._number * self._apart
        return self.width, self.height

    def draw(self) -> None:
        """Draw them."""
        self.canv.setStrokeColor(look.HAIR)
        self.canv.setLineWidth(0.7)
        for place in range(self._number):
            self.canv.line(0, place * self._apart, self.width, place * self._apart)
