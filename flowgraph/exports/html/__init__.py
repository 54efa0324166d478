"""A drawing as a page of its own: pan, zoom, search, follow every way, read every setting.

The page is one file that needs no network. Python writes the picture and all lists in words, so
that they are there without the script too; the script, plain files in ``page/`` that are joined
when the page is written, brings them to life.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from .. import svg
from .assembly import page
from .colours import style_sheet
from .facts import facts
from .faults import counts, faults
from .lists import fault_list, legend, outline
from .picture import picture

if TYPE_CHECKING:
    from .. import Drawing
    from ..engine import Command


def write(drawing: Drawing, command: Command) -> bytes:
    """Write a drawing as an interactive page.

    Args:
        drawing: What to write.
        command: The engine that draws the picture.

    Returns:
        HTML in UTF-8; the same drawing gives the same bytes.

    Raises:
        EngineError: The engine failed.
    """
    # The page has colours of its own, by day and by night, and they start from these.
    diagram = drawing.diagram._replace(theme="screen")
    drawn = picture(svg.draw(diagram, command), diagram)
    found = faults(drawing.findings, drawing.loops, drawing.graph)
    parts = {
        "title": escape(diagram.title),
        "subtitle": escape(diagram.subtitle),
        "picture": drawn.markup,
        "faults": fault_list(drawing.graph, found),
        "outline": outline(drawing),
        "legend": legend(diagram.legend),
        "badge": _badge(sum(number for severity, number in counts(found) if severity != "info")),
    }
    return page(parts, facts(drawing, found, drawn.boxes), style_sheet()).encode()


def _badge(number: int) -> str:
    return f' <span class="count">{number}</span>' if number else ""
