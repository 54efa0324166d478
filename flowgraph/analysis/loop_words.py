"""Loops in words, for every report and page that tells them."""

from __future__ import annotations

from collections.abc import Sequence

from ..callgraph import CallGraph
from ..model.keys import spoken
from ..text import one_line, shorten
from .loops import Loop
from .witness import Step

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
# A loop may go beyond what a picture around one menu shows.
_UNKNOWN = {"number": "", "name": ""}


def meaning(loop: Loop) -> str:
    """Say what a loop does to the caller."""
    told = _MEANING[loop.kind]
    return _MEANING_OF_ONE.get(loop.kind, told) if len(loop.menus) == 1 else told


def members(graph: CallGraph, loop: Loop) -> str:
    """Name what a loop goes through, the first of very many."""
    names = [named(graph, menu) for menu in loop.menus[:_MOST_NAMED]]
    more = len(loop.menus) - len(names)
    return ", ".join([*names, *([f"and {more} more"] if more else [])])


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


def cure(graph: CallGraph, loop: Loop) -> str:
    """Say what to change, so that a loop is none any more."""
    step = loop.breaking
    place = named(graph, step.source)
    if loop.kind == "trap":
        return (
            f"give one of these menus a key or time-out that leads to a person, for example {place}"
        )
    return f"change where {spoken(step.key)!r} of {place} leads, for example to the operator"


def named(graph: CallGraph, node: str) -> str:
    """Name a node by its number and name, by its id where the graph does not hold it."""
    data = graph.nodes.get(node, _UNKNOWN)
    return _short(f"{data['number']} {data['name']}") or _short(node)


def _name(graph: CallGraph, node: str) -> str:
    data = graph.nodes.get(node, _UNKNOWN)
    return _short(data["name"]) or _short(data["number"]) or _short(node)


def _short(text: str) -> str:
    return shorten(one_line(text), _LONGEST_NAME)
