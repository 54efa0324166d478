"""A call played hop by hop, as text for people and JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..analysis.caller import Hop
from ..analysis.dialling import dialling, slow_keys
from ..analysis.entering import ways_on
from ..analysis.timing import NO_TIME, Span, assumed
from ..analysis.trace import Silence, Trace
from ..callgraph import CallGraph, is_menu
from ..diagram.wording import detail
from ..model.destination import INBOUND_ROUTE
from ..model.keys import INVALID, PRESSED, TIMEOUT, spoken
from ..tables import text_table
from .prose import hanging, named, short

VERSION = 1

_LONGEST_TEXT = 70
_LONGEST_REASON = 200
_MOST_STEPS = 12
_MOST_NUMBERS = 8
_MOST_LEFT = 10
_DOES = {
    "timeout": "presses nothing",
    "invalid": "presses a wrong key",
    "fail": "gets no answer: failover",
    "always": "is forwarded, as always",
    "noanswer": "gets no answer",
    "busy": "finds it busy",
}


# -- for machines ----------------------------------------------------------------------------


def render_json(graph: CallGraph, trace: Trace) -> str:
    """Write a trace as the JSON document of the reference."""
    document = {
        "version": VERSION,
        "missing": graph.graph["missing"],
        "assumed": _assumed(graph, trace),
        "root": trace.root,
        "keys": [*(hop.token for hop in trace.hops if hop.token), *trace.left],
        "hops": [_hop(graph, hop) for hop in trace.hops],
        "outcome": trace.outcome,
        "node": trace.node,
        "label": trace.label,
        "reason": trace.reason or None,
        "left": list(trace.left),
        **_times(trace.span),
        "silent": _silent(trace.silent) if trace.silent else None,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _hop(graph: CallGraph, hop: Hop) -> dict[str, Any]:
    return {
        "from": hop.node,
        "label": graph.nodes[hop.node]["label"],
        "heard": [{"file": row["file"], "text": row["text"]} for row in _heard(graph, hop.node)],
        "token": hop.token,
        "key": hop.key or None,
        "to": hop.target,
        "returns": hop.returns,
        "back": hop.is_back,
        "reason": hop.reason or None,
        **_times(hop.span),
    }


def _times(span: Span) -> dict[str, Any]:
    return {
        "seconds": span.seconds,
        "seconds_is_least": span.is_least,
        "unknown_prompts": span.unknown_prompts,
    }


def _silent(silent: Silence) -> dict[str, Any]:
    steps = [{"from": step.source, "key": step.key, "to": step.target} for step in silent.steps]
    return {"end": silent.end, "steps": steps}


def _heard(graph: CallGraph, node: str) -> Sequence[Mapping[str, Any]]:
    rows: Sequence[Mapping[str, Any]] = graph.nodes[node].get("greetings", ())
    return rows


def _assumed(graph: CallGraph, trace: Trace) -> list[str]:
    in_menus = [hop for hop in trace.hops if is_menu(graph.nodes[hop.node])]
    moves = {(hop.node, hop.key) for hop in in_menus}
    slow = any(key in slow_keys(graph, node) for node, key in moves)
    keys = {_key_of(hop) for hop in in_menus} | {hop.key for hop in trace.hops}
    return assumed(keys, is_slow=slow)


def _key_of(hop: Hop) -> str:
    """Give the key of a menu for which a move takes as long."""
    if hop.key or hop.token in (TIMEOUT, INVALID):
        return hop.key or hop.token
    return INVALID if hop.token in PRESSED else PRESSED[0]


# -- for people ------------------------------------------------------------------------------


def render_text(graph: CallGraph, trace: Trace) -> str:
    """Write a trace for people: a block for each place, then where the call is."""
    blocks = ["".join(f"{line}\n" for line in hop_lines(graph, hop)) for hop in trace.hops]
    blocks.append("".join(f"{line}\n" for line in end_lines(graph, trace)))
    if sentences := _assumed(graph, trace):
        lines = "".join(f"{line}\n" for text in sentences for line in hanging(text))
        blocks.append(f"assumed:\n{lines}")
    return "\n".join(blocks)


def hop_lines(graph: CallGraph, hop: Hop) -> Iterator[str]:
    """Tell one move: where the caller is and what is heard, then as :func:`move_lines`."""
    yield named(graph, hop.node)
    yield from _hears(graph, hop.node)
    yield from move_lines(graph, hop)


def move_lines(graph: CallGraph, hop: Hop) -> Iterator[str]:
    """Tell what a caller does, and what comes of it."""
    yield f"  {does(graph, hop)}{_after(hop.wait)}"
    if hop.target is None:
        yield from hanging(f"not known where the call goes: {short(hop.reason, _LONGEST_REASON)}")
    if hop.target and hop.returns:
        count = graph.edges[hop.node, hop.target, hop.key].get("count") or 1
        yield from _hears(graph, hop.target, f" ×{count}" if count > 1 else "")
        yield "  is back in the menu"
    if hop.is_back:
        yield f"  goes round: back at {short(hop.label)}"


def _after(span: Span) -> str:
    if span == NO_TIME:
        return ""
    return f", after {'an unknown time' if span.seconds is None else span.words}"


def _hears(graph: CallGraph, node: str, often: str = "") -> Iterator[str]:
    for place, row in enumerate(_heard(graph, node)):
        words = f": “{short(row['text'], _LONGEST_TEXT)}”" if row["text"] else ""
        yield f"  {'     ' if place else 'hears'} {short(row['file'])}{often}{words}"


def does(graph: CallGraph, hop: Hop) -> str:
    """Say what a caller does, or what happens to the call."""
    if hop.token in PRESSED:
        wrong = ", which is not set: a wrong key" if hop.key == INVALID else ""
        return f"presses {hop.token}{wrong}"
    if hop.token.isdecimal():
        return f"dials {short(hop.token)}"
    if hop.target and graph.nodes[hop.node]["kind"] == INBOUND_ROUTE:
        return f"branch: {_way(graph, hop.node, hop.key)}"
    return _DOES.get(hop.token, "goes on")


def _way(graph: CallGraph, node: str, key: str) -> str:
    if graph.nodes[node]["kind"] != INBOUND_ROUTE:
        return spoken(key)
    # "Otherwise", where the entry has branches by time.
    target = ways_on(graph, node)[key]
    return str(graph.edges[node, target, key]["label"])


def end_lines(graph: CallGraph, trace: Trace) -> Iterator[str]:
    """Tell where a call is, and how it may go on from there."""
    yield _where(graph, trace) + _after(trace.span)
    if trace.node in graph and not trace.reason:
        yield from _hears(graph, trace.node)
        yield from _ways_on(graph, trace.node)
    if trace.silent:
        yield from hanging(_silence(graph, trace.silent))
    if trace.left:
        more = ", …" if len(trace.left) > _MOST_LEFT else ""
        yield f"  keys that were not played: {', '.join(trace.left[:_MOST_LEFT])}{more}"


def _where(graph: CallGraph, trace: Trace) -> str:
    label = f"{short(trace.label)} ({short(trace.node)})"
    if trace.hops and trace.hops[-1].target is None:
        return f"it is not known where the call is: it was last at {label}"
    if trace.reason:
        words = f"{_gap(graph, trace.node)} ({short(trace.reason, _LONGEST_REASON)})"
        return f"the call leads to {label}: {words}"
    verb = {"menu": "is in", "ended": "has ended at"}.get(trace.outcome, "is at")
    return f"the call {verb} {label}"


def _gap(graph: CallGraph, node: str) -> str:
    data = graph.nodes.get(node, {})
    return detail(data) if "missing" in data else "not known"


def _ways_on(graph: CallGraph, node: str) -> Iterator[str]:
    ways = ways_on(graph, node)
    rows = [
        (_way(graph, node, key), short(graph.nodes[target]["label"]))
        for key, target in ways.items()
    ]
    yield from text_table(rows, indent="    ").splitlines() if rows else ()
    if is_menu(graph.nodes[node]):
        known = dialling(graph, node)
        numbers = [short(row.number) for row in known.numbers[:_MOST_NUMBERS]]
        if more := len(known.numbers) - len(numbers):
            numbers.append(f"… {more} more …")
        if numbers or known.unknown:
            yield f"  may be dialled: {', '.join(numbers) or f'not known, {known.unknown}'}"


def _silence(graph: CallGraph, silent: Silence) -> str:
    """Say what a caller meets who presses nothing more."""
    if not silent.steps:
        return "what happens to a silent caller is not set, and the vendor does not say"
    shown = silent.steps[:_MOST_STEPS]
    places = [short(graph.nodes[step.target]["label"]) for step in shown]
    if more := len(silent.steps) - len(shown):
        places.append(f"… {more} more …")
    end = {
        "round": ", and so goes round",
        "unset": "; what comes then is not set, and the vendor does not say",
        "unknown": ", which this version does not know",
        "missing": f" ({_gap(graph, silent.steps[-1].target)})",
    }.get(silent.end, "")
    return f"a silent caller gets to {', then '.join(places)}{end}"


RENDERERS = {"text": render_text, "json": render_json}
