"""The picture of each number's call flow: as much of it as can be read on a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import networkx as nx

from ..analysis.loops import Loop
from ..callgraph import CallGraph, menus
from ..diagram.build import build
from ..diagram.model import Diagram, Direction
from ..diagram.view import View
from ..errors import EngineError
from ..exports import svg
from ..exports.engine import Command
from ..rules.finding import Finding
from ..text import one_line, shorten
from .words import counted

_MM = 72 / 25.4
#: What a sheet of A4 across has room for, below a headline and within margins.
_ROOM = (261 * _MM, 150 * _MM)
_LETTERS_PT = 11.0
_LEAST_LETTERS_PT = 6.0
#: More menus on a sheet are no use to anybody, and take long to draw.
_MOST_NODES = 120
_STEPS = (3, 2, 1)
_WAYS: tuple[Direction, ...] = ("LR", "TB")
_LONGEST_NAME = 60
_ALL = {0: "No menu", 1: "The only menu", 2: "Both menus"}


class Sheet(NamedTuple):
    """A picture.

    Attributes:
        drawing: As SVG.
        diagram: What was drawn.
        width: In points.
        height: In points.
        steps: How many steps behind the number it shows; 0 for all.
    """

    drawing: bytes
    diagram: Diagram
    width: float
    height: float
    steps: int


class Drawn(NamedTuple):
    """All pictures.

    Attributes:
        sheets: By the node of the number.
        failures: Why pictures are missing.
    """

    sheets: Mapping[str, Sheet]
    failures: tuple[EngineError, ...]


class _Call(NamedTuple):
    """The call flow behind a number, and how it is drawn."""

    graph: CallGraph
    start: str
    loops: Sequence[Loop]
    findings: Sequence[Finding]
    command: Command


def draw(
    graph: CallGraph,
    loops: Sequence[Loop],
    findings: Sequence[Finding],
    starts: Sequence[str],
    command: Command,
) -> Drawn:
    """Draw the call flow behind each number.

    Args:
        graph: The call graph.
        loops: Its verdicts.
        findings: What is marked.
        starts: The numbers' nodes.
        command: The engine.

    Returns:
        A picture for each number whose call flow, or its beginning, can be read on a sheet.
    """
    sheets: dict[str, Sheet] = {}
    failures: list[EngineError] = []
    for start in starts:
        call = _Call(_behind(graph, start), start, loops, findings, command)
        try:
            readable = (sheet for sheet in _tries(call) if _letters(sheet) >= _LEAST_LETTERS_PT)
            if sheet := next(readable, None):
                sheets[start] = sheet
        except EngineError as error:
            failures.append(error)
    return Drawn(sheets, tuple(failures))


def _tries(call: _Call) -> Iterator[Sheet]:
    """Draw all that is behind a number, then less and less of it, whichever way shows it larger."""
    parts = [(0, call.graph), *((n, _beginning(call.graph, call.start, n)) for n in _STEPS)]
    for steps, part in parts:
        if len(part) <= _MOST_NODES:
            yield max((_drawn(call, part, steps, way) for way in _WAYS), key=_letters)


def _drawn(call: _Call, part: CallGraph, steps: int, direction: Direction) -> Sheet:
    view = View(
        direction=direction,
        leaves="folded",
        title=_title(call.graph.nodes[call.start]["name"], steps),
        findings=[one for one in call.findings if _is_whole(part, one.node)],
    )
    loops = [loop for loop in call.loops if _is_drawn(part, loop)]
    diagram = build(part, loops, view)._replace(subtitle=_caption(call.graph, part))
    drawing = svg.draw(diagram, call.command)
    return Sheet(drawing, diagram, *svg.size_pt(drawing), steps)


def _letters(sheet: Sheet) -> float:
    """Give the size of a sheet's letters in points, upright or across."""
    sides = (sheet.width, sheet.height), (sheet.height, sheet.width)
    return _LETTERS_PT * max(min(_ROOM[0] / wide, _ROOM[1] / high, 1) for wide, high in sides)


def _title(name: str, steps: int) -> str:
    words = f"Call flow of {shorten(one_line(name), _LONGEST_NAME)}"
    return f"{words}: the first {counted(steps, 'step')}" if steps else words


def _beginning(graph: CallGraph, start: str, steps: int) -> CallGraph:
    """Cut out what a call gets to in so many steps; of the last menus not all keys are there."""
    distance = nx.single_source_shortest_path_length(graph, start, cutoff=steps)
    part = CallGraph(**graph.graph)
    part.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in distance)
    for source, target, key, data in graph.edges(keys=True, data=True):
        is_near = min(distance.get(source, steps), distance.get(target, steps)) < steps
        if source in part and target in part and is_near:
            part.add_edge(source, target, key, **data)
    for node in menus(part):
        if left_out := graph.out_degree(node) - part.out_degree(node):
            part.nodes[node].update({"keys_left_out": left_out})
    return part


def _is_whole(part: CallGraph, node: str) -> bool:
    """Whether a picture shows a node with all of its keys, or with all that is wrong with it."""
    return node in part and "keys_left_out" not in part.nodes[node]


def _is_drawn(part: CallGraph, loop: Loop) -> bool:
    """Whether a picture shows how a call goes round."""
    return all(node in part for node in loop.menus) and all(
        _is_whole(part, source) or part.has_edge(source, target, key)
        for source, key, target in loop.witness
    )


def _caption(whole: CallGraph, part: CallGraph) -> str:
    """Say how much of the call flow is drawn; a menu of which most keys are left out counts."""
    shown, there = len(menus(part)), len(menus(whole))
    reached = "that calls to this number can reach"
    if shown < there:
        return f"{shown} of the {there} menus {reached}; the key tables tell all"
    told = f"{_ALL.get(there, f'All {there} menus')} {reached}"
    is_whole = all(_is_whole(part, node) for node in part)
    return told if is_whole else f"{told}, without some of their keys; the key tables tell all"


def _behind(graph: CallGraph, start: str) -> CallGraph:
    found = {start, *nx.descendants(graph, start)}
    part = CallGraph(**{**graph.graph, "roots": [start], "whole": False})
    part.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in found)
    for source, target, key, data in graph.edges(keys=True, data=True):
        if source in found:
            part.add_edge(source, target, key, **data)
    return part
