"""Number patterns of routes: which dialled number does a route take?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

_ANY_NUMBER_OF = "!"
_CLASSES = {"X": "0-9", "Z": "1-9", "N": "2-9"}
_PIECE = re.compile(r"\[(?:[\d*#](?:-\d)?)+\]|.", re.S | re.ASCII)
_RANGE = re.compile(r"(.)(?:-(.))?")
_NO_DIGIT = re.compile(r"[\s()-]")


def matches(pattern: str, number: str) -> bool:
    """Whether a pattern takes a number.

    Args:
        pattern: A number, or a pattern of ``X`` (0-9), ``Z`` (1-9), ``N`` (2-9), ``[1-5]``, ``.``
            (one or more) and ``!`` (none or more), with or without a leading ``_``.
        number: What was dialled; blanks, dashes and brackets do not count.

    Source: the vendor's page "DID Pattern and Caller ID Pattern"; the letters are Asterisk's.

    >>> matches("_55501XX", "5550142"), matches("+1 555 0100", "+15550100")
    (True, True)
    """
    dialled = _NO_DIGIT.sub("", number)
    if _NO_DIGIT.sub("", pattern) == dialled:
        return True
    return _takes(list(_parts(re.sub(r"[\s()]", "", pattern).removeprefix("_"))), dialled)


def _parts(pattern: str) -> Iterable[str]:
    """Take a pattern apart: signs, classes in brackets, and ``!``."""
    for piece in _PIECE.findall(pattern):
        if piece == ".":
            yield from ("", _ANY_NUMBER_OF)
        elif piece != "-":
            yield f"[{_CLASSES[piece.upper()]}]" if piece.upper() in _CLASSES else piece


def _takes(parts: Sequence[str], dialled: str) -> bool:
    """Follow all ways through a pattern at once, so that none takes long."""
    fits: list[Callable[[str], bool]] = [_fits(part) for part in parts]
    places = _with_skips({0}, parts)
    for sign in dialled:
        met = [place for place in places if place < len(parts) and fits[place](sign)]
        after = {place + (parts[place] != _ANY_NUMBER_OF) for place in met}
        places = _with_skips(after, parts)
    return len(parts) in places


def _with_skips(places: set[int], parts: Sequence[str]) -> set[int]:
    """Add the places behind each ``!``, which may stand for nothing."""
    found = set(places)
    for place, part in enumerate(parts):
        if place in found and part == _ANY_NUMBER_OF:
            found.add(place + 1)
    return found


def _fits(part: str) -> Callable[[str], bool]:
    if part in ("", _ANY_NUMBER_OF):
        return lambda sign: True
    if len(part) == 1:
        return lambda sign: sign == part
    ranges = [(start, end or start) for start, end in _RANGE.findall(part[1:-1])]
    return lambda sign: any(start <= sign <= end for start, end in ranges)
