"""The page of a menu in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from ...book.model import MenuPage
from ...book.parts import KeyRow
from ...tables import markdown
from .. import words
from . import marks
from .project import Project, around, findings_and_settings


def menu_page(project: Project, menu: MenuPage) -> Iterator[str]:
    """Tell everything about a menu."""
    yield f"# {markdown(menu.place.text)}"
    yield "## How a caller gets here"
    yield marks.bullets(_ways(project, menu)) or words.no_way(project.book, menu)
    yield from around(project, menu)
    yield "## Keys"
    head = ("Key", "Leads to", "Good to know")
    yield marks.table(head, (_key(project, row) for row in menu.keys))
    if menu.dialling:
        yield "### Besides the keys"
        yield marks.bullets(map(markdown, menu.dialling))
    yield "## What callers hear"
    yield _heard(menu)
    yield "## Who leads here"
    yield marks.bullets(_leads(project, menu)) or "Nothing."
    yield from findings_and_settings(project, menu)


def _ways(project: Project, menu: MenuPage) -> Iterator[str]:
    yield from (marks.way(one, project.links) for one in menu.ways)
    if menu.more_ways:
        yield f"and from {words.counted(menu.more_ways, 'more start')}"


def _key(project: Project, row: KeyRow) -> tuple[str, ...]:
    key = marks.key(row.words, row.is_pressed)
    return key, marks.target(row, project.links), marks.notes(row)


def _heard(menu: MenuPage) -> str:
    if menu.prompts is None:
        return "The PBX did not say."
    return marks.prompts(menu.prompts) or "No greeting is set."


def _leads(project: Project, menu: MenuPage) -> Iterator[str]:
    yield from (marks.lead(one, project.links) for one in menu.leads)
    yield from (marks.mention(one, project.links) for one in menu.mentions)
