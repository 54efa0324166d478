"""Paths as short as a page can have them, and the room that shapes take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_RECTANGLE_CORNERS = 5

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle in the picture's own units (points; y grows downwards)."""

    x: float
    y: float
    width: float
    height: float

    def corners(self) -> tuple[Point, Point]:
        """Give the left upper and the right lower corner."""
        return (self.x, self.y), (self.x + self.width, self.y + self.height)

    def grown(self, by: float) -> Box:
        """Give a rectangle with a margin round this one."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


def short(value: float) -> str:
    """Write a number with one decimal; a tenth of a point is less than a reader sees.

    >>> short(12.65), short(-3.0), short(-0.04)
    ('12.7', '-3', '0')
    """
    text = f"{value + 1e-9:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def points_of(shape: etree._Element) -> tuple[Point, ...]:
    """Give the corners of a polygon or polyline, the control points of a path."""
    return _points(shape.get("points") or shape.get("d") or "")


# Every shape is asked for its points some times in a row: for its box, its outline, its corners.
@lru_cache(maxsize=1024)
def _points(text: str) -> tuple[Point, ...]:
    numbers = [float(number) for number in _NUMBER.findall(text)]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def box_round(points: Iterable[Point]) -> Box:
    """Give the smallest rectangle round some points; there is at least one."""
    xs, ys = zip(*points, strict=True)
    left, top = min(xs), min(ys)
    return Box(left, top, max(xs) - left, max(ys) - top)


def extent(shape: etree._Element) -> Sequence[Point]:
    """Give points that enclose a shape; none for a text."""
    if shape.get("cx") is None:
        return points_of(shape)
    x, y, rx, ry = (float(shape.get(name, "0")) for name in ("cx", "cy", "rx", "ry"))
    return [(x - rx, y - ry), (x + rx, y + ry)]


def moved(points: Iterable[Point], origin: Point) -> list[Point]:
    """Give points as they are seen from another place."""
    return [(x - origin[0], y - origin[1]) for x, y in points]


def outline(shape: etree._Element, origin: Point = (0.0, 0.0)) -> str:
    """Write a polygon, polyline or path as the data of a path, as it is seen from a place."""
    points = moved(points_of(shape), origin)
    if shape.get("d") is not None:
        return _curve(points)
    if _is_rectangle(points):
        return rectangle(box_round(points))
    corners = points[:-1] if points[0] == points[-1] else points
    closes = "z" if len(corners) < len(points) else ""
    return f"M{'L'.join(_pairs(corners))}{closes}"


def rectangle(box: Box) -> str:
    """Write a rectangle as the data of a path."""
    # From rounded corners: neighbours must meet in the same place.
    x, y, right, bottom = map(short, (box.x, box.y, box.x + box.width, box.y + box.height))
    return f"M{x} {y}H{right}V{bottom}H{x}z"


def _is_rectangle(points: Sequence[Point]) -> bool:
    xs, ys = ({point[axis] for point in points} for axis in (0, 1))
    is_closed = len(points) == _RECTANGLE_CORNERS and points[0] == points[-1]
    return is_closed and len(xs) == len(ys) == 2


def _curve(points: Sequence[Point]) -> str:
    """Write a start and cubic curves, the only paths that the engine draws."""
    start, *rest = _pairs(points)
    return f"M{start}C{' '.join(rest)}"


def _pairs(points: Iterable[Point]) -> Iterator[str]:
    return (f"{short(x)} {short(y)}" for x, y in points)
