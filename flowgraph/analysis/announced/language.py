"""What is to be known of a language, to find the keys that a telephone menu names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Words = frozenset[str]
_NONE: Words = frozenset()


class Language(NamedTuple):
    """What a language calls keys and the pressing of them.

    Attributes:
        name: In English.
        verbs: Words that say that a key is to be pressed.
        choices: Words that say so only where what follows is surely a key (choose, enter).
        key_nouns: What the thing is called that is pressed.
        fillers: Words that may stand between a verb and its key, and around a key.
        tails: Words with which a sentence may go on after a key.
        joins: Words for *and* and *or*.
        ranges: Words for *to* between the first and the last of several keys.
        between: Words for *between* in front of those.
        aims: Words that begin the telling of what a key is for.
        limits: Words after which a number is a time, an amount or a room.
        quantities: What is counted or measured by a number before it.
        keys: The key that a number word or the name of a sign means.
        vague: Those of them that also mean something else (one, um, sei).
        phrases: Names of signs that take several words.
        stays: Words for staying and waiting, with ``lines``: what is stayed on.
        lines: See ``stays``.
        common: Words by which the language is known, besides all these.
        is_verb_last: Whether the verb may stand behind its key.
    """

    name: str
    verbs: Words
    choices: Words
    key_nouns: Words
    fillers: Words
    tails: Words
    joins: Words
    ranges: Words
    between: Words
    aims: Words
    limits: Words
    quantities: Words
    keys: Mapping[str, str]
    vague: Words
    phrases: Mapping[tuple[str, ...], str]
    stays: Words
    lines: Words
    common: Words
    is_verb_last: bool = False


#: Knows digits and signs alone.
UNKNOWN = Language(
    name="unknown",
    verbs=_NONE,
    choices=_NONE,
    key_nouns=_NONE,
    fillers=_NONE,
    tails=_NONE,
    joins=_NONE,
    ranges=_NONE,
    between=_NONE,
    aims=_NONE,
    limits=_NONE,
    quantities=_NONE,
    keys={},
    vague=_NONE,
    phrases={},
    stays=_NONE,
    lines=_NONE,
    common=_NONE,
)
