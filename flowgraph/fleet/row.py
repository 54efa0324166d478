"""What is told of each PBX: one row, the same in every report and on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple

from .health import Health
from .roster import Member
from .running import Lost
from .visit import Failure, Visit

Status = Literal["ok", "partial", "failed"]


class Row(NamedTuple):
    """A PBX of the fleet, as it was found.

    Attributes:
        name: What it is called in the roster.
        slug: Its name as that of a folder.
        tags: Its tags.
        status: ``failed`` if it could not be read, ``partial`` if a part of it could not.
        at: When it was read, as ISO 8601 text in UTC.
        seconds: How long that took.
        failure: Why it could not be read; None if it could.
        health: What it is found to be like; None if it could not be read.
        changes: How many changes there were since last time; None where there is no last time.
    """

    name: str
    slug: str
    tags: tuple[str, ...]
    status: Status
    at: str
    seconds: float
    failure: Failure | None
    health: Health | None
    changes: int | None

    def as_document(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            **self._asdict(),
            "tags": list(self.tags),
            "seconds": round(self.seconds, 1),
            "failure": self.failure._asdict() if self.failure else None,
            "health": self.health._asdict() if self.health else None,
        }


def row_of(member: Member, found: Visit | Lost, now: datetime) -> Row:
    """Tell what a visit found."""
    at = now.isoformat(timespec="seconds")
    if isinstance(found, Lost):
        hint = "read it alone with 'flowgraph crawl'"
        failure = Failure("Lost", found.what, member.name, hint)
        return Row(member.name, member.slug, member.tags, "failed", at, 0, failure, None, None)
    return Row(
        member.name,
        member.slug,
        member.tags,
        _status(found.health),
        at,
        found.seconds,
        found.failure,
        found.health,
        found.changes,
    )


def _status(health: Health | None) -> Status:
    if health is None:
        return "failed"
    return "partial" if health.is_partial else "ok"


def row_from(document: Mapping[str, Any], tags: Sequence[str]) -> Row | None:
    """Read a row back.

    Args:
        document: What :meth:`Row.as_document` gave.
        tags: The PBX's tags, which may be others by now.

    Returns:
        None if it is no such thing.
    """
    try:
        failure, health = document["failure"], document["health"]
        fields = {name: document[name] for name in Row._fields}
        fields["tags"] = tuple(tags)
        fields["failure"] = Failure(**failure) if failure else None
        fields["health"] = _health(health) if health else None
        return Row(**fields)
    except (KeyError, TypeError):
        return None


def _health(document: Mapping[str, Any]) -> Health:
    return Health(**{**document, "errors": tuple(document["errors"])})
