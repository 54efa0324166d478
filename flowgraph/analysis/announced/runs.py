"""Keys and numbers that stand together in a text: ``1``, ``1, 2 or 3``, ``1 to 5``, ``8 to 18``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .units import Reading

#: Words that may stand between two numbers of one list.
_BETWEEN = 4
#: The keys of a range; on a telephone 0 stands behind 9.
_ORDER = "1234567890"
_NUMBERS = ("key", "number")


class Named(NamedTuple):
    """A key at a place.

    Attributes:
        key: The key.
        place: Which piece of the text names it; of a range its last.
    """

    key: str
    place: int


class Run(NamedTuple):
    """Keys and numbers that stand together.

    Attributes:
        start: Place of the first piece.
        end: The place behind the last one.
        keys: Those that may be keys.
        codes: Keys in what reads like a code (``*9``), which some write for a key (``#1``).
        has_number: Whether something in it is surely no key: a number of several digits, an amount.
        has_range: Whether a range is in it.
    """

    start: int
    end: int
    keys: tuple[Named, ...]
    codes: tuple[Named, ...]
    has_number: bool
    has_range: bool


class _Part(NamedTuple):
    """One number of a run; no key where it has several digits or counts something."""

    start: int
    end: int
    key: str
    is_range: bool = False


class _Link(NamedTuple):
    """What leads from one number to the next: a pause, "or", "to"; it ends at the next one."""

    end: int
    is_joined: bool
    is_range: bool


def runs(reading: Reading) -> Iterator[Run]:
    """Give all runs of a text in their order; linear in its length."""
    place = 0
    while place < len(reading.units):
        parts = _parts(reading, place)
        if parts:
            yield _run(reading, parts)
        place = parts[-1].end if parts else place + 1


def _run(reading: Reading, parts: list[_Part]) -> Run:
    keys: list[Named] = []
    for before, part in zip([None, *parts], parts, strict=False):
        members = _members(before.key, part.key) if before and part.is_range else part.key
        # "the star key (*)" names it once
        keys += [Named(k, part.end - 1) for k in members if not keys or keys[-1].key != k]
    codes = [code for part in parts if not part.key for code in _code(reading, part)]
    return Run(
        start=parts[0].start,
        end=parts[-1].end,
        keys=tuple(keys),
        codes=tuple(codes),
        has_number=not all(part.key for part in parts),
        has_range=any(part.is_range for part in parts),
    )


def _parts(reading: Reading, start: int) -> list[_Part]:
    first = _part(reading, start)
    parts = [first] if first else []
    is_between = reading.at(start - 1).word in reading.language.between
    while parts and (link := _link(reading, parts[-1].end)):
        part = _part(reading, link.end)
        if part is None or not _belongs(reading, part, link):
            break
        parts.append(part._replace(is_range=link.is_range or is_between))
    return parts


def _belongs(reading: Reading, part: _Part, link: _Link) -> bool:
    """Whether a number goes on a list: not in ``1, 2 for support``, where a choice begins."""
    is_choice = reading.at(part.end).word in reading.language.aims
    if is_choice and not (link.is_joined or link.is_range):
        return False
    return not part.key or reading.ends_well(part.end)


def _part(reading: Reading, place: int) -> _Part | None:
    """Read one number; several without anything between them are one of several digits."""
    first = end = _behind_article(reading, place)
    while reading.at(end).kind in _NUMBERS:
        end += 1
    if end == first or (end == first + 1 and _is_another_word(reading, first)):
        return None
    return _Part(place, end, _key(reading, first, end))


def _behind_article(reading: Reading, place: int) -> int:
    """Step over what is an article before a key: Dutch ``een 1``."""
    is_vague = reading.at(place).word in reading.language.vague
    is_article = is_vague and reading.at(place + 1).kind in _NUMBERS
    return place + 1 if is_article else place


def _is_another_word(reading: Reading, place: int) -> bool:
    """Whether a word is not meant as a number: ``one of``, Italian ``se sei cliente``."""
    if reading.at(place).word not in reading.language.vague:
        return False
    language = reading.language
    is_behind_noun = reading.at(place - 1).word in language.key_nouns - language.verbs
    return not is_behind_noun and not reading.ends_well(place + 1)


def _key(reading: Reading, first: int, end: int) -> str:
    unit, following = reading.at(first), reading.at(end)
    is_word = unit.is_glued and following.word not in reading.language.key_nouns
    return "" if end - first > 1 or is_word or reading.is_quantity(end) else unit.key


def _code(reading: Reading, part: _Part) -> Iterator[Named]:
    keys = [reading.at(place).key for place in range(part.start, part.end)]
    if 1 < len(keys) <= 3 and ("#" in keys or "*" in keys):
        yield from (Named(key, part.start) for key in keys if key)


def _link(reading: Reading, place: int) -> _Link | None:
    """Find what leads from a number to the next one of a list."""
    language = reading.language
    is_parted = is_joined = is_range = False
    for step in range(place, place + _BETWEEN + 1):
        unit = reading.at(step)
        if unit.kind in _NUMBERS:
            return _Link(step, is_joined, is_range) if is_parted else None
        leads_on = unit.kind == "dash" or unit.word in language.ranges
        joins = unit.word in language.joins
        parts = leads_on or joins or unit.kind == "break"
        if not parts and unit.word not in language.fillers:
            return None
        is_parted, is_joined = is_parted or parts, is_joined or joins
        is_range = leads_on if parts else is_range
    return None


def _members(first: str, last: str) -> str:
    """Give the keys of a range behind the first one."""
    if not (first and last and first in _ORDER and last in _ORDER):
        return last
    begin, end = _ORDER.index(first), _ORDER.index(last)
    return _ORDER[begin + 1 : end + 1] if begin < end else last
