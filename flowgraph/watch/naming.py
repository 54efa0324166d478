"""Names of kept snapshots: the moment, in UTC, so that they sort by time on any file system."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_FORM = "%Y-%m-%dT%H-%M-%SZ"
_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ")


def name_at(now: datetime, newest: str | None) -> str:
    """Name a snapshot.

    Args:
        now: The time, with its zone.
        newest: Name of the newest one that is kept. A clock that was set back must not put the
            new one in front of it.

    Returns:
        Text such as ``2026-11-25T02-00-00Z``.
    """
    moment = now.astimezone(UTC).replace(microsecond=0)
    if newest is not None:
        moment = max(moment, moment_of(newest) + timedelta(seconds=1))
    return moment.strftime(_FORM)


def is_name(text: str) -> bool:
    """Whether a text is such a name."""
    if not _NAME.fullmatch(text):
        return False
    try:
        moment_of(text)
    except ValueError:
        return False
    return True


def moment_of(name: str) -> datetime:
    """Give the moment that a name says.

    Raises:
        ValueError: It is no such name.

    >>> moment_of("2026-11-25T02-00-00Z").isoformat()
    '2026-11-25T02:00:00+00:00'
    """
    return datetime.strptime(name, _FORM).replace(tzinfo=UTC)


def said(name: str) -> str:
    """Say the moment of a name to people.

    >>> said("2026-11-25T02-00-00Z")
    '2026-11-25 02:00 UTC'
    """
    return moment_of(name).strftime("%Y-%m-%d %H:%M UTC")
