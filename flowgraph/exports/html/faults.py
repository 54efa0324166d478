"""What is wrong with a call flow, as the page lists it: findings of ``check`` and loops."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...analysis.loops import Loop
from ...analysis.witness import Step
from ...rules import all_rules
from ...rules.finding import SEVERITY_ORDER, Finding

_RULE_OF_LOOP: Mapping[str, str] = {
    "passive": "passive-loop",
    "trap": "trap",
    "failover": "failover-loop",
    "wrong-key": "wrong-key-loop",
    "caller": "caller-loop",
}


class Fault(NamedTuple):
    """A place that the reader is led to.

    Attributes:
        rule: Id of the rule.
        severity: How bad it is.
        node: Node id of the place.
        key: Its key; empty where it is about none.
        message: What is wrong.
        fix: What to change; empty where nobody said.
        why: What it means for callers.
        related: Other nodes that belong to it.
        witness: The round that a loop makes; empty where it is none.
    """

    rule: str
    severity: str
    node: str
    key: str
    message: str
    fix: str
    why: str
    related: tuple[str, ...]
    witness: tuple[Step, ...]


def faults(
    findings: Iterable[Finding], loops: Iterable[Loop], nodes: Container[str]
) -> list[Fault]:
    """Join findings and loops: a loop that a finding tells of lends it its round.

    Args:
        findings: What ``check`` found.
        loops: The verdicts.
        nodes: What is on the page; what stands at another place is not told.

    Returns:
        Worst first, in the order given among equals.
    """
    findings = [finding for finding in findings if finding.node in nodes]
    loops = [loop for loop in loops if loop.breaking.source in nodes]
    rounds = {_place(loop): loop for loop in loops}
    told = [_of_finding(finding, rounds.pop(_spot(finding), None)) for finding in findings]
    rest = [_of_loop(loop) for loop in loops if _place(loop) in rounds]
    return sorted([*told, *rest], key=lambda fault: _worst_first(fault.severity))


def _worst_first(severity: str) -> int:
    return [*map(str, SEVERITY_ORDER)].index(severity)


def _place(loop: Loop) -> tuple[str, str, str]:
    return _RULE_OF_LOOP[loop.kind], loop.breaking.source, loop.breaking.key


def _spot(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.node, finding.key


def _of_finding(finding: Finding, loop: Loop | None) -> Fault:
    rule = all_rules().get(finding.rule)
    return Fault(
        finding.rule,
        finding.severity,
        finding.node,
        finding.key,
        finding.message,
        finding.fix,
        rule.why if rule else "",
        tuple(node for node in finding.related if node != finding.node),
        loop.witness if loop else (),
    )


def _of_loop(loop: Loop) -> Fault:
    rule = all_rules()[_RULE_OF_LOOP[loop.kind]]
    return Fault(
        rule.id,
        loop.severity,
        loop.breaking.source,
        loop.breaking.key,
        rule.summary,
        "",
        rule.why,
        tuple(node for node in loop.menus if node != loop.breaking.source),
        loop.witness,
    )


def counts(found: Sequence[Fault]) -> Iterator[tuple[str, int]]:
    """Count by severity, worst first."""
    for severity in SEVERITY_ORDER:
        yield severity, sum(fault.severity == severity for fault in found)
