"""What leads out of a menu, in the one order that is used everywhere."""

from __future__ import annotations

TIMEOUT = "timeout"
INVALID = "invalid"

PRESSED = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "#", "*")
KEYS = (*PRESSED, TIMEOUT, INVALID)

_RANK = {key: rank for rank, key in enumerate(KEYS)}

# How a key is told to a person: in a sentence, a witness, an arrow.
_SPOKEN = {TIMEOUT: "no key", INVALID: "wrong key"}


def rank(key: str) -> int:
    """Give the place of a key in the order 0-9, #, *, timeout, invalid."""
    return _RANK.get(key, len(_RANK))


def spoken(key: str) -> str:
    """Say what the caller does.

    >>> spoken("timeout"), spoken("5")
    ('no key', '5')
    """
    return _SPOKEN.get(key, key)
