"""Findings for programs: the JSON document of the reference."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from ...rules.finding import SEVERITY_ORDER, Finding
from ...text import visible
from .outcome import ACCEPTED, Outcome

VERSION = 1


def render(outcome: Outcome) -> str:
    """Write everything that is known of the outcome.

    ``summary`` counts findings by severity, known ones too, but not those that somebody has
    accepted. ``state`` is ``new``, ``known`` (from the baseline) or ``accepted``, then with a
    ``reason``.
    """
    judgement = outcome.judgement
    counts = Counter(f.severity for f in judgement.findings if outcome.state_of(f) != ACCEPTED)
    document = {
        "version": VERSION,
        "missing": outcome.graph.graph["missing"],
        "findings": [_row(outcome, finding) for finding in judgement.findings],
        "not_checked": [row._asdict() for row in judgement.not_checked],
        "fixed": [
            {name: visible(value) for name, value in row._asdict().items()} for row in outcome.fixed
        ],
        "summary": {severity: counts[severity] for severity in SEVERITY_ORDER},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _row(outcome: Outcome, finding: Finding) -> dict[str, Any]:
    reason = outcome.accepted.get(finding.fingerprint)
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "node": finding.node,
        "ivr": finding.ivr or None,
        "number": finding.number or None,
        "name": finding.name,
        "key": finding.key or None,
        "message": finding.message,
        "fix": finding.fix,
        "fingerprint": finding.fingerprint,
        "state": outcome.state_of(finding),
        "reason": None if reason is None else visible(reason),
        "related": list(finding.related),
    }
