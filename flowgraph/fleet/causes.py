"""Why some PBXs could not be read: the same cause together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from .row import Row

_Item = TypeVar("_Item")
# How long somebody waited differs from one to the next, and the cause does not.
_SECONDS = re.compile(r"\d+(?:\.\d+)? (?=s\b|seconds\b)")


class Cause(NamedTuple, Generic[_Item]):
    """Why some PBXs could not be read.

    Attributes:
        what: What happened.
        hint: What to do next; empty where nobody knows.
        of: The PBXs.
    """

    what: str
    hint: str
    of: tuple[_Item, ...]


def causes(items: Iterable[_Item], row_of: Callable[[_Item], Row]) -> list[Cause[_Item]]:
    """Group PBXs by why they could not be read.

    Args:
        items: PBXs, in any form.
        row_of: Gives what was found at one.

    Returns:
        The most frequent cause first; in each the PBXs in their order. Those that could be read are
        in none.
    """
    alike: defaultdict[tuple[str, str], list[_Item]] = defaultdict(list)
    for item in items:
        if failure := row_of(item).failure:
            alike[_SECONDS.sub("… ", failure.what), failure.hint].append(item)
    found = [Cause(what, hint, tuple(of)) for (what, hint), of in alike.items()]
    return sorted(found, key=lambda cause: (-len(cause.of), cause.what, cause.hint))
