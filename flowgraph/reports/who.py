"""What leads to a destination, as text for people and JSON for machines."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ..analysis.who import Answer, Mention, Way
from ..analysis.witness import Step
from ..callgraph import CallGraph
from ..model.destination import INBOUND_ROUTE, IVR
from ..model.keys import spoken
from ..text import one_line, shorten

VERSION = 1

_LONGEST_NAME = 80
_MOST_STEPS = 12
_HOW = {
    "member": "member of {}",
    "agent": "agent of {}",
    "dynamic_agent": "agent of {}, when logged in",
    "listed": "may be dialled in {}",
    "all": "may be dialled, as any extension, in {}",
    "all_but_some": "may be dialled, as most extensions, in {}",
}


def render_json(graph: CallGraph, answer: Answer) -> str:
    """Write the answer as the JSON document of the reference."""
    document = {
        "version": VERSION,
        "missing": graph.graph["missing"],
        "destinations": [_row(graph, node) for node in answer.target.nodes],
        "prompt": answer.target.label if answer.target.prompt else None,
        "ways": [_way(way) for way in answer.ways],
        "members": [_row(graph, m.node) | {"how": m.how} for m in answer.members],
        "dialled": [_row(graph, m.node) | {"how": m.how} for m in answer.dialled],
        "greetings": [_row(graph, m.node) | {"file": m.how} for m in answer.greetings],
        "current": [_row(graph, m.node) for m in answer.current],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _row(graph: CallGraph, node: str) -> dict[str, Any]:
    return {"id": node, "label": graph.nodes[node]["label"]}


def _way(way: Way) -> dict[str, Any]:
    return {
        "from": way.edge.source,
        "key": way.edge.key,
        "to": way.edge.target,
        "reached": way.is_reached,
        "left_out": way.left_out,
        "steps": [{"from": s.source, "key": s.key, "to": s.target} for s in way.steps],
    }


def render_text(graph: CallGraph, answer: Answer) -> str:
    """Write the answer for people.

    Args:
        graph: For names.
        answer: What leads to the destination.

    Returns:
        A block for each node that the destination stands for and some key leads to, with one line
        a key; then what names it without a key.
    """
    if answer.is_empty:
        return f"nothing leads to {_title(answer)}\n"
    return "\n\n".join("\n".join(block) for block in _blocks(graph, answer)) + "\n"


def _title(answer: Answer) -> str:
    label = _short(answer.target.label)
    return label if answer.target.prompt else f"{label} ({_short(answer.target.nodes[0])})"


def _blocks(graph: CallGraph, answer: Answer) -> Iterator[list[str]]:
    by_target: defaultdict[str, list[str]] = defaultdict(list)
    for way in answer.ways:
        by_target[way.edge.target].append(f"  {_path(graph, way)}")
    mentions = list(_mentions(graph, answer))
    if answer.target.prompt and mentions:
        yield [_title(answer), *mentions]
    elif mentions:
        by_target[answer.target.nodes[0]] += mentions
    for node in answer.target.nodes:
        if by_target[node]:
            yield [f"{_short(graph.nodes[node]['label'])} ({_short(node)})", *by_target[node]]


def _mentions(graph: CallGraph, answer: Answer) -> Iterator[str]:
    for mention in (*answer.members, *answer.dialled):
        yield f"  {_HOW[mention.how].format(_long(graph, mention))}"
    for mention in answer.greetings:
        yield f"  greeting of {_long(graph, mention)}"
    for mention in answer.current:
        yield f"  where {_long(graph, mention)} sends calls now"


def _long(graph: CallGraph, mention: Mention) -> str:
    return _short(graph.nodes[mention.node]["label"])


def _path(graph: CallGraph, way: Way) -> str:
    """Say a way in words, for example ``Main_Line (business hours) > Welcome 6200 > 2``."""
    steps, left_out = way.steps, way.left_out
    if len(steps) > _MOST_STEPS:
        left_out += len(steps) - _MOST_STEPS
        steps = (steps[0], *steps[1 - _MOST_STEPS :])
    parts = [_hop(graph, step) for step in steps]
    if left_out:
        parts.insert(1, f"… {left_out} more …")
    remark = "" if way.is_reached else "any call to "
    return remark + " > ".join(parts)


def _hop(graph: CallGraph, step: Step) -> str:
    data = graph.nodes[step.source]
    name = _short(f"{data['name']} {data['number']}") or _short(data["label"])
    if data["kind"] == IVR:
        return f"{name} > {spoken(step.key)}"
    # "Otherwise", where an entry has branches by time; "after 300 s" says less than "failover".
    if data["kind"] == INBOUND_ROUTE:
        return f"{name} ({graph.edges[step.source, step.target, step.key]['label']})"
    return f"{name} ({spoken(step.key)})"


def _short(text: str) -> str:
    return shorten(one_line(text), _LONGEST_NAME)
