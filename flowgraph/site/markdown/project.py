"""What every page of a project needs to know, and the blocks that several pages have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...book.model import Book, EntryPage, MenuPage
from ...book.parts import Finding
from ...tables import markdown
from ..addresses import stem
from ..drawing import Drawn
from . import marks

ENDING = ".md"
PICTURES = "pictures"


class Project(NamedTuple):
    """A project that is being written.

    Attributes:
        book: What it tells.
        drawn: Its pictures.
        links: Address of each node's page.
    """

    book: Book
    drawn: Drawn[bytes]
    links: Mapping[str, str]


def picture(project: Project, name: str, title: str) -> str:
    """Show the picture of a page; empty where there is none."""
    if name not in project.drawn.shown:
        return ""
    address = f"{PICTURES}/{name}.svg"
    return marks.link(f"![{marks.text(title)}]({address})", address)


def around(project: Project, page: EntryPage | MenuPage) -> Iterator[str]:
    """Show a place with what is around it."""
    name, title = stem(page.place.node), page.place.text
    if drawn := picture(project, name, f"{title} with what is around it"):
        yield "## What is around it"
        yield drawn
        if left_out := project.drawn.shown[name].left_out:
            yield f"Places that lead here and are not drawn: {left_out}."


def findings_and_settings(project: Project, page: EntryPage | MenuPage) -> Iterator[str]:
    """Tell what was found at a place, and its settings."""
    own = page.place.node
    lines = (finding(project, f, with_place=f.place.node != own) for f in page.findings)
    yield "## Findings"
    yield marks.bullets(lines) or "Nothing was found here."
    yield "## Settings"
    yield marks.settings(page.settings)


def finding(project: Project, one: Finding, *, with_place: bool, with_fix: bool = True) -> str:
    """Tell a finding in one line."""
    parts = [marks.severity(one.severity)]
    parts += [marks.place(one.place, project.links)] if with_place else []
    parts += [marks.key(one.key, one.is_pressed)] if one.key else []
    told = f"{' '.join(parts)}: {markdown(one.message)}"
    if one.round:
        told += f" {marks.moves(one.round, 0, 'and round again', project.links)}."
    return f"{told} **To do:** {markdown(one.fix)}" if one.fix and with_fix else told


def patterns(rows: tuple[str, ...] | None, none: str = "any") -> str:
    """Write numbers or names; None is not known."""
    return "*not known*" if rows is None else markdown(", ".join(rows)) or none
