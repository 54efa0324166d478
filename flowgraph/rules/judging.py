"""From a call flow to its findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .finding import Finding, Judgement, Skipped, finding_order
from .flow import Flow
from .rule import Fault, Rule, Severity


def judge(
    flow: Flow, rules: Iterable[Rule], severities: Mapping[str, Severity] | None = None
) -> Judgement:
    """Ask every rule about a call flow.

    Args:
        flow: The call flow.
        rules: The rules to ask.
        severities: Severity by rule, where it is not the rule's own.

    Returns:
        The findings in one order, whatever the order of facts and rules. Linear in the size of
        the graph but for the search of loops' witnesses.
    """
    asked = list(rules)
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    for rule in asked:
        wanted = (severities or {}).get(rule.id)
        for answer in rule.check(flow):
            if isinstance(answer, Fault):
                findings.append(_finding(flow, rule, answer, wanted))
            else:
                skipped.append(Skipped(rule.id, answer.reason))
    return Judgement(
        tuple(sorted(findings, key=finding_order)),
        tuple(sorted(set(skipped))),
        tuple(sorted(rule.id for rule in asked)),
    )


def _finding(flow: Flow, rule: Rule, fault: Fault, wanted: Severity | None) -> Finding:
    data = flow.data(fault.node)
    return Finding(
        rule=rule.id,
        severity=wanted or fault.severity or rule.severity,
        node=fault.node,
        number=data["number"],
        name=data["name"],
        label=data["label"],
        key=fault.key,
        message=fault.message,
        fix=fault.fix,
        detail=fault.detail,
        related=fault.related,
    )
