"""Fonts for a PDF: our own, and for characters that it lacks those of this computer.

What a PDF shows has to be in it. :class:`Typefaces` looks for fonts that have what some texts need,
copies these characters out of them, and tells which part of a text is set in which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import NamedTuple
from unicodedata import normalize

from ..coverage import is_covered
from .arabic import has_looks, is_unseen, joined, letter_of

#: Our own family.
FAMILY = "Arimo"
#: Characters that change others and show nothing themselves; fonts show how they are called.
_UNSEEN = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
# Letters that change places and melt together, which only a layout engine knows how to do.
# Source: Unicode, chapters 9 and 12 to 16, scripts with conjuncts or reordering.
_MELTING = re.compile(
    "[\u0700-\u074f\u07c0-\u085f\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1aaf\u1b00-\u1c4f"
    "\ua800-\ua8ff\ua900-\ua9ff\uaa00-\uaaff\uabc0-\uabff]"
)


class Face(NamedTuple):
    """Names under which reportlab knows a font; none where there is no font."""

    regular: str
    bold: str


OURS = Face(FAMILY, f"{FAMILY}-Bold")
NONE = Face("", "")


class Run(NamedTuple):
    """A part of a text that is set in one font.

    Attributes:
        face: The font.
        text: The codes of its signs, in the order in which they are read.
    """

    face: Face
    text: str

    @property
    def letters(self) -> str:
        """What the text is as somebody wrote it."""
        return "".join(map(letter_of, self.text))


class Typefaces:
    """The fonts of a document.

    Args:
        texts: All that will be set; of other texts, characters may be missing.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        signs = {sign for text in texts if not text.isascii() for sign in _signs(text)}
        self._wanted = sorted(sign for sign in signs if not (_is_ours(sign) or is_unseen(sign)))

    def runs(self, text: str) -> Iterator[Run]:
        """Give the parts of a text."""
        signs = _signs(text)
        faces = [self._face(sign) for sign in signs]
        for place in range(1, len(signs)):
            before, *after = faces[place - 1], *faces[place + 1 : place + 2]
            # What a sign shows along with itself goes with it, and words of one font are one part.
            is_between = signs[place] == " " and after == [before] != [NONE]
            if is_between or is_unseen(signs[place]):
                faces[place] = before
        pairs = zip(faces, signs, strict=True)
        for face, run in groupby(pairs, key=lambda pair: pair[0]):
            yield Run(face, "".join(sign for _, sign in run))

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Characters that no font on this computer has, or that need more than a font."""
        return tuple(sorted({letter_of(s) for s in self._wanted if s not in self._faces}))

    def _face(self, sign: str) -> Face:
        return OURS if _is_ours(sign) else self._faces.get(sign, NONE)

    @cached_property
    def _faces(self) -> Mapping[str, Face]:
        """Give the font of each character that our own lacks."""
        from .borrowing import borrowed

        unseen = [sign for sign in self._wanted if _UNSEEN.match(sign)]
        shown = [s for s in self._wanted if not (_UNSEEN.match(s) or needs_layout(s))]
        return borrowed(shown, unseen) if self._wanted else {}


def needs_layout(sign: str) -> bool:
    """Whether a character is of a script that no font alone can set."""
    return bool(_MELTING.match(sign)) or not has_looks(sign)


def _is_ours(sign: str) -> bool:
    return is_covered(sign) and not _UNSEEN.match(sign)


def _signs(text: str) -> str:
    return joined(normalize("NFC", text))
