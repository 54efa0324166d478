"""Which page tells of what, and what its file is called.

Names of files and places hold nothing but letters, digits, hyphens and underscores that stand for
ids: no name from a PBX can lead out of the folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from ..book.model import Book
from ..diagram.build import dom_id

INDEX = "index"
DESTINATIONS = "destinations"
FINDINGS = "findings"


def stem(node: str) -> str:
    """Name the page of a menu or an entry, without an ending.

    Some file systems take capitals for small letters: an id with capitals is told apart by more.

    >>> stem("ivr:5"), stem("inbound_route:2")
    ('menu-5', 'entry-2')
    """
    identity = dom_id(node)
    if identity != identity.lower():
        digest = hashlib.sha256(node.encode()).hexdigest()[:12]
        identity = f"{identity.lower()}-{digest}"
    for kind, word in (("inbound-route", "entry"), ("ivr", "menu")):
        if identity.startswith(f"{kind}-"):
            return f"{word}{identity.removeprefix(kind)}"
    return identity


def anchor(node: str) -> str:
    """Name the place of a destination on the page of all destinations."""
    return dom_id(node)


def rule_anchor(rule: str, severity: str) -> str:
    """Name the place of a rule's findings on the page of all findings."""
    return f"{severity}-{rule}"


def addresses(book: Book, ending: str) -> Mapping[str, str]:
    """Give the address of everything that a book tells, by node.

    Args:
        book: The book.
        ending: Of the pages' files, such as ``.html``.
    """
    return dict(_addresses(book, ending))


def _addresses(book: Book, ending: str) -> Iterator[tuple[str, str]]:
    for page in book.pages:
        yield page.place.node, f"{stem(page.place.node)}{ending}"
    for row in book.rows:
        yield row.place.node, f"{DESTINATIONS}{ending}#{anchor(row.place.node)}"
