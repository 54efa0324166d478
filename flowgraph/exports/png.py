"""A Diagram as PNG, never blurred, scaled down unseen, or blank."""

from __future__ import annotations

from ..diagram.model import Diagram
from ..errors import EngineError
from . import Drawing, dot, svg
from .engine import Command, run

#: Sharp on screens of today and in print up to A3.
DPI = 144
#: Below this, 11-point letters can no longer be read.
LEAST_DPI = 60
#: Cairo's limit is 32,767 pixels a side; viewers and mail programs give up long before.
MOST_SIDE_PX = 16_000
MOST_AREA_PX = 100_000_000


def write(drawing: Drawing, command: Command) -> bytes:
    """Write a drawing as PNG; see :func:`draw`."""
    return draw(drawing.diagram, command)


def draw(diagram: Diagram, command: Command) -> bytes:
    """Draw a Diagram as PNG.

    Raises:
        EngineError: It would be too large to be read, or the engine failed.
    """
    width, height = (points / 72 for points in svg.size_pt(svg.draw(diagram, command)))
    dpi = int(min(DPI, MOST_SIDE_PX / max(width, height), (MOST_AREA_PX / (width * height)) ** 0.5))
    if dpi < LEAST_DPI:
        raise EngineError(
            f"a PNG of {len(diagram.menus)} menus would be too large to be read "
            f"({width * LEAST_DPI:,.0f} x {height * LEAST_DPI:,.0f} pixels at {LEAST_DPI} dpi)",
            hint="draw .svg or .pdf, which have no such limit, or fewer menus with --max-depth",
        )
    return run(command, dot.render(diagram), "png", dpi=dpi)
