"""What was known before: findings that somebody has looked at and left, in a file of their own.

``{"format": "flowgraph-baseline", "version": 1, "roots": [], "unread": [], "findings":
[{"fingerprint", "rule", "node", "severity", "message"}]}``, sorted by fingerprint, so that it can
live in git. The fingerprint alone decides what is known; the rest is for whoever reads the file,
and for telling what has been mended since. ``roots`` is where the crawl started, ``["all"]`` for
everything, and ``unread`` which lists of the PBX could not be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from ..callgraph import CallGraph
from ..errors import InputError
from ..model.missing import NOT_FOUND
from ..text import visible
from .finding import Finding, Judgement

FORMAT = "flowgraph-baseline"
_PROMPTS = "custom_prompt"
VERSION = 1


class Known(NamedTuple):
    """A finding of the baseline."""

    fingerprint: str
    rule: str
    node: str
    severity: str
    message: str


class Baseline(NamedTuple):
    """What was known before.

    Attributes:
        findings: By fingerprint.
        roots: Where the crawl started; ``all`` for everything, empty for a baseline that is new.
        unread: Kinds of lists that could not be read.
    """

    findings: tuple[Known, ...] = ()
    roots: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


NOTHING_KNOWN = Baseline()


def baseline_of(findings: Iterable[Finding], graph: CallGraph) -> Baseline:
    """Give findings as a baseline, with what they can be compared by."""
    rows = {
        Known(f.fingerprint, f.rule, f.node, f.severity, f"{f.label}: {f.message}")
        for f in findings
    }
    roots = ("all",) if graph.graph["whole"] else tuple(sorted(graph.graph["roots"]))
    return Baseline(tuple(sorted(rows)), roots, tuple(sorted(graph.graph["unread"])))


def dump(baseline: Baseline) -> str:
    """Write a baseline; the same findings give the same text."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "roots": list(baseline.roots),
        "unread": list(baseline.unread),
        "findings": [row._asdict() for row in sorted(baseline.findings)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def load(content: bytes, place: str) -> Baseline:
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
    findings = (_known(row, f"{place}, findings[{n}]") for n, row in enumerate(rows))
    return Baseline(
        tuple(findings), _words(document, "roots", place), _words(document, "unread", place)
    )


def _words(document: dict[str, Any], name: str, place: str) -> tuple[str, ...]:
    words = document.get(name)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise _slip(f"the baseline has no list of {name}", place)
    return tuple(words)


def _known(row: Any, place: str) -> Known:
    values = [row.get(name, "") for name in Known._fields] if isinstance(row, dict) else []
    texts = [visible(value) for value in values if isinstance(value, str)]
    if len(texts) != len(Known._fields) or not texts[0]:
        raise _slip("the baseline has no valid finding", place)
    return Known(*texts)


def _slip(what: str, place: str) -> InputError:
    return InputError(what, where=place, hint="make it with: flowgraph check … --update-baseline")


def mended(baseline: Baseline, judgement: Judgement, graph: CallGraph) -> tuple[Known, ...]:
    """Give what the baseline holds and nothing finds any more.

    What was not looked at this time is not mended: a rule that was not asked or lacked its facts,
    another beginning, a menu or a list that could not be read or was not followed. Where anything
    was not read nothing is mended, because one cannot know what stood there.
    """
    now = baseline_of((), graph)
    if baseline.roots != now.roots or set(now.unread) - set(baseline.unread) or _is_in_part(graph):
        return ()
    found = {finding.fingerprint for finding in judgement.findings}
    asked = set(judgement.rules) - {row.rule for row in judgement.not_checked}
    gone = (row for row in baseline.findings if row.fingerprint not in found)
    return tuple(row for row in sorted(gone) if row.rule in asked)


def _is_in_part(graph: CallGraph) -> bool:
    """Whether a menu was not read."""
    gaps = {row["status"] for row in graph.graph["missing"]} - {NOT_FOUND}
    return bool(gaps or graph.graph["cut"])


def renewed(
    before: Baseline, judgement: Judgement, counting: Iterable[Finding], graph: CallGraph
) -> Baseline:
    """Give the baseline that holds what is found now, and what was not looked at this time.

    Args:
        before: The one so far.
        judgement: What was asked and found now.
        counting: The findings that nobody has accepted.
        graph: The call graph.
    """
    now = baseline_of(counting, graph)
    if not before.findings:
        return now
    settled = {finding.fingerprint for finding in judgement.findings}
    settled |= {row.fingerprint for row in mended(before, judgement, graph)}
    kept = (row for row in before.findings if row.fingerprint not in settled)
    return before._replace(findings=tuple(sorted({*now.findings, *kept})))
