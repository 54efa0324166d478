"""What became of expectations, for programs."""

from __future__ import annotations

import json
from typing import Any

from ...analysis.expectations.coverage import Untried
from ...analysis.expectations.judging import Result
from ...callgraph import CallGraph
from .outcome import Outcome

VERSION = 1


def render(outcome: Outcome) -> str:
    """Write the JSON document of the reference."""
    share = outcome.coverage
    document = {
        "version": VERSION,
        "missing": outcome.graph.graph["missing"],
        "expectations": [_expectation(result) for result in outcome.results],
        "coverage": {
            "tried": share.tried,
            "total": share.total,
            "percent": share.percent,
            "minimum": outcome.minimum,
            "untried": [_untried(outcome.graph, one) for one in share.untried],
        },
        "summary": {"passed": outcome.passed, "failed": outcome.failed},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _expectation(result: Result) -> dict[str, Any]:
    expected = result.expectation
    return {
        "name": expected.title,
        "line": expected.line or None,
        "from": expected.start,
        "caller": expected.caller or None,
        "at": expected.at.isoformat() if expected.at else None,
        "keys": list(expected.keys),
        "reaches": expected.reaches,
        "passed": result.passed,
        "expected": {"label": result.meant.label, "nodes": sorted(result.meant.nodes)},
        "start": result.start or None,
        "outcome": result.outcome,
        "node": result.node or None,
        "label": result.label or None,
        "reason": result.reason or None,
        "turn": result.turn._asdict() if result.turn else None,
        "hops": [
            {"from": hop.node, "token": hop.token, "key": hop.key or None, "to": hop.target}
            for hop in result.hops
        ],
        "left": list(result.left),
    }


def _untried(graph: CallGraph, untried: Untried) -> dict[str, Any]:
    label = graph.nodes[untried.node]["label"]
    return {"node": untried.node, "label": label, "keys": list(untried.keys)}
