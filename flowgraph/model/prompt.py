"""A recorded or spoken announcement of the PBX."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import NamedTuple

#: The announcement that is built in; it stands in no list of custom prompts.
BUILT_IN = "default"


class Prompt(NamedTuple):
    """An announcement that callers hear.

    Attributes:
        id: The PBX's id of it.
        file: Its file name, as menus refer to it.
        aliases: Other spellings of the name under which menus may refer to it, in small letters.
        kind: The PBX's word: ``tts`` (spoken from text), ``record`` and the like.
        text: What a spoken one says; empty where it is a recording.
        language: Of the text, as the PBX names it.
    """

    id: str
    file: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    text: str = ""
    language: str = ""


def by_spelling(prompts: Iterable[Prompt]) -> dict[str, Prompt]:
    """Give the prompt that each spelling of a file name means; look them up in small letters.

    Where two prompts share a spelling, a real file name counts more than a file without its
    suffix, and the first in the list more than a later one.

    Source: the vendor's page on ``custom_prompt/list``, whose description and sample disagree on
    whether ``file`` has its suffix.
    """
    ranks = zip_longest(*([(name, p) for name in p.aliases] for p in prompts))
    found: dict[str, Prompt] = {}
    for rank in ranks:
        for name, prompt in filter(None, rank):
            found.setdefault(name, prompt)
    return found


def prompt_of(file: str, known: Mapping[str, Prompt]) -> Prompt | None:
    """Find the prompt that a menu or a key names.

    Args:
        file: As the menu names it; capitals and blanks around it do not count.
        known: Prompts as :func:`by_spelling` gives them.

    Returns:
        The prompt; None where it is built in or in no list.
    """
    return None if is_built_in(file) else known.get(file.strip().lower())


def is_built_in(file: str) -> bool:
    """Whether a menu's prompt is the one that every PBX has."""
    return file.strip().lower() == BUILT_IN
