"""The verdicts of ``flowgraph loops``, as text for people and JSON for machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from ..analysis.loops import KIND_ORDER, Loop
from ..analysis.witness import Step
from ..callgraph import CallGraph, menus
from ..model.keys import spoken
from ..text import one_line, shorten

VERSION = 1

_MEANING = {
    "passive": "a caller who presses nothing goes round until the PBX's call limit",
    "trap": "no key and no time-out here leads out: to a person, a mailbox or an end",
    "failover": "a call that nobody answers comes back to where it was",
    "wrong-key": "a caller whose keys are not understood is led to and fro",
    "caller": "the caller can choose to go round; usually meant (back, main menu, repeat)",
}
_MEANING_OF_ONE = {
    "passive": "a caller who presses nothing stays in this menu until the PBX's call limit",
    "trap": "no key and no time-out leads out of this menu",
    "wrong-key": "a wrong key repeats this menu",
}
_MOST_NAMED = 12
_MOST_STEPS = 12
_LONGEST_NAME = 80


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
    names = [_named(graph, menu) for menu in loop.menus[:_MOST_NAMED]]
    more = len(loop.menus) - len(names)
    if more:
        names.append(f"and {more} more")
    meaning = _MEANING[loop.kind]
    if len(loop.menus) == 1:
        meaning = _MEANING_OF_ONE.get(loop.kind, meaning)
    yield f"{loop.severity}: {loop.kind} loop: {meaning}"
    yield f"  menus:  {', '.join(names)}"
    yield f"  round:  {witness(graph, loop.witness)}"
    if loop.severity != "info":
        yield f"  break:  {_cure(graph, loop)}"


def witness(graph: CallGraph, steps: Sequence[Step]) -> str:
    """Say a cycle in words, for example ``Main -no key-> Night -no key-> Main``."""
    shown = steps if len(steps) <= _MOST_STEPS else steps[: _MOST_STEPS - 2]
    parts = [_name(graph, steps[0].source)]
    parts += [f"-{spoken(step.key)}-> {_name(graph, step.target)}" for step in shown]
    if len(shown) < len(steps):
        last = steps[-1]
        parts.append(f"… {len(steps) - len(shown) - 1} more …")
        parts.append(
            f"{_name(graph, last.source)} -{spoken(last.key)}-> {_name(graph, last.target)}"
        )
    return " ".join(parts)


def _cure(graph: CallGraph, loop: Loop) -> str:
    step = loop.breaking
    place = _named(graph, step.source)
    if loop.kind == "trap":
        return (
            f"give one of these menus a key or time-out that leads to a person, for example {place}"
        )
    return f"change where {spoken(step.key)!r} of {place} leads, for example to the operator"


def _named(graph: CallGraph, node: str) -> str:
    data = graph.nodes[node]
    return _short(f"{data['number']} {data['name']}") or _short(node)


def _name(graph: CallGraph, node: str) -> str:
    data = graph.nodes[node]
    return _short(data["name"]) or _short(data["number"]) or _short(node)


def _short(text: str) -> str:
    return shorten(one_line(text), _LONGEST_NAME)


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
