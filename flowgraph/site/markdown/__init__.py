"""A book as a project for MkDocs: pages in Markdown, pictures beside them, ``mkdocs.yml``.

A page is a few blocks of Markdown; what stands in them passes :mod:`.marks`, where the escaping is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from ...book.model import Book
from ...diagram.model import Diagram
from ..addresses import DESTINATIONS, FINDINGS, INDEX, addresses, stem
from ..drawing import Drawn, Medium
from .destinations import destinations_page
from .entry import entry_page
from .findings import findings_page
from .index import index_page, sheet_page
from .menu import menu_page
from .mkdocs import STYLE, configuration
from .project import ENDING, PICTURES, Project

_DOCS = "docs"


def medium(book: Book) -> Medium[bytes]:
    """Tell how Markdown shows pictures: as files in a folder, whose boxes lead to built pages."""
    links = {node: f"../{address}" for node, address in addresses(book, ".html").items()}
    return Medium(".html", "../", links, _as_it_is)


def _as_it_is(svg: bytes, diagram: Diagram, title: str) -> bytes:
    return svg


def pages(book: Book, drawn: Drawn[bytes]) -> dict[str, bytes]:
    """Write all files of a project.

    Args:
        book: What it tells.
        drawn: Its pictures.

    Returns:
        Bytes by path in the folder; the same book gives the same bytes.
    """
    project = Project(book, drawn, addresses(book, ENDING))
    found = {"mkdocs.yml": configuration(book).encode(), f"{_DOCS}/{STYLE}": _style()}
    for name, blocks in _pages(project):
        found[f"{_DOCS}/{name}{ENDING}"] = ("\n\n".join(blocks) + "\n").encode()
    for name, shown in drawn.shown.items():
        found[f"{_DOCS}/{PICTURES}/{name}.svg"] = shown.picture
    return found


@cache
def _style() -> bytes:
    # Line ends are ours on every system, or the bytes would differ.
    return (files(__package__) / STYLE).read_bytes().replace(b"\r\n", b"\n")


def _pages(project: Project) -> Iterator[tuple[str, Iterable[str]]]:
    """Give every page: its name without an ending, and its blocks."""
    yield INDEX, index_page(project)
    yield DESTINATIONS, destinations_page(project)
    yield FINDINGS, findings_page(project)
    for name in project.drawn.sheets:
        yield name, sheet_page(project, name)
    for entry in project.book.entries:
        yield stem(entry.place.node), entry_page(project, entry)
    for menu in project.book.menus:
        yield stem(menu.place.node), menu_page(project, menu)
