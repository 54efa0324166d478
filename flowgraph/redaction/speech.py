"""What a spoken prompt says, without what it says it of.

The words with which menus name keys stay (``press``, ``for``, ``the``), and the keys themselves;
any other word becomes ``xx``, any other number ``00``. So it can still be told which keys the
prompt names, in which order and language, and how long it takes:

``For billing or insurance, press 2.`` becomes ``For xx or xx, press 2.``
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cache
from itertools import groupby

from ..analysis.announced import Announced, announced
from ..analysis.announced.languages import LANGUAGES
from ..analysis.announced.tokens import Token, folded, tokens
from ..text import columns

#: What stands for words by their script, which tells one language from another: Latin ones, those
#: of other scripts, and what counts as a word without letters; narrow and wide.
_STAND_INS = {"latin": ("xx", "Ｘ"), "other": ("жж", "某"), "": ("²", "〇")}
_LAST_LATIN = "\u024f"
_DIGITS = {"number": ("00", "００"), "digit": ("0", "０")}

#: So many digits with nothing but pauses between them may be a telephone number.
_MANY_DIGITS = 5
#: Signs and digits of a code such as ``*98``.
_LONGEST_CODE = 3
#: A shorter name may well be an article or a preposition.
_SHORTEST_NAME = 4

Replace = Callable[[int, Token, str], str]


def hushed(text: str, language: str, people: Iterable[str] = ()) -> str:
    """Give what a prompt says without names and numbers.

    Args:
        text: What it says.
        language: Of the text, as the PBX names it.
        people: Names of people; none of their words stays.

    Returns:
        A text that names the same keys as sure or unsure as before. Where that cannot be had, one
        that names none. It takes as long to say.

    >>> hushed("Welcome to Acme. For Ms Stern press 1, or call us: 555 0142.", "en", ["Ada Stern"])
    'Welcome to xx. For xx xx press 1, or call us: 00 00.'
    """
    pieces = tokens(text)
    heard = announced(text, language)
    numbers = _in_numbers(pieces, {mention.start for mention in heard.mentions})
    words = _vocabulary() - _words_of(people)

    def replace(place: int, piece: Token, said: str) -> str:
        is_kept = place not in numbers and (piece.kind == "digit" or piece.text in words)
        return said if is_kept else _stand_in(place, piece, said)

    told = _joined(text, pieces, replace)
    is_alike = _gist(announced(told, language)) == _gist(heard)
    return told if is_alike else _joined(text, pieces, _stand_in)


def _gist(heard: Announced) -> tuple[object, ...]:
    keys = [mention.key for mention in heard.mentions]
    return keys, heard.languages, heard.confidence, heard.unclear


def _joined(text: str, pieces: Sequence[Token], replace: Replace) -> str:
    """Put other pieces in the places of a text's; what stands between them parts them alike."""
    told: list[str] = []
    end = pieces[0].start if pieces else 0
    for place, piece in enumerate(pieces):
        said = replace(place, piece, text[piece.start : piece.end])
        gap = _gap(text[end : piece.start])
        # Of "5%0" the sign is gone, and without it two numbers would be one.
        is_one = not gap and told and told[-1][-1:].isdecimal() and said[:1].isdecimal()
        told += ["'" if is_one else gap, said]
        end = piece.end
    return "".join(told)


def _gap(between: str) -> str:
    if not between or between == "-":
        return between
    return " " if any(map(str.isspace, between)) else "'"


def _stand_in(place: int, piece: Token, said: str) -> str:
    if piece.kind == "word":
        return _other_word(said)
    if piece.kind in _DIGITS:
        return _as_wide(said, *_DIGITS[piece.kind])
    return said if all(map(_is_pause, said)) else _as_wide(said, ",", "，")


def _as_wide(said: str, narrow: str, wide: str) -> str:
    return wide if columns(said) > len(said) else narrow


def _other_word(word: str) -> str:
    if columns(word) == len(word):
        return _STAND_INS[_script(word)][0]
    # Scripts with wide signs have no blanks: each sign takes its time.
    return "".join(_STAND_INS[_script(sign)][columns(sign) - 1][0] for sign in word)


def _script(word: str) -> str:
    first = folded(word)[:1]
    return first and ("latin" if first <= _LAST_LATIN else "other")


def _is_pause(sign: str) -> bool:
    # A vowel sign of Hindi parts words here, but is no pause.
    return sign == "\n" or unicodedata.category(sign)[0] in "PS"


# -- numbers that are said digit by digit --------------------------------------------------------


def _in_numbers(pieces: Sequence[Token], keys: Set[int]) -> set[int]:
    """Find the digits that belong to a number of several.

    Args:
        pieces: The text, taken apart.
        keys: Where in the text the keys are that callers are told to press.

    Returns:
        Places in ``pieces``.
    """
    found: set[int] = set()
    for chain in _chains(pieces):
        if len(chain) >= _MANY_DIGITS:
            found |= set(chain)
            continue
        for _, together in groupby(enumerate(chain), lambda item: item[1] - item[0]):
            places = [place for _, place in together]
            is_key = any(pieces[place].start in keys for place in places)
            if len(places) > 1 and not is_key and not _is_code(pieces, places):
                found |= set(places)
    return found


def _chains(pieces: Sequence[Token]) -> Iterator[list[int]]:
    """Give the places of digits between which there are pauses at most."""
    chain: list[int] = []
    for place, piece in enumerate(pieces):
        if piece.kind == "digit" or piece.text in _number_words():
            chain.append(place)
        elif piece.kind not in ("break", "dash"):
            yield chain
            chain = []
    yield chain


def _is_code(pieces: Sequence[Token], places: Sequence[int]) -> bool:
    return len(places) <= _LONGEST_CODE and any(pieces[place].text in "#*" for place in places)


# -- words ---------------------------------------------------------------------------------------


@cache
def _number_words() -> frozenset[str]:
    """Give the words for keys that mean nothing else; a Portuguese *um* is a German *at*."""
    return frozenset().union(*(row.keys.keys() - row.vague for row in LANGUAGES.values()))


@cache
def _vocabulary() -> frozenset[str]:
    """Give every word by which keys are named in any language."""
    fields = (field for language in LANGUAGES.values() for field in language)
    words = frozenset().union(*(field for field in fields if isinstance(field, frozenset)))
    signs = (language.keys for language in LANGUAGES.values())
    phrases = (phrase for language in LANGUAGES.values() for phrase in language.phrases)
    return words.union(*signs, *phrases)


def _words_of(people: Iterable[str]) -> set[str]:
    """Give the words of names; that of pseudonyms is nobody's."""
    words = {folded(word) for name in people for word in name.split()}
    return {word for word in words if len(word) >= _SHORTEST_NAME} - {"person"}
