"""What the words next to a number say of it."""

from __future__ import annotations

from .runs import Run
from .units import Reading


def may_stand_between(reading: Reading, place: int) -> bool:
    """Whether a piece may stand between a verb of pressing and its key."""
    unit, language = reading.at(place), reading.language
    groups = (language.fillers, language.joins, language.between, language.vague)
    return unit.kind in ("break", "dash") or any(unit.word in words for words in groups)


def is_limited(reading: Reading, run: Run) -> bool:
    """Whether a number is a time, an amount, a room or one of many digits."""
    is_span = run.has_range and reading.at(run.end).word not in reading.language.aims
    is_behind_limit = reading.at(run.start - 1).word in reading.language.limits
    return run.has_number or is_span or is_behind_limit
