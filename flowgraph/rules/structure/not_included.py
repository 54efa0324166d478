"""Menus that the input does not hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.missing import NOT_INCLUDED
from ..rule import INFO, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus that only a whole PBX could show; each is told once."""
    places: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for source, key, target in flow.steps:
        if flow.data(target).get("missing") == NOT_INCLUDED:
            places[target].append((source, key))
    for target, ((source, key), *others) in places.items():
        yield Fault(
            source,
            key,
            f"leads to {flow.name(target)}, which the input does not hold",
            "read the PBX itself, or a folder that has this IVR, to see what lies behind",
            related=tuple(dict.fromkeys(node for node, _ in others if node != source)),
        )


RULE = Rule(
    id="not-included",
    severity=INFO,
    summary="a key leads to an IVR that the input does not hold",
    why="The input is one saved answer and not a whole PBX, so what lies behind was not looked at.",
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(("ivr:5 -3-> ivr:7",), missing={"7": NOT_INCLUDED}),
    good=Example(("ivr:5 -3-> ivr:7", "ivr:7 -0-> extension:100")),
)
