"""Everything that a report on findings may be written from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from ...callgraph import CallGraph
from ...model.place import Places, nowhere
from ...rules.finding import Finding, Judgement

State = Literal["new", "known", "accepted"]
NEW: State = "new"
KNOWN: State = "known"
ACCEPTED: State = "accepted"


class Fixed(NamedTuple):
    """What the baseline holds and nothing finds any more.

    Attributes:
        fingerprint: As of a finding.
        rule: Id of the rule.
        severity: How bad it was.
        message: The place and what was wrong there.
    """

    fingerprint: str
    rule: str
    severity: str
    message: str


class Outcome(NamedTuple):
    """The outcome of a check.

    Attributes:
        judgement: All findings, in order, and what was not checked.
        graph: The call graph that was judged.
        known: Fingerprints that stand in the baseline.
        fixed: What is in the baseline and no longer found.
        accepted: Why a finding is accepted in ``flowgraph.toml``, by fingerprint.
        has_baseline: Whether there is a baseline at all.
        show_info: Whether people are told what is for information.
        places: Where in the input something stands.
    """

    judgement: Judgement
    graph: CallGraph
    known: frozenset[str] = frozenset()
    fixed: tuple[Fixed, ...] = ()
    accepted: Mapping[str, str] = {}
    has_baseline: bool = False
    show_info: bool = False
    places: Places = nowhere

    def state_of(self, finding: Finding) -> State:
        """Tell whether a finding is news; what is accepted is so whatever the baseline holds."""
        if finding.fingerprint in self.accepted:
            return ACCEPTED
        return KNOWN if finding.fingerprint in self.known else NEW

    def of_state(self, state: State) -> list[Finding]:
        """Give the findings of a state, in order."""
        return [finding for finding in self.judgement.findings if self.state_of(finding) == state]
