"""Fonts for reportlab whose text can be searched and copied as it was written."""

from __future__ import annotations

import hashlib
import io
import re
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from .arabic import letter_of

#: A line of a map from bytes to Unicode: reportlab writes each code as a number.
_MAPPED = re.compile(r"^(<[0-9A-F]{2}>) <([0-9A-F]{4,6})>$", re.MULTILINE)
_MAPS = "toUnicodeCMap:"


class Font(TTFont):  # type: ignore[misc]
    """A font that says which letters its signs stand for."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802  reportlab's name
        """Add the font to a PDF, and mend its map to Unicode.

        The map wants UTF-16, which differs from the number beyond U+FFFF (emoji), and what is
        copied should be the letters of a name rather than their looks (Arabic).
        """
        before = set(doc.idToObject)
        super().addObjects(doc)
        for name in sorted(set(doc.idToObject) - before):
            if name.startswith(_MAPS):
                stream = doc.idToObject[name]
                stream.content = _MAPPED.sub(_letter, stream.content)


def _letter(line: re.Match[str]) -> str:
    letter = letter_of(chr(int(line[2], 16)))
    return f"{line[1]} <{letter.encode('utf-16-be', 'surrogatepass').hex().upper()}>"


def register(content: bytes) -> str:
    """Let reportlab know a font; give its name, the same for the same font."""
    name = f"flowgraph-{hashlib.sha256(content).hexdigest()[:16]}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(Font(name, io.BytesIO(content)))
    return name
