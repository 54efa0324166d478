"""The order in which the characters of a line stand on paper: Arabic and Hebrew run to the left.

Source: Unicode Standard Annex #9, "Unicode Bidirectional Algorithm", for a line of a text that
runs to the right, without the marks of its rules X1 to X8, which nobody types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar
from unicodedata import bidirectional

from .arabic import letter_of

_Kind = TypeVar("_Kind")

_LEFTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MIRROR = str.maketrans("()[]{}<>\u00ab\u00bb", ")(][}{><\u00bb\u00ab")
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
#: Numbers keep what is around them running to the left.
_DIRECTIONS = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
#: How deep a character stands in text of the other direction; numbers run to the right in either.
_LEVELS = {"L": 0, "R": 1, "EN": 2, "AN": 2}


def runs_leftwards(text: str) -> bool:
    """Whether some of a text runs to the left."""
    return bool(_LEFTWARDS.search(text))


def in_order(parts: Sequence[tuple[_Kind, str]]) -> list[tuple[_Kind, str]]:
    r"""Put the parts of a line, each text with its kind, in the order in which they stand.

    >>> parts = [("bold", "x "), ("thin", "\u05d0\u05d1 12")]
    >>> [(kind, ascii(text)) for kind, text in in_order(parts)]
    [('bold', "'x '"), ('thin', "'12 \\u05d1\\u05d0'")]
    """
    kinds = [kind for kind, text in parts for _ in text]
    text = "".join(text for _, text in parts)
    levels = _levels(text)
    places = list(range(len(text)))
    for level in (2, 1):
        places = _turned(places, levels, level)
    shown = [text[p].translate(_MIRROR) if levels[p] == 1 else text[p] for p in places]
    row = list(zip([kinds[p] for p in places], shown, strict=True))
    return [
        (kind, "".join(character for _, character in group))
        for kind, group in groupby(row, key=lambda pair: pair[0])
    ]


def _turned(places: list[int], levels: Sequence[int], level: int) -> list[int]:
    turned: list[int] = []
    for is_deep, group in groupby(places, key=lambda place: levels[place] >= level):
        run = list(group)
        turned += run[::-1] if is_deep else run
    return turned


def _levels(text: str) -> list[int]:
    """Give the level of each character; what ends a line unseen has none."""
    kinds = _numbers(_marks([bidirectional(letter_of(c)) or "L" for c in text]))
    levels = [_LEVELS[kind] for kind in _neutrals(_brackets(kinds, text))]
    for place in range(len(text.rstrip()), len(text)):
        levels[place] = 0
    return levels


def _marks(kinds: list[str]) -> list[str]:
    """Let marks run as their letters do (rule W1)."""
    told: list[str] = []
    for kind in kinds:
        told.append((told[-1] if told else "L") if kind == "NSM" else kind)
    return told


def _numbers(kinds: list[str]) -> list[str]:
    """Find what belongs to numbers, and what kinds of numbers there are (rules W2 to W7)."""
    kinds = _after_letters(kinds, {"AL": "AN"})
    for place in range(1, len(kinds) - 1):
        before, kind, after = kinds[place - 1 : place + 2]
        if before == after and (kind, before) in (("ES", "EN"), ("CS", "EN"), ("CS", "AN")):
            kinds[place] = before
    signs = groupby(kinds, key=lambda kind: "number" if kind in ("EN", "ET") else kind)
    told = [kind for _, group in signs for kind in _signs_of(list(group))]
    return ["R" if kind == "AL" else kind for kind in _after_letters(told, {"L": "L", "": "L"})]


def _after_letters(kinds: Sequence[str], becomes: dict[str, str]) -> list[str]:
    """Change numbers by the letters that they come after."""
    letter, told = "", []
    for kind in kinds:
        letter = kind if kind in ("L", "R", "AL") else letter
        told.append(becomes.get(letter, kind) if kind == "EN" else kind)
    return told


def _signs_of(group: list[str]) -> list[str]:
    return ["EN" if "EN" in group and kind == "ET" else kind for kind in group]


def _brackets(kinds: list[str], text: str) -> list[str]:
    """Let both brackets of a pair run as what stands in them, or before them (rule N0)."""
    for left, right in sorted(_pairs(kinds, text)):
        inside = {_DIRECTIONS.get(kind) for kind in kinds[left + 1 : right]} - {None}
        before = next((d for k in kinds[:left][::-1] if (d := _DIRECTIONS.get(k))), "L")
        if inside:
            kinds[left] = kinds[right] = "L" if "L" in inside else before
    return kinds


def _pairs(kinds: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for place, character in enumerate(text):
        if kinds[place] != "ON":
            continue
        if character in _BRACKETS:
            opened.append(place)
        matching = [left for left in opened if _BRACKETS[text[left]] == character]
        if matching:
            yield matching[-1], place
            del opened[opened.index(matching[-1]) :]


def _neutrals(kinds: Sequence[str]) -> list[str]:
    """Let blanks and signs run as what is on both sides of them, else to the right (N1, N2)."""
    groups: list[tuple[Any, list[str]]] = [
        (is_neutral, list(group))
        for is_neutral, group in groupby(kinds, key=lambda kind: kind not in ("L", "R", "EN", "AN"))
    ]
    told: list[str] = []
    for place, (is_neutral, group) in enumerate(groups):
        if not is_neutral:
            told += group
            continue
        before = told[-1] if told else "L"
        after = groups[place + 1][1][0] if place + 1 < len(groups) else "L"
        told += ["L" if "L" in (before, after) else "R"] * len(group)
    return told
