"""Draws all pictures of a site, as many at a time as the computer has processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Generic, NamedTuple, TypeVar

from ..book.model import Book
from ..book.pictures import Neighbourhood, Pictures
from ..diagram.model import Diagram
from ..diagram.overview import Sheet
from ..errors import EngineError
from ..exports import svg
from ..exports.engine import Command
from .addresses import INDEX, stem

T = TypeVar("T")


class Medium(NamedTuple, Generic[T]):
    """How the pages of a format show pictures.

    Attributes:
        ending: Of the pages' files.
        folder: Where the pages stand, seen from the pictures; with a slash at the end.
        links: Address of each node's page, as pictures see it.
        finish: Makes what a page shows of an engine's drawing, its diagram, and what it is of.
    """

    ending: str
    folder: str
    links: Mapping[str, str]
    finish: Callable[[bytes, Diagram, str], T]


class Shown(NamedTuple, Generic[T]):
    """A picture as its page shows it.

    Attributes:
        picture: The picture.
        diagram: What was drawn.
        left_out: How many places that lead there are not drawn.
    """

    picture: T
    diagram: Diagram
    left_out: int


class Drawn(NamedTuple, Generic[T]):
    """All pictures of a site.

    Attributes:
        shown: By the name of their page, without an ending.
        sheets: Names of the pages that show a part of a big call flow, in order.
        failures: Why pictures are missing, by the name of their page.
    """

    shown: Mapping[str, Shown[T]]
    sheets: tuple[str, ...]
    failures: Mapping[str, EngineError]


class _Wanted(NamedTuple):
    """A picture to draw: the page it belongs to, what it shows, and how to decide what it is."""

    name: str
    title: str
    decide: Callable[[], Neighbourhood]


def draw(book: Book, pictures: Pictures, medium: Medium[T], command: Command) -> Drawn[T]:
    """Draw all pictures.

    Args:
        book: Its pages each have a picture.
        pictures: Decides what is drawn.
        medium: How pages show pictures.
        command: The engine.

    Returns:
        The same pictures, however many are drawn at a time. One that fails costs only itself.
    """
    sheets = _sheets(pictures, medium)
    wanted = [*_of_sheets(sheets), *_of_pages(book, pictures, medium)]
    if not sheets:
        wanted.append(_Wanted(INDEX, "All phone menus", partial(_whole, pictures, medium)))
    make = partial(_make, medium, command)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = dict(zip((one.name for one in wanted), pool.map(make, wanted), strict=True))
    failures = {name: one for name, one in made.items() if isinstance(one, EngineError)}
    shown = {name: one for name, one in made.items() if not isinstance(one, EngineError)}
    return Drawn(shown, tuple(sheet.name for sheet in sheets if sheet.name), failures)


def _make(medium: Medium[T], command: Command, wanted: _Wanted) -> Shown[T] | EngineError:
    near = wanted.decide()
    try:
        drawing = svg.draw(near.diagram, command)
    except EngineError as error:
        return error
    picture = medium.finish(drawing, near.diagram, wanted.title)
    return Shown(picture, near.diagram, near.left_out)


def _whole(pictures: Pictures, medium: Medium[T]) -> Neighbourhood:
    return Neighbourhood(pictures.whole(medium.links), 0)


def _sheets(pictures: Pictures, medium: Medium[T]) -> list[Sheet]:
    if not pictures.needs_overview:
        return []
    return list(pictures.sheets(medium.links, medium.folder, medium.ending))


def _of_pages(book: Book, pictures: Pictures, medium: Medium[T]) -> Iterator[_Wanted]:
    for page in book.pages:
        title = f"{page.place.text} with what is around it"
        decide = partial(pictures.around, page.place.node, medium.links)
        yield _Wanted(stem(page.place.node), title, decide)


def _of_sheets(sheets: Iterable[Sheet]) -> Iterator[_Wanted]:
    for sheet in sheets:
        decide = partial(Neighbourhood, sheet.diagram, 0)
        yield _Wanted(sheet.name or INDEX, sheet.diagram.title, decide)
