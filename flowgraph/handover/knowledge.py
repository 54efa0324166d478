"""What several chapters ask of a book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from ..book.model import Book, DestinationRow, MenuPage
from ..book.parts import KeyRow, Place
from ..model.destination import (
    CONFERENCE,
    DIAL_BY_NAME,
    EXT_VM,
    EXTENSION,
    EXTERNAL_NUM,
    GROUP_VM,
    QUEUE,
    RING_GROUP,
)
from ..model.keys import FAIL
from .document import KeyLine
from .plain import alarm
from .words import NO_LIMIT, capital, in_full, key_in_table, phrase

#: Kinds behind which somebody picks up, those that matter most to callers first.
PEOPLE = (RING_GROUP, QUEUE, EXTENSION, EXTERNAL_NUM, DIAL_BY_NAME)
VOICEMAILS = (EXT_VM, GROUP_VM)
_WAITING = (QUEUE, RING_GROUP)
_ENDS = {
    **dict.fromkeys(VOICEMAILS, "The caller can leave a message."),
    EXTERNAL_NUM: "The call is passed on to this number outside.",
    DIAL_BY_NAME: "The caller spells the name of the person with the keys of the telephone.",
    CONFERENCE: "The caller joins the conference.",
}
#: What a book notes at a key, and what a customer is told.
_NOTES = {
    "then this menu again": "Then the caller is back in this menu.",
    "then the call ends": "Then the call ends.",
    "recording stops": "If the call is being recorded, the recording ends here.",
}
# Of no use to anybody but who looks after the settings.
_LEFT_OVER = re.compile(r"prefix .* means nothing here")
_PLAYED = re.compile(r"played (\d+) times")
_NO_LIMIT = "Callers wait without a time limit. If the queue gives a call up for another reason:"
_NOT_SET = "What happens if nobody answers is not set, or not known."
#: Nobody has tried it, and the vendor's pages do not tell.
NOT_DOCUMENTED = "What happens then is not documented."


class Knowledge:
    """Answers that are found once.

    Args:
        book: What is known.
    """

    def __init__(self, book: Book) -> None:
        self.book = book

    @cached_property
    def menus(self) -> Mapping[str, MenuPage]:
        """Menus by node."""
        return {page.place.node: page for page in self.book.menus}

    @cached_property
    def rows(self) -> Mapping[str, DestinationRow]:
        """All other destinations by node."""
        return {row.place.node: row for row in self.book.rows}

    @cached_property
    def people(self) -> Mapping[str, str]:
        """Names of extensions by number."""
        places = [*self.book.unreached, *self.book.rung, *(row.place for row in self.book.rows)]
        return {p.number: p.name for p in places if p.style == EXTENSION and p.number}

    def lines(self, menu: str) -> tuple[KeyLine, ...]:
        """Give the keys of a menu; none where it could not be read."""
        page = self.menus.get(menu)
        return tuple(self._line(row) for row in page.keys) if page else ()

    def _line(self, row: KeyRow) -> KeyLine:
        then = () if row.is_again or row.target is None else self.then(row.target)
        notes = () if row.target is None else tuple(_notes(row))
        alarms = tuple((severity, alarm(words)) for severity, words in row.alarms)
        unset = (NOT_DOCUMENTED,) if row.target is None else ()
        key = key_in_table(row.key)
        told = (*unset, *notes, *then)
        return KeyLine(key, row.is_pressed, row.target, row.is_again, told, alarms)

    def then(self, place: Place) -> tuple[str, ...]:
        """Say what happens to a call at a destination, a sentence each."""
        return tuple(self._then(place))

    def _then(self, place: Place) -> Iterator[str]:
        if place.fault:
            return
        if words := _ENDS.get(place.style):
            yield words
        row = self.rows.get(place.node)
        onwards = [one for one in row.onwards if one.target] if row else []
        yield from (_onward(one) for one in onwards)
        if place.style in _WAITING and not onwards:
            yield _NOT_SET


def _notes(row: KeyRow) -> Iterator[str]:
    for note in row.notes:
        if not _LEFT_OVER.fullmatch(note):
            yield _NOTES.get(note) or _PLAYED.sub(r"It is played \1 times.", note)


def _onward(row: KeyRow) -> str:
    assert row.target is not None  # noqa: S101  asked for above
    target = phrase(row.target)
    if row.key != FAIL:
        return f"{capital(row.words)}: {target}."
    if row.words == NO_LIMIT:
        return f"{_NO_LIMIT} {target}."
    after = f" {in_full(row.words)}" if row.words.startswith("after ") else ""
    return f"No answer{after}: {target}."


def is_person(place: Place) -> bool:
    """Whether somebody may pick up there."""
    return place.style in PEOPLE
