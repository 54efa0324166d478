"""What is kept of a run: whether anything changed, the snapshot, and what is told of the change."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.snapshot import Snapshot
from ..reports.diff import render
from ..reports.diff.outcome import Outcome
from ..tables import markdown
from .naming import said


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


def at_no_moment(snapshot: Snapshot) -> Snapshot:
    """Leave out where the calls of entries go at the moment, which changes with the hour."""
    routes = {n: route.model_copy(update={"current": None}) for n, route in snapshot.routes.items()}
    return snapshot._replace(routes=routes)


def completed(snapshot: Snapshot, outcome: Outcome) -> Snapshot:
    """Carry over what a run could not read, so that no later one misses what becomes of it.

    Args:
        snapshot: What was read.
        outcome: Its comparison with the one that was kept last.
    """
    return outcome.comparison.new.snapshot._replace(
        roots=snapshot.roots, is_whole=snapshot.is_whole
    )


def reports_of(outcome: Outcome, old: str, new: str) -> Mapping[str, str]:
    """Write what changed, in each form that is kept.

    Args:
        outcome: What changed.
        old: Name of the snapshot that was kept last.
        new: Name of the one that will be.

    Returns:
        Texts by the ending of their files.
    """
    page = render("markdown", outcome)
    pbx = markdown(outcome.comparison.new.snapshot.name)
    period = f"{pbx + ', ' if pbx else ''}from {said(old)} to {said(new)}"
    head, _, rest = page.partition("\n")
    return {".md": f"{head}\n\n{period}\n{rest}", ".json": render("json", outcome)}
