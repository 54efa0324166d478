"""Type, colours and measures of the printed document."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

from ...diagram import theme
from ...exports.pdf import register_fonts
from ...exports.typefaces import FAMILY

MM = 72 / 25.4
MARGIN = 18 * MM
#: Above and below what is written: room for the running head and the page number.
HEAD, FOOT = 23 * MM, 18 * MM

REGULAR, BOLD, ITALIC = FAMILY, f"{FAMILY}-Bold", f"{FAMILY}-Italic"

ACCENT = theme.HEADER_FILL
INK = theme.INK
FAINT = theme.FAINT_INK
HAIR = "#CFD8DC"
SHADE = "#F4F7F9"
KEY_FILL = theme.KEY_FILL
LINK = theme.HEADER_FILL
#: Of the branches of a week, by letter: as different in grey as in colour.
BRANCH_FILLS = {"a": "#BBDEFB", "b": "#FFE0B2", "c": "#C8E6C9", "d": "#E1BEE7", "": "#ECEFF1"}

_SIZES: dict[str, dict[str, Any]] = {
    "body": {"fontSize": 9.5, "leading": 13.5, "spaceAfter": 5},
    "summary": {"fontSize": 11.5, "leading": 17},
    "small": {"fontSize": 8, "leading": 10.8, "textColor": FAINT},
    "cell": {"fontSize": 9, "leading": 12},
    "note": {"fontSize": 8.5, "leading": 11.5},
    "head": {"fontSize": 8, "leading": 10.5, "fontName": BOLD, "textColor": ACCENT},
    "head_key": {"fontSize": 8, "leading": 10.5, "fontName": BOLD, "textColor": ACCENT,
                 "alignment": 1},
    "key": {"fontSize": 10, "leading": 12, "fontName": BOLD, "alignment": 1},
    "key_words": {"fontSize": 8.5, "leading": 12, "fontName": ITALIC, "alignment": 1},
    "section": {"fontSize": 20, "leading": 25, "fontName": BOLD, "textColor": ACCENT,
                "spaceAfter": 8},
    "chapter": {"fontSize": 14, "leading": 18, "fontName": BOLD, "textColor": ACCENT,
                "spaceBefore": 6, "spaceAfter": 4},
    "part": {"fontSize": 10.5, "leading": 14, "fontName": BOLD, "spaceBefore": 9,
             "spaceAfter": 3},
    "quote": {"fontSize": 9.5, "leading": 14, "leftIndent": 8, "rightIndent": 8},
    "title": {"fontSize": 30, "leading": 36, "fontName": BOLD, "textColor": "#FFFFFF"},
    "customer": {"fontSize": 17, "leading": 22, "textColor": "#FFFFFF"},
    "contents": {"fontSize": 10.5, "leading": 15, "fontName": BOLD},
    "contents_sub": {"fontSize": 9.5, "leading": 13, "leftIndent": 14},
    "page": {"fontSize": 9.5, "leading": 13, "alignment": 2},
}  # fmt: skip


@cache
def styles() -> SimpleNamespace:
    """Give the paragraph styles by name; registers the fonts."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import registerFontFamily

    register_fonts()
    registerFontFamily(FAMILY, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
    common = {"fontName": REGULAR, "textColor": INK, "splitLongWords": 1}
    return SimpleNamespace(
        **{name: ParagraphStyle(name, **{**common, **sizes}) for name, sizes in _SIZES.items()}
    )
