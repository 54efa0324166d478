"""Text that came from a PBX, made fit to be kept and shown; imports nothing of ours.

Nothing is ever deleted: what cannot be shown gets a visible stand-in, what is too long for a box
ends in an ellipsis and stands whole elsewhere. Escaping for a format lives beside that format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

# Line feed, carriage return and tab stay: they separate words, and every sink folds them.
# The rest of C0, DEL, C1, lone surrogates and U+FFFE/U+FFFF either command a terminal or make a
# file that no XML parser accepts. Source: XML 1.0, production Char.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Embeddings, overrides and isolates of the bidirectional algorithm, and what ends them: they show
# nothing themselves, and turn round whatever stands behind them on the line, beyond the name that
# holds them. The marks U+200E, U+200F and U+061C do no more than a letter of their script does,
# and stay. Source: Unicode Standard Annex #9, section 2; Boucher and Anderson, "Trojan Source".
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

_BREAK_AFTER = re.compile(r"[-_./\\,;:]")


def visible(text: str) -> str:
    r"""Replace each character that no reader could see by a visible stand-in.

    >>> visible("Alert\x1b[31m desk")
    'Alert\\x1b[31m desk'
    """
    return _UNSHOWABLE.sub(_stand_in, text)


def on_terminal(text: str) -> str:
    r"""Replace each character that could command a terminal or turn the rest of a line round.

    Pictures, pages and data keep the second sort: there a name ends where its element or its
    cell does.

    >>> on_terminal("Sales \u202e(key 1)")
    'Sales \\u202e(key 1)'
    """
    return _TURNING.sub(_stand_in, visible(text))


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def one_line(text: str) -> str:
    r"""Fold every run of blanks and line breaks to one blank.

    >>> one_line("Welcome\n please  choose ")
    'Welcome please choose'
    """
    return " ".join(text.split())


def shorten(text: str, limit: int) -> str:
    """Cut a text to at most ``limit`` characters, the last of them an ellipsis.

    >>> shorten("Reception", 6)
    'Recep…'
    """
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def columns(text: str) -> int:
    """Count the columns that a text takes: wide characters (CJK, emoji) take two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def wrap(text: str, width: int, most: int) -> tuple[str, ...]:
    """Break a text into lines.

    Args:
        text: Any text; it is folded to one line first.
        width: Columns of a line. A word longer than that is broken anywhere.
        most: Lines at most; what does not fit ends in an ellipsis.

    Returns:
        At least one line.

    >>> wrap("Billing and insurance", 12, 2)
    ('Billing and', 'insurance')
    """
    # Far more than any box shows; a name of a megabyte must not cost a second.
    words = one_line(text[: 8 * width * most]).split(" ")
    lines = [""]
    for word in words:
        for part in _parts(word, width):
            joined = f"{lines[-1]} {part}" if lines[-1] else part
            if columns(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(part)
    if len(lines) <= most and len(text) <= 8 * width * most:
        return tuple(lines)
    kept = lines[:most]
    kept[-1] = shorten(kept[-1] + " …", width).removesuffix(" …").removesuffix("…").rstrip() + "…"
    return tuple(kept)


def _parts(word: str, width: int) -> Iterator[str]:
    """Break a long word, after punctuation where there is some, else anywhere."""
    while columns(word) > width:
        fits = width // 2 if columns(word[:width]) > width else width
        breaks = [match.end() for match in _BREAK_AFTER.finditer(word[:fits])]
        cut = breaks[-1] if breaks and breaks[-1] > fits // 3 else fits
        yield word[:cut]
        word = word[cut:]
    yield word
