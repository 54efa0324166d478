"""What the changes do to callers, told to people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

from ...analysis.compare import Comparison
from ...analysis.compare.effects import Presses
from ...analysis.loop_words import witness
from ...analysis.loops import Loop
from ...diagram.change_words import Line, flat, some
from ...diagram.marks import LOOP_RULES
from ...model.keys import spoken
from ...rules.finding import Finding
from ..findings.words import counted, place_of, where
from .outcome import Outcome

_MOST_LINES = 20
_MOST_NAMED = 20
_MOST_KEYS = 12
_LONGEST = 300

_Rated = TypeVar("_Rated", Loop, Finding)


def effects(outcome: Outcome) -> list[Line]:
    """Tell what the changes do to callers, loops and findings."""
    return [*_reach(outcome.comparison), *_loops(outcome), *_findings(outcome)]


def _reach(comparison: Comparison) -> Iterator[Line]:
    reach = comparison.reach
    for subject, side, nodes in (
        ("can be reached now:", comparison.new, reach.gained),
        ("cannot be reached any more:", comparison.old, reach.lost),
    ):
        if nodes:
            yield Line(subject, "", some([flat(side.label(n)) for n in nodes], _MOST_NAMED))
    first, behind = _first_of(reach.presses)
    yield from (_presses(comparison, row, behind[row.destination]) for row in first[:_MOST_LINES])
    if len(first) > _MOST_LINES:
        yield Line(f"{len(first) - _MOST_LINES} more need another number of presses", "", "")


def _first_of(rows: Sequence[Presses]) -> tuple[list[Presses], Counter[str]]:
    """Leave out what lies behind a menu that needs as many keys more or fewer; count it there."""
    more = {row.destination: row.new.presses - row.old.presses for row in rows}
    first, behind = [], Counter[str]()
    for row in rows:
        ahead = [m for m in row.new.menus if more.get(m) == more[row.destination]]
        if ahead:
            behind[ahead[0]] += 1
        else:
            first.append(row)
    return first, behind


def _presses(comparison: Comparison, row: Presses, behind: int) -> Line:
    word = "more" if row.new.presses > row.old.presses else "fewer"
    label = flat(comparison.new.label(row.destination))
    others = f" and {counted(behind, 'destination')} behind it" if behind else ""
    keys = ", then ".join(flat(spoken(key)) for key in row.new.keys[:_MOST_KEYS])
    more = ", …" if row.new.steps > _MOST_KEYS else ""
    how = f" ({keys}{more})" if keys else ""
    return Line(
        f"needs {word} presses: {label}{others}:", str(row.old.presses), f"{row.new.presses}{how}"
    )


def _loops(outcome: Outcome) -> Iterator[Line]:
    old, new, loops = outcome.comparison.old, outcome.comparison.new, outcome.comparison.loops
    for subject, side, found in (("new loop:", new, loops.new), ("loop gone:", old, loops.gone)):
        for loop in _told(found, outcome):
            told = f"{loop.severity}: {loop.kind}: {witness(side.graph, loop.witness)}"
            yield Line(subject, "", flat(told, _LONGEST))


def _findings(outcome: Outcome) -> Iterator[Line]:
    turn = outcome.findings
    for subject, found in (("new finding:", turn.new), ("fixed:", turn.fixed)):
        rows = [finding for finding in _told(found, outcome) if finding.rule not in LOOP_RULES]
        for one in rows[:_MOST_LINES]:
            told = f"{one.severity}: {where(place_of(one), one)}: {one.message} ({one.rule})"
            yield Line(subject, "", flat(told, _LONGEST))
        if len(rows) > _MOST_LINES:
            yield Line(subject, "", f"and {len(rows) - _MOST_LINES} more")


def _told(found: Sequence[_Rated], outcome: Outcome) -> list[_Rated]:
    return [one for one in found if outcome.show_info or one.severity != "info"]


def untold(outcome: Outcome) -> str:
    """Count what people are not told; empty if they are told all."""
    loops, turn = outcome.comparison.loops, outcome.findings
    rows: tuple[tuple[Sequence[Loop | Finding], str, str], ...] = (
        (loops.new, "new", "loop"),
        (loops.gone, "former", "loop"),
        (turn.new, "new", "finding"),
        (turn.fixed, "fixed", "finding"),
    )
    parts = [
        counted(number, f"{state} {word}")
        for found, state, word in rows
        if (number := sum(one.severity == "info" for one in found))
    ]
    if not parts or outcome.show_info:
        return ""
    return f"{', '.join(parts)} for information not shown; {outcome.how_to_show}"
