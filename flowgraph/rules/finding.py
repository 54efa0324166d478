"""What ``check`` found: faults with everything that a report tells of them."""

from __future__ import annotations

from typing import NamedTuple

from ..model.ids import node_order
from ..model.keys import rank
from .rule import Severity

SEVERITY_ORDER: tuple[Severity, ...] = ("error", "warning", "info")


class Finding(NamedTuple):
    """A fault of a call flow.

    Attributes:
        rule: Id of the rule.
        severity: How bad it is, settings included.
        node: What it is about, for example ``ivr:5``, ``queue:1``, ``inbound_route:2``.
        number: The node's number; empty where it has none.
        name: The node's name; empty where it has none.
        label: The node in one line, for example ``IVR 6200 Welcome``.
        key: The key of the node; empty where it is about none.
        message: What is wrong.
        fix: What to change.
        detail: What tells several findings of one node and key apart.
        related: Other nodes that belong to it.
    """

    rule: str
    severity: Severity
    node: str
    number: str
    name: str
    label: str
    key: str
    message: str
    fix: str
    detail: str = ""
    related: tuple[str, ...] = ()

    @property
    def ivr(self) -> str:
        """Id of the menu that it is about; empty where it is about something else."""
        kind, _, value = self.node.partition(":")
        return value if kind == "ivr" else ""

    @property
    def fingerprint(self) -> str:
        """What stays the same from run to run: ``rule|node|key|detail``."""
        return "|".join((self.rule, self.node, self.key, self.detail))


def finding_order(finding: Finding) -> tuple[object, ...]:
    """Sort by severity, node (menus first), key, rule, detail."""
    kind, identity = node_order(finding.node)
    return (
        SEVERITY_ORDER.index(finding.severity),
        kind != "ivr",
        kind,
        identity,
        rank(finding.key) if finding.key else -1,
        finding.rule,
        finding.detail,
    )


class Skipped(NamedTuple):
    """A rule that could not look at everything.

    Attributes:
        rule: Id of the rule.
        reason: Why, one clause.
    """

    rule: str
    reason: str


class Judgement(NamedTuple):
    """The outcome of a check.

    Attributes:
        findings: In the order of :func:`finding_order`.
        not_checked: Rules that lacked their facts, by rule and reason.
        rules: Ids of the rules that were asked.
    """

    findings: tuple[Finding, ...]
    not_checked: tuple[Skipped, ...]
    rules: tuple[str, ...]
