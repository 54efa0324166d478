"""The page of all destinations in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...book.model import DestinationRow
from ...tables import markdown
from .. import words
from ..addresses import anchor
from . import marks
from .project import Project

_HEAD = ("Destination", "Shortest keys", "Who leads there")


def destinations_page(project: Project) -> Iterator[str]:
    """Tell everything that menus lead to, kind by kind."""
    yield "# Destinations"
    yield "Everything that menus lead to, with the shortest keys and everybody who leads there."
    for group in project.book.destinations:
        yield f"## {markdown(group.kind)}"
        yield marks.table(_HEAD, (_row(project, row) for row in group.rows))


def _row(project: Project, row: DestinationRow) -> Sequence[str]:
    leads = (marks.lead(one, project.links) for one in row.leads)
    cells = (_facts(project, row), _ways(project, row), leads)
    return [marks.BREAK.join(cell) for cell in cells]


def _facts(project: Project, row: DestinationRow) -> Iterator[str]:
    yield f"{marks.anchor(anchor(row.place.node))}**{markdown(row.place.text)}**"
    if row.place.fault:
        yield f"**{marks.text(row.place.fault)}**"
    for one in row.onwards:
        yield f"then {marks.key(one.words, False)} {marks.target(one, project.links)}"
    yield from (f"“{markdown(prompt.text)}”" for prompt in row.prompts if prompt.text)
    yield from (f"{marks.text(fact.label)}: {markdown(fact.value)}" for fact in row.facts)
    yield from (marks.mention(one, project.links) for one in row.mentions)


def _ways(project: Project, row: DestinationRow) -> Iterator[str]:
    for way in row.ways:
        yield f"{marks.place(way.start, project.links)} {marks.sequence(way)}"
    if row.more_ways:
        yield f"and from {words.counted(row.more_ways, 'more start')}"
