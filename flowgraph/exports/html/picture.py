"""The engine's SVG made ready for the page: smaller, recoloured by class, each part addressable.

Most of the engine's bytes say the same again and again. What is kept: a group for each menu,
destination and arrow with its name for people who do not see it, and in menus a group for each
key's row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from ...diagram import theme
from ...diagram.model import Arrow, Diagram, Leaf, Menu
from . import shapes
from .colours import class_of
from .drawn import Drawn, drawn, elements
from .shapes import Box

_SVG = "http://www.w3.org/2000/svg"
_PARSER = etree.XMLParser(remove_comments=True, resolve_entities=False, huge_tree=True)
_KEY_CELL = [class_of("f", theme.KEY_FILL), class_of("s", theme.CELL_LINE)]
_MARGIN = 24.0
#: Browsers lay out every letter before they show anything; from here on the page begins with the
#: first levels and takes the rest from its store. Up to here the picture is there without script.
STORED_FROM_MENUS = 500
# Wider than this (points), no letter of it can be read on any screen at first sight.
_WIDE = 3500.0
_EDGE = "edge"


class Picture(NamedTuple):
    """A picture for the page.

    Attributes:
        markup: The ``svg`` element; of a large picture without its parts, which lie in a
            ``template`` beside it until the script wants them.
        boxes: Where each part stands, in the order of ``Diagram.boxes``; the page knows
            a part by its place there.
    """

    markup: str
    boxes: list[Box]


def picture(svg: bytes, diagram: Diagram) -> Picture:
    """Make an engine's drawing ready for the page.

    Args:
        svg: What :func:`~flowgraph.exports.svg.draw` gave.
        diagram: What was drawn.

    Returns:
        The picture without its headline and legend, which the page shows itself. A part's id is
        ``n`` and its place, an arrow's is ``a`` and its place in ``diagram.arrows``: nothing that
        a name could forge. A row's ``data-key`` is its key.
    """
    return _Maker(diagram).picture(etree.fromstring(svg, _PARSER))


class _Maker:
    def __init__(self, diagram: Diagram) -> None:
        self._diagram = diagram
        self._parts = diagram.boxes
        self._place = {part.id: place for place, part in enumerate(self._parts)}
        self._boxes = [Box(0, 0, 0, 0)] * len(self._parts)
        self._ends: list[shapes.Point] = []

    def picture(self, root: etree._Element) -> Picture:
        arrows = etree.Element("g", {"class": "edges"})
        nodes = etree.Element("g", {"class": "nodes"})
        for group in root.iter(f"{{{_SVG}}}g"):
            kind = group.get("class", "").partition(" ")[0]
            if kind == "edge":
                arrows.append(self._arrow(group))
            elif kind == "node":
                nodes.append(self._node(group))
        # Arrows lie below: where one crosses a menu, the menu stays readable.
        return Picture(self._markup([arrows, nodes]), self._boxes)

    def _markup(self, layers: list[etree._Element]) -> str:
        if len(self._diagram.menus) <= STORED_FROM_MENUS:
            return _written(self._frame(layers))
        empty = [etree.Element("g", dict(layer.attrib)) for layer in layers]
        store = etree.Element("svg")
        store.extend(layers)
        return f'{_written(self._frame(empty))}<template id="store">{_written(store)}</template>'

    def _frame(self, layers: list[etree._Element]) -> etree._Element:
        view = self._view()
        names = {
            "id": "picture",
            "class": "far" if view.width > _WIDE else "",
            "viewBox": " ".join(map(shapes.short, view)),
            "role": "group",
            "aria-roledescription": "call flow",
            "aria-labelledby": "title",
            "aria-describedby": "subtitle",
        }
        frame = etree.Element("svg", names)
        # No title: browsers show it as a tooltip over the whole picture.
        etree.SubElement(frame, "desc").text = self._diagram.subtitle
        etree.SubElement(frame, "g", id="world").extend(layers)
        return frame

    def _view(self) -> Box:
        corners = [point for box in self._boxes for point in box.corners()]
        box = shapes.box_round([*corners, *self._ends] or [(0.0, 0.0)])
        return box.grown(_MARGIN)

    # -- parts ----------------------------------------------------------------------------

    def _node(self, group: etree._Element) -> etree._Element:
        place = self._place[group.get("id", "")]
        part = self._parts[place]
        box, found = drawn(group)
        self._boxes[place] = box
        head, rows = _head_and_rows(found, part)
        names = {
            "id": f"n{place}",
            "class": _node_class(part),
            "transform": f"translate({shapes.short(box.x)} {shapes.short(box.y)})",
        }
        node = etree.Element("g", names)
        node.append(_button(part, box))
        # The name says what it is; its rows are told by the side panel and the outline.
        body = etree.SubElement(node, "g", {"aria-hidden": "true"})
        body.extend(elements(head))
        for key, members in rows:
            row = etree.SubElement(body, "g", {"data-key": key})
            row.extend(elements(members))
        return node

    def _arrow(self, group: etree._Element) -> etree._Element:
        # The engine counts arrows from 1 in the order in which it was given them.
        place = int(group.get("id", "").removeprefix(_EDGE)) - 1
        arrow = self._diagram.arrows[place]
        names = {"id": f"a{place}", "class": _arrow_class(arrow), "role": "img"}
        edge = etree.Element("g", names)
        etree.SubElement(edge, "title").text = arrow.spoken
        for shape in group.iter(f"{{{_SVG}}}path", f"{{{_SVG}}}polygon"):
            self._ends += shapes.points_of(shape)
            kind = "line" if shape.get("fill") == "none" else "head"
            etree.SubElement(edge, "path", {"class": kind, "d": shapes.outline(shape)})
        return edge


def _written(element: etree._Element) -> str:
    markup: str = etree.tostring(element, encoding="unicode")
    return markup


def _button(part: Menu | Leaf, box: Box) -> etree._Element:
    """Give what is focused and pressed: the ground of a node, which has no text but its name."""
    names = {
        "class": "ground",
        "width": shapes.short(box.width),
        "height": shapes.short(box.height),
        "role": "button",
        "tabindex": "-1",
        "aria-label": _spoken(part),
    }
    return etree.Element("rect", names)


def _node_class(part: Menu | Leaf) -> str:
    if isinstance(part, Leaf):
        return f"node leaf l-{part.style}"
    if part.is_entry:
        return "node entry"
    return "node menu root" if part.is_root else "node menu"


def _spoken(part: Menu | Leaf) -> str:
    """Name a node, with what a reader of the picture sees at once: its alarms."""
    return ". ".join([part.spoken, *(badge.text for badge in part.badges)])


def _arrow_class(arrow: Arrow) -> str:
    marks = {
        "fallback": arrow.is_fallback,
        "back": arrow.is_back,
        "closed": arrow.is_closed,
        arrow.manner: arrow.manner != "",
        f"tone-{arrow.tone}": arrow.tone not in (None, "info"),
    }
    return " ".join(["edge", *(name for name, holds in marks.items() if holds)])


def _head_and_rows(
    found: Sequence[Drawn], part: Menu | Leaf
) -> tuple[list[Drawn], Iterator[tuple[str, list[Drawn]]]]:
    """Tell what is drawn once for a node from what is drawn for each of its keys.

    The cells of all keys belong to the head, where they are one shape.
    """
    keys = [row.key for row in part.rows] if isinstance(part, Menu) else []
    cells = [place for place, shape in enumerate(found) if shape.classes == _KEY_CELL]
    # Other cells can be as grey as a key's, but they do not stand at the table's left.
    left = min((found[place].left for place in cells), default=0.0)
    starts = [place for place in cells if found[place].left == left]
    if not starts or len(starts) != len(keys):
        return list(found), iter(())
    ends = [*starts[1:], len(found)]
    head = [*found[: starts[0]], *(found[start] for start in starts)]
    rows = (found[start + 1 : end] for start, end in zip(starts, ends, strict=True))
    return head, ((key, list(row)) for key, row in zip(keys, rows, strict=True))
