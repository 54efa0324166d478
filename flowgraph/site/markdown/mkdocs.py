"""The settings of MkDocs for a book in Markdown."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence

from ...book.model import Book, EntryPage, MenuPage
from ...text import shorten
from ..addresses import DESTINATIONS, FINDINGS, INDEX, stem

#: A style sheet beside the pages.
STYLE = "narrow.css"
#: Pages that stand in the navigation; every page of MkDocs repeats all of it.
MOST_IN_NAVIGATION = 120

_LONGEST_TITLE = 60
# Without scripts from elsewhere: there is no code to highlight.
_THEME = ("theme:", "  name: mkdocs", "  highlightjs: false", "  color_mode: auto")


def configuration(book: Book) -> str:
    """Write the settings of MkDocs.

    Its themes put names on the page as they are, so they must be HTML already. A text in JSON is
    one in YAML as well.
    """
    lines = [
        "# Written by flowgraph anew at each run. For settings of your own write another file with",
        "# INHERIT: mkdocs.yml",
        f"site_name: {_title(f'{book.name}: phone menus' if book.name else 'Phone menus')}",
        "use_directory_urls: false",
        *_THEME,
        f"extra_css: [{STYLE}]",
        "nav:",
        f"  - Overview: {INDEX}.md",
    ]
    if len(book.pages) <= MOST_IN_NAVIGATION:
        lines += _navigation("Inbound routes", book.entries)
        lines += _navigation("Menus", book.menus)
    lines += [f"  - Destinations: {DESTINATIONS}.md", f"  - Findings: {FINDINGS}.md"]
    return "\n".join(lines) + "\n"


def _navigation(head: str, pages: Sequence[EntryPage | MenuPage]) -> Iterator[str]:
    if pages:
        yield f"  - {head}:"
        for page in pages:
            yield f"      - {_title(page.place.text)}: {stem(page.place.node)}.md"


def _title(text: str) -> str:
    return json.dumps(html.escape(shorten(text, _LONGEST_TITLE)), ensure_ascii=False)
