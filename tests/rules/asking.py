"""How tests of rules ask one: in the words of examples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from flowgraph.callgraph import call_graph
from flowgraph.model.snapshot import Snapshot
from flowgraph.rules import all_rules
from flowgraph.rules.example import snapshot_of
from flowgraph.rules.finding import Finding
from flowgraph.rules.flow import Flow
from flowgraph.rules.judging import judge
from flowgraph.rules.rule import Example


class Answer(NamedTuple):
    """What a rule said: findings, and why it could not look at everything."""

    findings: tuple[Finding, ...]
    reasons: list[str]

    @property
    def places(self) -> list[tuple[str, str]]:
        """Node and key of each finding."""
        return [(finding.node, finding.key) for finding in self.findings]

    @property
    def one(self) -> Finding:
        """The only finding."""
        (finding,) = self.findings
        return finding


def ask(
    rule: str,
    *steps: str,
    facts: Mapping[str, Any] | None = None,
    limit: int | None = None,
    **more: Any,
) -> Answer:
    """Ask a rule about steps such as ``ivr:5 -1-> queue:2``; see :class:`Example`."""
    return ask_about(rule, snapshot_of(Example(steps, facts or {}, **more)), limit)


def ask_about(rule: str, snapshot: Snapshot, limit: int | None = None) -> Answer:
    """Ask a rule about a snapshot, with a limit of the user where one is given."""
    limits = {} if limit is None else {rule: limit}
    told = judge(Flow(call_graph(snapshot), limits=limits), [all_rules()[rule]])
    return Answer(told.findings, [skipped.reason for skipped in told.not_checked])
