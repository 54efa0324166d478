"""The order of the printed document: cover, contents, sections, sheet to sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from reportlab.platypus import (
    FrameBreak,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from ..document import Document, TestCall
from ..outline import SCRIPT_PARTS, Section, sections
from . import chapters
from . import styles as look
from .blocks import Blocks
from .flowables import Box, Lines, Picture

Story = Iterator[Any]
UPRIGHT, ACROSS = "upright", "across"
#: Menus of which the contents tell the pages one by one.
_MOST_LISTED = 60
#: What the band of the cover has room for.
_LONGEST_TITLE = 110
_LEAST_INLINE_PT = 6.5
_LETTERS_PT = 11.0


class Shown(NamedTuple):
    """A picture for paper; ``drawing`` is None where its characters are not in the font."""

    drawing: Any
    steps: int


class Sections:
    """Sets all sections.

    Args:
        document: What is told.
        pictures: Of numbers, by node.
        blocks: Sets blocks.
        room: Width and height of what is written on a sheet upright, and across.
    """

    def __init__(
        self,
        document: Document,
        pictures: Mapping[str, Shown],
        blocks: Blocks,
        room: Mapping[str, tuple[float, float]],
    ) -> None:
        self._document = document
        self._pictures = pictures
        self._blocks = blocks
        self._room = room
        self._sections = sections(document)

    def story(self) -> Story:
        """Give everything in the order of the pages."""
        yield from self._cover()
        yield from self._contents()
        tell = {
            "numbers": self._numbers,
            "hours": self._hours,
            "menus": self._menus,
            "answering": self._answering,
            "script": self._script,
            "attention": self._attention,
            "signing": self._signing,
        }
        for section in self._sections:
            yield PageBreak()
            yield from self._blocks.heading(section.name, section.title, "section")
            yield from tell[section.name]()

    # -- cover and contents ------------------------------------------------------------------

    def _cover(self) -> Story:
        cover = self._document.cover
        yield self._blocks.text(cover.title, "title", _LONGEST_TITLE)
        if cover.customer:
            yield Spacer(0, 3 * look.MM)
            yield self._blocks.text(cover.customer, "customer", _LONGEST_TITLE)
        # What follows stands below the band that the page itself has.
        yield FrameBreak()
        if cover.facts:
            yield self._blocks.facts(cover.facts)
        yield Spacer(0, 8 * look.MM)
        yield self._blocks.text(cover.summary, "summary")
        yield NextPageTemplate(UPRIGHT)
        yield PageBreak()

    def _contents(self) -> Story:
        yield self._blocks.text("Contents", "section")
        rows = [row for section in self._sections for row in self._content_rows(section)]
        yield Table(
            rows,
            colWidths=[self._blocks.width - 14 * look.MM, 14 * look.MM],
            hAlign="LEFT",
            style=TableStyle(
                [
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                    ("TOPPADDING", (0, 0), (-1, -1), 2),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
                    ("LINEBELOW", (0, 0), (-1, -1), 0.3, look.HAIR),
                ]
            ),
        )
        yield KeepTogether(list(self._reading()))

    def _reading(self) -> Story:
        yield Spacer(0, 6 * look.MM)
        yield self._blocks.part("How to read this document")
        for words in self._document.cover.reading:
            yield self._blocks.text(words, "small")
        yield Spacer(0, 1.5 * look.MM)
        yield self._blocks.glossary(self._document.glossary)

    def _content_rows(self, section: Section) -> Iterator[list[Paragraph]]:
        yield self._content(section.name, section.title, "contents")
        for name, title in section.chapters[:_MOST_LISTED]:
            yield self._content(name, title, "contents_sub")

    def _content(self, name: str, title: str, style: str) -> list[Paragraph]:
        words = self._blocks.marked(title, style, _LONGEST_TITLE)
        page = self._blocks.pages.get(name, "")
        link = f'<a href="#{name}" color="{look.INK}">'
        return [
            self._blocks.markup(f"{link}{words}</a>", style),
            self._blocks.markup(f"{link}{page}</a>", "page"),
        ]

    # -- numbers -----------------------------------------------------------------------------

    def _numbers(self) -> Story:
        for place, entry in enumerate(self._document.entries):
            if place:
                yield PageBreak()
            yield from self._blocks.heading(entry.anchor, entry.title, "chapter")
            yield from chapters.entry(self._blocks, entry)
            yield from self._picture(entry.place.node)

    def _picture(self, node: str) -> Story:
        shown = self._pictures.get(node)
        if shown is None:
            words = "The call flow is too large for a readable picture; the key tables tell all."
            yield Spacer(0, 3 * look.MM)
            yield self._blocks.text(words, "small")
            return
        if shown.drawing is None:
            words = (
                "The picture is left out: no font was found for its characters. The HTML has it."
            )
            yield Spacer(0, 3 * look.MM)
            yield self._blocks.text(words, "small")
            return
        scale = self._scale(shown, UPRIGHT)
        if scale * _LETTERS_PT >= _LEAST_INLINE_PT or scale >= self._scale(shown, ACROSS):
            yield KeepTogether([Spacer(0, 6 * look.MM), Picture(shown.drawing, scale)])
            return
        yield NextPageTemplate(ACROSS)
        yield PageBreak()
        yield Picture(shown.drawing, self._scale(shown, ACROSS))
        yield NextPageTemplate(UPRIGHT)

    def _scale(self, shown: Shown, direction: str) -> float:
        width, height = self._room[direction]
        room = height - 8 * look.MM
        return float(min(1.0, width / shown.drawing.width, room / shown.drawing.height))

    # -- the other sections ------------------------------------------------------------------

    def _hours(self) -> Story:
        for one in self._document.hours:
            yield from chapters.hours(self._blocks, one)
            yield Spacer(0, 6 * look.MM)

    def _menus(self) -> Story:
        for chapter in self._document.menus:
            yield from chapters.menu(self._blocks, chapter)

    def _answering(self) -> Story:
        for kind, rows in self._document.answering:
            yield from chapters.answering(self._blocks, kind, rows)

    def _script(self) -> Story:
        for title, is_recorded in SCRIPT_PARTS:
            rows = [one for one in self._document.script if one.is_recorded == is_recorded]
            if rows:
                yield self._blocks.part(title)
            for one in rows:
                yield from chapters.announcement(self._blocks, one)

    def _attention(self) -> Story:
        for one in self._document.concerns:
            yield from chapters.concern(self._blocks, one)
        if not self._document.concerns:
            yield self._blocks.text("Nothing was found that has to be changed.")
        if self._document.open_points:
            yield self._blocks.part("Open points")
            yield self._blocks.facts(self._document.open_points)

    # -- the sheet to sign -------------------------------------------------------------------

    def _signing(self) -> Story:
        signing = self._document.signing
        yield self._blocks.text(signing.intro)
        if signing.calls:
            head = ("No.", "Call", "The caller does", "Expected", "OK", "Remarks")
            rows = [self._call(call) for call in signing.calls]
            widths = (9, 54, 36, 41, 10, 24)
            yield self._blocks.table(head, rows, widths, ("VALIGN", (4, 1), (4, -1), "MIDDLE"))
        yield Spacer(0, 8 * look.MM)
        yield KeepTogether(self._signatures())

    def _call(self, call: TestCall) -> list[Any]:
        text = self._blocks.text
        where = [text(call.calls, "cell"), text(call.when, "small")]
        if call.title:
            title = self._blocks.markup(self._blocks.letters.bold(call.title), "cell")
            where = [title, text(f"{call.calls}, {call.when}", "small")]
        return [
            text(str(call.number), "cell"),
            where,
            text(call.keys or "Just calls", "cell"),
            text(call.expected, "cell"),
            Box(),
            text(call.remark, "small"),
        ]

    def _signatures(self) -> list[Any]:
        facts = {fact.label: fact.value for fact in self._document.cover.facts}
        columns = [
            self._signature("For the customer", facts.get("Customer", "")),
            self._signature("For the consultant", facts.get("Prepared by", "")),
        ]
        gap = 10 * look.MM
        width = (self._blocks.width - gap) / 2
        rows = [[left, "", right] for left, right in zip(*columns, strict=True)]
        table = Table(
            rows,
            colWidths=[width, gap, width],
            style=TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0)]),
        )
        words = "Accepted as described, apart from the remarks above."
        return [self._blocks.text(words), table]

    def _signature(self, side: str, name: str) -> list[Any]:
        text = self._blocks.text
        head = f"{side}: {name}" if name else side
        cells: list[Any] = [self._blocks.markup(self._blocks.letters.bold(head, 200))]
        for label in ("Name", "Place and date", "Signature"):
            cells.append([Lines(1, 11 * look.MM), text(label, "small")])
        return cells
