"""Shapes of the engine as shapes of the page: painted by class, as few as can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from ...diagram import theme
from . import shapes
from .colours import Usage, class_of, palette
from .shapes import Box, Point

_PALETTE = palette()
_SHAPES = frozenset({"polygon", "polyline", "path", "ellipse", "text"})
# The size that most letters of a picture have; others have a class.
_BODY_SIZE = 11.0
# What the style sheet gives to every text, so that no text need say so.
_ORDINARY: tuple[Usage, str] = ("t", theme.INK.lower())


class Drawn(NamedTuple):
    """A shape of the page.

    Attributes:
        tag: ``path``, ``ellipse`` or ``text``.
        look: Its attributes other than ``d``: shapes of one look can be one path.
        data: Path data; of a text, its words.
        corners: Points that enclose it; none for a text.
    """

    tag: str
    look: tuple[tuple[str, str], ...]
    data: str
    corners: tuple[Point, ...] = ()

    @property
    def classes(self) -> list[str]:
        """What it is painted with."""
        return dict(self.look).get("class", "").split()

    @property
    def left(self) -> float:
        """The x of its left side."""
        return min(x for x, _ in self.corners)


def drawn(group: etree._Element) -> tuple[Box, list[Drawn]]:
    """Give the shapes of a menu or leaf for the page, in the order of drawing.

    Blank texts are left out; a ground and the line round it, which the engine draws apart, are one.

    Returns:
        Where it stands, and its shapes as seen from its left upper corner: small numbers are short.
    """
    parts = [e for e in group.iter() if _is_shape(e) and not _is_blank(e)]
    box = shapes.box_round(point for part in parts for point in shapes.extent(part))
    found: list[Drawn] = []
    for part in parts:
        shape = _plain(part, (box.x, box.y))
        if found and _completes(found[-1], shape):
            shape = _joined(found.pop(), shape)
        found.append(shape)
    return box, found


def elements(found: Iterable[Drawn]) -> Iterator[etree._Element]:
    """Give shapes that do not overlap as elements: paths of one look become one, texts go on top.

    A picture of 1,000 menus has 60,000 shapes, and each costs the browser time.
    """
    paths: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    texts = []
    for shape in found:
        if shape.tag == "text":
            texts.append(shape)
        else:
            paths.setdefault((shape.tag, shape.look), []).append(shape.data)
    for (tag, look), data in paths.items():
        element = etree.Element(tag, dict(look))
        if tag == "path":
            element.set("d", "".join(data))
        yield element
    for text in texts:
        element = etree.Element("text", dict(text.look))
        element.text = text.data
        yield element


def _is_shape(element: etree._Element) -> bool:
    return etree.QName(element).localname in _SHAPES


def _is_blank(element: etree._Element) -> bool:
    return element.get("font-size") is not None and not (element.text or "").strip()


def _completes(ground: Drawn, line: Drawn) -> bool:
    """Whether a shape only puts a line round the one before it."""
    uses = [name[:2] for name in [*ground.classes, *line.classes]]
    return ground.tag == line.tag == "path" and ground.data == line.data and uses == ["f-", "s-"]


def _joined(ground: Drawn, line: Drawn) -> Drawn:
    classes = " ".join([*ground.classes, *line.classes])
    look = dict(ground.look) | dict(line.look) | {"class": classes}
    return line._replace(look=tuple(look.items()))


def _plain(element: etree._Element, origin: Point) -> Drawn:
    name = etree.QName(element).localname
    if name == "text":
        return Drawn("text", tuple(_letters(element, origin)), element.text or "")
    corners = tuple(shapes.moved(shapes.extent(element), origin))
    look = [*_paint(element, {"f": "fill", "s": "stroke"}), *_line(element)]
    if name == "ellipse":
        return Drawn("ellipse", (*look, *_ellipse(shapes.box_round(corners))), "", corners)
    return Drawn("path", tuple(look), shapes.outline(element, origin), corners)


def _ellipse(box: Box) -> Iterator[tuple[str, str]]:
    rx, ry = box.width / 2, box.height / 2
    for name, value in (("cx", box.x + rx), ("cy", box.y + ry), ("rx", rx), ("ry", ry)):
        yield name, shapes.short(value)


def _letters(element: etree._Element, origin: Point) -> Iterator[tuple[str, str]]:
    for name, start in zip(("x", "y"), origin, strict=True):
        yield name, shapes.short(float(element.get(name, "0")) - start)
    size = float(element.get("font-size", _BODY_SIZE))
    marks = [
        "b" if element.get("font-weight") == "bold" else "",
        "i" if element.get("font-style") == "italic" else "",
        f"z{shapes.short(size).replace('.', '')}" if size != _BODY_SIZE else "",
    ]
    yield from _paint(element, {"t": "fill"}, filter(None, marks))


def _line(element: etree._Element) -> Iterator[tuple[str, str]]:
    if element.get("stroke", "none") == "none":
        return
    if element.get("stroke-width", "1") != "1":
        yield "stroke-width", element.get("stroke-width", "")
    if dashes := element.get("stroke-dasharray"):
        yield "stroke-dasharray", dashes


def _paint(
    element: etree._Element, uses: dict[Usage, str], marks: Iterable[str] = ()
) -> Iterator[tuple[str, str]]:
    """Paint by class where the page knows the colour, else by attribute."""
    classes = []
    for usage, attribute in uses.items():
        colour = element.get(attribute, "none").lower()
        if (usage, colour) == _ORDINARY:
            continue
        if (usage, colour) in _PALETTE:
            classes.append(class_of(usage, colour))
        elif colour != "none":
            yield attribute, colour
    if names := " ".join([*classes, *marks]):
        yield "class", names
