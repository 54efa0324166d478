"""Where in the input something stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Place(NamedTuple):
    """A line of a file.

    Attributes:
        file: Name of the file with forward slashes, never absolute: seen from the current folder,
            or, of a file that is not in it, from the folder that holds the input.
        line: Number of the line, from 1.
    """

    file: str
    line: int


#: From a node and one of its keys (empty: none) to where it stands; None where that is not known.
Places = Callable[[str, str], Place | None]


def nowhere(node: str, key: str) -> None:
    """Know no place: of a live PBX, of standard input."""
