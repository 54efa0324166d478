"""What became of findings between two states of a PBX."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .finding import Finding


class Turn(NamedTuple):
    """Findings of two states; the same fingerprint is the same finding.

    Attributes:
        new: Those of the new state alone.
        fixed: Those of the old state alone.
        unchanged: Those of both, as the new state has them.
    """

    new: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    unchanged: tuple[Finding, ...] = ()


def since(old: Iterable[Finding], new: Iterable[Finding]) -> Turn:
    """Tell which findings are new, fixed and unchanged, in the order in which they came."""
    before, after = list(old), list(new)
    was = {finding.fingerprint for finding in before}
    is_ = {finding.fingerprint for finding in after}
    return Turn(
        new=tuple(finding for finding in after if finding.fingerprint not in was),
        fixed=tuple(finding for finding in before if finding.fingerprint not in is_),
        unchanged=tuple(finding for finding in after if finding.fingerprint in was),
    )
