"""What leads on from a menu, a group, an extension or an entry, in the one order of all outputs."""

from __future__ import annotations

TIMEOUT = "timeout"
INVALID = "invalid"
FAIL = "fail"
DEFAULT = "default"

PRESSED = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "#", "*")
#: Keys of a menu.
KEYS = (*PRESSED, TIMEOUT, INVALID)
#: How a call leaves an extension that forwards it.
FORWARDS = ("always", "noanswer", "busy")
#: How a call leaves an entry: at any time, in business hours, outside them, on holidays.
ENTRY_KEYS = (DEFAULT, "office", "outoffice", "holiday")

_RANK = {key: rank for rank, key in enumerate((*KEYS, FAIL, *FORWARDS, *ENTRY_KEYS))}

# How a key is told to a person: in a sentence, a witness, an arrow.
_SPOKEN = {
    TIMEOUT: "no key",
    INVALID: "wrong key",
    FAIL: "failover",
    "always": "always forwarded",
    "noanswer": "no answer",
    "busy": "busy",
    "default": "at any time",
    "office": "business hours",
    "outoffice": "outside hours",
    "holiday": "holidays",
}


def rank(key: str) -> int:
    """Give the place of a key in the order 0-9, #, *, timeout, invalid, fail, forwards, entries."""
    return _RANK.get(key, len(_RANK))


def spoken(key: str) -> str:
    """Say what the caller does, or what happens to the call.

    >>> spoken("timeout"), spoken("5")
    ('no key', '5')
    """
    return _SPOKEN.get(key, key)
