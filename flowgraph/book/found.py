"""Findings and loops, in words and grouped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..analysis.loop_words import cure, meaning
from ..analysis.loops import Loop
from ..analysis.witness import Step as Move
from ..model.keys import DEFAULT, PRESSED, spoken
from ..reports.findings.words import by_rule
from ..rules import all_rules
from ..rules.finding import Finding as Found
from ..text import one_line
from .knowledge import Knowledge
from .model import FindingGroup, Findings
from .parts import Finding, Gap, LoopRow, Step

_MOST_PLACES = 24
_MOST_STEPS = 16


def findings(known: Knowledge) -> Findings:
    """Give everything that was found, group by group, and all loops."""
    material = known.material
    return Findings(
        tuple(_groups(known, material.findings)),
        tuple(_loop(known, loop) for loop in material.loops),
        tuple(Gap(row.rule, sentence(row.reason)) for row in material.unchecked),
        material.accepted,
    )


def findings_at(known: Knowledge, node: str) -> tuple[Finding, ...]:
    """Give the findings at a place and those that concern it as well, worst first."""
    groups = by_rule(known.findings_about(node))
    return tuple(_finding(known, finding) for group in groups for finding in group)


def _groups(known: Knowledge, found: Sequence[Found]) -> Iterator[FindingGroup]:
    for group in by_rule(found):
        rule = all_rules()[group[0].rule]
        fixes = {sentence(finding.fix) for finding in group}
        yield FindingGroup(
            rule.id,
            group[0].severity,
            sentence(rule.summary),
            rule.why,
            fixes.pop() if len(fixes) == 1 else "",
            tuple(_finding(known, finding) for finding in group),
        )


def _finding(known: Knowledge, found: Found) -> Finding:
    loop = known.loop_of(found)
    return Finding(
        found.rule,
        found.severity,
        known.places[found.node],
        _key_words(found.key),
        found.key in PRESSED,
        sentence(found.message),
        sentence(found.fix),
        all_rules()[found.rule].why,
        tuple(_moves(known, loop.witness[:_MOST_STEPS])) if loop else (),
    )


def _key_words(key: str) -> str:
    # "At any time" would be wrong of a route that has hours.
    return "default destination" if key == DEFAULT else one_line(spoken(key))


def sentence(clause: str) -> str:
    """Make a sentence of a clause.

    >>> sentence("leads to IVR 6, which does not exist")
    'Leads to IVR 6, which does not exist.'
    """
    text = one_line(clause).removesuffix(".")
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _moves(known: Knowledge, moves: Iterable[Move]) -> Iterator[Step]:
    return (known.places.step(move.source, move.key) for move in moves)


def _loop(known: Knowledge, loop: Loop) -> LoopRow:
    places = [known.places[node] for node in loop.menus[:_MOST_PLACES]]
    told = loop.witness[:_MOST_STEPS]
    return LoopRow(
        loop.kind,
        loop.severity,
        sentence(meaning(loop)),
        tuple(places),
        len(loop.menus) - len(places),
        tuple(_moves(known, told)),
        len(loop.witness) - len(told),
        "" if loop.severity == "info" else sentence(cure(known.whole, loop)),
    )
