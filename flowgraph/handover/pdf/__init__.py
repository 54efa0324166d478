"""The document as a PDF: sections laid on pages until every page number in it is right."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from ...exports.paper import PAPERS
from ...exports.pdf import texts as drawn_texts
from ...exports.pdf import vectors
from ...exports.typefaces import Typefaces
from ..document import Document, places, texts
from ..pictures import Sheet
from ..words import full_name
from . import styles as look
from .blocks import Blocks
from .letters import Letters, plain, width_of
from .sections import ACROSS, UPRIGHT, Sections, Shown

#: Page numbers change the length of lines, and those the numbers: it settles in two or three.
_MOST_RUNS = 5
_BAND = 105 * look.MM
_COVER = "cover"
#: Size of running heads, in points.
_RUNNING = 8


class Pdf(NamedTuple):
    """A document on paper.

    Attributes:
        content: The file.
        strange: Characters that no font on this computer has, and that have stand-ins in it.
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
    drawn = [text for sheet in sheets.values() for text in drawn_texts(sheet.drawing)]
    typefaces = Typefaces([*texts(document), *map(full_name, places(document)), *drawn])
    pictures = {node: _shown(sheet, typefaces) for node, sheet in sheets.items()}
    pages: dict[str, int] = {}
    total = 0
    for _ in range(_MOST_RUNS):
        blocks = Blocks(document, pages, Letters(typefaces), PAPERS[paper][0] - 2 * look.MARGIN)
        run = _lay(document, pictures, blocks, PAPERS[paper], total)
        is_settled = run.pages == pages and run.total == total
        pages, total = run.pages, run.total
        if is_settled:
            break
    return Pdf(run.content, run.strange)


def _shown(sheet: Sheet, typefaces: Typefaces) -> Shown:
    lacking = set(typefaces.missing).intersection("".join(drawn_texts(sheet.drawing)))
    return Shown(None if lacking else vectors(sheet.drawing, typefaces), sheet.steps)


class _Run(NamedTuple):
    content: bytes
    pages: dict[str, int]
    total: int
    strange: tuple[str, ...]


def _lay(
    document: Document,
    pictures: Mapping[str, Shown],
    blocks: Blocks,
    paper: tuple[float, float],
    total: int,
) -> _Run:
    from reportlab.platypus import BaseDocTemplate

    width, height = paper
    across = height - 2 * look.MARGIN, width - look.HEAD - look.FOOT
    room = {UPRIGHT: (blocks.width, height - look.HEAD - look.FOOT), ACROSS: across}
    target = io.BytesIO()
    template = BaseDocTemplate(
        target,
        pagesize=paper,
        title=plain(_full_title(document)),
        author=plain(_fact(document, "Prepared by")),
        subject=plain(document.cover.summary),
        creator="flowgraph",
        lang="en",
        invariant=1,
        displayDocTitle=1,
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
    # Readers open with the chapters beside the pages.
    canvas.showOutline()
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
    top, bottom = height - 14 * look.MM, 12 * look.MM
    canvas.line(left, top - 5, right, top - 5)
    canvas.line(left, bottom + 11, right, bottom + 11)
    foot = " · ".join(filter(None, (_fact(document, "Telephone system"), _fact(document, "Date"))))
    page = f"Page {canvas.getPageNumber()} of {total}"
    for words, y, end in (
        (cover.title, top, 0.0),
        (cover.customer, top, right),
        (foot, bottom, 0.0),
        (page, bottom, right),
    ):
        line = blocks.letters.line(words, half, _RUNNING)
        _draw_line(canvas, line, end - width_of(line, _RUNNING) if end else left, y)


def _draw_line(canvas: Any, line: Sequence[tuple[str, str]], x: float, y: float) -> None:
    for font, text in line:
        canvas.setFont(font, _RUNNING)
        canvas.drawString(x, y, text)
        x += width_of([(font, text)], _RUNNING)
