"""Findings as JUnit XML; see :mod:`flowgraph.reports.junit`."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...rules import GROUPS, all_rules, group_of
from ...rules.finding import Finding
from ..junit import case, document, fail, skip, suite
from .outcome import ACCEPTED, KNOWN, NEW, Outcome
from .words import flat, place_of, where


def render(outcome: Outcome) -> str:
    """Write a suite for each group of rules.

    Returns:
        An error or a warning is a failure, in a test case of its own; skipped where it is known or
        accepted. A rule that found neither is a test case that passes, or is skipped where it was
        not checked. What is for information stands in the output of its suite, since servers know
        nothing between passed and failed.
    """
    rules = {g: [r for r in outcome.judgement.rules if group_of(r) == g] for g in GROUPS}
    asked = [group for group in GROUPS if rules[group]]
    return document(_suite(outcome, g, rules[g], number=n) for n, g in enumerate(asked))


def _suite(outcome: Outcome, group: str, rules: list[str], *, number: int) -> etree._Element:
    found = {rule: [f for f in outcome.judgement.findings if f.rule == rule] for rule in rules}
    cases = (one for rule, findings in found.items() for one in _cases(outcome, rule, findings))
    lines = (_information(outcome, f) for some in found.values() for f in some if _is_info(f))
    return suite(group, number, cases, lines)


def _cases(outcome: Outcome, rule: str, findings: list[Finding]) -> Iterator[etree._Element]:
    reasons = [row.reason for row in outcome.judgement.not_checked if row.rule == rule]
    counting = [finding for finding in findings if not _is_info(finding)]
    if reasons:
        yield skip(_case(rule, rule), flat(f"not checked, because {'; '.join(reasons)}"))
    elif not counting:
        yield _case(rule, rule)
    for finding in counting:
        if outcome.state_of(finding) == NEW:
            yield _failed(finding)
        else:
            why = flat(f"{_mark(outcome, finding)}: {finding.message}")
            yield skip(_case(rule, _name(finding)), why)


def _case(rule: str, name: str) -> etree._Element:
    return case(name, group_of(rule))


def _failed(finding: Finding) -> etree._Element:
    message = flat(finding.message)
    lines = (
        f"{finding.severity}: {flat(where(finding.label, finding))}: {message}",
        f"why: {all_rules()[finding.rule].why}",
        f"fix: {flat(finding.fix)}",
    )
    return fail(_case(finding.rule, _name(finding)), message, "\n".join(lines), finding.severity)


def _name(finding: Finding) -> str:
    """Name a case, readable and like no other: ``timeout-unset: 6201 Main, no key (ivr:5)``."""
    identity = flat(f"{finding.node} {finding.detail}")
    return f"{finding.rule}: {where(place_of(finding), finding)} ({identity})"


def _information(outcome: Outcome, finding: Finding) -> str:
    mark = _mark(outcome, finding)
    told = f"{_name(finding)}: {flat(finding.message)}; fix: {flat(finding.fix)}"
    return f"{told} [{flat(mark)}]" if mark else told


def _mark(outcome: Outcome, finding: Finding) -> str:
    reason = outcome.accepted.get(finding.fingerprint, "")
    marks = {NEW: "", KNOWN: "known from the baseline", ACCEPTED: f"accepted ({reason})"}
    return marks[outcome.state_of(finding)]


def _is_info(finding: Finding) -> bool:
    return finding.severity == "info"
