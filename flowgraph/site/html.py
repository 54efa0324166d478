"""A book as a folder of HTML pages: pure, from plain data to the bytes of each file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..book.model import Book, EntryPage, MenuPage
from ..book.parts import Place
from ..diagram import theme
from ..exports.html.colours import style_sheet
from ..text import shorten
from . import words
from .addresses import DESTINATIONS, FINDINGS, INDEX, addresses, anchor, stem
from .drawing import Drawn, Medium, Shown
from .inline import Picture, inline
from .search import search_index
from .templating import asset, environment
from .week import week_chart

ENDING = ".html"

#: What a page may load: files of its own folder, and nothing else.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)
_SECTIONS = (
    (INDEX, "Overview"),
    (DESTINATIONS, "Destinations"),
    (FINDINGS, "Findings"),
)
_STYLES = ("base.css", "page.css", "tables.css", "parts.css", "picture.css", "print.css")
_LONGEST = 100


def medium(book: Book) -> Medium[Picture]:
    """Tell how HTML pages show pictures."""
    return Medium(ENDING, "", addresses(book, ENDING), inline)


def pages(book: Book, drawn: Drawn[Picture]) -> dict[str, bytes]:
    """Write all files of a site.

    Args:
        book: What it tells.
        drawn: Its pictures.

    Returns:
        Bytes by path in the folder; the same book gives the same bytes.
    """
    return dict(_files(book, drawn))


def _files(book: Book, drawn: Drawn[Picture]) -> Iterator[tuple[str, bytes]]:
    links = addresses(book, ENDING)
    site = _Site(book, drawn, links)
    yield from site.all()
    yield "assets/search-index.js", search_index(book, links)
    yield "assets/search.js", _asset("letters.js") + _asset("search.js")
    yield "assets/icon.svg", _asset("icon.svg")
    yield "assets/site.css", style_sheet().encode() + b"\n" + b"".join(map(_asset, _STYLES))


def _asset(name: str) -> bytes:
    return asset(__package__, name)


def _cut(text: str, limit: int = _LONGEST) -> str:
    return shorten(text, limit)


_FILTERS: Mapping[str, Callable[..., Any]] = {
    "cut": _cut,
    "counted": words.counted,
    "capital": words.capital,
    "effort": words.effort,
    "kind": words.kind_of,
    "about": words.about_branch,
}


class _Site:
    def __init__(self, book: Book, drawn: Drawn[Picture], links: Mapping[str, str]) -> None:
        self._book = book
        self._drawn = drawn
        self._environment = environment(__package__, _FILTERS)
        self._environment.globals |= {
            "book": book,
            "links": links,
            "policy": POLICY,
            "sections": _SECTIONS,
            "styles": theme.STYLES,
            "marks": words.MARKS,
            "no_way": words.no_way,
            "severity_words": words.SEVERITY_WORDS,
            "anchors": {row.place.node: anchor(row.place.node) for row in book.rows},
        }

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Write every page."""
        book = self._book
        yield self._page(
            INDEX,
            "index.html",
            scope=words.scope(book),
            tiles=words.tiles(book, ENDING),
            urgent=[g for g in book.findings.groups if g.severity != "info"],
            sheets=self._drawn.sheets,
            unreached_head=words.UNREACHED,
            unreached_note=words.UNREACHED_NOTE,
        )
        yield self._page(DESTINATIONS, "destinations.html")
        found = book.findings
        yield self._page(
            FINDINGS,
            "findings.html",
            totals=words.totals(found),
            accepted=words.accepted(found),
            at_any_hour=words.AT_ANY_HOUR,
        )
        for name in self._drawn.sheets:
            shown = self._drawn.shown.get(name)
            heading = shown.diagram.title if shown else name
            yield self._page(name, "part.html", heading=heading, no_picture=words.NO_PICTURE)
        yield from self._own_pages(book.entries, "entry.html")
        yield from self._own_pages(book.menus, "menu.html")

    def _own_pages(
        self, pages: Sequence[EntryPage | MenuPage], template: str
    ) -> Iterator[tuple[str, bytes]]:
        for before, page, behind in _neighbours(pages):
            charts = {}
            if isinstance(page, EntryPage):
                charts["week_chart"] = week_chart(page.week) if page.week else ""
            yield self._page(
                stem(page.place.node),
                template,
                page=page,
                before=before,
                behind=behind,
                alarms=words.alarms(words.own(page.findings, page.place)),
                **charts,
            )

    def _page(self, name: str, template: str, **facts: Any) -> tuple[str, bytes]:
        shown: Shown[Picture] | None = self._drawn.shown.get(name)
        text = self._environment.get_template(template).render(here=name, shown=shown, **facts)
        return f"{name}{ENDING}", text.encode()


def _neighbours(
    pages: Sequence[EntryPage | MenuPage],
) -> Iterator[tuple[Place | None, EntryPage | MenuPage, Place | None]]:
    """Give each page with the places of those before and behind it."""
    places = [None, *(page.place for page in pages), None]
    ends = zip(places, places[2:], strict=False)
    for (before, behind), page in zip(ends, pages, strict=True):
        yield before, page, behind
