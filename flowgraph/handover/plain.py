"""What a book says to technicians, as a customer is told it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .words import joined, sentence

#: By the beginning of what the book says.
_REMARKS: Mapping[str, str] = {
    "Keys may have time conditions": (
        "Some keys may lead elsewhere at some hours; this cannot be read from the telephone system."
    ),
    "A call flow of the PBX's designer": (
        "The telephone system may have call flows of a second sort, which take a call first; they "
        "cannot be read from it."
    ),
    "Where telephones forward their calls": (
        "Where somebody's telephone forwards calls to is not told: people change it during the day."
    ),
    "Not for certain: ": (
        "A part of the opening hours or holidays could not be understood: please compare it with "
        "the telephone system."
    ),
    "The list of business hours could not be read": (
        "The business hours could not be read from the telephone system."
    ),
    "Time zone: not known": "All times are those of the telephone system's own clock.",
    "the announcement that every PBX has": "built into the telephone system",
    "not on the PBX's list of prompts": "not among the telephone system's announcements",
}
_ZONE = re.compile(r"Time zone: (\S+) from the .*")
_OWN_HOURS = re.compile(r"The route has hours of its own \((.*)\), which the API does not show\.?")
_VERDICTS: Mapping[str, str] = {
    "passive": "A caller who presses nothing goes round and round, if need be for hours.",
    "trap": "Callers cannot get out: no key leads to a person, a mailbox or the end of the call.",
    "failover": "A call that nobody answers comes back to where it was.",
    "wrong-key": "A caller who presses wrong keys is led to and fro.",
}
_VERDICT = re.compile(r"([\w-]+) loop: .*")
# How bad something is elsewhere is told to those who look after the telephone system.
_OF_SEVERITY = re.compile(r"for information|it is a warning")
#: Source: the vendor's page "DID Pattern and Caller ID Pattern".
_SIGNS: Mapping[str, str] = {
    "X": "X is any digit",
    "Z": "Z is a digit from 1 to 9",
    "N": "N is a digit from 2 to 9",
    ".": "a dot is one digit or more",
    "!": "! is any digits or none",
}
_PATTERN = re.compile(r"[\d+*#_XZN.!() \[\]-]+", re.ASCII | re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?]) +")


def remark(words: str) -> str:
    """Tell a remark of the book, or a note at opening hours."""
    for beginning, told in _REMARKS.items():
        if words.startswith(beginning):
            return told
    words = _ZONE.sub(r"All times are those of \1.", words)
    return _OWN_HOURS.sub(r"Hours of its own (\1), which cannot be read.", words)


def alarm(words: str) -> str:
    """Tell what is wrong with a key."""
    found = _VERDICT.fullmatch(words)
    return (_VERDICTS.get(found[1]) if found else None) or sentence(words)


def reason(words: str) -> str:
    """Tell why something is wrong, without what the check makes of other cases."""
    told = " ".join(part for part in _SENTENCE.split(words) if not _OF_SEVERITY.search(part))
    return told.replace("the vendor", "the manufacturer")


def patterns(rows: Sequence[str]) -> str:
    """List numbers, and explain the signs of patterns in them.

    >>> patterns(["+4930123", "+493045X"])
    '+4930123, +493045X (X is any digit)'
    """
    numbers = ", ".join(rows)
    signs = "".join(row for row in rows if _PATTERN.fullmatch(row)).upper()
    told = [meaning for sign, meaning in _SIGNS.items() if sign in signs]
    return f"{numbers} ({joined(told)})" if told else numbers
