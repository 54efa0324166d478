"""How expectations, and what became of them, are told to people."""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.caller import Hop
from ...analysis.expectations.coverage import Untried
from ...analysis.expectations.judging import Result
from ...callgraph import CallGraph
from ...tables import text_table
from ...text import wrap
from ..prose import named, short
from ..trace import does
from .outcome import Outcome

_LONGEST_TITLE = 120
_LONGEST_REASON = 400
_MOST_HOPS = 12
_PAGE = 90
_INDENT = " " * 12


def title(result: Result) -> str:
    """Name an expectation."""
    return short(result.expectation.title, _LONGEST_TITLE)


def place(outcome: Outcome, result: Result) -> str:
    """Say where an expectation stands: ``office.toml, line 12``."""
    line = result.expectation.line
    return f"{outcome.file}, line {line}" if line else outcome.file


def difference(outcome: Outcome, result: Result) -> str:
    """Say in one line what a failed expectation wanted, and what came of it."""
    told = f"expected {short(result.meant.label)}, got {_got(outcome.graph, result)}"
    return f"{told}: {_reason(result)}" if result.reason else told


def details(outcome: Outcome, result: Result) -> Iterator[str]:
    """Tell all of a failed expectation: the difference, the way, where the call left it."""
    yield f"  expected  {short(result.meant.label)}"
    yield f"  got       {_got(outcome.graph, result)}"
    if result.reason:
        yield from _wrapped("why", _reason(result))
    if result.hops:
        yield from _way(outcome.graph, result)
    if result.turn:
        step = f"step {result.turn.number}" if result.turn.number else "at the start"
        yield from _wrapped("left", f"{step}: {result.turn.reason}")


def summary(outcome: Outcome) -> str:
    """Count what passed, what failed, and the keys that were tried."""
    share = outcome.coverage
    return (
        f"{outcome.passed} passed, {outcome.failed} failed; "
        f"{share.tried} of {share.total} keys tried ({share.percent} %)"
    )


def too_few(outcome: Outcome) -> str:
    """Say that fewer keys were tried than somebody asks for."""
    return f"too few keys are tried: {outcome.coverage.percent} % of them, not {outcome.minimum} %"


def untried_line(graph: CallGraph, untried: Untried) -> str:
    """Say which keys of a menu were not tried: ``IVR 6201 Main (ivr:5): 3, 4, wrong key``."""
    # Of an entry with hours, "otherwise" stands for the branch without.
    edges = graph.out_edges(untried.node, keys=True, data="label", default="")
    labels = {key: label for _, _, key, label in edges}
    return f"{named(graph, untried.node)}: {', '.join(labels[key] for key in untried.keys)}"


def _got(graph: CallGraph, result: Result) -> str:
    if not result.start:
        return "no call"
    last = result.hops[-1] if result.hops else None
    if last and last.target is None:
        return f"it is not known where the call goes from {named(graph, last.node)}"
    label = f"{short(result.label)} ({short(result.node)})"
    return f"{short(last.label)}, then back in {label}" if last and last.returns else label


def _reason(result: Result) -> str:
    return short(result.reason, _LONGEST_REASON)


def _wrapped(word: str, text: str) -> Iterator[str]:
    first, *rest = wrap(text, _PAGE, len(text))
    yield f"  {word:<8}  {first}"
    yield from (f"{_INDENT}{line}" for line in rest)


def _way(graph: CallGraph, result: Result) -> Iterator[str]:
    """Tell the moves of a call, the one that left the way marked."""
    yield f"  way       {named(graph, result.start)}"
    hops = list(enumerate(result.hops, 1))
    if more := len(hops[:-_MOST_HOPS]):
        yield f"{_INDENT}  … {more} more …"
    turn = result.turn.number if result.turn else 0
    rows = [
        (f"{'!' if number == turn else ' '} {does(graph, hop)}", _target(hop))
        for number, hop in hops[-_MOST_HOPS:]
    ]
    yield from text_table(rows, indent=_INDENT).splitlines()


def _target(hop: Hop) -> str:
    if hop.target is None:
        return "not known"
    return f"{short(hop.label)}, then back" if hop.returns else short(hop.label)
