"""A drawing as a file of diagrams.net (draw.io), in our layout and ready to be edited.

A menu is a list with a cell for each key, from which its arrow starts. Labels are plain text, never
HTML; a tooltip is HTML there, and escaped. Format: mxGraph's XML, uncompressed, see
https://www.drawio.com/doc/faq/diagram-source-edit.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from lxml import etree

from ...diagram import theme
from ...diagram.model import Arrow, Diagram, LegendEntry, Menu
from ...diagram.overview import needs_overview, sheets
from ...diagram.view import View
from ...text import shorten
from .. import Drawing
from ..engine import Command
from ..markup import line_signs, port
from . import looks
from .layout import Box, Point, bends, lay_out
from .looks import Look, number, share

_MODEL = {
    "grid": "0",
    "guides": "1",
    "tooltips": "1",
    "connect": "1",
    "arrows": "1",
    "fold": "1",
    "page": "0",
    "math": "0",
    "shadow": "0",
}
_LEGEND_WIDTH = 1000
_GAP = 24
_LONGEST_PAGE_NAME = 60


def write(drawing: Drawing, command: Command) -> bytes:
    """Write a drawing for diagrams.net.

    Args:
        drawing: What to write. Where it has more menus than one sheet should hold, the file has an
            overview and a page for each part.
        command: The engine that decides where everything stands.

    Returns:
        XML in UTF-8, the same for the same drawing and engine.

    Raises:
        EngineError: The engine failed.
    """
    file = etree.Element("mxfile", host="flowgraph")
    for id_, diagram in _pages(drawing):
        name = shorten(diagram.title, _LONGEST_PAGE_NAME)
        page = etree.SubElement(file, "diagram", id=id_, name=name)
        page.append(_Page(diagram, command).model())
    etree.indent(file)
    text: bytes = etree.tostring(file, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _pages(drawing: Drawing) -> Iterator[tuple[str, Diagram]]:
    """Give each page with its id, which is what the boxes of an overview link to."""
    if not needs_overview(drawing.graph):
        yield "page", drawing.diagram
        return
    view = drawing.view or View(direction=drawing.diagram.direction, findings=drawing.findings)
    for sheet in sheets(drawing.graph, drawing.loops, view):
        yield sheet.name or "overview", sheet.diagram


class _Page:
    """One page of the file."""

    def __init__(self, diagram: Diagram, command: Command) -> None:
        self._diagram = diagram
        self._colours = diagram.colours
        self._layout = lay_out(diagram, command)
        self._root = etree.Element("root")
        etree.SubElement(self._root, "mxCell", id="0")
        etree.SubElement(self._root, "mxCell", id="1", parent="0")
        self._indents = {leaf.id: looks.indent(leaf) for leaf in diagram.leaves}
        self._heads: dict[str, float] = {}
        self._shift = 0.0

    def model(self) -> etree._Element:
        """Give the page as a model of mxGraph."""
        boxes = self._layout.boxes
        top = min((box.y for box in boxes.values()), default=0)
        self._shift = self._heading() + _GAP - top
        for menu in self._diagram.menus:
            self._menu(menu, self._placed(menu.id))
        for leaf in self._diagram.leaves:
            look = looks.leaf(leaf, self._colours)
            text, spot = looks.leaf_text(leaf), self._placed(leaf.id)
            self._vertex(leaf.id, text, look, spot, tooltip=leaf.tooltip, link=leaf.link)
        for place, arrow in enumerate(self._diagram.arrows, 1):
            self._arrow(f"arrow-{place}", arrow)
        model = etree.Element("mxGraphModel", _MODEL, background=self._colours.paper)
        model.append(self._root)
        return model

    def _placed(self, id_: str) -> Box:
        box = self._layout.boxes[id_]
        return box._replace(y=box.y + self._shift)

    # -- cells ----------------------------------------------------------------------------

    def _vertex(  # noqa: PLR0913  what a box may have
        self,
        id_: str,
        text: str,
        look: Look,
        box: Box,
        *,
        parent: str = "1",
        tooltip: str = "",
        link: str = "",
    ) -> None:
        cell = self._cell(id_, text, tooltip, link)
        cell.attrib.update({"style": looks.style(look), "vertex": "1", "parent": parent})
        sizes = {name: number(value) for name, value in box._asdict().items()}
        etree.SubElement(cell, "mxGeometry", {**sizes, "as": "geometry"})

    def _cell(self, id_: str, text: str, tooltip: str, link: str = "") -> etree._Element:
        """Add a cell; one with a tooltip stands in an object that has it."""
        if not tooltip:
            return etree.SubElement(self._root, "mxCell", id=id_, value=text)
        told = escape(tooltip).replace("\n", "<br>")
        owner = etree.SubElement(self._root, "UserObject", label=text, tooltip=told, id=id_)
        if link:
            # To another page of the file; addresses of our own only.
            owner.set("link", f"data:page/id,{link}")
        return etree.SubElement(owner, "mxCell")

    # -- heading --------------------------------------------------------------------------

    def _heading(self) -> float:
        """Write headline, subtitle and legend; give where they end."""
        title, subtitle = self._diagram.title, self._diagram.subtitle
        words = looks.words(self._colours)
        self._vertex("title", title, looks.headline(self._colours), Box(0, 0, _LEGEND_WIDTH, 26))
        self._vertex("subtitle", subtitle, words, Box(0, 28, _LEGEND_WIDTH, 18))
        x, y = 0.0, 54.0
        for entry in self._diagram.legend:
            width = looks.words_width(entry.caption)
            if x + width > _LEGEND_WIDTH:
                x, y = 0.0, y + 24
            self._sign(entry, x, y)
            self._vertex(f"legend-{entry.name}", entry.caption, words, Box(x + 30, y, width, 18))
            x += width + 40
        return y + 18

    def _sign(self, entry: LegendEntry, x: float, y: float) -> None:
        id_ = f"sign-{entry.name}"
        if line := line_signs(self._colours).get(entry.name):
            drawn, colour = line
            self._vertex(id_, drawn, looks.line_sign(colour), Box(x - 4, y, 32, 18))
        else:
            look = looks.kind_sign(entry.name, self._colours)
            self._vertex(id_, theme.STYLES[entry.name].glyph, look, Box(x, y, 22, 18))

    # -- boxes and arrows -----------------------------------------------------------------

    def _menu(self, menu: Menu, box: Box) -> None:
        """Draw a menu as a list: below its head a cell for everything that its table has."""
        head, *below = looks.parts(menu, self._colours)
        scale = box.height / sum(part.height for part in (head, *below))
        y = head.height * scale
        self._heads[menu.id] = y / box.height / 2
        look = {**head.look, "startSize": number(y)}
        self._vertex(menu.id, head.text, look, box, tooltip=menu.tooltip, link=menu.link)
        keys = looks.key_width(menu)
        for part in below:
            height = part.height * scale
            id_ = f"{menu.id}.{part.name}"
            spot = Box(0, y, box.width, height)
            self._vertex(id_, part.text, part.look, spot, parent=menu.id)
            if part.row:
                key, spot = looks.key(part.row, self._colours), Box(0, 0, keys, height)
                self._vertex(f"{id_}.key", part.row.caption, key, spot, parent=id_)
            y += height

    def _arrow(self, id_: str, arrow: Arrow) -> None:
        route = self._route(arrow)
        look = {**looks.arrow(arrow, self._colours), **self._ends(arrow, route)}
        source = f"{arrow.source}.{port(arrow.row)}" if arrow.row else arrow.source
        cell = self._cell(id_, "", arrow.spoken)
        cell.attrib.update({"style": looks.style(look), "edge": "1", "parent": "1"})
        cell.attrib.update({"source": source, "target": arrow.target})
        geometry = etree.SubElement(cell, "mxGeometry", {"relative": "1", "as": "geometry"})
        points = etree.SubElement(geometry, "Array", {"as": "points"})
        for x, y in bends(route):
            etree.SubElement(points, "mxPoint", x=number(x), y=number(y + self._shift))

    def _route(self, arrow: Arrow) -> list[Point]:
        head = "h" if arrow.source in self._heads else ""
        start = port(arrow.row) if arrow.row else head
        return self._layout.routes.get((arrow.source, start, arrow.target), [])

    def _ends(self, arrow: Arrow, route: list[Point]) -> Look:
        """Fix where an arrow leaves and arrives, as shares of the cells' sizes."""
        (x, y), (u, v) = self._start(arrow, route), self._end(arrow)
        ends = {"exitX": share(x), "exitY": share(y), "entryX": share(u), "entryY": share(v)}
        indent = self._indents.get(arrow.target, 0) if u == 0 else 0
        fixed = {**ends, "exitPerimeter": 0, "entryPerimeter": 0}
        return {**fixed, "entryDx": indent} if indent else fixed

    def _start(self, arrow: Arrow, route: list[Point]) -> Point:
        if arrow.row:
            return 1, 0.5
        if arrow.source in self._heads:
            return 1, self._heads[arrow.source]
        box = self._layout.boxes[arrow.source]
        return _place_in(box, route[0]) if route else (1, 0.5)

    def _end(self, arrow: Arrow) -> Point:
        """Give where an arrow arrives: at the head of a menu, in the middle of a leaf's side."""
        head = self._heads.get(arrow.target)
        if arrow.is_back and head is not None:
            return 1, head
        return (0.5, 0) if self._diagram.direction == "TB" else (0, 0.5 if head is None else head)


def _place_in(box: Box, point: Point) -> Point:
    """Give where a point at the edge of a box lies, as shares of its size."""
    x, y = (point[0] - box.x) / box.width, (point[1] - box.y) / box.height
    return min(max(x, 0), 1), min(max(y, 0), 1)
