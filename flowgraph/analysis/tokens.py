"""Keys as a user writes them down: ``2,1,timeout``."""

from __future__ import annotations

from difflib import get_close_matches

from ..errors import UsageError
from ..model.keys import DEFAULT, ENTRY_KEYS, FAIL, FORWARDS, KEYS, PRESSED, spoken
from ..text import one_line, shorten

#: What a caller can do, and what can happen to a call, besides dialling a number.
TOKENS = (*KEYS, FAIL, *FORWARDS, *ENTRY_KEYS)

_WORDS = tuple(token for token in TOKENS if token not in PRESSED)
# Reports say "no key": what they tell can be typed.
_SPELLINGS = {
    **{spoken(token): token for token in TOKENS},
    **{token: token for token in TOKENS},
    "otherwise": DEFAULT,
}
_LONGEST = 60


def parse_keys(text: str) -> tuple[str, ...]:
    """Read keys as a user writes them.

    Args:
        text: Separated by commas: ``0``-``9``, ``#``, ``*``, ``timeout``, ``invalid``, a number of
            several digits that is dialled, ``fail``, ``always``, ``noanswer``, ``busy``,
            ``default``, ``office``, ``outoffice``, ``holiday``; or how reports tell these, such as
            ``no key``. Empty for a caller who does nothing.

    Raises:
        UsageError: Something else.

    >>> parse_keys("2, 304, no key")
    ('2', '304', 'timeout')
    """
    return tuple(map(_token, text.split(","))) if text.strip() else ()


def _token(text: str) -> str:
    word = one_line(text).casefold()
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    if word.isascii() and word.isdecimal():
        return word
    what = f"{shorten(one_line(text), _LONGEST)!r} is no key" if word else "a key is empty"
    near = get_close_matches(word[:_LONGEST], _WORDS, 1)
    meant = f"did you mean {near[0]}? " if near else ""
    raise UsageError(
        what,
        hint=f"{meant}write 0-9, #, *, {', '.join(_WORDS)} or a number to dial, with commas "
        "between them",
    )
