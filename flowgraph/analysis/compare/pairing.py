"""Which thing of the old side is which of the new one: by id, where no better sign is there."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...model.ids import node_order
from ...model.prompt import Prompt
from ...model.route import Route
from ...model.schedule import Schedule
from ..schedule import describe_holiday, describe_hours
from .change import Thing
from .things import prompt


class Pair(NamedTuple):
    """A thing on both sides; None where one has it not."""

    node: str
    old: Thing | None
    new: Thing | None


def by_node(old: Mapping[str, Thing], new: Mapping[str, Thing]) -> Iterator[Pair]:
    """Pair things by their ids, in the order of these."""
    for node in sorted({*old, *new}, key=lambda node: (node_order(node), node)):
        yield Pair(node, old.get(node), new.get(node))


# -- prompts ---------------------------------------------------------------------------------


def prompts(old: Mapping[str, Prompt] | None, new: Mapping[str, Prompt] | None) -> Iterator[Pair]:
    """Pair announcements by their files, as menus name them; what is left over by id."""
    before, after = _by_file(old), _by_file(new)
    pairs = [(before[file], after[file]) for file in before if file in after]
    gone = {p.id: p for file, p in before.items() if file not in after}
    come = {p.id: p for file, p in after.items() if file not in before}
    renamed = gone.keys() & come.keys()
    alone = [p for p in gone.values() if p.id not in renamed]
    found = [Pair(f"custom_prompt:{q.id}", prompt(p), prompt(q)) for p, q in pairs]
    found += [Pair(f"custom_prompt:{i}", prompt(gone[i]), prompt(come[i])) for i in renamed]
    found += [Pair(f"custom_prompt:{p.id}", prompt(p), None) for p in alone]
    found += [
        Pair(f"custom_prompt:{p.id}", None, prompt(p)) for p in come.values() if p.id not in renamed
    ]
    yield from sorted(found, key=lambda pair: (node_order(pair.node), pair.new is not None))


def _by_file(prompts: Mapping[str, Prompt] | None) -> dict[str, Prompt]:
    """Give announcements by file; of two of one name the first counts, as for menus."""
    found: dict[str, Prompt] = {}
    for row in (prompts or {}).values():
        found.setdefault(row.file.lower(), row)
    return found


# -- hours -----------------------------------------------------------------------------------


def hours(old: Schedule | None, new: Schedule | None) -> Iterator[Pair]:
    """Pair rows of business hours and holidays by what they say, then by id."""
    for rows in (_office, _holidays):
        before, after = rows(old), rows(new)
        same = Counter(before.values()) & Counter(after.values())
        yield from by_node(_without(before, same), _without(after, same))


def _without(rows: Mapping[str, str], same: Counter[str]) -> dict[str, Thing]:
    """Leave out as many rows of each kind as both sides have; those of an old id first."""
    left = Counter(same)
    found = {}
    for node in sorted(rows, key=lambda node: (node_order(node), node)):
        field = node.partition(":")[0]
        if left[rows[node]] > 0:
            left[rows[node]] -= 1
        else:
            found[node] = Thing(fields={field: rows[node]})
    return found


def _office(schedule: Schedule | None) -> dict[str, str]:
    if schedule is None or schedule.hours is None:
        return {}
    rows = ((row.id, describe_hours(schedule, row)) for row in schedule.hours)
    return _by_id("business_hour", rows)


def _holidays(schedule: Schedule | None) -> dict[str, str]:
    rows = (schedule.holidays or ()) if schedule else ()
    return _by_id("holiday", ((row.id, describe_holiday(row)) for row in rows))


def _by_id(kind: str, rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give rows by node; where the PBX gives an id twice, the row's place tells them apart."""
    found: dict[str, str] = {}
    for place, (identity, words) in enumerate(rows, 1):
        node = f"{kind}:{identity}"
        found[node if node not in found else f"{node}#{place}"] = words
    return found


# -- entries ---------------------------------------------------------------------------------


def reordered(old: Mapping[str, Route], new: Mapping[str, Route]) -> dict[str, tuple[int, int]]:
    """Tell which entries have another place among the others; those that made room have not.

    The PBX's order of matching is by position (inferred).

    Returns:
        The place before and now, from 1, by node.
    """
    both = [node for node in old if node in new]
    before, after = _places(old, both), _places(new, both)
    if before is None or after is None:
        return {}
    in_turn = sorted(both, key=lambda node: after[node])
    kept = _longest_rising([before[node] for node in in_turn])
    return {n: (before[n], after[n]) for n in in_turn if before[n] not in kept}


def _places(routes: Mapping[str, Route], nodes: Sequence[str]) -> dict[str, int] | None:
    """Number entries in their order, from 1; None where the place of one is not known."""
    known = {node: place for node in nodes if (place := routes[node].position) is not None}
    if len(known) < len(nodes):
        return None
    in_turn = sorted(nodes, key=lambda node: (known[node], node_order(node)))
    return {node: place for place, node in enumerate(in_turn, 1)}


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Give a longest part of a sequence of different numbers that rises."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(ends, number)
        before[number] = ends[place - 1] if place else None
        ends[place:] = [number, *ends[place + 1 :]]
    kept: set[int] = set()
    number_: int | None = ends[-1] if ends else None
    while number_ is not None:
        kept.add(number_)
        number_ = before[number_]
    return kept
