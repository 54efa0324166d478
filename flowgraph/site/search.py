"""What the search of a site finds, as a script that needs no server."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..book.model import Book, DestinationRow, EntryPage, MenuPage
from ..book.parts import Place, Prompt
from ..diagram.settings import NONE, NOT_KNOWN

_NAME = "flowgraphIndex"
#: Parts the words that something is found by, which are shown as they are.
_BETWEEN = " · "
# Ends of lines in JavaScript of before 2019, and what could end a script element.
_UNSAFE = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


class _Hit(NamedTuple):
    """Something that is found: its kind, number, name and address, and words that it is found by.

    Attributes:
        kind: What it is.
        number: What is dialled for it.
        name: What it is called.
        address: Of its page.
        words: What it is found by besides.
    """

    kind: str
    number: str
    name: str
    address: str
    words: str


def search_index(book: Book, links: Mapping[str, str]) -> bytes:
    """Write the index as a script that sets one variable.

    Args:
        book: The book.
        links: Address of each node's page.
    """
    hits = [list(hit) for hit in _hits(book, links)]
    return f"globalThis.{_NAME} = {as_script(hits)};\n".encode()


def _hits(book: Book, links: Mapping[str, str]) -> Iterator[_Hit]:
    for entry in book.entries:
        yield _hit(entry.place, links, *(_of_entry(entry)))
    for menu in book.menus:
        yield _hit(menu.place, links, *(_of_menu(menu)))
    for row in book.rows:
        yield _hit(row.place, links, *(_of_destination(row)))


def _hit(place: Place, links: Mapping[str, str], *words: str) -> _Hit:
    return _Hit(place.kind, place.number, place.name, links[place.node], _BETWEEN.join(words))


def _of_entry(entry: EntryPage) -> Iterator[str]:
    yield from (*(entry.dialled or ()), *(entry.callers or ()), *(entry.trunks or ()))


def _of_menu(menu: MenuPage) -> Iterator[str]:
    yield from _heard(menu.prompts or ())


def _of_destination(row: DestinationRow) -> Iterator[str]:
    yield from _heard(row.prompts)
    # Nobody looks for what is not there, or is not known.
    told = (fact for fact in row.facts if fact.value not in (NONE, NOT_KNOWN))
    yield from (f"{fact.label}: {fact.value}" for fact in told)


def _heard(prompts: tuple[Prompt, ...]) -> Iterator[str]:
    for prompt in prompts:
        yield f"{prompt.file} {prompt.text}".rstrip()


def as_script(data: Any) -> str:
    """Write data for a script; nothing in it can end the script."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE).replace("],[", "],\n[")
