"""Searching over all PBXs: which of them still call this number?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from .health import Hit
from .roster import Member

#: What people write into a number.
_IN_NUMBERS = re.compile(r"(?<=\d)[\s./()-]+(?=\d)|\((?=\d)|\+(?=\d)")


def search(
    members: Sequence[Member], hits: Callable[[str], Sequence[Hit]], wanted: str
) -> Iterator[tuple[str, Hit]]:
    """Find everything of which a name or number holds a text.

    Args:
        members: The PBXs, in the order in which they are told.
        hits: Gives what can be searched on one, by its name as that of a folder.
        wanted: Words, all of which have to be there; capitals, accents, and what people write
            between digits do not count.

    Yields:
        Names of PBXs, and what was found there.
    """
    words = _plain(wanted).split()
    for member in members:
        for hit in hits(member.slug):
            text = _plain(hit.text)
            if words and all(word in text for word in words):
                yield member.name, hit


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.casefold())
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return _IN_NUMBERS.sub("", kept)
