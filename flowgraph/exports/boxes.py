"""Characters that come out as boxes, because no font of this computer has them.

A system Graphviz and Pango take each character from any font that has it, and say nothing where
there is none. The bundled engine has its own fonts alone; it is not asked to draw what they lack.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category, name, normalize

from .typefaces.installed import installed

#: Some font has it; where none has, nobody could tell which fonts there are.
_EVERYWHERE = ord("A")
#: Characters that change others or part them, and show nothing themselves.
_UNSEEN = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp"})


def boxes(texts: Iterable[str]) -> str:
    """Give the characters of some texts that no font has, each once, by code.

    Returns:
        Empty as well where it is not known which fonts this computer has.
    """
    # A letter and its accent are drawn as the one letter that they make.
    signs = {sign for text in texts if not text.isascii() for sign in normalize("NFC", text)}
    wanted = frozenset(ord(sign) for sign in signs if not sign.isascii() and _is_seen(sign))
    if not wanted:
        return ""
    fonts = installed(wanted | {_EVERYWHERE}, is_colour_welcome=True)
    had = frozenset().union(*(font.codes for font in fonts))
    return "".join(map(chr, sorted(wanted - had))) if _EVERYWHERE in had else ""


def _is_seen(sign: str) -> bool:
    return category(sign) not in _UNSEEN and not name(sign, "").startswith("VARIATION SELECTOR")
