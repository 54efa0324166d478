"""Paragraphs, places, tables: what chapters are put together from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlab.platypus import Paragraph, Table, TableStyle

from ...book.parts import Place
from ...diagram import theme
from ..document import Document, Fact, KeyLine
from ..words import full_name, small_print
from . import styles as look
from .flowables import Anchor
from .letters import Letters

Row = Sequence[Any]
#: Longer names are cut on paper; the HTML has them whole.
_LONGEST_NAME = 160
_MANY_ROWS = 6
#: Points; rows that are taller may be parted, and a single one go on overleaf.
_TALLEST = 200
_PADDING = 5
_ENDLESS = 1e6
_SEVERITY_WORDS = {"error": "Error", "warning": "Warning", "info": "For information"}


class Blocks:
    """Makes blocks; knows on which page chapters stand, from the run before.

    Args:
        document: For its anchors.
        pages: Page of each anchor; empty in the first run.
        width: Of what is written, in points.

    Attributes:
        found: Pages of anchors in this run.
        letters: Sets text.
    """

    def __init__(self, document: Document, pages: Mapping[str, int], width: float) -> None:
        self.anchors = document.anchors
        self.pages = pages
        self.width = width
        self.found: dict[str, int] = {}
        self.letters = Letters()
        self.style = look.styles()

    # -- text --------------------------------------------------------------------------------

    def text(self, words: str, style: str = "body") -> Paragraph:
        """Set a text that is not ours."""
        return self.markup(self.letters.said(words), style)

    def cut(self, words: str, most: int, style: str) -> Paragraph:
        """Set a text that is not ours, no longer than so many characters."""
        return self.markup(self.letters.said(words, most), style)

    def markup(self, markup: str, style: str = "body") -> Paragraph:
        """Set markup of our own."""
        return Paragraph(markup, getattr(self.style, style))

    def heading(self, name: str, words: str, style: str) -> list[Any]:
        """Begin a section or a chapter."""
        title = self.letters.plain(words, _LONGEST_NAME)
        anchor = Anchor(name, title, int(style != "section"), self.found.__setitem__)
        head = self.text(title, style)
        head.keepWithNext = 1
        return [anchor, head]

    def part(self, words: str) -> Paragraph:
        """Begin a part of a chapter."""
        head = self.text(words, "part")
        head.keepWithNext = 1
        return head

    # -- places ------------------------------------------------------------------------------

    def place(self, place: Place, *, is_bold: bool = True, tells_page: bool = True) -> str:
        """Name a place: its sign, its name as a link to its chapter, its kind in small print."""
        style = theme.STYLES[place.style]
        name = self.letters.said(full_name(place), _LONGEST_NAME)
        name = f"<b>{name}</b>" if is_bold else name
        name = self._linked(place.node, name)
        small = self.letters.said(small_print(place)).replace(" ", "&nbsp;")
        page = self.page(place.node) if tells_page else None
        more = " · ".join(filter(None, (small, f"page&nbsp;{page}" if page else "")))
        tail = f' <font size="8" color="{look.FAINT}">{more}</font>' if more else ""
        sign = f'<font color="{style.border}">{style.glyph}</font>'
        return f"{sign}&nbsp;{name}{tail}"

    def page(self, node: str) -> int | None:
        """Give the page of a node's chapter, once it is known."""
        return self.pages.get(self.anchors.get(node, ""))

    def _linked(self, node: str, markup: str) -> str:
        anchor = self.anchors.get(node)
        return f'<a href="#{anchor}" color="{look.LINK}">{markup}</a>' if anchor else markup

    # -- tables ------------------------------------------------------------------------------

    def table(
        self, head: Sequence[str], rows: Sequence[Row], widths: Sequence[float], *more: Any
    ) -> Table:
        """Set a table whose head is repeated on each page.

        Args:
            head: Words of the head.
            rows: Cells: flowables, or lists of them.
            widths: Shares of the width.
            more: Commands for reportlab's TableStyle.
        """
        cells = [[self.text(words, "head") for words in head], *rows]
        columns = [self.width * share / sum(widths) for share in widths]
        heights = [_height(row, columns) for row in rows]
        return Table(
            cells,
            colWidths=columns,
            repeatRows=1,
            splitInRow=int(max(heights, default=0) > _TALLEST),
            hAlign="LEFT",
            style=TableStyle([*_TABLE, *_together(heights), *more]),
        )

    def facts(self, rows: Sequence[Fact], label: float = 0.27) -> Table:
        """Set labels with what stands behind them."""
        cells = [[self.text(f.label, "small"), self.text(f.value, "cell")] for f in rows]
        widths = [self.width * label, self.width * (1 - label)]
        return Table(cells, colWidths=widths, splitInRow=1, hAlign="LEFT", style=TableStyle(_FACTS))

    def keys(self, lines: Sequence[KeyLine]) -> Table:
        """Set a table of keys."""
        rows = [self._key_row(line) for line in lines]
        fills = [("BACKGROUND", (0, 1), (0, -1), look.KEY_FILL)]
        return self.table(("Key", "Leads to", "Then"), rows, (19, 63, 92), *fills)

    def _key_row(self, line: KeyLine) -> Row:
        if line.target is None:
            target = self.markup("<i>Not set</i>", "cell")
        elif line.is_again:
            target = self.markup("<b>This menu again</b>", "cell")
        else:
            target = self.markup(self.place(line.target, tells_page=False), "cell")
        then: list[Any] = [self.text(words, "note") for words in line.then]
        if line.target and not line.is_again and (page := self.page(line.target.node)):
            anchor = self.anchors[line.target.node]
            then.insert(0, self.markup(f'<a href="#{anchor}">See page {page}.</a>', "note"))
        then += [self.alarm(*alarm) for alarm in line.alarms]
        return [self.text(line.key, "key" if line.is_pressed else "key_words"), target, then]

    def alarm(self, severity: str, words: str) -> Paragraph:
        """Set a warning."""
        colour = theme.TONES[severity]
        head = f'<font color="{colour}"><b>{_SEVERITY_WORDS[severity]}:</b></font>'
        return self.markup(f"{head} {self.letters.said(words)}", "note")


_TABLE = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, 0), 0.9, look.ACCENT),
    ("LINEBELOW", (0, 1), (-1, -1), 0.4, look.HAIR),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
    ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
)
_FACTS = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, look.HAIR),
)


def _together(heights: Sequence[float]) -> Iterator[tuple[Any, ...]]:
    """Let no single row stay behind on a page, or go on alone overleaf, unless rows are huge."""
    if len(heights) < _MANY_ROWS:
        return
    for ends, cells in ((heights[:2], ((0, 0), (-1, 2))), (heights[-2:], ((0, -2), (-1, -1)))):
        if sum(ends) <= _TALLEST:
            yield ("NOSPLIT", *cells)


def _height(row: Row, columns: Sequence[float]) -> float:
    heights = [0.0]
    for cell, width in zip(row, columns, strict=True):
        parts = cell if isinstance(cell, list) else [cell]
        heights.append(sum(part.wrap(width - 2 * _PADDING, _ENDLESS)[1] for part in parts))
    return max(heights)
