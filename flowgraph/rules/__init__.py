"""The rules of ``flowgraph check``: one file a rule, found by itself; graph -> findings.

A new rule is one file in the folder of its group with a ``RULE``, named like the rule's id, and one
test beside the others. Nothing else lists it.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from .rule import Rule

#: The groups, and what their rules look at.
GROUPS: Mapping[str, str] = {
    "structure": "where calls go",
    "beyond": "queues, groups, routes and prompts behind and in front of the menus",
    "usability": "what callers can bear",
    "safety": "what strangers could abuse",
}


@cache
def all_rules() -> Mapping[str, Rule]:
    """Give every rule by its id, group by group, each in alphabetical order."""
    found: dict[str, Rule] = {}
    for group in GROUPS:
        package = import_module(f".{group}", __package__)
        for module in sorted(info.name for info in iter_modules(package.__path__)):
            rule: Rule = import_module(f".{group}.{module}", __package__).RULE
            found[rule.id] = rule
    return MappingProxyType(found)


@cache
def group_of(rule: str) -> str:
    """Give the group of a rule."""
    return next(
        group
        for group in GROUPS
        for info in iter_modules(import_module(f".{group}", __package__).__path__)
        if info.name == rule.replace("-", "_")
    )


def nearest(name: str) -> str:
    """Say which rules are called nearly so, for whoever mistyped one."""
    known = [*all_rules(), *GROUPS]
    near = [rule for rule in known if name and name in rule] or get_close_matches(name, known, 3)
    return f"did you mean {', '.join(near[:3])}?" if near else "see: flowgraph explain"
