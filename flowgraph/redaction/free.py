"""Numbers that are given away once each, near a wanted one."""

from __future__ import annotations

from collections.abc import Iterable


class FreeNumbers:
    """Numbers from 0 that nobody has yet.

    Args:
        size: How many there are; None for no end.
        taken: Those that are gone already.
    """

    def __init__(self, size: int | None = None, taken: Iterable[int] = ()) -> None:
        self._size = size
        #: From each taken number to one behind it, so that a long row of them is passed quickly.
        self._next = {number: number + 1 for number in taken}

    def take(self, wanted: int) -> int | None:
        """Take the first free number from a wanted one on, or from 0; None where none is left."""
        number = self._first_free(wanted)
        if number == self._size:
            number = self._first_free(0)
        if number == self._size:
            return None
        self._next[number] = number + 1
        return number

    def _first_free(self, number: int) -> int:
        passed = []
        while number in self._next:
            passed.append(number)
            number = self._next[number]
        for one in passed:
            self._next[one] = number
        return number
