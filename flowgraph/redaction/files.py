"""Pseudonyms of the files of prompts.

A file on the PBX's list is called by the prompt's id (``prompt-7.wav``), any other one by a number
that its name gives and many names share (``file417.wav``). The ending stays. Capitals do not count
where a menu names a file: names that differ in them alone have pseudonyms that do so, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import NamedTuple

from ..model.ids import id_order
from ..model.prompt import is_built_in
from .found import Found
from .outside import numbered

_ENDINGS = frozenset({"wav", "wav49", "gsm", "mp3", "ogg", "ulaw", "alaw", "g722", "g729", "sln"})


class _File(NamedTuple):
    """A file's name taken apart."""

    before: str
    stem: str
    ending: str
    behind: str

    @property
    def key(self) -> str:
        """What counts of the stem."""
        return self.stem.lower()


def file_names(found: Iterable[Found]) -> dict[str, str]:
    """Choose a pseudonym for each file, which is nobody else's; the built-in one is called so.

    Args:
        found: Files, with the id of the prompt on whose row of the list they stand, if any.
    """
    listed: dict[str, str] = {}
    parts: dict[str, _File] = {}
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for _, owner, text in found:
        if text.strip() and not is_built_in(text):
            part = parts[text] = _parts(text)
            spellings[part.key].add(part.stem)
            if owner:
                listed[part.key] = min(owner, listed.get(part.key, owner), key=id_order)
    called = _called(spellings, listed)
    stems = {key: _spelled(called[key], key, stems) for key, stems in spellings.items()}
    return {
        text: f"{part.before}{stems[part.key][part.stem]}{part.ending}{part.behind}"
        for text, part in parts.items()
    }


def _parts(text: str) -> _File:
    name = text.strip()
    before, _, behind = text.partition(name)
    stem, _, ending = name.rpartition(".")
    if stem and ending.lower() in _ENDINGS:
        return _File(before, stem, f".{ending}", behind)
    return _File(before, name, "", behind)


def _called(keys: Iterable[str], listed: Mapping[str, str]) -> dict[str, str]:
    """Choose a stem in small letters for each stem."""
    called = numbered("file", (key for key in keys if key not in listed))
    taken = set(called.values())
    for key, owner in listed.items():
        called[key] = next(name for name in _listed_names(owner) if name not in taken)
        taken.add(called[key])
    return called


def _listed_names(owner: str) -> Iterator[str]:
    first = f"prompt-{owner}".lower()
    yield first
    yield from (f"{first}-{number}" for number in count(2))


def _spelled(called: str, key: str, stems: set[str]) -> dict[str, str]:
    """Spell a stem as differently as the names that it stands for.

    Where one of these has small letters alone, as the other names of a prompt on the list do, so
    has its pseudonym.
    """
    forms = sorted(_forms(called, len(stems)), key=lambda form: (form == called, form))
    return dict(zip(sorted(stems, key=lambda stem: (stem == key, stem)), forms, strict=True))


def _forms(word: str, number: int) -> Iterator[str]:
    letters = [place for place, sign in enumerate(word) if sign.isalpha()]
    for code in range(number):
        capitals = {place for bit, place in enumerate(letters) if code >> bit & 1}
        yield "".join(s.upper() if place in capitals else s for place, s in enumerate(word))
