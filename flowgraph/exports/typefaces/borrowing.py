"""Makes the fonts that were chosen known to reportlab, each no larger than it has to be."""

from __future__ import annotations

from collections.abc import Iterable, Set

from . import Face
from .arabic import UNSEEN_ALEFS
from .choice import Choice, choices
from .face import register
from .small import blank, small

#: Stands between words of one font.
_BLANK = frozenset({ord(" ")})


def borrowed(shown: Iterable[str], unseen: Iterable[str]) -> dict[str, Face]:
    """Give a font for each character for which this computer has one.

    Args:
        shown: Characters that somebody sees.
        unseen: Characters that only change others; nobody sees them, and no font is needed.
    """
    faces = _unseen(sorted(unseen))
    left = {ord(sign) for sign in shown}
    for choice in choices(frozenset(left)) if left else ():
        mine = choice.codes & left
        if mine and (face := _face(choice, mine)):
            faces |= dict.fromkeys(map(chr, mine), face)
            left -= mine
    return faces


def _unseen(marks: list[str]) -> dict[str, Face]:
    if not marks:
        return {}
    name = register(blank(map(ord, marks)))
    return dict.fromkeys(marks, Face(name, name))


def _face(choice: Choice, codes: Set[int]) -> Face | None:
    """Make a face of a chosen font; none where the font is of no use."""
    signs = codes | UNSEEN_ALEFS | _BLANK
    regular = small(choice.regular, signs)
    bold = small(choice.bold, signs) if choice.bold is not choice.regular else b""
    return Face(register(regular), register(bold or regular)) if regular else None
