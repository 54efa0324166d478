"""The document as a PDF: sections laid on pages until every page number in it is right."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from ...diagram.model import all_text
from ...exports.coverage import needs_shaping
from ...exports.paper import PAPERS
from ...exports.pdf import vectors
from ..document import Document
from ..pictures import Sheet
from . import styles as look
from .blocks import Blocks
from .sections import ACROSS, UPRIGHT, Sections, Shown

#: Page numbers change the length of lines, and those the numbers: it settles in two or three.
_MOST_RUNS = 5
_BAND = 105 * look.MM
_COVER = "cover"


class Pdf(NamedTuple):
    """A document on paper.

    Attributes:
        content: The file.
        strange: Texts with characters that its font lacks and that have stand-ins in it.
    """

    content: bytes
    strange: tuple[str, ...]


def write(document: Document, sheets: Mapping[str, Sheet], paper: str) -> Pdf:
    """Write the document as PDF.

    Args:
        document: What it tells.
        sheets: Pictures of numbers, by node.
        paper: A key of :data:`~flowgraph.exports.paper.PAPERS`.

    Returns:
        The same document gives the same bytes.
    """
    pictures = {node: _shown(sheet) for node, sheet in sheets.items()}
    pages: dict[str, int] = {}
    total = 0
    for _ in range(_MOST_RUNS):
        run = _lay(document, pictures, PAPERS[paper], pages, total)
        is_settled = run.pages == pages and run.total == total
        pages, total = run.pages, run.total
        if is_settled:
            break
    return Pdf(run.content, run.strange)


def _shown(sheet: Sheet) -> Shown:
    strange = any(map(needs_shaping, all_text(sheet.diagram)))
    return Shown(None if strange else vectors(sheet.drawing), sheet.steps)


class _Run(NamedTuple):
    content: bytes
    pages: dict[str, int]
    total: int
    strange: tuple[str, ...]


def _lay(
    document: Document,
    pictures: Mapping[str, Shown],
    paper: tuple[float, float],
    pages: Mapping[str, int],
    total: int,
) -> _Run:
    from reportlab.platypus import BaseDocTemplate

    width, height = paper
    blocks = Blocks(document, pages, width - 2 * look.MARGIN)
    across = height - 2 * look.MARGIN, width - look.HEAD - look.FOOT
    room = {UPRIGHT: (blocks.width, height - look.HEAD - look.FOOT), ACROSS: across}
    target = io.BytesIO()
    title = blocks.letters.plain(_full_title(document))
    template = BaseDocTemplate(
        target,
        pagesize=paper,
        title=title,
        author=blocks.letters.plain(_fact(document, "Prepared by")),
        subject=blocks.letters.plain(document.cover.summary),
        creator="flowgraph",
        lang="en",
        invariant=1,
        displayDocTitle=1,
        pageMode="UseOutlines",
    )
    template.addPageTemplates(_templates(document, blocks, paper, total))
    story = list(Sections(document, pictures, blocks, room).story())
    template.build(story)
    return _Run(target.getvalue(), blocks.found, template.page, tuple(blocks.letters.strange))


def _full_title(document: Document) -> str:
    cover = document.cover
    return f"{cover.title} – {cover.customer}" if cover.customer else cover.title


def _fact(document: Document, label: str) -> str:
    return next((fact.value for fact in document.cover.facts if fact.label == label), "")


# -- pages -----------------------------------------------------------------------------------


def _templates(
    document: Document, blocks: Blocks, paper: tuple[float, float], total: int
) -> list[Any]:
    from reportlab.platypus import Frame, PageTemplate

    width, height = paper
    wide = width - 2 * look.MARGIN
    bare = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    dress = partial(_dress, document, blocks, total)
    band = Frame(
        look.MARGIN, height - _BAND + 8 * look.MM, wide, _BAND - 46 * look.MM, id="band", **bare
    )
    below = height - _BAND - look.FOOT - 14 * look.MM
    facts = Frame(look.MARGIN, look.FOOT, wide, below, id="facts", **bare)
    body = Frame(look.MARGIN, look.FOOT, wide, height - look.HEAD - look.FOOT, id="body", **bare)
    across = Frame(
        look.MARGIN,
        look.FOOT,
        height - 2 * look.MARGIN,
        width - look.HEAD - look.FOOT,
        id="across",
        **bare,
    )
    return [
        PageTemplate(_COVER, [band, facts], onPage=_cover, pagesize=paper),
        PageTemplate(UPRIGHT, [body], onPage=dress, pagesize=paper),
        PageTemplate(ACROSS, [across], onPage=dress, pagesize=(height, width)),
    ]


def _cover(canvas: Any, template: Any) -> None:
    width, height = canvas._pagesize
    canvas.setFillColor(look.ACCENT)
    canvas.rect(0, height - _BAND, width, _BAND, stroke=0, fill=1)


def _dress(document: Document, blocks: Blocks, total: int, canvas: Any, template: Any) -> None:
    """Put running head and foot on a page."""
    width, height = canvas._pagesize
    left, right = look.MARGIN, width - look.MARGIN
    half = (right - left) / 2 - 10
    cover = document.cover
    canvas.setStrokeColor(look.HAIR)
    canvas.setFillColor(look.FAINT)
    canvas.setLineWidth(0.5)
    canvas.setFont(look.REGULAR, 8)
    top, bottom = height - 14 * look.MM, 12 * look.MM
    canvas.line(left, top - 5, right, top - 5)
    canvas.line(left, bottom + 11, right, bottom + 11)
    canvas.drawString(left, top, _cut(blocks.letters.plain(cover.title), half))
    canvas.drawRightString(right, top, _cut(blocks.letters.plain(cover.customer), half))
    foot = " · ".join(filter(None, (_fact(document, "Telephone system"), _fact(document, "Date"))))
    canvas.drawString(left, bottom, _cut(blocks.letters.plain(foot), half))
    canvas.drawRightString(right, bottom, f"Page {canvas.getPageNumber()} of {total}")


def _cut(text: str, width: float) -> str:
    """Cut a line to a width in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    text = text[:300]
    if stringWidth(text, look.REGULAR, 8) <= width:
        return text
    while text and stringWidth(f"{text}…", look.REGULAR, 8) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"
