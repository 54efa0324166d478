"""Findings of ``check``, ready to be marked on a picture."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ..analysis.loops import SEVERITY_ORDER, Severity
from ..model.keys import spoken
from ..rules.finding import Finding

#: Told by the picture already: its loops have arrows, colours and words of their own.
LOOP_RULES = frozenset({"passive-loop", "trap", "failover-loop", "wrong-key-loop", "caller-loop"})
_MOST_TOLD = 5


class Marks:
    """Findings by the place that they stand at.

    Args:
        findings: What is marked; what is for information stands in tooltips alone.
    """

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._all: defaultdict[str, list[Finding]] = defaultdict(list)
        self._seen: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            self._all[finding.node].append(finding)
            if finding.severity != "info" and finding.rule not in LOOP_RULES:
                self._seen[finding.node].append(finding)

    def of_node(self, node: str) -> list[tuple[str, Severity]]:
        """Give a line for each finding that a reader should see at a node, worst first."""
        lines = [(_line(finding), finding.severity) for finding in self._seen[node]]
        if len(lines) <= _MOST_TOLD:
            return lines
        rest = len(lines) - _MOST_TOLD + 1
        return [*lines[: _MOST_TOLD - 1], (f"and {rest} more findings", lines[_MOST_TOLD - 1][1])]

    def of_key(self, node: str, key: str) -> Severity | None:
        """Give the severity of the worst finding at a key; None if there is none to be seen."""
        found = [finding.severity for finding in self._seen[node] if finding.key == key]
        return min(found, key=SEVERITY_ORDER.index, default=None)

    def tooltip(self, node: str) -> Iterator[str]:
        """Give every finding at a node in words."""
        for finding in self._all[node]:
            yield f"{finding.severity}: {_line(finding)} ({finding.rule})"

    def summary(self) -> str:
        """Count what is marked, for example ``1 error, 3 warnings``; empty if nothing is."""
        counts = Counter(f.severity for found in self._all.values() for f in found)
        told: Sequence[tuple[Severity, str]] = (("error", "error"), ("warning", "warning"))
        return ", ".join(
            f"{counts[tone]} {word}{'s' if counts[tone] > 1 else ''}"
            for tone, word in told
            if counts[tone]
        )


def _line(finding: Finding) -> str:
    return f"{spoken(finding.key)}: {finding.message}" if finding.key else finding.message
