"""What is kept of a run: whether anything changed, the snapshot, and what is told of the change."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.snapshot import Snapshot
from ..reports.diff import render
from ..reports.diff.outcome import Outcome

#: Forms of the report that are kept, by the ending of their files.
_REPORTS = {".md": "markdown", ".json": "json"}


def is_kept(old: Snapshot, new: Snapshot, outcome: Outcome) -> bool:
    """Whether a snapshot is worth keeping.

    Args:
        old: The one that was kept last.
        new: What was read now.
        outcome: What became of the old one.

    Returns:
        True if anything differs, or another part of the PBX was read.
    """
    return outcome.is_different or _reads_elsewhere(old, new)


def _reads_elsewhere(old: Snapshot, new: Snapshot) -> bool:
    if old.is_whole or new.is_whole:
        return old.is_whole != new.is_whole
    return set(old.roots) != set(new.roots)


def completed(snapshot: Snapshot, outcome: Outcome) -> Snapshot:
    """Carry over what a run could not read, so that no later one misses what becomes of it.

    Args:
        snapshot: What was read.
        outcome: Its comparison with the one that was kept last.
    """
    return outcome.comparison.new.snapshot._replace(
        roots=snapshot.roots, is_whole=snapshot.is_whole
    )


def reports_of(outcome: Outcome) -> Mapping[str, str]:
    """Write what changed, in each form that is kept; by the ending of its file."""
    return {suffix: render(form, outcome) for suffix, form in _REPORTS.items()}
