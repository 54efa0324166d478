"""Two states compared and judged: everything that a report on them is written from."""

from __future__ import annotations

from collections.abc import Sequence

from ...analysis.compare import Side, compare
from ...model.snapshot import Snapshot
from ...rules.finding import Finding
from ...rules.flow import Flow
from ...rules.judging import judge
from ...rules.rule import Rule
from ...rules.settings import RuleSettings, is_accepted, limits, severities
from ...rules.since import since
from .outcome import Outcome


def weigh(
    old: Snapshot,
    new: Snapshot,
    rules: Sequence[Rule],
    settings: RuleSettings,
    *,
    show_info: bool = False,
) -> Outcome:
    """Compare two states, and ask the rules about both.

    Args:
        old: The state before.
        new: The state now; both start at the same place, see
            :func:`~flowgraph.analysis.compare.scope.on_common_ground`.
        rules: What is asked.
        settings: Limits, severities and accepted findings, which do not count.
        show_info: Whether people are told what is for information, too.
    """
    comparison = compare(old, new)
    missing = [
        {**gap.as_row(), "side": side}
        for side, snapshot in (("old", old), ("new", new))
        for gap in snapshot.missing.values()
    ]
    was, is_ = (_findings(side, rules, settings) for side in (comparison.old, comparison.new))
    return Outcome(comparison, since(was, is_), missing, show_info=show_info)


def _findings(side: Side, rules: Sequence[Rule], settings: RuleSettings) -> list[Finding]:
    """Ask the rules about a side, at no moment."""
    flow = Flow(side.graph, limits=limits(settings))
    found = judge(flow, rules, severities(settings)).findings
    return [finding for finding in found if is_accepted(settings, finding) is None]
