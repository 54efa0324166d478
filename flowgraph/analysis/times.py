"""Where an entry sends its calls at a moment, and whether somebody has forced it elsewhere.

Pure, as :mod:`.schedule` is: whoever wants to know about now reads the clock and hands it in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from ..model.destination import EXTERNAL_NUM, KINDS_WITHOUT_VALUE, Destination
from ..model.route import Route
from ..model.schedule import DAY, Schedule
from .schedule import Phase, Stretch, holiday_on, is_certain, phase_at, wall_time, week_grid

#: Who named the time zone; empty if nobody did.
Origin = Literal["profile", "pbx", ""]

DEFAULT = "default"

#: Whether a call takes the default destination where the branch of the hour is not set. The vendor
#: does not say, and nobody has tried it: where it would matter the answer is "not known".
UNSET_FALLS_TO_DEFAULT = False

#: The PBX's words for a route that follows the PBX's business hours. ``route_scope`` and
#: ``custom`` have hours of their own, which stand in no list; holidays count for them as well.
#: Source: public test code of the product's own web interface.
SHARED_HOURS = frozenset({None, "", "global"})
DISABLED = "disabled"

#: How far the PBX's clock may be from the one that is asked: within so many minutes of a change
#: nobody is accused of having forced anything.
CLOCK_SLACK = timedelta(minutes=2)

#: Whether the PBX forgets an override when its hours change next. The default; an administrator may
#: switch it off, which the API does not show.
#: Source: the vendor's page "Enable or Disable Automatic Reset of Time Condition".
OVERRIDES_END_BY_THEMSELVES = True

PHASE_WORDS: Mapping[Phase | None, str] = {
    "office": "business hours",
    "outoffice": "outside hours",
    "holiday": "holiday",
    None: "not known",
}


class Override(NamedTuple):
    """A route whose calls go elsewhere than its schedule says.

    Attributes:
        route: Node of the route.
        key: The branch that the schedule opens.
        expected: Where it leads.
        current: Where calls go, as the PBX says.
    """

    route: str
    key: str
    expected: Destination
    current: Destination


class Moment(NamedTuple):
    """What holds for the entries of a PBX at a moment.

    Attributes:
        words: The moment for people, such as ``at 2026-12-24 21:00 (holiday)``; empty where no
            moment was asked for, and every branch counts.
        open: The open branch of each route by node, None where it is not known; empty where no
            moment was asked for.
        overrides: Routes that are forced, by node.
        doubt: On what condition the overrides are ones, in words; empty where they are for certain.
        is_compared: Whether it is known when the PBX was read, so that routes were compared with
            their schedule at all.
        is_past: Whether the overrides were found at another moment than the one asked for; the
            PBX forgets them by itself, see :data:`OVERRIDES_END_BY_THEMSELVES`.
    """

    words: str = ""
    open: Mapping[str, str | None] = {}
    overrides: Mapping[str, Override] = {}
    doubt: str = ""
    is_compared: bool = False
    is_past: bool = False

    @property
    def forced(self) -> Mapping[str, Destination]:
        """Where calls really go at the moment from each entry that is forced, by node."""
        if self.is_past and OVERRIDES_END_BY_THEMSELVES:
            return {}
        return {node: found.current for node, found in self.overrides.items()}

    def is_closed(self, node: str, key: str) -> bool:
        """Whether calls do not take a branch of an entry; one that may be open is not closed."""
        return self.open.get(node) not in (None, key)


ANY_MOMENT = Moment()


def is_timed(route: Route) -> bool:
    """Whether the hour decides where a call goes."""
    return route.time_condition != DISABLED and route.depends_on_time


def has_own_hours(route: Route) -> bool:
    """Whether a route follows hours of its own, which no list of the PBX holds."""
    return is_timed(route) and route.time_condition not in SHARED_HOURS


def branch_of(route: Route, phase: Phase | None) -> str | None:
    """Give the branch that a call takes in a phase; None if it is not known."""
    if not is_timed(route):
        return DEFAULT if DEFAULT in route.branches else None
    if phase is None or phase in route.branches:
        return phase
    return DEFAULT if UNSET_FALLS_TO_DEFAULT and DEFAULT in route.branches else None


def open_branch(route: Route, schedule: Schedule, when: datetime) -> str | None:
    """Tell which branch of a route is open at a moment.

    Args:
        route: An inbound route.
        schedule: Hours, holidays and time zone of the PBX.
        when: Without an offset it is the PBX's own time.

    Returns:
        ``office``, ``outoffice`` or ``holiday``; ``default`` where the time condition is switched
        off or no branch depends on the time; None if it is not known: the hours could not be read,
        the route has hours of its own, or the branch is not set
        (see :data:`UNSET_FALLS_TO_DEFAULT`).

    Raises:
        UsageError: The moment has an offset, and the schedule's time zone does not exist.
    """
    if has_own_hours(route):
        today = wall_time(schedule, when).date()
        return branch_of(route, "holiday" if holiday_on(schedule, today) else None)
    return branch_of(route, phase_at(schedule, when))


def override(
    route: Route, schedule: Schedule, now: datetime, *, is_supposed: bool = False
) -> Override | None:
    """Find out whether a route is forced to another destination than its schedule says.

    Args:
        route: An inbound route.
        schedule: Hours, holidays and time zone of the PBX.
        now: The moment at which the PBX said where calls go.
        is_supposed: Whether the PBX said so at another moment that nobody knows. Then a route is
            forced only if none of its branches leads where its calls go.

    Returns:
        None where calls go as the schedule says, and where that cannot be known: within
        :data:`CLOCK_SLACK` of a change, in a break that may count either way, where an unread list
        of holidays may explain it, or where a row of the schedule was not understood and one of
        the branches leads there.
    """
    # The override codes belong to time conditions.
    key = open_branch(route, schedule, now) if is_timed(route) else None
    if key is None or route.current is None or not _is_place(route.current):
        return None
    nowhere = not any(is_same(branch, route.current) for branch in route.branches.values())
    if key not in route.branches or (schedule.remarks and not nowhere):
        return None
    possible = {*_possible(route, schedule, now), *(route.branches if is_supposed else ())}
    if any(k is None or is_same(route.branches[k], route.current) for k in possible):
        return None
    return Override(route.node_id, key, route.branches[key], route.current)


def _is_place(destination: Destination) -> bool:
    # Ranges and patterns of numbers are no places that two fields would name alike.
    return destination.is_known


def _possible(route: Route, schedule: Schedule, now: datetime) -> Iterator[str | None]:
    wall = wall_time(schedule, now)
    for slack in (-CLOCK_SLACK, timedelta(), CLOCK_SLACK):
        for breaks in (True, False):
            with suppress(OverflowError):  # at either end of the calendar
                reading = schedule._replace(breaks_are_office=breaks)
                yield open_branch(route, reading, wall + slack)
    if schedule.holidays is None:
        yield branch_of(route, "holiday")


def is_same(one: Destination, other: Destination) -> bool:
    """Whether two destinations are one place; a dial-out prefix may be part of the number."""
    if one.kind != other.kind or one.kind in KINDS_WITHOUT_VALUE:
        return one.kind == other.kind
    if one.kind == EXTERNAL_NUM:
        return not {one.value, one.prefix + one.value}.isdisjoint(
            {other.value, other.prefix + other.value}
        )
    return one.value == other.value


def moment(
    routes: Mapping[str, Route],
    schedule: Schedule,
    *,
    at: datetime | None = None,
    read_at: datetime | None = None,
    is_supposed: bool = False,
) -> Moment:
    """Tell what holds for all routes.

    Args:
        routes: Inbound routes by node.
        schedule: Hours, holidays and time zone of the PBX.
        at: The moment that is asked for; None for any.
        read_at: When the PBX said where calls go; None if nobody knows, then nothing is forced.
        is_supposed: Whether ``read_at`` is only supposed, see :func:`override`.
    """
    found = [
        override(route, schedule, read_at, is_supposed=is_supposed)
        for route in routes.values()
        if read_at
    ]
    return Moment(
        words=_words(routes, schedule, at) if at else "",
        open={n: open_branch(r, schedule, at) for n, r in routes.items()} if at else {},
        overrides={one.route: one for one in found if one},
        is_compared=read_at is not None,
        is_past=_differ(schedule, at, read_at),
    )


def _differ(schedule: Schedule, one: datetime | None, other: datetime | None) -> bool:
    """Whether two moments are known not to be one."""
    if one is None or other is None:
        return False
    return abs(wall_time(schedule, one) - wall_time(schedule, other)) > CLOCK_SLACK


def _words(routes: Mapping[str, Route], schedule: Schedule, at: datetime) -> str:
    phase = PHASE_WORDS[phase_at(schedule, at)]
    doubt = "" if is_certain(schedule) or phase == PHASE_WORDS[None] else ", not for certain"
    timed = any(map(is_timed, routes.values()))
    return (
        f"at {clock_words(schedule, at)} "
        f"({phase + doubt if timed else 'no entry depends on the time'})"
    )


def clock_words(schedule: Schedule, when: datetime) -> str:
    """Write a moment as the PBX's clock shows it, such as ``2026-12-24 21:00``."""
    return wall_time(schedule, when).isoformat(" ", "minutes")


def week(
    route: Route, schedule: Schedule, week_of: date | None = None
) -> tuple[tuple[Stretch, ...], ...]:
    """Give the phases of a route for each day of a week, Monday first.

    Args:
        route: An inbound route.
        schedule: Hours and holidays.
        week_of: Any day of the week that is meant; None for an ordinary one, see
            :func:`~.schedule.week_grid`.
    """
    return tuple(
        tuple(_joined(route, [part for hour in day for part in hour.parts]))
        for day in week_grid(schedule, week_of)
    )


def _joined(route: Route, parts: list[Stretch]) -> Iterator[Stretch]:
    own = has_own_hours(route)
    start = 0
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        phase = _phase(part, own)
        if following is None or _phase(following, own) != phase:
            yield Stretch(start, part.end_min, phase)
            start = part.end_min % DAY


def _phase(part: Stretch, own: bool) -> Phase | None:
    return None if own and part.phase != "holiday" else part.phase
