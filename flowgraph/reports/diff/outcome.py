"""Everything that a report on what changed may be written from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ...analysis.compare import Comparison
from ...rules.since import Turn


class Outcome(NamedTuple):
    """The outcome of a comparison.

    Attributes:
        comparison: What changed, and what that does to callers.
        findings: What became of the findings of ``check``.
        missing: What neither, or one side could not read: rows of every document, with a ``side``.
        show_info: Whether people are told what is for information, too.
        how_to_show: What tells them, if they are not.
    """

    comparison: Comparison
    findings: Turn = Turn()
    missing: Sequence[Mapping[str, Any]] = ()
    show_info: bool = False
    how_to_show: str = "--show info tells them"

    @property
    def is_different(self) -> bool:
        """Whether anything differs; what is not compared does not."""
        loops, reach = self.comparison.loops, self.comparison.reach
        effects = (loops.new, loops.gone, *reach, self.findings.new, self.findings.fixed)
        return bool(self.comparison.changes) or any(effects)
