"""The overview of a project, and the pages that show a part of a big call flow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...book.model import EntryPage, FindingGroup, MenuPage
from ...tables import markdown
from .. import words
from ..addresses import FINDINGS, INDEX, rule_anchor
from . import marks
from .project import ENDING, Project, patterns, picture


def index_page(project: Project) -> Iterator[str]:
    """Tell of the whole in numbers, tables and a picture."""
    book = project.book
    yield f"# {f'{markdown(book.name)}: phone menus' if book.name else 'Phone menus'}"
    yield markdown(words.scope(book))
    yield marks.bullets(
        f"{tile.number} {tile.words}{f' ({tile.small})' if tile.small else ''}"
        for tile in words.tiles(book, ENDING)
    )
    if urgent := [group for group in book.findings.groups if group.severity != "info"]:
        yield "## What needs attention"
        yield marks.bullets(map(_group, urgent))
    if book.entries:
        yield "## Inbound routes"
        rows = (row for entry in book.entries for row in _entry(project, entry))
        yield marks.table(("Route", "Dialled", "When", "Leads to"), rows)
    yield "## Menus"
    head = ("Menu", "Keys", "Who leads here", "Findings")
    yield marks.table(head, (_menu(project, menu) for menu in book.menus))
    if drawn := picture(project, INDEX, "The whole picture"):
        yield "## The whole picture"
        yield drawn
    if project.drawn.sheets:
        yield marks.bullets(_sheets(project))
    yield from _reading(project)


def _group(group: FindingGroup) -> str:
    address = f"{FINDINGS}{ENDING}#{rule_anchor(group.rule, group.severity)}"
    summary = marks.link(markdown(group.summary), address)
    return f"{marks.severity(group.severity)}: {summary} ({len(group.findings)})"


def _entry(project: Project, entry: EntryPage) -> Iterator[Sequence[str]]:
    first = (marks.place(entry.place, project.links), patterns(entry.dialled))
    for branch in entry.branches:
        target = marks.place(branch.target, project.links) if branch.target else "*not set*"
        yield (*first, markdown(branch.when), target)
        first = ("", "")


def _menu(project: Project, menu: MenuPage) -> Sequence[str]:
    alarms = words.alarms(words.own(menu.findings, menu.place))
    return (
        marks.place(menu.place, project.links),
        " ".join(marks.key(row.words, True) for row in menu.keys if row.is_pressed),
        marks.BREAK.join(marks.lead(lead, project.links) for lead in menu.leads),
        ", ".join(told for _, told in alarms),
    )


def _sheets(project: Project) -> Iterator[str]:
    for name in project.drawn.sheets:
        yield marks.link(marks.text(_title(project, name)), f"{name}{ENDING}")


def _title(project: Project, name: str) -> str:
    shown = project.drawn.shown.get(name)
    return shown.diagram.title if shown else name


def sheet_page(project: Project, name: str) -> Iterator[str]:
    """Show a part of a big call flow."""
    title = _title(project, name)
    yield f"# {markdown(title)}"
    yield picture(project, name, title) or words.NO_PICTURE


def _reading(project: Project) -> Iterator[str]:
    book = project.book
    if book.unreached:
        yield f"## {words.UNREACHED}"
        yield words.UNREACHED_NOTE
        yield marks.bullets(marks.place(one, project.links) for one in book.unreached)
    yield "## How to read these pages"
    yield marks.bullets(map(markdown, book.remarks))
    if book.gaps:
        yield "### What could not be read"
        rows = [(marks.text(gap.what), markdown(gap.reason)) for gap in book.gaps]
        yield marks.table(("What", "Why"), rows)
    if book.assumed:
        yield "### What the times rest on"
        yield marks.bullets(map(markdown, book.assumed))
