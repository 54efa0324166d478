"""Spans of time and numbers of snapshots, as a user writes them."""

from __future__ import annotations

import re
from datetime import timedelta

_SPAN = re.compile(r"(\d{1,6})\s*([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def parse_span(text: str) -> timedelta | None:
    """Read a span of time: a number and ``s``, ``m``, ``h``, ``d`` or ``w``.

    Args:
        text: As a user writes it.

    Returns:
        None if it is no span, or an empty one.

    >>> str(parse_span("90m")), parse_span("soon")
    ('1:30:00', None)
    """
    match = _SPAN.fullmatch(text.strip().lower())
    if match is None:
        return None
    return timedelta(**{_UNITS[match[2]]: int(match[1])}) or None
