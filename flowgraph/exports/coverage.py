"""Which characters the bundled engine's fonts have.

Source: the character map of Arimo 1.341, the font that the engine carries. What lies outside is
measured wrongly and comes out as a box in its bitmaps; a browser shows it all the same.
"""

from __future__ import annotations

import re

_ARIMO = (
    " -~\u00a0-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u052f"
    "\u0591-\u05c7\u05d0-\u05ea\u05f0-\u05f4\u1e00-\u1f15\u1f18-\u1f1d\u1f20-\u1f45"
    "\u2000-\u2064\u2070-\u2071\u2074-\u208e\u20a0-\u20be\u2100-\u214f\u2190-\u2195"
    "\u2260-\u2261\u2264-\u2265\u25a0-\u25a1\u25b2\u25ba\u25bc\u25c4\u25ca-\u25cc\u25cf"
    "\u266a-\u266b\u2660\u2663\u2665-\u2666"
)
_UNCOVERED = re.compile(f"[^{_ARIMO}]")
# Hebrew is in the font, but no engine of ours but Pango puts it in reading order.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# Punctuation is measured too wide rather than too narrow.
_UNMEASURED = re.compile("[^ -~\u00a0-\u024f\u2010-\u2026\u266a-\u266b]")
_COMBINING = re.compile("[\u0300-\u036f]")


def is_covered(text: str) -> bool:
    """Whether every character of a text is in the bundled fonts.

    >>> is_covered("Größe № 5"), is_covered("主菜单")
    (True, False)
    """
    return _UNCOVERED.search(text) is None


def is_measured(text: str) -> bool:
    """Whether the bundled engine knows about how wide a text is.

    It counts every byte of UTF-8 as a narrow letter, which fits Latin letters with accents, and is
    too little for Greek, Cyrillic, Chinese and the like.

    >>> is_measured("Größe"), is_measured("ПРИЁМ")
    (True, False)
    """
    return _UNMEASURED.search(text) is None


def needs_shaping(text: str) -> bool:
    """Whether a text needs a layout engine such as Pango to be drawn in a bitmap."""
    return not is_covered(text) or bool(_RIGHT_TO_LEFT.search(text) or _COMBINING.search(text))
