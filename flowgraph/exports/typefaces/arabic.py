"""Arabic letters as they are written: joined to their neighbours.

A name holds letters; how one looks depends on whether those beside it join it. Unicode has a code
of its own for each look, and fonts have glyphs for these codes.

Source: Unicode, section 9.2, "Arabic", and the character database of Python.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from unicodedata import bidirectional, combining, decomposition

_ARABIC = re.compile("[\u0600-\u06ff]")
# Lam and alef are written as one sign, all others letter by letter. Vowels, which stand above and
# below letters, part none of them.
_ALEFS = "\u0622\u0623\u0625\u0627"
_SIGN = re.compile(f"\u0644[{_ALEFS}]|.", re.DOTALL)
# A sign of two letters is told as two codes, so that whoever copies it gets both: the sign for the
# first, and for the second one that shows nothing, from a plane that Unicode leaves to everybody.
_UNSEEN = 0xF0000
UNSEEN_ALEFS = frozenset(_UNSEEN + ord(alef) for alef in _ALEFS)
_CODES = (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE80, 0xFEFD))
#: What joins both of its neighbours and has one look: a line that makes words longer, and nothing.
_JOINERS = ("\u0640", "\u200d")
_NAMES = {
    (False, False): "isolated",
    (False, True): "initial",
    (True, False): "final",
    (True, True): "medial",
}


def joined(text: str) -> str:
    r"""Replace Arabic letters by the codes of their looks; other characters stay.

    >>> joined("Menu"), ascii(joined("\u0628\u0628"))
    ('Menu', "'\\ufe91\\ufe90'")
    """
    if not _ARABIC.search(text):
        return text
    signs: list[str] = _SIGN.findall(text)
    places = [place for place, sign in enumerate(signs) if not combining(sign[0])]
    bare = [signs[place] for place in places]
    around = zip(places, ["", *bare], bare, [*bare[1:], ""], strict=False)
    for place, before, sign, after in around:
        signs[place] = _look(before, sign, after)
    return "".join(signs)


def letter_of(code: str) -> str:
    r"""Give the letter that the code of a look stands for.

    >>> ascii(letter_of("\ufe91")), letter_of("M")
    ("'\\u0628'", 'M')
    """
    return chr(ord(code) - _UNSEEN) if is_unseen(code) else _letters().get(code, code)[:1]


def is_unseen(code: str) -> bool:
    """Whether a code shows nothing, because the sign before it shows its letter as well."""
    return ord(code) in UNSEEN_ALEFS


def has_looks(character: str) -> bool:
    """Whether a character can be shown beside others: it joins none, or has codes for its looks."""
    joins = bidirectional(character) == "AL" and character.isalpha()
    return not joins or character in _looks() or character in _letters() or character in _JOINERS


def _look(before: str, sign: str, after: str) -> str:
    looks = _looks().get(sign, {})
    joins_back = "final" in looks and (before in _JOINERS or "initial" in _looks().get(before, {}))
    joins_on = "initial" in looks and (after in _JOINERS or "final" in _looks().get(after, {}))
    look = looks.get(_NAMES[joins_back, joins_on], sign)
    return look if len(sign) == len(look) else f"{look}{chr(_UNSEEN + ord(sign[1]))}"


@cache
def _looks() -> Mapping[str, Mapping[str, str]]:
    """Give the codes of each sign's looks, by their names."""
    found: dict[str, dict[str, str]] = {}
    for code, letters in _letters().items():
        name = decomposition(code).partition(">")[0].strip("<")
        found.setdefault(letters, {})[name] = code
    return found


@cache
def _letters() -> Mapping[str, str]:
    """Give the letters of each code."""
    return {chr(code): _decomposed(chr(code)) for code in _CODES}


def _decomposed(code: str) -> str:
    return "".join(chr(int(part, 16)) for part in decomposition(code).split()[1:])
