"""What each piece of a text is in one language: a word, a key, a number, a pause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from .language import Language
from .tokens import Token

Kind = Literal["word", "key", "number", "dash", "break", "stop"]
PAUSES: frozenset[Kind] = frozenset({"dash", "break", "stop"})


class Unit(NamedTuple):
    """A piece of a text as one language reads it.

    Attributes:
        kind: ``key`` is a digit, a sign, or the word for one.
        word: The word, where it is spelled as one.
        key: The key, where it may be one.
        start: Where it begins in the text.
        end: Where it ends.
        is_glued: Whether letters follow without a blank.
    """

    kind: Kind
    word: str
    key: str
    start: int
    end: int
    is_glued: bool = False


_END = Unit("stop", "", "", 0, 0)


class Reading:
    """A text as one language reads it.

    Args:
        pieces: The text, taken apart.
        language: How to read it.

    Attributes:
        units: The pieces; names of several words are one.
        language: How it is read.
    """

    def __init__(self, pieces: Sequence[Token], language: Language) -> None:
        self.language = language
        self.units = list(_units(pieces, language))
        self._clauses: list[int] = []
        self._sentences: list[int] = []
        for place in range(len(self.units)):
            before = self.at(place - 1)
            is_new = not place or before.kind in PAUSES or before.word in language.joins
            self._clauses.append(place if is_new else self._clauses[-1])
            is_stop = bool(place) and before.kind == "stop"
            self._sentences.append((self._sentences[-1] if place else 0) + is_stop)

    def at(self, place: int) -> Unit:
        """Give a piece; before and after the text there is a full stop."""
        return self.units[place] if 0 <= place < len(self.units) else _END

    def clause(self, place: int) -> int:
        """Give the place at which the clause of a piece begins."""
        return self._clauses[place]

    def sentence(self, place: int) -> int:
        """Give the number of the sentence of a piece."""
        return self._sentences[place]

    def is_pause(self, place: int) -> bool:
        """Whether a clause ends at a place."""
        unit = self.at(place)
        return unit.kind in PAUSES or unit.word in self.language.joins

    def ends_well(self, place: int) -> bool:
        """Whether a sentence may go on so behind a key."""
        unit, language = self.at(place), self.language
        if unit.word in language.joins:
            return self.at(place + 1).word not in language.quantities
        parts = (language.aims, language.tails, language.key_nouns, language.verbs, language.ranges)
        return unit.kind in PAUSES or any(unit.word in words for words in parts)

    def is_quantity(self, place: int) -> bool:
        """Whether what stands here is counted or measured by the number before it."""
        return self.at(place).word in self.language.quantities


def _units(pieces: Sequence[Token], language: Language) -> Iterator[Unit]:
    place = 0
    while place < len(pieces):
        phrase, key = _phrase(pieces, place, language)
        piece, last = pieces[place], pieces[place + phrase - 1]
        yield _unit(piece, key, last.end, language)
        place += phrase


def _phrase(pieces: Sequence[Token], place: int, language: Language) -> tuple[int, str]:
    """Give how many pieces name a sign together; else one."""
    for words, key in language.phrases.items():
        if tuple(piece.text for piece in pieces[place : place + len(words)]) == words:
            return len(words), key
    return 1, ""


def _unit(piece: Token, phrase_key: str, end: int, language: Language) -> Unit:
    if piece.kind == "word":
        key = phrase_key or language.keys.get(piece.text, "")
        return Unit("key" if key else "word", piece.text, key, piece.start, end)
    if piece.kind == "digit":
        return Unit("key", "", piece.text, piece.start, end, piece.is_glued)
    return Unit(piece.kind, "", "", piece.start, end)
