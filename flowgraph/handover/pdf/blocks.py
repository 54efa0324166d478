"""Wordss, places, tables: what chapters are put together from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlab.platypus import Table, TableStyle

from ...book.parts import Place
from ...diagram import theme
from ..document import Document, Fact, KeyLine, Term
from ..words import capital, small_print, standing_alone
from . import styles as look
from .flowables import Anchor
from .letters import LONGEST, Letters, plain
from .paragraphs import Words

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
        letters: Sets text.
        width: Of what is written, in points.

    Attributes:
        found: Pages of anchors in this run.
    """

    def __init__(
        self, document: Document, pages: Mapping[str, int], letters: Letters, width: float
    ) -> None:
        self.anchors = document.anchors
        self.pages = pages
        self.width = width
        self.found: dict[str, int] = {}
        self.letters = letters
        self.style = look.styles()

    # -- text --------------------------------------------------------------------------------

    def text(self, words: str, style: str = "body", most: int = LONGEST) -> Words:
        """Set a text that is not ours, no longer than so many characters."""
        return self.markup(self.marked(words, style, most), style)

    def marked(self, words: str, style: str, most: int = LONGEST) -> str:
        """Give a text that is not ours as markup for a style."""
        is_bold = getattr(self.style, style).fontName == look.BOLD
        return self.letters.bold(words, most) if is_bold else self.letters.said(words, most)

    def markup(self, markup: str, style: str = "body") -> Words:
        """Set markup of our own."""
        return Words(markup, getattr(self.style, style))

    def heading(self, name: str, words: str, style: str) -> list[Any]:
        """Begin a section or a chapter."""
        title = plain(words, _LONGEST_NAME)
        anchor = Anchor(name, title, int(style != "section"), self.found.__setitem__)
        head = self.text(title, style)
        head.keepWithNext = 1
        return [anchor, head]

    def part(self, words: str) -> Words:
        """Begin a part of a chapter."""
        head = self.text(words, "part")
        head.keepWithNext = 1
        return head

    # -- places ------------------------------------------------------------------------------

    def place(self, place: Place, *, is_bold: bool = True, tells_page: bool = True) -> str:
        """Name a place: its sign, its name as a link to its chapter, its kind in small print."""
        style = theme.STYLES[place.style]
        said = self.letters.bold if is_bold else self.letters.said
        name = said(standing_alone(place), _LONGEST_NAME)
        name = self._linked(place.node, name)
        small = self.letters.said(small_print(place)).replace(" ", "&nbsp;")
        page = self.page(place.node) if tells_page else None
        more = " · ".join(filter(None, (small, f"page&nbsp;{page}" if page else "")))
        tail = f' <font size="8" color="{look.FAINT}">{more}</font>' if more else ""
        return f"{_sign(style)}&nbsp;{name}{tail}"

    def page(self, node: str) -> int | None:
        """Give the page of a node's chapter, once it is known."""
        return self.pages.get(self.anchors.get(node, ""))

    def _linked(self, node: str, markup: str) -> str:
        anchor = self.anchors.get(node)
        return f'<a href="#{anchor}" color="{look.LINK}">{markup}</a>' if anchor else markup

    # -- tables ------------------------------------------------------------------------------

    def table(self, head: Row, rows: Sequence[Row], widths: Sequence[float], *more: Any) -> Table:
        """Set a table whose head is repeated on each page.

        Args:
            head: Words of the head, or flowables.
            rows: Cells: flowables, or lists of them.
            widths: Shares of the width.
            more: Commands for reportlab's TableStyle.
        """
        top = [self.text(cell, "head") if isinstance(cell, str) else cell for cell in head]
        columns = [self.width * share / sum(widths) for share in widths]
        heights = [_height(row, columns) for row in rows]
        return Table(
            [top, *rows],
            colWidths=columns,
            repeatRows=1,
            splitInRow=int(max(heights, default=0) > _TALLEST),
            hAlign="LEFT",
            style=TableStyle([*_TABLE, *_together(heights), *more]),
        )

    def facts(self, rows: Sequence[Fact], label: float = 0.27) -> Table:
        """Set labels with what stands behind them."""
        cells = [[self.text(f.label, "small"), self.text(f.value, "cell")] for f in rows]
        return self._plain_table(cells, (label, 1 - label), _LABELLED)

    def names(self, names: Sequence[Words]) -> Table:
        """Set names in two columns, to be read line by line."""
        lines = [[*names[place : place + 2], ""][:2] for place in range(0, len(names), 2)]
        return self._plain_table(lines, (1, 1), _FACTS)

    def _plain_table(
        self, cells: Sequence[Row], widths: Sequence[float], style: Sequence[Any]
    ) -> Table:
        columns = [self.width * share / sum(widths) for share in widths]
        return Table(cells, colWidths=columns, splitInRow=1, hAlign="LEFT", style=TableStyle(style))

    def glossary(self, terms: Sequence[Term]) -> Table:
        """Explain signs and words."""
        cells = [
            [
                self.markup(_sign(theme.STYLES[term.style]) if term.style else "", "small"),
                self.markup(f"<b>{term.word}</b>", "small"),
                self.text(f"{capital(term.meaning)}.", "small"),
            ]
            for term in terms
        ]
        return self._plain_table(cells, (6, 48, 120), _GLOSSARY)

    def keys(self, lines: Sequence[KeyLine]) -> Table:
        """Set a table of keys."""
        rows = [self._key_row(line) for line in lines]
        words = [row for row, line in enumerate(lines, 1) if not line.is_pressed]
        return self.table(
            (self.text("Key", "head_key"), "Leads to", "Then"),
            rows,
            (19, 63, 92),
            ("BACKGROUND", (0, 1), (0, -1), look.KEY_FILL),
            # Letters of several sizes stand on one line.
            ("TOPPADDING", (1, 1), (1, -1), 3.5),
            ("TOPPADDING", (2, 1), (2, -1), 4),
            ("BOTTOMPADDING", (0, 1), (-1, -1), 2.5),
            *(("TOPPADDING", (0, row), (0, row), 4) for row in words),
        )

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

    def alarm(self, severity: str, words: str) -> Words:
        """Set a warning."""
        colour = theme.TONES[severity]
        head = f'<font color="{colour}"><b>{_SEVERITY_WORDS[severity]}:</b></font>'
        return self.markup(f"{head} {self.letters.said(words)}", "note")


def _sign(style: theme.Style) -> str:
    return f'<font color="{style.border}">{style.glyph}</font>'


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

#: Labels are smaller than what stands behind them, and on one line with it.
_LABELLED = (*_FACTS, ("TOPPADDING", (0, 0), (0, -1), 3.5))
_GLOSSARY = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 0.6),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0.6),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
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
