"""The private texts of a snapshot: of what sort each is, and whose."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import NamedTuple

#: Sorts of texts besides the names of a kind of things (``ivr``, ``queue``, ``holiday`` …).
NUMBER = "number"
DIALLED = "dialled"
FILE = "file"
MEMBER = "member"


class Found(NamedTuple):
    """A private text where it stands.

    Attributes:
        kind: The kind of things whose name it is; or ``number`` (what is dialled inside the PBX),
            ``dialled`` (a number or pattern outside it, and any other value), ``file`` (of a
            prompt) or ``member`` (a number or name in the list of a group).
        id: Whose it is: an id, of a number the node; empty where nobody has it.
        text: As the PBX holds it.
    """

    kind: str
    id: str
    text: str


#: Gives what stands in the place of a text; it takes the parts of a :class:`Found`.
Give = Callable[[str, str, str], str]


def digest(text: str) -> int:
    """Give a large number that is always the same for a text."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8])
