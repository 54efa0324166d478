"""The sheet that is signed: calls to make, as somebody expects them or by the shortest keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import NamedTuple

from ..analysis.expectations.judging import Result
from ..analysis.schedule import is_certain, is_ordinary, wall_time
from ..book.parts import Place, Way
from ..diagram.theme import MISSING
from ..model.destination import END_CALL, PROMPT_KINDS
from ..model.ids import node_order
from ..model.schedule import Schedule
from .document import EntryChapter, Signing, TestCall
from .knowledge import VOICEMAILS, Knowledge, is_person
from .words import (
    by_keys,
    capital,
    counted,
    doings,
    keys_of,
    moment_words,
    phrase,
    weekday_words,
    when_of,
)

#: Calls that fit two pages; more than that nobody makes in an hour.
_MOST_CALLS = 30
_MOST_KEYS = 8

_INTRO = "Please make each of these calls together and tick what has been answered as expected."
_ANY = "At any time"
#: What makes a moment that is not now.
_CLOCK = "(or set the telephone system's clock, or force these hours, for the test)"
_DIFFERS = "Not so at present"
_PREFIXES = ("did:", "number:", "name:", "route:")


def from_expectations(
    results: Sequence[Result], placed: Callable[[str], Place], schedule: Schedule
) -> Signing:
    """Write the sheet from expectations.

    Args:
        results: Of each expectation, in the order of their file.
        placed: Gives what a book calls a node.
        schedule: Hours and holidays, which tell whether the date of a moment matters.
    """
    rows = enumerate(results, 1)
    told = (_expected(number, result, placed, schedule) for number, result in rows)
    return Signing(_INTRO, tuple(told))


def _expected(
    number: int, result: Result, placed: Callable[[str], Place], schedule: Schedule
) -> TestCall:
    wanted = result.expectation
    keys = wanted.keys[1:] if wanted.names_the_hour else wanted.keys
    at = _moment(wanted.at, schedule) if wanted.at else _ANY
    when = when_of(wanted.keys[0]) if wanted.names_the_hour else at
    caller = f" (calling from {wanted.caller})" if wanted.caller else ""
    return TestCall(
        number,
        f"{_called(wanted.start, result.start, placed)}{caller}",
        when,
        capital(doings(keys)) if keys else "",
        _wanted(result, placed),
        wanted.name,
        "" if result.passed else _DIFFERS,
    )


def _moment(when: datetime, schedule: Schedule) -> str:
    """Say when to call. Whether a date is past nobody knows, so one is told only if it matters."""
    wall = wall_time(schedule, when)
    if is_certain(schedule) and is_ordinary(schedule, wall.date()):
        return weekday_words(wall)
    return f"{moment_words(wall)} {_CLOCK}"


def _wanted(result: Result, placed: Callable[[str], Place]) -> str:
    """Say what should answer: what the settings call it, else what the file says."""
    nodes = sorted(result.meant.nodes, key=node_order)
    return _answers(placed(nodes[0])) if nodes else capital(result.expectation.reaches)


def _answers(place: Place) -> str:
    """Say what a caller gets to."""
    if place.style == END_CALL:
        return "The call ends"
    if place.style in PROMPT_KINDS:
        return f"The announcement {place.name}"
    return capital(phrase(place)) if place.style in VOICEMAILS else phrase(place)


def _called(start: str, node: str, placed: Callable[[str], Place]) -> str:
    """Say what is dialled: the number that the file names, and what it is called."""
    spec = next((start.removeprefix(p) for p in _PREFIXES if start.startswith(p)), start)
    name = placed(node).text if node else ""
    return spec if not name or spec in name else f"{spec} ({name})"


# -- without expectations --------------------------------------------------------------------


def from_ways(known: Knowledge, entries: Sequence[EntryChapter]) -> Signing:
    """Write the sheet from the shortest keys: what answers, then those who pick up, then others.

    Each number gets its turn, so that none is left out where there is not room for all.
    """
    calls = [list(_of_entry(known, entry)) for entry in entries]
    in_turn = [call for row in zip_longest(*calls) for call in row if call]
    chosen = in_turn[:_MOST_CALLS]
    places = {entry.place.node: place for place, entry in enumerate(entries)}
    chosen.sort(key=lambda call: places[call[0]])
    told = tuple(call._replace(number=n) for n, (_, call) in enumerate(chosen, 1))
    more = len(in_turn) - len(told)
    left = f" {counted(more, 'more call is', 'more calls are')} possible; the key tables tell all."
    return Signing(f"{_INTRO}{left if more else ''}", told)


def _of_entry(known: Knowledge, entry: EntryChapter) -> Iterator[tuple[str, TestCall]]:
    calls = _number_of(entry)
    answered = set()
    for branch in entry.branches:
        if branch.target:
            answered.add(branch.target.node)
            yield entry.place.node, TestCall(0, calls, branch.title, "", _answers(branch.target))
    for place, when, way in _in_turn(_ways(known, entry)):
        keys = keys_of(way)
        # Nobody can expect what does not exist; it stands among the points for attention.
        if (
            place.style == MISSING
            or place.node in answered
            or way.left_out
            or len(keys) > _MOST_KEYS
        ):
            continue
        told = capital(doings(keys))
        yield entry.place.node, TestCall(0, calls, when or _ANY, told, _answers(place))


def _in_turn(calls: Iterable[_Call]) -> Iterator[_Call]:
    """Give the most important calls first, each hour in its turn, so that no hour is left out."""
    by_hour: defaultdict[str, list[_Call]] = defaultdict(list)
    for call in sorted(calls, key=_most_important_first):
        by_hour[call.when].append(call)
    yield from (call for row in zip_longest(*by_hour.values()) for call in row if call)


def _number_of(entry: EntryChapter) -> str:
    return f"{entry.number} ({entry.place.name})" if entry.number else entry.place.text


class _Call(NamedTuple):
    """A way to a place, and when it holds."""

    place: Place
    when: str
    way: Way


def _ways(known: Knowledge, entry: EntryChapter) -> Iterator[_Call]:
    node = entry.place.node
    for page in known.book.entries:
        if page.place.node == node:
            for reach in page.reaches:
                yield from _calls(reach.place, reach.ways)
            return
    for row in known.book.rows:
        yield from _calls(row.place, [way for way in row.ways if way.start.node == node])


def _calls(place: Place, ways: Iterable[Way]) -> Iterator[_Call]:
    return (_Call(place, when, way) for when, way in by_keys(ways))


def _most_important_first(call: _Call) -> tuple[int, int, int]:
    kind = 0 if is_person(call.place) else 1 if call.place.style in VOICEMAILS else 2
    return kind, call.way.presses, len(call.way.steps)
