"""Findings for a spreadsheet."""

from __future__ import annotations

from ...rules.finding import Finding
from ...tables import csv_table
from .outcome import Outcome

COLUMNS = (
    "rule",
    "severity",
    "state",
    "node",
    "number",
    "name",
    "key",
    "message",
    "fix",
    "fingerprint",
)


def render(outcome: Outcome) -> str:
    """Write a line of names, then a line a finding, information included."""
    rows = [_row(outcome, finding) for finding in outcome.judgement.findings]
    return csv_table([COLUMNS, *rows])


def _row(outcome: Outcome, finding: Finding) -> list[str]:
    values = finding._asdict()
    values |= {"state": outcome.state_of(finding), "fingerprint": finding.fingerprint}
    return [values[name] for name in COLUMNS]
