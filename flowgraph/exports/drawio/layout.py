"""Where an engine puts everything: the same layout as that of the SVG, as numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from ...diagram.model import Diagram
from ...errors import EngineError
from .. import dot
from ..engine import Command, EngineTimeout, run

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle in points, from the left and from the top."""

    x: float
    y: float
    width: float
    height: float


class Layout(NamedTuple):
    """The places of a Diagram's parts.

    Attributes:
        boxes: Of each menu and leaf, by its id.
        routes: Points that lead each arrow, from its start to its end, by source, port and target;
            a chain of Bézier curves. Arrows that the engine did not draw are not there.
    """

    boxes: Mapping[str, Box]
    routes: Mapping[tuple[str, str, str], list[Point]]


def lay_out(diagram: Diagram, command: Command) -> Layout:
    """Let an engine place a Diagram.

    Raises:
        EngineError: The engine failed, or its answer is not its JSON format.
    """
    try:
        answer = run(command, dot.render(diagram), "json")
    except EngineTimeout:
        answer = run(command, dot.render(diagram, quick=True), "json")
    try:
        return _layout(json.loads(answer))
    except (ValueError, KeyError, TypeError, IndexError):
        raise EngineError(
            f"the engine {command.engine!r} gave no layout", hint="try another --engine"
        ) from None


def bends(route: list[Point]) -> list[Point]:
    """Give the points that bend a line of diagrams.net as an engine's curves do.

    Args:
        route: A chain of cubic Bézier curves: a point on the curve, two that pull it, and so on.

    Returns:
        Points that pull a quadratic B-spline, which is what the editor draws through the points
        of a curved line; each cubic curve is two of its quadratic ones.
    """
    return [
        (x, y)
        for start in range(0, len(route) - 3, 3)
        for on, pull in ((route[start], route[start + 1]), (route[start + 3], route[start + 2]))
        for x, y in [((on[0] + 3 * pull[0]) / 4, (on[1] + 3 * pull[1]) / 4)]
    ]


def _layout(drawn: Mapping[str, Any]) -> Layout:
    # The engine counts from the bottom.
    height = float(drawn["bb"].split(",")[3])
    objects = {row["_gvid"]: row for row in drawn.get("objects", ())}
    boxes = {row["name"]: _box(row, height) for row in objects.values() if "pos" in row}
    routes = {
        (objects[row["tail"]]["name"], _port(row), objects[row["head"]]["name"]): [
            _point(part, height) for part in row["pos"].split() if part[0] not in "es"
        ]
        for row in drawn.get("edges", ())
        if "pos" in row
    }
    return Layout(boxes, routes)


def _box(row: Mapping[str, str], height: float) -> Box:
    x, y = _point(row["pos"], height)
    # Sizes are in inches.
    across, down = float(row["width"]) * 72, float(row["height"]) * 72
    return Box(x - across / 2, y - down / 2, across, down)


def _point(text: str, height: float) -> Point:
    x, y = text.split(",")
    return float(x), height - float(y)


def _port(row: Mapping[str, str]) -> str:
    return row.get("tailport", "").partition(":")[0]
