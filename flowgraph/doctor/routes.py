"""Whether somebody has forced inbound routes, the commonest reason for "why the night message?"."""

from __future__ import annotations

from datetime import datetime

from ..analysis.schedule import load_zone
from ..analysis.times import moment
from ..errors import FlowgraphError, UsageError
from ..model.destination import INBOUND_ROUTE
from ..model.ids import id_order
from ..model.route import Route
from ..sources.interface import Source
from ..sources.openapi.schedule_fields import SCHEDULE_KINDS, schedule_from_rows
from .checks import Result, failure

_CURE = "see flowgraph hours; to end it, dial the override code once more, or edit the route"
_MAX_SHOWN = 10


def look_for_forced(source: Source, zone: str, now: datetime) -> Result:
    """Compare where calls go now with what the schedule says; routes are told by id.

    Args:
        source: A live PBX.
        zone: Time zone that the profile names; empty where it names none.
        now: The moment of the comparison.
    """
    try:
        ids = sorted(source.listing(INBOUND_ROUTE).entries, key=id_order)
        found = source.objects(INBOUND_ROUTE, ids).found
        lists = {kind: source.rows(kind) for kind in SCHEDULE_KINDS}
    except FlowgraphError as error:
        return failure(error)
    routes = {item.node_id: item for item in found.values() if isinstance(item, Route)}
    if not routes:
        return Result("skipped", "because no inbound route is known")
    schedule = schedule_from_rows({k: None if r.refusal else r.rows for k, r in lists.items()})
    try:
        wanted = zone or schedule.timezone
        schedule = schedule._replace(timezone=wanted)
        if wanted:
            load_zone(wanted)
    except UsageError:
        schedule = schedule._replace(timezone="")
    forced = [node.rpartition(":")[2] for node in moment(routes, schedule, read_at=now).overrides]
    if not forced:
        return Result("ok", "none is known to be forced")
    numbers = [identity if identity.isdecimal() else "…" for identity in forced[:_MAX_SHOWN]]
    doubt = "" if schedule.timezone else ", if the PBX stands in this computer's time zone"
    told = f"forced against the schedule{doubt}: id {', '.join(numbers)}"
    return Result("warning", told, _CURE)
