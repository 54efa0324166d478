"""The document as one HTML file: readable on any screen, printable, without script or network."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from ...diagram import theme
from ...site.templating import environment
from ...site.week import week_chart
from ...text import shorten
from .. import words
from ..document import Document
from ..outline import SCRIPT_PARTS, sections
from ..pictures import Sheet

_POLICY = (
    "default-src 'none'; img-src data:; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
)
_STYLE = "handover.css"
_LONGEST_TITLE = 120


def write(document: Document, sheets: Mapping[str, Sheet]) -> bytes:
    """Write the document as HTML.

    Args:
        document: What it tells.
        sheets: Pictures of numbers, by node.

    Returns:
        The same document gives the same bytes; every text is whole.
    """
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    text = (
        environment(__package__, _FILTERS)
        .get_template("handover.html")
        .render(
            document=document,
            policy=_POLICY.format(digest),
            style=Markup(style),  # noqa: S704  our own file
            pictures={node: _address(sheet) for node, sheet in sheets.items()},
            styles=theme.STYLES,
            facts_by=defaultdict(str, {fact.label: fact.value for fact in document.cover.facts}),
            sections=sections(document),
            script_parts=SCRIPT_PARTS,
            week_chart=week_chart,
        )
    )
    return text.encode()


@cache
def _style() -> str:
    # Line ends are ours on every system, or the bytes and their hash would differ.
    content = (files(__package__) / "templates" / _STYLE).read_bytes()
    return content.replace(b"\r\n", b"\n").decode()


def _address(sheet: Sheet) -> str:
    """Give a picture as an address: no name in it can become a part of the page."""
    return f"data:image/svg+xml;base64,{base64.b64encode(sheet.drawing).decode()}"


_FILTERS: Mapping[str, Callable[..., Any]] = {
    "capital": words.capital,
    "standing_alone": words.standing_alone,
    "small_print": words.small_print,
    "language_name": words.language_name,
    "played": words.played,
    "cut": lambda text: shorten(text, _LONGEST_TITLE),
}
