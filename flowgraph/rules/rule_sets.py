"""Rule sets: severities and limits that belong together, for ``--rule-set``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .rule import ERROR, WARNING, Severity


class RuleSet(NamedTuple):
    """What differs from what the rules say of themselves.

    Attributes:
        name: What it is called.
        words: What it is for, one clause.
        severities: By rule or group.
        limits: By rule.
        off: Rules that are asked only where they are selected by name.
    """

    name: str
    words: str
    severities: Mapping[str, Severity] = {}
    limits: Mapping[str, int] = {}
    off: tuple[str, ...] = ()


_ALL = (
    RuleSet("default", "what the rules say of themselves"),
    RuleSet(
        "strict",
        "a call that may end by itself is an error",
        severities={"timeout-unset": ERROR, "failure-hangs-up": ERROR},
    ),
    RuleSet(
        "iso",
        "the values of ISO/IEC 13714, as public summaries tell them; usability is worth a warning",
        severities={"usability": WARNING},
        limits={"too-many-options": 4},
    ),
    RuleSet(
        "broad",
        "broad menus instead of deep ones",
        limits={"too-deep": 2},
        off=("too-many-options",),
    ),
    RuleSet(
        "security",
        "voicemail that strangers can ask is worth a warning",
        severities={"voicemail-open": WARNING},
    ),
)
RULE_SETS: Mapping[str, RuleSet] = {rule_set.name: rule_set for rule_set in _ALL}
