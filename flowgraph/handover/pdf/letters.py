"""Text for the PDF: escaped for reportlab, with a visible stand-in for what its font lacks."""

from __future__ import annotations

import re
from unicodedata import normalize
from xml.sax.saxutils import escape

from ...exports.coverage import needs_shaping
from ...text import shorten, visible

#: Longer texts are cut; the HTML shows them whole.
_LONGEST = 12_000
_PLAIN = re.compile(r"[ -~\u00a0-\u00ff]*")


class Letters:
    """Sets text in the font that the PDF carries.

    Attributes:
        strange: Texts with characters that the font lacks, in the order in which they came.
    """

    def __init__(self) -> None:
        self.strange: dict[str, None] = {}

    def said(self, text: str, most: int = _LONGEST) -> str:
        """Give a text as markup of reportlab's paragraphs."""
        return escape(self.plain(text, most))

    def plain(self, text: str, most: int = _LONGEST) -> str:
        """Give a text with stand-ins, which name a character by its place in Unicode."""
        whole = shorten(normalize("NFC", visible(text)), most)
        if _PLAIN.fullmatch(whole):
            return whole
        return "".join(_runs(whole, self.strange))


def _runs(text: str, strange: dict[str, None]) -> list[str]:
    told: list[str] = []
    codes: list[str] = []
    for character in text:
        if needs_shaping(character):
            codes.append(f"U+{ord(character):04X}")
            continue
        if codes:
            told.append(f"[{' '.join(codes)}]")
            codes = []
        told.append(character)
    if codes:
        told.append(f"[{' '.join(codes)}]")
    if "[U+" in "".join(told):
        strange[text] = None
    return told
