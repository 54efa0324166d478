"""Where the calls of an entry go at which hour, as text for people and JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from ..analysis.people import reaches_person
from ..analysis.schedule import (
    WEEKDAYS,
    Phase,
    Stretch,
    clock,
    describe_holiday,
    describe_hours,
    next_date,
)
from ..analysis.times import (
    DEFAULT,
    Moment,
    Origin,
    Override,
    branch_of,
    has_own_hours,
    is_timed,
    week,
)
from ..callgraph import CallGraph
from ..diagram.wording import entry_facts, forced
from ..model.destination import Destination
from ..model.keys import ENTRY_KEYS, spoken
from ..model.route import Route
from ..model.schedule import DAY, Schedule
from ..text import columns, one_line, shorten

VERSION = 1

NOBODY = "no person can be reached"

_LONGEST_NAME = 60
_LETTERS = "abcd"
_UNKNOWN = "?"
_MIXED = "/"
_GRID_HEAD = "0     6     12    18"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Timetable:
    """Everything that a report on one entry needs.

    Args:
        graph: The call graph that the entry leads into.
        route: The entry.
        schedule: The PBX's hours and holidays.
        moment: What holds at the moment that was asked for, and who is forced.
        today: From which day holidays are told, and whose week is shown where a moment was asked
            for; None for an ordinary week, and holidays without their next dates.
    """

    def __init__(
        self,
        graph: CallGraph,
        route: Route,
        schedule: Schedule,
        moment: Moment,
        today: date | None,
    ) -> None:
        self.graph = graph
        self.route = route
        self.schedule = schedule
        self.moment = moment
        self.today = today
        self.week_of = today if moment.words else None

    @cached_property
    def days(self) -> tuple[tuple[Stretch, ...], ...]:
        """The phases of each day of the week, Monday first."""
        return week(self.route, self.schedule, self.week_of)

    @cached_property
    def branches(self) -> dict[str, Destination]:
        """Destinations by key, in key order; where the time decides, without the default."""
        found = {key: self.route.branches.get(key) for key in ENTRY_KEYS}
        if is_timed(self.route):
            found.pop(DEFAULT)
        return {key: branch for key, branch in found.items() if branch is not None}

    @cached_property
    def has_person(self) -> dict[str, bool]:
        """Whether a person can be reached, by key."""
        by_place = {
            node: reaches_person(self.graph, node)
            for node in {branch.node_id for branch in self.branches.values()}
        }
        return {key: by_place[branch.node_id] for key, branch in self.branches.items()}

    @cached_property
    def letters(self) -> dict[str, str]:
        """A letter for each key: one for each destination, a capital where nobody is reached."""
        places = list(dict.fromkeys(branch.node_id for branch in self.branches.values()))
        found: dict[str, str] = {}
        for key, branch in self.branches.items():
            letter = _LETTERS[places.index(branch.node_id)]
            found[key] = letter if self.has_person[key] else letter.upper()
        return found

    @property
    def is_known(self) -> bool:
        """Whether the hours of the route can be told at all."""
        hours = self.schedule.hours
        return is_timed(self.route) and hours is not None and not has_own_hours(self.route)

    @property
    def override(self) -> Override | None:
        """Whether somebody has forced the route."""
        return self.moment.overrides.get(self.route.node_id)

    def key_of(self, phase: Phase | None) -> str | None:
        """Give the branch that a call takes in a phase; None if it is not known."""
        return branch_of(self.route, phase)

    def label(self, key: str) -> str:
        """Name the destination of a key."""
        data = self.graph.nodes[self.branches[key].node_id]
        return shorten(one_line(data["label"]), _LONGEST_NAME)


# -- text ------------------------------------------------------------------------------------


def render_text(
    tables: Sequence[Timetable], origin: Origin, refusals: Mapping[str, str] | None = None
) -> str:
    """Write timetables for people.

    Args:
        tables: One for each entry.
        origin: Who named the time zone.
        refusals: Why a list could not be read, by kind (``business_hour``, ``holiday``).

    Returns:
        Plain, aligned text; the same input gives the same bytes.
    """
    blocks = ["\n".join(_entry(table, origin, refusals or {})) for table in tables]
    return "\n\n".join(blocks) + "\n" if blocks else "no inbound route\n"


def _entry(table: Timetable, origin: Origin, refusals: Mapping[str, str]) -> Iterator[str]:
    yield from _head(table, origin)
    if table.moment.words:
        yield _now(table)
    if is_timed(table.route):
        # Before the week, which would pass for certain.
        yield from (f"! not for certain: {remark}" for remark in table.schedule.remarks)
    yield ""
    yield from _legend(table)
    if is_timed(table.route):
        yield ""
        yield from _hours(table, refusals)
        yield ""
        yield from _holidays(table, refusals)


def _head(table: Timetable, origin: Origin) -> Iterator[str]:
    route = table.route
    name = shorten(one_line(route.name), _LONGEST_NAME)
    yield f"{name or 'without a name'} (inbound route {route.id})"
    yield from (f"  {fact}" for fact in entry_facts(table.graph.nodes[route.node_id]))
    yield zone_words(table.schedule, origin)
    if table.override:
        doubt = f", {table.moment.doubt}" if table.moment.doubt else ""
        yield f"! {forced(table.graph, table.override)}{doubt}"


def zone_words(schedule: Schedule, origin: Origin) -> str:
    """Say in which time zone times are meant, and who says so."""
    if not schedule.timezone:
        return "time zone: not known, times are the PBX's own"
    return f"time zone: {schedule.timezone} from the {'PBX' if origin == 'pbx' else origin}"


def _now(table: Timetable) -> str:
    key = table.moment.open.get(table.route.node_id)
    if key not in table.branches:
        return f"{table.moment.words}: not known{_why_unknown(table, key)}"
    nobody = "" if table.has_person[key] else f"  ! {NOBODY}"
    # What is forced counts more than what the schedule says.
    schedule = "by the schedule " if table.override else ""
    return f"{table.moment.words}: {schedule}{table.label(key)}{nobody}"


def _why_unknown(table: Timetable, key: str | None) -> str:
    if has_own_hours(table.route):
        return f", {_own_hours(table.route)}"
    if key is None and table.schedule.hours is None:
        return ", the business hours could not be read"
    if key is None and table.schedule.unread:
        return ", the business hours were not understood"
    return ", the branch is not set and the vendor does not say what happens"


def _own_hours(route: Route) -> str:
    return f"the route has hours of its own ({route.time_condition}), which are not read"


def _legend(table: Timetable) -> Iterator[str]:
    keys: dict[str, list[str]] = {}
    for key, letter in table.letters.items():
        keys.setdefault(letter, []).append(key)
    rows = [(letter, ", ".join(map(spoken, found))) for letter, found in keys.items()]
    wide = max((columns(words) for _, words in rows), default=0)
    for letter, words in rows:
        key = keys[letter][0]
        nobody = "" if table.has_person[key] else f"  ! {NOBODY}"
        yield f"  {letter}  {_pad(words, wide)}  {table.label(key)}{nobody}"
    unset = [key for key in ENTRY_KEYS[1:] if is_timed(table.route) and key not in table.branches]
    if unset:
        yield (
            f"  {_UNKNOWN}  {', '.join(map(spoken, unset))}: not set; "
            "the vendor does not say what happens"
        )
    if not table.branches and not unset:
        yield f"  {_UNKNOWN}  no destination is set"


def _hours(table: Timetable, refusals: Mapping[str, str]) -> Iterator[str]:
    if has_own_hours(table.route):
        yield f"hours: not known, {_own_hours(table.route)}"
        return
    if table.schedule.hours is None:
        yield f"business hours: not known, {_refused(refusals, 'business_hour')}"
        return
    yield _week_title(table)
    yield from _spans(table)
    yield ""
    yield from _grid(table)
    yield from _notes(table)


def _week_title(table: Timetable) -> str:
    if table.week_of is None:
        return "an ordinary week"
    return f"the week of {WEEKDAYS[table.week_of.weekday()]} {table.week_of}"


def _spans(table: Timetable) -> Iterator[str]:
    rows = [
        (
            "" if position else days,
            f"{clock(stretch.start_min)}-{clock(stretch.end_min)}",
            spoken(stretch.phase or ""),
            _place(table, stretch),
        )
        for days, stretches in same_days(table.days)
        for position, stretch in enumerate(stretches)
    ]
    wide = [max(columns(row[at]) for row in rows) for at in range(3)]
    for row in rows:
        cells = (_pad(cell, size) for cell, size in zip(row, wide, strict=False))
        yield f"  {'  '.join(cells)}  {row[3]}".rstrip()


def same_days(
    days: Sequence[tuple[Stretch, ...]],
) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    """Put neighbouring days of the same hours together."""
    runs: list[list[int]] = []
    for day, stretches in enumerate(days):
        if runs and days[runs[-1][0]] == stretches:
            runs[-1].append(day)
        else:
            runs.append([day])
    for run in runs:
        ends = dict.fromkeys(WEEKDAYS[day] for day in (run[0], run[-1]))
        yield ("-" if len(run) > 2 else ", ").join(ends), days[run[0]]


def _place(table: Timetable, stretch: Stretch) -> str:
    key = table.key_of(stretch.phase)
    if key not in table.branches:
        return "not known"
    return table.label(key) + ("" if table.has_person[key] else f"  ! {NOBODY}")


def _grid(table: Timetable) -> Iterator[str]:
    yield f"       {_GRID_HEAD}"
    for name, stretches in zip(WEEKDAYS, table.days, strict=True):
        hours = "".join(_cell(table, stretches, start) for start in range(0, DAY, 60))
        yield f"  {name}  {hours}"


def _cell(table: Timetable, stretches: Iterable[Stretch], start: int) -> str:
    found = {
        table.letters.get(table.key_of(s.phase) or "", _UNKNOWN)
        for s in stretches
        if s.start_min < start + 60 and s.end_min > start
    }
    return found.pop() if len(found) == 1 else _MIXED


def _notes(table: Timetable) -> Iterator[str]:
    hours = table.schedule.hours or ()
    if any(_MIXED in line for line in _grid(table)):
        yield f"  {_MIXED} changes within the hour"
    if any(letter.isupper() for letter in table.letters.values()):
        yield f"  a capital: {NOBODY}"
    if table.week_of is None:
        for row in hours:
            if row.is_seasonal:
                yield f"  not in an ordinary week: {describe_hours(table.schedule, row)}"
    if table.schedule.breaks_are_office and any(row.breaks for row in hours):
        yield "  breaks count as business hours, as the vendor says; nobody has tried it"


def _holidays(table: Timetable, refusals: Mapping[str, str]) -> Iterator[str]:
    holidays = table.schedule.holidays
    if holidays is None:
        yield f"holidays: not known, {_refused(refusals, 'holiday')}"
    elif not holidays:
        yield "holidays: none defined"
    else:
        yield "holidays"
        yield from (f"  {describe_holiday(holiday, table.today)}" for holiday in holidays)


def _refused(refusals: Mapping[str, str], kind: str) -> str:
    reason = refusals.get(kind)
    return f"the list could not be read ({reason})" if reason else "the list could not be read"


def _pad(text: str, size: int) -> str:
    return text + " " * (size - columns(text))


# -- json ------------------------------------------------------------------------------------


def render_json(
    graph: CallGraph, tables: Sequence[Timetable], schedule: Schedule, origin: Origin
) -> str:
    """Write timetables as the JSON document of the reference."""
    holidays = schedule.holidays
    today = tables[0].today if tables else None
    document = {
        "version": VERSION,
        "missing": graph.graph["missing"],
        "timezone": {"name": schedule.timezone or None, "from": origin or None},
        "holidays": None
        if holidays is None
        else [
            {
                "id": holiday.id,
                "name": holiday.name,
                "text": describe_holiday(holiday),
                "next": _iso(next_date(holiday, today)) if today else None,
            }
            for holiday in holidays
        ],
        "remarks": list(schedule.remarks),
        "entries": [_entry_row(table) for table in tables],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _entry_row(table: Timetable) -> dict[str, Any]:
    route, moment = table.route, table.moment
    return {
        "node": route.node_id,
        "name": route.name,
        "time_condition": route.time_condition,
        "branches": [
            {
                "key": key,
                "destination": branch.node_id,
                "label": table.graph.nodes[branch.node_id]["label"],
                "person": table.has_person[key],
            }
            for key, branch in table.branches.items()
        ],
        "week_of": _iso(table.week_of),
        "week": [
            {"day": day, "spans": [_span_row(table, stretch) for stretch in stretches]}
            for day, stretches in zip(_DAYS, table.days, strict=True)
        ]
        if table.is_known
        else None,
        "at": {"words": moment.words, "key": moment.open.get(route.node_id)}
        if moment.words
        else None,
        "override": _override_row(table),
    }


def _span_row(table: Timetable, stretch: Stretch) -> dict[str, Any]:
    key = table.key_of(stretch.phase)
    branch = table.branches.get(key or "")
    return {
        "from": clock(stretch.start_min),
        "to": clock(stretch.end_min),
        "phase": stretch.phase,
        "destination": branch.node_id if branch else None,
        "person": table.has_person.get(key or ""),
    }


def _override_row(table: Timetable) -> dict[str, Any] | None:
    found = table.override
    if found is None:
        return None
    return {
        "key": found.key,
        "expected": found.expected.node_id,
        "current": found.current.node_id,
        "if": table.moment.doubt or None,
    }
