"""At which offset of a JSON text what stands: one level of an object or a list at a time.

The standard library's decoder skips over whole values at the speed of C, and says where each of
them ends; that is all it takes. Libraries that give positions parse character by character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecoder
from typing import Any, NamedTuple

_BLANKS = re.compile(r"[ \t\r\n]*")
_decode = JSONDecoder().raw_decode


class Item(NamedTuple):
    """A value in a text.

    Attributes:
        name: Its name; empty in a list.
        at: Offset at which it begins, its name included.
        start: Offset at which the value itself begins.
        value: The value.
    """

    name: str
    at: int
    start: int
    value: Any


def items(text: str, start: int = 0) -> Iterator[Item]:
    """Give the members of an object, or what a list holds, in the order of the text.

    Args:
        text: Any text.
        start: Offset of the object or list; blanks may stand in front of it.

    Raises:
        ValueError: No JSON stands there.
        RecursionError: A value is nested too deeply.

    >>> [(item.name, item.at, item.value) for item in items('{"a": [1], "b": 2}')]
    [('a', 1, [1]), ('b', 11, 2)]
    """
    at = _skip(text, start)
    opening = text[at : at + 1]
    if opening not in ("{", "["):
        return
    closing = "}" if opening == "{" else "]"
    at = _skip(text, at + 1)
    while not text.startswith(closing, at):
        item, end = _item(text, at, is_named=opening == "{")
        yield item
        at = _skip(text, end)
        if text.startswith(",", at):
            at = _skip(text, at + 1)


def _item(text: str, at: int, *, is_named: bool) -> tuple[Item, int]:
    name, start = "", at
    if is_named:
        name, end = _decode(text, at)
        start = _skip(text, _skip(text, end) + 1)  # over the colon
    value, end = _decode(text, start)
    return Item(str(name), at, start, value), end


def _skip(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    return match.end() if match else at
