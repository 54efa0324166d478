"""What a book is written from: everything that earlier stages found out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..analysis.loops import Loop
from ..analysis.times import Origin
from ..callgraph import CallGraph
from ..model.schedule import Schedule
from ..model.snapshot import Snapshot
from ..rules.finding import Finding, Skipped


class Material(NamedTuple):
    """What is known of a call flow.

    Attributes:
        snapshot: All facts.
        graph: Their call graph.
        loops: Its verdicts.
        findings: What the rules found, without what somebody has accepted.
        unchecked: What the rules could not look at.
        accepted: How many findings somebody has accepted.
        schedule: Hours and holidays, in the time zone that counts.
        origin: Who named the time zone.
    """

    snapshot: Snapshot
    graph: CallGraph
    loops: Sequence[Loop] = ()
    findings: Sequence[Finding] = ()
    unchecked: Sequence[Skipped] = ()
    accepted: int = 0
    schedule: Schedule = Schedule()
    origin: Origin = ""


def lasting(snapshot: Snapshot) -> Snapshot:
    """Leave out what changes although nobody sets up anything else: where telephones forward calls.

    Each person has other rules for each presence status, and the API tells those of the status
    that holds at the moment, so that a document would change whenever somebody goes to lunch.
    """
    return snapshot._replace(extensions={})
