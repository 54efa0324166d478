"""The words around a key, to be shown with it."""

from __future__ import annotations

from .units import Reading

_MOST_BEFORE = 14
_MOST_BEHIND = 8


def around(reading: Reading, place: int, since: int) -> tuple[int, int]:
    """Give the part of a text that tells of a key.

    Args:
        reading: The text as a language reads it.
        place: Which piece is the key.
        since: Where the part may begin at the earliest.

    Returns:
        Start and end in the text, on the borders of words: the sentence up to the key and, where it
        goes on behind the key, what the key is for.
    """
    first = _first(reading, place, since)
    return reading.at(first).start, reading.at(_last(reading, place)).end


def _first(reading: Reading, place: int, since: int) -> int:
    first = place
    for step in range(place - 1, place - 1 - _MOST_BEFORE, -1):
        unit = reading.at(step)
        if unit.kind == "stop" or unit.start < since:
            break
        first = step
    while first < place and reading.is_pause(first):
        first += 1
    return first


def _last(reading: Reading, place: int) -> int:
    if reading.at(place + 1).word in reading.language.key_nouns:
        place += 1
    if reading.at(place + 1).word not in reading.language.aims:
        return place
    for step in range(place + 1, place + 1 + _MOST_BEHIND):
        if reading.is_pause(step) or reading.at(step).kind == "key":
            break
        place = step
    return place
