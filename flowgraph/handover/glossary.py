"""Signs and words of the trade that a document uses, for readers who are not of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..diagram import theme
from ..model.destination import (
    CONFERENCE,
    DIAL_BY_NAME,
    END_CALL,
    EXT_VM,
    EXTENSION,
    EXTERNAL_NUM,
    GROUP_VM,
    INBOUND_ROUTE,
    IVR,
    PLAY_GREETING,
    PLAY_PROMPT,
    QUEUE,
    RING_GROUP,
)
from .document import Term

#: By name of a style, in the order in which they are told.
_KINDS: Mapping[str, str] = {
    INBOUND_ROUTE: "an incoming line: where the telephone system sends the calls to a number",
    IVR: "a recorded voice that offers keys, each of which leads on",
    EXTENSION: "the telephone of a person or a room, by its internal number",
    QUEUE: "callers wait in line until somebody of it is free",
    RING_GROUP: "telephones that ring for the same call",
    EXT_VM: "somebody's mailbox, in which callers leave a spoken message",
    GROUP_VM: "a mailbox that several people share",
    CONFERENCE: "a room in which several callers talk with each other",
    EXTERNAL_NUM: "a telephone number outside of the telephone system",
    DIAL_BY_NAME: "callers spell a name with the keys of their telephone",
    PLAY_PROMPT: "an announcement, after which the menu goes on",
    PLAY_GREETING: "an announcement, after which the call ends",
    END_CALL: "the call ends",
}
#: Words that have no sign, told where the document has them.
_WORDS: Mapping[str, str] = {
    "PBX": "the telephone system",
    "Trunk": "the line to the telephone network",
    "Prompt": "an announcement",
    "Time-out": "what happens to a caller who presses no key",
    "Failover": "where a call goes that nobody answers",
    "Agent": "somebody who answers the calls of a queue",
}


def glossary(styles: Iterable[str], texts: Iterable[str]) -> Iterator[Term]:
    """Explain what a document uses.

    Args:
        styles: Names of the styles that it has signs of.
        texts: What it says.
    """
    used = set(styles)
    for style, meaning in _KINDS.items():
        if style in used:
            yield Term(style, theme.STYLES[style].word, meaning)
    said = " ".join(texts)
    for word, meaning in _WORDS.items():
        if re.search(rf"\b{word}s?\b", said, re.IGNORECASE):
            yield Term("", word, meaning)
