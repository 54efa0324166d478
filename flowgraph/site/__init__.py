"""A book as a folder of pages: HTML for any browser, or Markdown for MkDocs.

A format is a module with two functions, and one word in :data:`FORMATS`; it is loaded when it is
asked for. ``medium(book)`` tells how its pages show pictures; ``pages(book, drawn)`` is pure and
gives the bytes of each file. :mod:`.folder` writes them, and touches nothing that has not changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..book.model import Book
    from ..book.pictures import Pictures
    from ..errors import EngineError
    from ..exports.engine import Command

#: Names of the formats and of their modules.
FORMATS = ("html", "markdown")


class Site(NamedTuple):
    """A site that is not written yet.

    Attributes:
        files: Bytes by path in the folder, with slashes.
        failures: Why pictures are missing, by the name of their page.
    """

    files: Mapping[str, bytes]
    failures: Mapping[str, EngineError]


def write(name: str, book: Book, pictures: Pictures, command: Command) -> Site:
    """Write a book in a format.

    Args:
        name: One of :data:`FORMATS`.
        book: What it tells.
        pictures: Decides what is drawn.
        command: The engine that draws.

    Returns:
        All files; the same book gives the same bytes. A picture that fails costs only itself.
    """
    from .drawing import draw

    module = import_module(f".{name}", __package__)
    drawn = draw(book, pictures, module.medium(book), command)
    return Site(module.pages(book, drawn), drawn.failures)
