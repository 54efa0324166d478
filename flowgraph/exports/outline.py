"""A drawing as a text outline, for mails, terminals and screen readers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from ..analysis.loop_words import meaning, members, witness
from ..model.keys import spoken
from ..text import one_line
from . import Drawing
from .listing import Listing, Way, loop_words

#: Menus that are nested deeper are told further down, at the margin again.
_MOST_LEVELS = 8
_STEP = "  "


def write(drawing: Drawing) -> str:
    """Write a drawing as text.

    Returns:
        Headline and counts; a tree from each place at which calls arrive, one line a key, indented
        by level, in which every menu is told once; loops; findings. Linear time, no recursion.
    """
    diagram = drawing.diagram
    blocks = ["\n".join((diagram.title, diagram.subtitle))]
    blocks += ["\n".join(block) for block in _Outline(drawing).blocks()]
    blocks += ["\n".join(["Loops", *_loops(drawing)])] if drawing.loops else []
    blocks += ["\n".join(["Findings", *_findings(drawing)])] if drawing.findings else []
    return "\n\n".join(blocks) + "\n"


class _Task(NamedTuple):
    """A key of a node that is still to be told, and how deep."""

    level: int
    node: str
    way: Way


class _Outline:
    def __init__(self, drawing: Drawing) -> None:
        self._listing = Listing(drawing)
        self._badges = {box.node: box.badges for box in drawing.diagram.boxes}
        self._told: set[str] = set()
        self._later: deque[str] = deque()
        self._put_off: set[str] = set()

    def blocks(self) -> Iterator[list[str]]:
        """Give a tree for each start that no earlier one tells, and for what was put off."""
        for start in self._listing.starts():
            if start not in self._told:
                self._later.append(start)
            while self._later:
                yield list(self._tree(self._later.popleft()))

    def _tree(self, start: str) -> Iterator[str]:
        self._told.add(start)
        yield self._listing.name(start)
        yield from self._small_print(start, 1)
        waiting = self._tasks(start, 1)
        while waiting:
            task = waiting.pop()
            yield self._line(task)
            target, level = task.way.target, task.level + 1
            if target and not self._is_elsewhere(target):
                self._told.add(target)
                yield from self._small_print(target, level)
                waiting += self._tasks(target, level)

    def _tasks(self, node: str, level: int) -> list[_Task]:
        return [_Task(level, node, way) for way in reversed(self._listing.ways(node))]

    def _line(self, task: _Task) -> str:
        way = task.way
        remarks = (way.closed, loop_words(way.loops))
        told = "; ".join(filter(None, (*remarks, self._reference(task))))
        return f"{_STEP * task.level}{way.caption}  -> {way.place}{f' ({told})' if told else ''}"

    def _reference(self, task: _Task) -> str:
        """Say where the rest of a node is told, if not right here."""
        target = task.way.target
        if target in ("", task.node) or not self._listing.goes_on(target):
            return ""
        if target in self._told:
            return "see above"
        if task.level == _MOST_LEVELS and target not in self._put_off:
            self._put_off.add(target)
            self._later.append(target)
        return "see below" if target in self._put_off else ""

    def _is_elsewhere(self, node: str) -> bool:
        return node in self._told or node in self._put_off

    def _small_print(self, node: str, level: int) -> Iterator[str]:
        badges = (badge.marked for badge in self._badges.get(node, ()))
        for line in (*badges, *self._listing.facts(node)):
            yield f"{_STEP * level}{line}"


def _loops(drawing: Drawing) -> Iterator[str]:
    for loop in drawing.loops:
        yield f"{loop_words([loop])}: {meaning(loop)}"
        yield f"{_STEP}through: {members(drawing.graph, loop)}"
        yield f"{_STEP}round: {witness(drawing.graph, loop.witness)}"


def _findings(drawing: Drawing) -> Iterator[str]:
    for finding in drawing.findings:
        place = f"{finding.label}, {spoken(finding.key)}" if finding.key else finding.label
        yield one_line(f"{finding.severity}: {place}: {finding.message}")
        yield f"{_STEP}to do: {one_line(finding.fix)}"
