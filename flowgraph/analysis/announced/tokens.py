"""From a text to its words, digits, signs and pauses, without knowing the language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["word", "digit", "number", "dash", "break", "stop"]

# Each branch takes one sign or a run that it never has to give back, so that no text takes long.
_TOKEN = re.compile(
    r"""
      (?P<pause> \.{2,} | … )
    | (?P<short> (?: [^\W\d_]\. ){2,} | \b[tT]/[mM]\b | \b(?: [nN][rRoOº°] | [nN]úm )\.(?=\ ?\d) )
    | (?P<word> [^\W\d_] (?: [^\W\d_] | [\u0300-\u036f] | -(?=[^\W\d_]) )* )
    | (?P<number> (?: [$€£]\ ? | \+ )? \d (?: \d | [.,:/–-](?=\d) )* (?: \ ?[%€$£] )? )
    | (?P<sign> [#*＃＊] )
    | (?P<stop> [.!?。！？] )
    | (?P<dash> [–—-] )
    | (?P<break> [^\s\w'’´`\u0300-\u036f] | \n )
    """,
    re.VERBOSE,
)
_LIST = re.compile(r"\d(?:,\d)+")
_RANGE = re.compile(r"\d[–-]\d")
_LATIN = re.compile("-?[a-z\u00c0-\u024f]", re.IGNORECASE)
_SIGNS = {"＃": "#", "＊": "*"}


class Token(NamedTuple):
    """A piece of a text.

    Attributes:
        kind: ``digit`` is a single digit or one of the signs # and *; ``number`` is any other
            number (a price, a time of day, several digits); ``dash``, ``break`` and ``stop`` part
            clauses, the last of them sentences.
        text: Of a word without capitals and accents; of a digit the key of a telephone.
        start: Where it begins in the text.
        end: Where it ends.
        is_glued: Whether letters follow without a blank, as in ``8am`` and ``4-digit``.
    """

    kind: Kind
    text: str
    start: int
    end: int
    is_glued: bool = False


def tokens(text: str) -> list[Token]:
    """Take a text apart; linear in its length.

    >>> [(token.kind, token.text) for token in tokens("Drücken Sie 1!")]
    [('word', 'drucken'), ('word', 'sie'), ('digit', '1'), ('stop', '')]
    """
    return [token for match in _TOKEN.finditer(text) for token in _tokens(text, match)]


def _tokens(text: str, match: re.Match[str]) -> Iterator[Token]:
    start, end = match.span()
    match match.lastgroup:
        case "word" | "short":
            yield Token("word", folded(match.group()), start, end)
        case "number":
            yield from _numbers(text, match.group(), start, end)
        case "sign":
            yield Token("digit", _SIGNS.get(match.group(), match.group()), start, end)
        case "stop":
            yield Token("stop", "", start, end)
        case "dash":
            if text[start - 1 : start].isdecimal() and _LATIN.match(text, start):
                return  # the hyphen of a word: 4-digit
            yield Token("dash", "", start, end)
        case _:
            yield Token("break", "", start, end)


def _numbers(text: str, number: str, start: int, end: int) -> Iterator[Token]:
    """Tell single digits, lists of them (``1,2``) and ranges (``1-5``) from other numbers."""
    is_glued = _LATIN.match(text, end) is not None
    if len(number) == 1:
        yield Token("digit", _digit(number), start, end, is_glued)
    elif not is_glued and (_LIST.fullmatch(number) or _RANGE.fullmatch(number)):
        for place, sign in enumerate(number, start):
            if sign.isdecimal():
                yield Token("digit", _digit(sign), place, place + 1)
            else:
                yield Token("break" if sign == "," else "dash", "", place, place + 1)
    else:
        yield Token("number", number, start, end)


def _digit(sign: str) -> str:
    # Other scripts have digits of their own.
    return str(int(sign))


def folded(word: str) -> str:
    """Take capitals, accents and dots off a word.

    >>> folded("Étoile"), folded("a.m."), folded("t/m")
    ('etoile', 'am', 'tm')
    """
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if sign.isalpha() or sign == "-")
