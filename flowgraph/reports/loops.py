"""The verdicts of ``flowgraph loops``, as text for people and JSON for machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from ..analysis.loop_words import cure, meaning, members, witness
from ..analysis.loops import KIND_ORDER, Loop
from ..callgraph import CallGraph, menus

VERSION = 1


def render_json(graph: CallGraph, loops: Sequence[Loop]) -> str:
    """Write all verdicts as the JSON document of the reference."""
    document = {
        "version": VERSION,
        "missing": graph.graph["missing"],
        "loops": [
            {
                "kind": loop.kind,
                "severity": loop.severity,
                "menus": list(loop.menus),
                "witness": [{"from": s.source, "key": s.key, "to": s.target} for s in loop.witness],
                "break": {"from": loop.breaking.source, "key": loop.breaking.key},
            }
            for loop in loops
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def render_text(graph: CallGraph, loops: Sequence[Loop], *, show_info: bool = False) -> str:
    """Write the verdicts for people.

    Args:
        graph: For the menus' names.
        loops: The verdicts, worst first.
        show_info: Whether to tell those that need no attention; else they are counted.

    Returns:
        Text, empty where there is nothing to say.
    """
    told = [loop for loop in loops if show_info or loop.severity != "info"]
    blocks = ["\n".join(_block(graph, loop)) for loop in told]
    summary = _summary(graph, loops, len(loops) - len(told))
    return (
        "\n\n".join([*blocks, *([summary] if summary else [])]) + "\n" if blocks or summary else ""
    )


def _block(graph: CallGraph, loop: Loop) -> Iterator[str]:
    yield f"{loop.severity}: {loop.kind} loop: {meaning(loop)}"
    yield f"  menus:  {members(graph, loop)}"
    yield f"  round:  {witness(graph, loop.witness)}"
    if loop.severity != "info":
        yield f"  break:  {cure(graph, loop)}"


def _summary(graph: CallGraph, loops: Sequence[Loop], hidden: int) -> str:
    if not loops:
        number = len(menus(graph))
        return f"no loops in {number} {'menu' if number == 1 else 'menus'}"
    if hidden == 0:
        return ""
    kinds = Counter(loop.kind for loop in loops if loop.severity == "info")
    told = ", ".join(f"{kinds[kind]} {kind}" for kind in KIND_ORDER if kinds[kind])
    plural = "loop" if hidden == 1 else "loops"
    return f"{hidden} {plural} for information not shown ({told}); --show info tells them"
