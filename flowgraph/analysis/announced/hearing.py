"""A text as each language that it may be in hears it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ...model.keys import TIMEOUT
from .language import UNKNOWN
from .languages import LANGUAGES
from .naming import names
from .runs import Named
from .tokens import Token
from .units import Reading

#: Words between "stay" and "line".
_REACH_OF_STAY = 5
#: Of a sentence of so many words more than a quarter are common ones.
_LONGER = 4
_KNOWN = 0.25
#: In another script shorter sentences are looked at as well.
_LAST_LATIN = "\u024f"
_STOP = Token("stop", "", 0, 0)


class Hearing(NamedTuple):
    """What one language makes of a text.

    Attributes:
        tag: Of the language; empty where none is known.
        reading: The text as it reads it.
        governed: Keys next to a verb of pressing.
        named: All keys that callers are told to press, these included, and ``timeout`` where they
            are told to wait.
        dismissed: Places in the text at which a number is surely no key.
        unclear: Keys that may be meant.
        words: How many of the language's words occur.
    """

    tag: str
    reading: Reading
    governed: list[Named]
    named: list[Named]
    dismissed: list[Named]
    unclear: list[Named]
    words: int


def language_of(tag: str | None) -> str:
    """Give the language that a tag such as ``es-US`` names; empty where it names none.

    >>> language_of("es-US"), language_of("DE_de"), language_of("voice 3"), language_of(None)
    ('es', 'de', '', '')
    """
    first = (tag or "").strip().replace("_", "-").partition("-")[0].lower()
    return first if len(first) in (2, 3) and first.isascii() and first.isalpha() else ""


def hearings(pieces: Sequence[Token], tag: str) -> list[Hearing]:
    """Hear a text in every language whose verbs of pressing occur; the likeliest first.

    Args:
        pieces: The text, taken apart.
        tag: The language that it should be; heard in any case.

    Returns:
        At least one: where no language is likely, one that knows digits alone.
    """
    words = {piece.text for piece in pieces if piece.kind == "word"}
    likely = [name for name in LANGUAGES if name == tag or words & _marks(name)]
    heard = [_hearing(pieces, name, len(words & _all_words(name))) for name in likely]
    heard.sort(key=lambda h: (-len(h.governed), h.tag != tag, -h.words))
    return heard or [_hearing(pieces, "", 0)]


@cache
def _marks(name: str) -> frozenset[str]:
    language = LANGUAGES[name]
    return language.verbs | language.choices | language.key_nouns


@cache
def _all_words(name: str) -> frozenset[str]:
    groups = (group for group in LANGUAGES[name] if isinstance(group, frozenset))
    return frozenset().union(LANGUAGES[name].keys, *groups)


def _hearing(pieces: Sequence[Token], tag: str, words: int) -> Hearing:
    reading = Reading(pieces, LANGUAGES.get(tag, UNKNOWN))
    found = names(reading)
    return Hearing(
        tag=tag,
        reading=reading,
        governed=found.governed,
        named=[*found.governed, *found.elided, *_waits(reading)],
        dismissed=found.dismissed,
        unclear=found.unclear,
        words=words,
    )


def _waits(reading: Reading) -> Iterator[Named]:
    """Find where callers are told to stay on the line."""
    for place, unit in enumerate(reading.units):
        if unit.word in reading.language.stays:
            for step in range(place + 1, place + 2 + _REACH_OF_STAY):
                if reading.at(step).word in reading.language.lines:
                    yield Named(TIMEOUT, step)


def is_understood(pieces: Iterable[Token], heard: Iterable[Hearing]) -> bool:
    """Whether each longer sentence has enough words of the languages that were heard.

    A sentence in yet another language may name keys in words that nobody here knows.
    """
    tags = [hearing.tag for hearing in heard]
    known = frozenset().union(*map(_all_words, tags))
    telling = frozenset().union(*(_marks(tag) | LANGUAGES[tag].common for tag in tags))
    sentence: list[str] = []
    for piece in (*pieces, _STOP):
        if piece.kind == "word":
            sentence.append(piece.text)
        elif piece.kind == "stop":
            is_long = len(sentence) >= _LONGER or any(word[:1] > _LAST_LATIN for word in sentence)
            share = sum(word in known for word in sentence) / max(len(sentence), 1)
            if is_long and share <= _KNOWN and telling.isdisjoint(sentence):
                return False
            sentence = []
    return True


def has_verb(hearings: Iterable[Hearing]) -> bool:
    """Whether any language finds a verb of pressing, with or without a key."""
    return any(
        unit.word in hearing.reading.language.verbs
        for hearing in hearings
        for unit in hearing.reading.units
    )
