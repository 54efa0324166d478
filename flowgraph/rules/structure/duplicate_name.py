"""Menus of one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rule import INFO, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find names that several menus have; each is told once, at the lowest menu."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for menu in flow.menus:
        named[flow.data(menu)["name"]].append(menu)
    for name, (first, *others) in named.items():
        if name and others:
            yield Fault(
                first,
                "",
                f"has the same name as {flow.names(others)}",
                "give each menu a name of its own",
                related=tuple(others),
            )


RULE = Rule(
    id="duplicate-name",
    severity=INFO,
    summary="two IVRs have the same name",
    why="Whoever reads a list or a picture takes them for one.",
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(
        ("ivr:5 -1-> ivr:6", "ivr:6 -1-> queue:2"),
        {"ivr:5": {"name": "Service"}, "ivr:6": {"name": "Service"}},
    ),
    good=Example(
        ("ivr:5 -1-> ivr:6", "ivr:6 -1-> queue:2"),
        {"ivr:5": {"name": "Service"}, "ivr:6": {"name": "Service at night"}},
    ),
)
