"""The one place that reads the clock, and says which time zone counts.

A picture must not depend on the clock by accident. So now is this computer's now, and only where a
live PBX was just asked where its calls go. A folder or a snapshot was read nobody knows when: there
a moment counts only if the user names it (``--at``), and a route passes for forced only if its
calls go where it leads at no hour at all.
"""

from __future__ import annotations

import os
from collections.abc import Container
from datetime import date, datetime
from typing import NamedTuple

from ..analysis.schedule import load_zone, wall_time
from ..analysis.times import Moment, Origin, moment
from ..callgraph import CallGraph
from ..config import load_profile
from ..diagram.wording import forced
from ..errors import UsageError
from ..model.schedule import Schedule
from ..model.snapshot import Snapshot
from ..text import one_line, shorten
from .gather import warn
from .options import SourceOptions

_LISTS = {"business_hour": "business hours", "holiday": "holidays"}


class Reading(NamedTuple):
    """What the clock and the calendar say.

    Attributes:
        schedule: The PBX's, in the time zone that counts.
        origin: Who named the time zone; empty if nobody did.
        today: The day from which holidays are told; None where no moment is known.
        moment: What holds for the entries.
    """

    schedule: Schedule
    origin: Origin
    today: date | None
    moment: Moment


def read_clock(where: SourceOptions, snapshot: Snapshot, at: datetime | None) -> Reading:
    """Tell what holds at a moment.

    Args:
        where: A live PBX is compared with now, anything else with ``at``.
        snapshot: What was read.
        at: The moment that the user asks for; None for any.
    """
    schedule, origin = _zoned(where, snapshot.schedule or Schedule())
    is_live = not where.from_
    now = datetime.now().astimezone() if is_live else at
    day = at or now
    # Where the PBX's zone is not known, this computer's clock is taken for the PBX's.
    doubt = "" if schedule.timezone else "if the PBX stands in this computer's time zone"
    held = moment(snapshot.routes, schedule, at=at, read_at=now, is_supposed=not is_live)
    return Reading(
        schedule,
        origin,
        wall_time(schedule, day).date() if day else None,
        held._replace(doubt=doubt) if is_live else held,
    )


def _zoned(where: SourceOptions, schedule: Schedule) -> tuple[Schedule, Origin]:
    """Give the schedule in the profile's time zone, else the PBX's, else in none."""
    if where.profile and not where.from_:
        # Its warnings were told when the PBX was opened.
        profile, _ = load_profile(where.profile, os.environ)
        if zone := profile.get("timezone"):
            return schedule._replace(timezone=zone), "profile"
    try:
        if schedule.timezone:
            load_zone(schedule.timezone)
            return schedule, "pbx"
    except UsageError:
        name = shorten(one_line(schedule.timezone), 60)
        warn(f"the PBX's time zone {name!r} is not known here; times are read as the PBX's own")
    return schedule._replace(timezone=""), ""


def tell_unread(snapshot: Snapshot) -> None:
    """Warn of each list of the schedule that the PBX refused."""
    for kind, words in _LISTS.items():
        refusal = snapshot.refusals.get(kind)
        # Without a code it is a folder or a snapshot that never held the list.
        if refusal and refusal.code is not None:
            warn(f"{words} are not known: {refusal.message}")


def tell_forced(graph: CallGraph, moment: Moment, entries: Container[str]) -> None:
    """Warn of each of these entries that somebody has forced."""
    doubt = f", {moment.doubt}" if moment.doubt else ""
    for node, found in moment.overrides.items():
        if node in entries:
            name = shorten(graph.nodes[node]["name"] or node, 60)
            warn(
                f"route {name} is {forced(graph, found)}{doubt}; "
                "somebody may have dialled the override code"
            )
