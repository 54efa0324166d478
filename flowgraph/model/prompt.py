"""A recorded or spoken announcement of the PBX."""

from __future__ import annotations

from typing import NamedTuple


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
