"""What somebody expects of a call."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ...model.keys import ENTRY_KEYS


class Expectation(NamedTuple):
    """A call, and where it should get.

    Attributes:
        start: Where it comes in, as for a ROOT: ``did:+15550100``, ``number:6200``.
        reaches: Where it should be at the end, in words: ``queue Sales``, ``unknown``.
        keys: What the caller does, as :func:`~..tokens.parse_keys` gives it.
        caller: The caller's number; empty where it does not matter.
        at: The moment of the call, in the PBX's own time; None where it does not matter.
        name: What it is called; empty where nobody named it.
        line: Where it stands in its file; 0 if that is not known.
    """

    start: str
    reaches: str
    keys: tuple[str, ...] = ()
    caller: str = ""
    at: datetime | None = None
    name: str = ""
    line: int = 0

    @property
    def title(self) -> str:
        """Its name, else what it says: ``did:+15550100: 2,1 reaches queue Sales``."""
        if self.name:
            return self.name
        by = f" from {self.caller}" if self.caller else ""
        at = f" at {self.at.isoformat(' ', 'minutes')}" if self.at else ""
        keys = f": {','.join(self.keys)}" if self.keys else ""
        return f"{self.start}{by}{at}{keys} reaches {self.reaches}"

    @property
    def names_the_hour(self) -> bool:
        """Whether the first of its keys says which hour it is."""
        return bool(self.keys) and self.keys[0] in ENTRY_KEYS
