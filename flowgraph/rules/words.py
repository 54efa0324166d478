"""How rules put words: several in a sentence, and those that came from a PBX."""

from __future__ import annotations

from collections.abc import Sequence

from ..text import one_line, shorten

#: How many of many things are named in a message.
MOST_LISTED = 5
_LONGEST = 60


def listed(words: Sequence[str], total: int | None = None) -> str:
    """Join words as a sentence does.

    Args:
        words: At least one.
        total: How many there are, where these are only the first; the rest is counted.

    >>> listed(["1", "2", "4"]), listed(["Main", "Sales"], 5)
    ('1, 2 and 4', 'Main, Sales and 3 more')
    """
    more = (total or 0) - len(words)
    *first, last = [*words, f"{more} more"] if more > 0 else words
    return f"{', '.join(first)} and {last}" if first else last


def quoted(text: str) -> str:
    r"""Quote what came from a PBX, on one line and never very long.

    >>> quoted("Welcome\n back")
    "'Welcome back'"
    """
    return f"'{shorten(one_line(text), _LONGEST)}'"
