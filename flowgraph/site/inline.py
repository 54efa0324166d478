"""The engine's SVG as a part of a page: in the page's colours, with links that a keyboard finds."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree
from markupsafe import Markup

from ..diagram.model import Arrow, Diagram, Leaf, LegendEntry, Menu
from ..exports.html import shapes
from ..exports.html.drawn import drawn, elements

_SVG = "http://www.w3.org/2000/svg"
_PARSER = etree.XMLParser(remove_comments=True, resolve_entities=False, huge_tree=True)
_MARGIN = 10.0
_EDGE = "edge"
#: A picture's unit is a point; on a page letters of 11 points want to be a little larger.
_PIXELS_PER_POINT = 1.1


class Picture(NamedTuple):
    """A picture for a page.

    Attributes:
        markup: The ``svg`` element; it is safe as it is.
        width: Pixels at which its letters are as large as the page's.
        height: The same.
        legend: Signs and lines that occur in it.
    """

    markup: Markup
    width: int
    height: int
    legend: tuple[LegendEntry, ...]


def inline(svg: bytes, diagram: Diagram, title: str) -> Picture:
    """Make an engine's drawing a part of a page.

    Args:
        svg: What :func:`~flowgraph.exports.svg.draw` gave.
        diagram: What was drawn.
        title: What the picture shows, for people who do not see it.

    Returns:
        The picture without headline and legend, which the page has itself.
    """
    return _Maker(diagram).picture(etree.fromstring(svg, _PARSER), title)


class _Maker:
    def __init__(self, diagram: Diagram) -> None:
        self._diagram = diagram
        self._boxes: dict[str, Menu | Leaf] = {box.id: box for box in diagram.boxes}
        self._points: list[shapes.Point] = []

    def picture(self, root: etree._Element, title: str) -> Picture:
        arrows = etree.Element("g")
        boxes = etree.Element("g")
        for group in root.iter(f"{{{_SVG}}}g"):
            kind = group.get("class", "").partition(" ")[0]
            if kind == "edge":
                arrows.append(self._arrow(group))
            elif kind == "node":
                boxes.append(self._box(group))
        view = shapes.box_round(self._points or [(0.0, 0.0)]).grown(_MARGIN)
        width, height = (round(side * _PIXELS_PER_POINT) for side in (view.width, view.height))
        frame = self._frame(view, title)
        frame.set("width", str(width))
        frame.set("height", str(height))
        # Arrows lie below: where one crosses a menu, the menu stays readable.
        frame.extend([arrows, boxes])
        markup = Markup(etree.tostring(frame, encoding="unicode"))  # noqa: S704  built as elements
        return Picture(markup, width, height, self._diagram.legend)

    def _frame(self, view: shapes.Box, title: str) -> etree._Element:
        names = {
            "viewBox": " ".join(map(shapes.short, view)),
            "role": "group",
            "aria-labelledby": "picture-title picture-text",
        }
        frame = etree.Element("svg", names)
        etree.SubElement(frame, "title", id="picture-title").text = title
        etree.SubElement(frame, "desc", id="picture-text").text = self._diagram.subtitle
        return frame

    def _box(self, group: etree._Element) -> etree._Element:
        box = self._boxes[group.get("id", "")]
        place, found = drawn(group)
        self._points += place.corners()
        names = {"transform": f"translate({shapes.short(place.x)} {shapes.short(place.y)})"}
        if box.link:
            # Their spoken name is the title's.
            node = etree.Element("a", names, href=box.link)
        else:
            node = etree.Element("g", names, role="img")
        node.set("class", _box_class(box))
        etree.SubElement(node, "title").text = _spoken(box)
        node.extend(elements(found))
        return node

    def _arrow(self, group: etree._Element) -> etree._Element:
        # The engine counts arrows from 1 in the order in which it was given them.
        number = int(group.get("id", "").removeprefix(_EDGE)) - 1
        arrow = self._diagram.arrows[number]
        edge = etree.Element("g", {"class": _arrow_class(arrow), "role": "img"})
        etree.SubElement(edge, "title").text = arrow.spoken
        for shape in group.iter(f"{{{_SVG}}}path", f"{{{_SVG}}}polygon"):
            self._points += shapes.points_of(shape)
            kind = "line" if shape.get("fill") == "none" else "head"
            etree.SubElement(edge, "path", {"class": kind, "d": shapes.outline(shape)})
        return edge


def _box_class(box: Menu | Leaf) -> str:
    is_centre = isinstance(box, Menu) and box.is_root
    return "box centre" if is_centre else "box"


def _spoken(box: Menu | Leaf) -> str:
    """Name a box, with what a reader of the picture sees at once: its alarms."""
    return ". ".join([box.spoken, *(badge.text for badge in box.badges)])


def _arrow_class(arrow: Arrow) -> str:
    marks = {
        "fallback": arrow.is_fallback,
        "back": arrow.is_back,
        f"tone-{arrow.tone}": arrow.tone in ("error", "warning"),
    }
    return " ".join(["edge", *(name for name, holds in marks.items() if holds)])
