"""What several chapters ask of a book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from ..book.model import Book, DestinationRow, MenuPage
from ..book.parts import KeyRow, Place
from ..model.destination import (
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
from .words import capital, key_in_table, phrase, sentence

#: Kinds behind which somebody picks up, those that matter most to callers first.
PEOPLE = (RING_GROUP, QUEUE, EXTENSION, EXTERNAL_NUM, DIAL_BY_NAME)
VOICEMAILS = (EXT_VM, GROUP_VM)
_WAITING = (QUEUE, RING_GROUP)
_ENDS = {
    **dict.fromkeys(VOICEMAILS, "The caller can leave a message."),
    EXTERNAL_NUM: "The call leaves the telephone system.",
    DIAL_BY_NAME: "The caller spells the name of the person on the keypad.",
}
_VERDICT = re.compile(r"[\w-]+ loop: ")
_NOT_SET = "If nobody answers: not set, or not known."
_UNSET_KEY = "The vendor does not say what happens then."


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
        places = [*self.book.unreached, *(row.place for row in self.book.rows)]
        return {p.number: p.name for p in places if p.style == EXTENSION and p.number}

    def lines(self, menu: str) -> tuple[KeyLine, ...]:
        """Give the keys of a menu; none where it could not be read."""
        page = self.menus.get(menu)
        return tuple(self._line(row) for row in page.keys) if page else ()

    def _line(self, row: KeyRow) -> KeyLine:
        then = () if row.is_again or row.target is None else self.then(row.target)
        notes = () if row.target is None else tuple(map(sentence, row.notes))
        alarms = tuple((severity, _plain(words)) for severity, words in row.alarms)
        unset = (_UNSET_KEY,) if row.target is None else ()
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


def _plain(words: str) -> str:
    """Say what is wrong without the verdict's name, which tells a customer nothing."""
    return sentence(_VERDICT.sub("", words))


def _onward(row: KeyRow) -> str:
    assert row.target is not None  # noqa: S101  asked for above
    target = phrase(row.target)
    if row.key != FAIL:
        return f"{capital(row.words)}: {target}."
    if row.words.startswith("after "):
        return f"If nobody answers {row.words}: {target}."
    return f"If the call is given up ({row.words}): {target}."


def is_person(place: Place) -> bool:
    """Whether somebody may pick up there."""
    return place.style in PEOPLE
