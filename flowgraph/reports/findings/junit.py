"""Findings as JUnit XML, which every CI server can show.

Source: schema of Ant's JUnit XML (windyroad/JUnit-Schema). Jenkins shows the attribute ``message``
and takes what stands before the dot of a class for its package; GitLab shows the text of a failure,
and of two cases with one name the first alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ...rules import GROUPS, all_rules, group_of
from ...rules.finding import Finding
from .outcome import ACCEPTED, KNOWN, NEW, Outcome
from .words import flat, place_of, where

# The schema demands a time and a host; the same findings give the same bytes.
_ALWAYS = {"timestamp": "1970-01-01T00:00:00", "hostname": "localhost", "time": "0"}


def render(outcome: Outcome) -> str:
    """Write a suite for each group of rules.

    Returns:
        An error or a warning is a failure, in a test case of its own; skipped where it is known or
        accepted. A rule that found neither is a test case that passes, or is skipped where it was
        not checked. What is for information stands in the output of its suite, since servers know
        nothing between passed and failed.
    """
    root = etree.Element("testsuites")
    for group in GROUPS:
        rules = [rule for rule in outcome.judgement.rules if group_of(rule) == group]
        if rules:
            root.append(_suite(outcome, group, rules, number=len(root)))
    text: bytes = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8")
    return text.decode()


def _suite(outcome: Outcome, group: str, rules: list[str], *, number: int) -> etree._Element:
    suite = etree.Element("testsuite", name=group, package="flowgraph", id=str(number), **_ALWAYS)
    etree.SubElement(suite, "properties")
    found = {rule: [f for f in outcome.judgement.findings if f.rule == rule] for rule in rules}
    for rule, findings in found.items():
        suite.extend(_cases(outcome, rule, findings))
    lines = [_information(outcome, f) for some in found.values() for f in some if _is_info(f)]
    etree.SubElement(suite, "system-out").text = "\n".join(lines) or None
    etree.SubElement(suite, "system-err")
    for attribute, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        suite.set(attribute, str(sum(1 for _ in suite.iter(tag))))
    suite.set("errors", "0")
    return suite


def _cases(outcome: Outcome, rule: str, findings: list[Finding]) -> Iterator[etree._Element]:
    reasons = [row.reason for row in outcome.judgement.not_checked if row.rule == rule]
    counting = [finding for finding in findings if not _is_info(finding)]
    if reasons:
        yield _skipped(rule, rule, f"not checked, because {'; '.join(reasons)}")
    elif not counting:
        yield _case(rule, rule)
    for finding in counting:
        if outcome.state_of(finding) == NEW:
            yield _failed(finding)
        else:
            yield _skipped(rule, _name(finding), f"{_mark(outcome, finding)}: {finding.message}")


def _case(rule: str, name: str) -> etree._Element:
    return etree.Element("testcase", name=name, classname=f"flowgraph.{group_of(rule)}", time="0")


def _skipped(rule: str, name: str, message: str) -> etree._Element:
    case = _case(rule, name)
    etree.SubElement(case, "skipped", message=flat(message)).text = flat(message)
    return case


def _failed(finding: Finding) -> etree._Element:
    case = _case(finding.rule, _name(finding))
    message = flat(finding.message)
    failure = etree.SubElement(case, "failure", message=message, type=finding.severity)
    failure.text = "\n".join(
        (
            f"{finding.severity}: {flat(where(finding.label, finding))}: {message}",
            f"why: {all_rules()[finding.rule].why}",
            f"fix: {flat(finding.fix)}",
        )
    )
    return case


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
