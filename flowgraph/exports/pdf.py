"""A Diagram as PDF: by an engine that can, else from our SVG in pure Python."""

from __future__ import annotations

import io
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from ..diagram.model import Diagram
from . import Drawing, dot, svg
from .engine import Command, run
from .paper import on_paper
from .typefaces import FAMILY, Typefaces

_SVG = "http://www.w3.org/2000/svg"
_FACES = (
    ("Arimo[wght].ttf", 400, "normal", "normal"),
    ("Arimo[wght].ttf", 700, "bold", "normal"),
    ("Arimo-Italic[wght].ttf", 400, "normal", "italic"),
)


def write(drawing: Drawing, command: Command) -> bytes:
    """Write a drawing as PDF, on paper where a size was asked for; see :func:`draw`.

    Raises:
        EngineError: The engine failed, or the letters would be too small on that paper.
    """
    picture = draw(drawing.diagram, command)
    return on_paper(picture, drawing.diagram.paper) if drawing.diagram.paper else picture


def draw(diagram: Diagram, command: Command) -> bytes:
    """Draw a Diagram as PDF.

    Args:
        diagram: What to draw.
        command: A system ``dot`` or Pango; or the bundled engine, whose SVG is then turned into a
            vector PDF by svglib and reportlab with the engine's own font.

    Raises:
        EngineError: The engine failed.
    """
    if command.engine != "bundled":
        return _CLOCK.sub(_same_length, run(command, dot.render(diagram), "pdf"))
    return _from_svg(svg.draw(diagram, command), diagram.title)


# Cairo notes the time; the same PBX is to give the same bytes. The length counts in a PDF.
_CLOCK = re.compile(rb"(?<=/CreationDate \(D:)\d{14}")


def _same_length(clock: re.Match[bytes]) -> bytes:
    return b"20000101" + b"0" * (len(clock.group()) - 8)


def _from_svg(drawing: bytes, title: str) -> bytes:
    from reportlab.graphics import renderPDF
    from reportlab.pdfgen.canvas import Canvas

    parsed = vectors(drawing, Typefaces(texts(drawing)))
    target = io.BytesIO()
    # invariant: no clock in the file, so that the same PBX gives the same bytes.
    canvas = Canvas(target, pagesize=(parsed.width, parsed.height), invariant=1)
    canvas.setTitle(title)
    renderPDF.draw(parsed, canvas, 0, 0)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def texts(drawing: bytes) -> list[str]:
    """Give the texts of an SVG."""
    from lxml import etree

    root = etree.fromstring(drawing)
    return ["".join(text.itertext()) for text in root.iter(f"{{{_SVG}}}text")]


def vectors(drawing: bytes, typefaces: Typefaces) -> Any:
    """Turn the bundled engine's SVG into a drawing of reportlab.

    Args:
        drawing: The SVG.
        typefaces: Fonts for its texts.
    """
    from lxml import etree
    from svglib.svglib import SvgRenderer

    from .typefaces.drawing import set_texts

    register_fonts()
    found = SvgRenderer("flowgraph").render(etree.fromstring(_plain_fonts(drawing)))
    set_texts(found, typefaces)
    return found


def _plain_fonts(drawing: bytes) -> bytes:
    # svglib takes the first family that it knows; one name alone keeps it from guessing.
    return drawing.replace(svg.FONTS.encode(), FAMILY.encode())


@cache
def register_fonts() -> None:
    """Register the faces that a picture uses; the package holds two variable fonts."""
    from svglib.fonts import register_font

    with tempfile.TemporaryDirectory(prefix="flowgraph-") as folder:
        for file, weight, weight_name, style in _FACES:
            path = _instance(file, weight, Path(folder))
            register_font(FAMILY, str(path), weight_name, style)


def _instance(file: str, weight: int, folder: Path) -> Path:
    from importlib.resources import files

    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    target = folder / f"{weight}-{file}"
    source = files("fontpkg_arimo") / "files" / file
    # Else the time of this run would stand in the font, and with it in the file.
    font = TTFont(io.BytesIO(source.read_bytes()), recalcTimestamp=False)
    # Without names of its own the bold face would be taken for the regular one.
    instantiateVariableFont(font, {"wght": weight}, inplace=True, updateFontNames=True)
    font.save(target)
    return target
