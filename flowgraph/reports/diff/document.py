"""What changed, for programs: a JSON document.

::

    {"version": 1,
     "missing": [{"id", "status", "code", "message", "side": "old" | "new"}],
     "not_compared": [{"side", "node", "list", "reason"}],
     "changes": [{"node", "key", "field", "what", "old", "new"}],
     "loops": {"new": [{"kind", "severity", "menus", "witness"}], "gone": […], "unchanged": 3},
     "findings": {"new": [{"rule", "severity", "node", "key", "message", "fingerprint"}],
                  "fixed": […], "unchanged": 12},
     "reach": {"gained": [{"node", "label"}], "lost": […],
               "presses": [{"node", "label", "old", "new", "old_keys", "new_keys"}]}}

``what`` is ``added``, ``removed``, ``changed``, ``renamed`` or ``replaced`` (by another thing of
the same id). ``node`` is a node of the call graph, ``business_hour:1``, ``holiday:3``,
``custom_prompt:4``, or ``system:`` for the PBX itself. ``field`` is null for the thing as a whole,
whose ``old`` and ``new`` are its names; else a setting, under its name in the call graph. With a
``key``, ``destination`` says where it leads: ``{"node", "kind", "value", "prefix", "label"}``;
``prefix`` alone that its prefix or play count changed. Null is what is not set.

Made anew under another id, a thing has a row with the field ``id``; all other rows, those of the
old side too, stand under the new id. So the keys of the new side are those of the old one with
ids replaced, then each row of the field ``destination`` or ``prefix`` set or taken away.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ...analysis.compare import Comparison, Side
from ...analysis.compare.change import Change
from ...analysis.compare.effects import Presses
from ...analysis.compare.supposing import Gap
from ...analysis.loops import Loop
from ...model.destination import Destination
from ...rules.finding import Finding
from .outcome import Outcome

VERSION = 1
_SIDES = {False: "old", True: "new"}


def render(outcome: Outcome) -> str:
    """Write everything that is known of the outcome."""
    comparison, findings = outcome.comparison, outcome.findings
    document = {
        "version": VERSION,
        "missing": list(outcome.missing),
        "not_compared": [_gap(gap) for gap in comparison.gaps],
        "changes": [_change(comparison, change) for change in comparison.changes],
        "loops": {
            "new": [_loop(loop) for loop in comparison.loops.new],
            "gone": [_loop(loop) for loop in comparison.loops.gone],
            "unchanged": len(comparison.loops.unchanged),
        },
        "findings": {
            "new": [_finding(finding) for finding in findings.new],
            "fixed": [_finding(finding) for finding in findings.fixed],
            "unchanged": len(findings.unchanged),
        },
        "reach": {
            "gained": _places(comparison.new, comparison.reach.gained),
            "lost": _places(comparison.old, comparison.reach.lost),
            "presses": [_presses(comparison, row) for row in comparison.reach.presses],
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "side": _SIDES[gap.is_new],
        "node": gap.node or None,
        "list": gap.kind or None,
        "reason": gap.reason,
    }


def _change(comparison: Comparison, change: Change) -> dict[str, Any]:
    return {
        "node": change.node,
        "key": change.key or None,
        "field": change.field or None,
        "what": change.what,
        "old": _value(change.old, comparison.old),
        "new": _value(change.new, comparison.new),
    }


def _value(value: Any, side: Side) -> Any:
    if not isinstance(value, Destination):
        return value
    return {"node": value.node_id, **value._asdict(), "label": side.label(value.node_id)}


def _loop(loop: Loop) -> dict[str, Any]:
    return {
        "kind": loop.kind,
        "severity": loop.severity,
        "menus": list(loop.menus),
        "witness": [{"from": s.source, "key": s.key, "to": s.target} for s in loop.witness],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "node": finding.node,
        "key": finding.key or None,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
    }


def _places(side: Side, nodes: Iterable[str]) -> list[dict[str, str]]:
    return [{"node": node, "label": side.label(node)} for node in nodes]


def _presses(comparison: Comparison, row: Presses) -> dict[str, Any]:
    return {
        "node": row.destination,
        "label": comparison.new.label(row.destination),
        "old": row.old.presses,
        "new": row.new.presses,
        "old_keys": list(row.old.keys),
        "new_keys": list(row.new.keys),
    }
