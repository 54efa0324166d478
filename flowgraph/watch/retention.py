"""Which kept snapshots may go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from .durations import parse_span
from .naming import moment_of


class Retention(NamedTuple):
    """What is kept besides the newest snapshot, which always is; both bounds count.

    Attributes:
        most: How many snapshots in all; None for any number.
        age: Until when a snapshot is kept after the next one took its place; None for ever.
    """

    most: int | None = None
    age: timedelta | None = None


def parse_retention(text: str) -> Retention | None:
    """Read a rule: a number of snapshots, or a span of time.

    Returns:
        None if it is neither.

    >>> parse_retention("100"), parse_retention("90d")
    (Retention(most=100, age=None), Retention(most=None, age=datetime.timedelta(days=90)))
    """
    if text.strip().isdecimal():
        return Retention(most=int(text)) if int(text) else None
    age = parse_span(text)
    return Retention(age=age) if age else None


def expired(
    names: Sequence[str], now: datetime, rule: Retention, needed: Collection[str] = ()
) -> list[str]:
    """Give the snapshots that may go.

    A snapshot holds until the next one takes its place, so its age counts from then on: of a PBX
    that nobody touched for a year, yesterday's change leaves what was there before.

    Args:
        names: Names of all snapshots, the oldest first.
        now: The time.
        rule: What is kept.
        needed: Names that are kept whatever the rule says.

    Returns:
        Names, the oldest first; never the newest.
    """
    gone = set(names[: -rule.most]) if rule.most else set()
    if rule.age:
        gone |= {
            name for name, successor in pairwise(names) if moment_of(successor) + rule.age < now
        }
    return [name for name in names[:-1] if name in gone and name not in needed]
