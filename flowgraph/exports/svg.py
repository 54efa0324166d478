"""A Diagram as SVG: the engine's drawing, with words for people who do not see it."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from ..diagram.model import Diagram
from ..errors import EngineError
from . import Drawing, dot
from .engine import Command, EngineTimeout, run

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
# The engine writes comments with its version and the parts' ids, and a doctype of its own; huge
# pictures have texts that lxml takes for an attack.
_PARSER = etree.XMLParser(remove_comments=True, resolve_entities=False, huge_tree=True)
# Fonts whose letters are as wide as those that the engine measured with, then what there is.
FONTS = "Arimo, Helvetica, Arial, 'Liberation Sans', sans-serif"


def write(drawing: Drawing, command: Command) -> bytes:
    """Write a drawing as SVG; see :func:`draw`."""
    return draw(drawing.diagram, command)


@lru_cache(maxsize=1)
def draw(diagram: Diagram, command: Command) -> bytes:
    """Draw a Diagram as SVG; the last drawing is kept, as bitmap and PDF start from it too.

    Returns:
        Well-formed XML in UTF-8 with a title, a description and a speaking name for each part.

    Raises:
        EngineError: The engine failed, or its drawing is no XML.
    """
    try:
        raw = run(command, dot.render(diagram), "svg")
    except EngineTimeout:
        raw = run(command, dot.render(diagram, quick=True), "svg")
    return _speaking(raw, diagram)


def _speaking(raw: bytes, diagram: Diagram) -> bytes:
    try:
        root = etree.fromstring(raw, _PARSER)
    except etree.XMLSyntaxError as error:
        raise EngineError(
            f"the engine's drawing is no valid XML ({error})", hint="try another --engine"
        ) from None
    root.set("role", "img")
    root.set("aria-labelledby", "flowgraph-title flowgraph-description")
    root.insert(0, _element("title", "flowgraph-title", diagram.title))
    root.insert(1, _element("desc", "flowgraph-description", diagram.subtitle))
    _rename(root, diagram)
    # Said once: a fifth of the file would be the names of fonts.
    root.set("font-family", FONTS)
    for text in root.iter(f"{{{_SVG}}}text"):
        text.attrib.pop("font-family", None)
    drawing: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return drawing + b"\n"


def _element(tag: str, identity: str, text: str) -> etree._Element:
    element = etree.Element(f"{{{_SVG}}}{tag}", id=identity)
    element.text = text
    element.tail = "\n"
    return element


def _rename(root: etree._Element, diagram: Diagram) -> None:
    """Replace the engine's titles, which are ids, by what the part is called."""
    names = {menu.id: menu.tooltip for menu in diagram.menus}
    names |= {leaf.id: leaf.tooltip for leaf in diagram.leaves}
    # Engines number edges as they stand in the source, from 1; several may have the same ends.
    sentences = {f"edge{number}": arrow.spoken for number, arrow in enumerate(diagram.arrows, 1)}
    for group in root.iter(f"{{{_SVG}}}g"):
        title = group.find(f"{{{_SVG}}}title")
        if title is None or title.text is None:
            continue
        kind = group.get("class", "").partition(" ")[0]
        if kind == "graph":
            group.remove(title)
        elif kind == "edge":
            _speak(group, title, sentences.get(group.get("id", "")))
        elif kind == "node":
            _speak(group, title, names.get(group.get("id", "")))


def _speak(group: etree._Element, title: etree._Element, text: str | None) -> None:
    """Let a part say its name, in its title and in the link that the engine puts round it."""
    if text is None:
        return
    title.text = text
    # The engine expands what looks like an escape in a tooltip once more.
    for link in group.iter(f"{{{_SVG}}}a"):
        link.set(f"{{{_XLINK}}}title", text)


def size_pt(svg: bytes) -> tuple[float, float]:
    """Give width and height of a drawing in points."""
    root = etree.fromstring(svg, _PARSER)
    width, height = (float(root.get(name, "0").removesuffix("pt")) for name in ("width", "height"))
    return width, height
