"""What was known before: findings that somebody has looked at and left, in a file of their own.

``{"format": "flowgraph-baseline", "version": 1, "findings": [{"fingerprint", "rule", "node",
"severity", "message"}]}``, sorted by fingerprint, so that it can live in git. The fingerprint
alone decides; the rest is for whoever reads the file, and for telling what has been mended since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from ..callgraph import CallGraph
from ..errors import InputError
from ..text import visible
from .finding import Finding, Judgement

FORMAT = "flowgraph-baseline"
VERSION = 1


class Known(NamedTuple):
    """A finding of the baseline."""

    fingerprint: str
    rule: str
    node: str
    severity: str
    message: str


def dump(findings: Iterable[Finding]) -> str:
    """Write findings as a baseline; the same findings give the same text."""
    rows = {
        f.fingerprint: Known(f.fingerprint, f.rule, f.node, f.severity, f"{f.label}: {f.message}")
        for f in findings
    }
    document = {
        "format": FORMAT,
        "version": VERSION,
        "findings": [rows[fingerprint]._asdict() for fingerprint in sorted(rows)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def load(content: bytes, place: str) -> tuple[Known, ...]:
    """Read a baseline.

    Args:
        content: The file.
        place: Its name, for messages.

    Raises:
        InputError: It is no baseline, of a newer version, or a part of it is malformed.
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _slip("this file is no baseline of flowgraph", place)
    version = document.get("version")
    if version != VERSION:
        what = f"the baseline has version {version!r}, this flowgraph reads version {VERSION}"
        raise InputError(what, where=place, hint="update flowgraph, or make the baseline anew")
    rows = document.get("findings")
    if not isinstance(rows, list):
        raise _slip("the baseline has no list of findings", place)
    return tuple(_known(row, f"{place}, findings[{n}]") for n, row in enumerate(rows))


def _known(row: Any, place: str) -> Known:
    values = [row.get(name, "") for name in Known._fields] if isinstance(row, dict) else []
    texts = [visible(value) for value in values if isinstance(value, str)]
    if len(texts) != len(Known._fields) or not texts[0]:
        raise _slip("the baseline has no valid finding", place)
    return Known(*texts)


def _slip(what: str, place: str) -> InputError:
    return InputError(what, where=place, hint="make it with: flowgraph check … --update-baseline")


def mended(known: Iterable[Known], judgement: Judgement, graph: CallGraph) -> tuple[Known, ...]:
    """Give what the baseline holds and nothing finds any more.

    What was not looked at this time is not mended: a rule that was not asked or lacked its facts, a
    place that the roots do not lead to unless everything was read.
    """
    found = {finding.fingerprint for finding in judgement.findings}
    asked = set(judgement.rules) - {row.rule for row in judgement.not_checked}
    is_whole = bool(graph.graph["whole"])
    gone = (row for row in known if row.fingerprint not in found and row.rule in asked)
    return tuple(sorted(row for row in gone if is_whole or row.node in graph))
