"""Text for the PDF: escaped for reportlab, each part in a font that has it.

Where no font of this computer has a character, its place in Unicode stands for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import stringWidth

from ...exports.typefaces import NONE, OURS, Run, Typefaces
from ...exports.typefaces.order import in_order
from ...text import one_line, shorten, visible

#: Longer texts are cut; the HTML shows them whole.
LONGEST = 12_000
_LONGEST_LINE = 300


class Letters:
    """Sets text.

    Args:
        typefaces: Fonts for all that will be set.

    Attributes:
        strange: Characters that have stand-ins, in the order in which they came.
    """

    def __init__(self, typefaces: Typefaces) -> None:
        self._typefaces = typefaces
        self.strange: dict[str, None] = {}

    def said(self, text: str, most: int = LONGEST) -> str:
        """Give a text as markup of reportlab's paragraphs."""
        return "".join(_marked(run, run.face.regular) for run in self._runs(plain(text, most)))

    def bold(self, text: str, most: int = LONGEST) -> str:
        """Give a text as markup in bold."""
        runs = self._runs(plain(text, most))
        return f"<b>{''.join(_marked(run, run.face.bold) for run in runs)}</b>"

    def line(self, text: str, width: float, size: float) -> list[tuple[str, str]]:
        """Give a line for the canvas: names of fonts and texts, as they stand from the left.

        Args:
            text: Any text; what is too long is cut.
            width: What there is room for, in points.
            size: Of the letters, in points.
        """
        shown = plain(text, _LONGEST_LINE)
        while width_of(line := self._line(shown), size) > width:
            shown = f"{shown.removesuffix('…')[:-1].rstrip()}…"
        return line

    def _line(self, text: str) -> list[tuple[str, str]]:
        return in_order([(run.face.regular, run.text) for run in self._runs(text)])

    def _runs(self, text: str) -> Iterable[Run]:
        for run in self._typefaces.runs(text):
            yield run if run.face != NONE else self._stand_in(run)

    def _stand_in(self, run: Run) -> Run:
        self.strange.update(dict.fromkeys(run.letters))
        return Run(OURS, f"[{' '.join(f'U+{ord(letter):04X}' for letter in run.letters)}]")


def plain(text: str, most: int = LONGEST) -> str:
    """Give a text on one line, cut, as reportlab's outline and properties of the file take it."""
    return shorten(normalize("NFC", one_line(visible(text))), most)


def width_of(line: Iterable[tuple[str, str]], size: float) -> float:
    """Give the width of a line for the canvas in points."""
    return float(sum(stringWidth(text, font, size) for font, text in line))


def _marked(run: Run, font: str) -> str:
    words = escape(run.text)
    return words if run.face == OURS else f'<font name="{font}">{words}</font>'
