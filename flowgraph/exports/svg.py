"""A Diagram as SVG: the engine's drawing, with words for people who do not see it."""

from __future__ import annotations

from functools import lru_cache
from xml.etree import ElementTree

from ..diagram.model import Diagram
from ..errors import EngineError
from . import dot
from .engine import Command, EngineTimeout, run

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
# Fonts whose letters are as wide as those that the engine measured with, then what there is.
FONTS = "Arimo, Helvetica, Arial, 'Liberation Sans', sans-serif"


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
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    try:
        root = ElementTree.fromstring(raw)  # noqa: S314  our own engine's output
    except ElementTree.ParseError as error:
        raise EngineError(
            f"the engine's drawing is no valid XML ({error})", hint="try another --engine"
        ) from None
    root.set("role", "img")
    root.set("aria-labelledby", "flowgraph-title flowgraph-description")
    root.insert(0, _element("title", "flowgraph-title", diagram.title))
    root.insert(1, _element("desc", "flowgraph-description", diagram.subtitle))
    _rename(root, diagram)
    for text in root.iter(f"{{{_SVG}}}text"):
        text.set("font-family", FONTS)
    ElementTree.indent(root, " ")
    drawing: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return drawing + b"\n"


def _element(tag: str, identity: str, text: str) -> ElementTree.Element:
    element = ElementTree.Element(f"{{{_SVG}}}{tag}", id=identity)
    element.text = text
    return element


def _rename(root: ElementTree.Element, diagram: Diagram) -> None:
    """Replace the engine's titles, which are ids, by what the part is called."""
    names = {menu.id: menu.tooltip for menu in diagram.menus}
    names |= {leaf.id: leaf.tooltip for leaf in diagram.leaves}
    arrows = iter(diagram.arrows)
    by_ends: dict[str, str] = {}
    for arrow in arrows:
        by_ends.setdefault(f"{arrow.source}->{arrow.target}", arrow.spoken)
    for group in root.iter(f"{{{_SVG}}}g"):
        title = group.find(f"{{{_SVG}}}title")
        if title is None or title.text is None:
            continue
        kind = group.get("class", "").partition(" ")[0]
        if kind == "graph":
            group.remove(title)
        elif kind == "edge":
            title.text = by_ends.get(_ends(title.text), title.text)
        elif kind == "node":
            title.text = names.get(group.get("id", ""), title.text)


def _ends(title: str) -> str:
    source, _, target = title.partition("->")
    return f"{source.partition(':')[0]}->{target.partition(':')[0]}"


def size_pt(svg: bytes) -> tuple[float, float]:
    """Give width and height of a drawing in points."""
    root = ElementTree.fromstring(svg)  # noqa: S314  our own drawing
    return tuple(float(root.get(name, "0").removesuffix("pt")) for name in ("width", "height"))  # type: ignore[return-value]
