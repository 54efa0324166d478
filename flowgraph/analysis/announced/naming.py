"""Which numbers in a text are keys that callers are told to press."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal, NamedTuple

from .context import is_limited
from .elided import goes_on, is_of_other_clause
from .governed import ends_input, is_governed
from .runs import Named, Run, runs
from .units import Reading

_Verdict = Literal["governed", "elided", "dismissed", "unclear"]


class Names(NamedTuple):
    """What a text says of keys, as one language reads it.

    Attributes:
        governed: Keys next to a verb of pressing.
        elided: Keys that go on a list whose verb is not said again.
        dismissed: Keys that are surely meant otherwise: times, amounts, rooms.
        unclear: Keys that may be meant.
    """

    governed: list[Named]
    elided: list[Named]
    dismissed: list[Named]
    unclear: list[Named]


def names(reading: Reading) -> Names:
    """Sort every key that a text may name; linear in its length."""
    found: defaultdict[_Verdict, list[Named]] = defaultdict(list)
    last: int | None = None
    for run in runs(reading):
        verdict = _verdict(reading, run, last)
        found[verdict] += run.keys
        found["unclear"] += run.codes
        if verdict in ("governed", "elided") and run.keys:
            last = run.end - 1
    return Names(found["governed"], found["elided"], found["dismissed"], found["unclear"])


def _verdict(reading: Reading, run: Run, last: int | None) -> _Verdict:
    """Judge a number; ``last`` is the place of the last key before it."""
    if is_governed(reading, run):
        return "unclear" if ends_input(reading, run) else "governed"
    if is_limited(reading, run) or is_of_other_clause(reading, run, last):
        return "dismissed"
    return "elided" if goes_on(reading, run, last) else "unclear"
