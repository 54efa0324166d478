"""What became of expectations, for people."""

from __future__ import annotations

from collections.abc import Iterator

from .outcome import Outcome
from .words import details, place, summary, title, too_few, untried_line

_MOST_MENUS = 12


def render(outcome: Outcome) -> str:
    """Write the failures in detail, where keys were not tried, and the sum.

    What passed is told if somebody asks for it. Everything stands in the JSON.
    """
    blocks = [*_results(outcome), "\n".join(_untried(outcome))]
    lines = [summary(outcome), *([] if outcome.is_covered else [too_few(outcome)])]
    return "\n\n".join([*filter(None, blocks), "\n".join(lines)]) + "\n"


def _results(outcome: Outcome) -> Iterator[str]:
    """Give a block for each failure; what passed in between stands in one block."""
    passed: list[str] = []
    for result in outcome.results:
        if result.passed:
            passed += [f"passed  {title(result)}"] if outcome.show_passed else []
            continue
        yield "\n".join(passed)
        passed.clear()
        head = f"FAILED  {title(result)}  ({place(outcome, result)})"
        yield "\n".join([head, *details(outcome, result)])
    yield "\n".join(passed)


def _untried(outcome: Outcome) -> Iterator[str]:
    untried = outcome.coverage.untried
    if not untried:
        return
    yield "not tried:"
    yield from (f"  {untried_line(outcome.graph, one)}" for one in untried[:_MOST_MENUS])
    if more := len(untried[_MOST_MENUS:]):
        yield f"  … {more} more …"
