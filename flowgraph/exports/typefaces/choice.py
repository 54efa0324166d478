"""Which fonts of this computer stand in for what our own lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .installed import Installed, installed

#: Endings of families that show the same characters as people of one region write them.
_REGIONS = frozenset({"SC", "TC", "HK", "JP", "KR"})
_OF_REGION = (("JP", re.compile("[\u3041-\u30ff]")), ("KR", re.compile("[\uac00-\ud7a3]")))
_ELSEWHERE = "SC"
#: Families that look out of place beside ours, and those that show every character anyhow.
_UNLIKE = re.compile(r"\b(serif|mono|math|song|ming|mincho)\b", re.IGNORECASE)
_LAST = re.compile("unifont|last ?resort", re.IGNORECASE)


class Choice(NamedTuple):
    """A font, the same in bold (itself where there is none), and what it is taken for."""

    regular: Installed
    bold: Installed
    codes: frozenset[int]


def choices(codes: frozenset[int]) -> Iterator[Choice]:
    """Choose fonts for characters: upright ones, sans serif, with as many as possible.

    Args:
        codes: The characters.

    Returns:
        The best first, so that one that turns out to be of no use is no loss. The order depends on
        the fonts that are there and on the characters alone.
    """
    fonts = installed(codes)
    region = _region("".join(map(chr, codes)))
    for font in sorted(fonts, key=lambda font: _rank(font, region)):
        yield Choice(font, _bold(font, fonts), font.codes)


def _region(text: str) -> str:
    return next((name for name, signs in _OF_REGION if signs.search(text)), _ELSEWHERE)


def _rank(font: Installed, region: str) -> tuple[object, ...]:
    ending = font.family.rpartition(" ")[2]
    return (
        bool(_LAST.search(font.family)),
        not font.is_regular,
        bool(_UNLIKE.search(font.family)),
        -len(font.codes),
        ending in _REGIONS and ending != region,
        font.family,
        font.file,
        font.number,
    )


def _bold(font: Installed, fonts: list[Installed]) -> Installed:
    """Find the bold face of a family that has all that the regular one has."""
    found = [
        one
        for one in fonts
        if one.is_bold and one.family == font.family and one.codes >= font.codes
    ]
    return min(found, key=lambda one: (one.file, one.number), default=font)
