"""Findings as GitHub's Markdown: for an issue, a wiki, the summary of a pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...rules import all_rules
from ...rules.finding import SEVERITY_ORDER, Finding
from ...tables import markdown_table
from .outcome import Outcome
from .words import by_rule, flat, key_words, place_of, told, untold

_HEADS = {"error": "Errors", "warning": "Warnings", "info": "For information"}


def render(outcome: Outcome) -> str:
    """Write a page: numbers by rule, then a table for each severity.

    Text of the PBX stands in tables alone, where :func:`~flowgraph.tables.markdown` makes
    it harmless.
    """
    return "\n".join(_parts(outcome, told(outcome)))


def _parts(outcome: Outcome, findings: Sequence[Finding]) -> Iterator[str]:
    yield "# Findings\n"
    if findings:
        yield _summary(findings)
    elif not outcome.fixed:
        yield "Nothing found that needs attention.\n"
    for severity in SEVERITY_ORDER:
        some = [finding for finding in findings if finding.severity == severity]
        if some:
            yield f"## {_HEADS[severity]}\n"
            yield _table(some)
    if outcome.fixed:
        yield "## Fixed since the baseline\n"
        yield _two_columns("was", [(row.rule, row.message) for row in outcome.fixed])
    if outcome.show_info and outcome.judgement.not_checked:
        yield "## Not checked\n"
        yield _two_columns("because", [*outcome.judgement.not_checked])
    for clause in untold(outcome):
        yield f"{clause[:1].upper()}{clause[1:]}.\n"


def _summary(findings: Sequence[Finding]) -> str:
    rows = [
        (group[0].severity, group[0].rule, all_rules()[group[0].rule].summary, str(len(group)))
        for group in by_rule(findings)
    ]
    return markdown_table([("severity", "rule", "finds", "findings"), *rows], right={3})


def _table(findings: Sequence[Finding]) -> str:
    rows = [
        (place_of(f), key_words(f.key).removeprefix("key "), f.rule, flat(f.message), flat(f.fix))
        for group in by_rule(findings)
        for f in group
    ]
    return markdown_table([("place", "key", "rule", "finding", "fix"), *rows])


def _two_columns(head: str, rows: Sequence[tuple[str, str]]) -> str:
    return markdown_table([("rule", head), *((flat(rule), flat(text)) for rule, text in rows)])
