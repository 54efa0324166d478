"""Pseudonyms of telephone numbers and patterns, and of any other value of a destination.

A number of at least three digits becomes zeros with at most three other digits at the end:
``+15550142`` for example ``+00000417``, which no country's numbers begin with. These digits come
from the number, so that it is the same wherever and whenever it occurs; they are so few that about
a thousand numbers of that length share each pseudonym, or many more. Whoever suspects a certain
number can still see whether it fits.

What is no digit stays where it is: ``+``, blanks, and what a pattern takes at its end besides
digits (``X``, ``.``, ``!``, ``[1-5]``). A number that is one or two digits longer than the digits
of a pattern has a pseudonym that begins like the pattern's, and ends as it did: a pattern for a
block of up to a hundred numbers takes those that it took. Up to two digits are nobody's, and stay:
the ``9`` before an external number.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from itertools import count

from .found import digest
from .free import FreeNumbers

_SHORT = 2
#: About ten to this power numbers share a pseudonym at least.
_LOST_DIGITS = 3
_MOST_DIGITS = 3

# The signs of the two parts differ, so that no text takes long.
_DIALLED = re.compile(
    r"_?(?P<head>[\d\s()+*#,;:/-]*)(?P<tail>(?:[XZN.!]|\[\d-?\d+\])*)", re.ASCII | re.IGNORECASE
)
_DIGIT = re.compile(r"\d", re.ASCII)
_HIDDEN = re.compile(r"0{3,}\d{0,3}", re.ASCII)
_VALUES = 1000


def is_dialled(text: str) -> bool:
    """Whether a text is a telephone number, or a pattern of such numbers."""
    return bool(_DIGIT.search(text)) and _DIALLED.fullmatch(text) is not None


def outside_numbers(texts: Iterable[str]) -> dict[str, str]:
    """Choose a pseudonym for each number, pattern or other value; each pseudonym is there once."""
    parsed = {text: _DIALLED.fullmatch(text) for text in texts}
    dialled = {text: match for text, match in parsed.items() if match}
    digits = {text: "".join(_DIGIT.findall(match["head"])) for text, match in dialled.items()}
    hidden = _hidden(
        set(digits.values()), {digits[text] for text, match in dialled.items() if match["tail"]}
    )
    chosen = numbered("value", (text for text, match in parsed.items() if match is None))
    for text, match in dialled.items():
        start, end = match.span("head")
        chosen[text] = text[:start] + _filled(match["head"], hidden[digits[text]]) + text[end:]
    return chosen


def _filled(head: str, digits: str) -> str:
    """Put other digits in the places of a number's digits."""
    rest = iter(digits)
    return _DIGIT.sub(lambda _: next(rest), head) + "".join(rest)


def _hidden(numbers: set[str], heads: set[str]) -> dict[str, str]:
    """Choose other digits for each number.

    Args:
        numbers: Digits alone.
        heads: Those of them that are the beginning of what a pattern takes.
    """
    chosen: dict[str, str] = {}
    endings = _Endings()
    # The shortest first, because they are heads; pseudonyms of an earlier time keep their places.
    for number in sorted(numbers, key=lambda n: (len(n), not _HIDDEN.fullmatch(n), digest(n))):
        head = "" if _HIDDEN.fullmatch(number) else _head(number, heads)
        begin = chosen[head] if head else ""
        chosen[number] = endings.take(begin, number.removeprefix(head))
    return chosen


def _head(number: str, heads: Container[str]) -> str:
    """Give the head that a number is a few digits longer than; empty where there is none."""
    beginnings = (number[:-more] for more in range(1, _SHORT + 1))
    return next((text for text in beginnings if len(text) > _SHORT and text in heads), "")


class _Endings:
    """Other digits for the digits of numbers; no two numbers become the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._free: dict[tuple[str, int], FreeNumbers] = {}

    def take(self, begin: str, digits: str) -> str:
        """Give a number that begins in some way and has other digits behind that."""
        number = next(c for c in self._candidates(begin, digits) if c not in self._taken)
        self._taken.add(number)
        return number

    def _candidates(self, begin: str, digits: str) -> Iterator[str]:
        """Give the best first; longer ones where a thousand of that length are taken."""
        if len(digits) <= _SHORT or _HIDDEN.fullmatch(digits):
            yield begin + digits
        for size in count(len(digits)):
            values = 10 ** min(max(size - _LOST_DIGITS, 0), _MOST_DIGITS)
            free = self._free.setdefault((begin, size), FreeNumbers(values))
            while (value := free.take(digest(digits) % values)) is not None:
                yield f"{begin}{value:0{size}d}"


def numbered(word: str, texts: Iterable[str]) -> dict[str, str]:
    """Choose a word with a number for each text, for example ``value417``.

    The number depends on the text, and many texts have the same, unless it is taken. What is such
    a word already stays.
    """
    known = re.compile(rf"{word}(\d{{3,9}})", re.ASCII)
    matches = {text: known.fullmatch(text) for text in texts}
    free = FreeNumbers(taken=(int(match[1]) for match in matches.values() if match))
    chosen = {text: text for text, match in matches.items() if match}
    for text in sorted(matches.keys() - chosen.keys(), key=digest):
        chosen[text] = f"{word}{free.take(digest(text) % _VALUES):03d}"
    return chosen
