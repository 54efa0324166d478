"""What became of expectations, as JUnit XML; see :mod:`flowgraph.reports.junit`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from ...analysis.expectations.judging import Result
from ...text import one_line, visible
from ..junit import case, document, fail, suite
from .outcome import Outcome
from .words import details, difference, place, summary, title, too_few, untried_line

_GROUP = "expectations"


def render(outcome: Outcome) -> str:
    """Write one suite: a case for each expectation, and one for the keys that must be tried.

    Which keys were not tried stands in the output of the suite.
    """
    untried = (f"not tried: {untried_line(outcome.graph, o)}" for o in outcome.coverage.untried)
    lines = [summary(outcome), *untried]
    name = one_line(visible(outcome.file))
    return document([suite(name, 0, _cases(outcome), lines)])


def _cases(outcome: Outcome) -> Iterator[etree._Element]:
    met: Counter[str] = Counter()
    for result in outcome.results:
        name = title(result)
        met[name] += 1
        # Of two cases with one name some servers show the first alone.
        one = case(f"{name} ({met[name]})" if met[name] > 1 else name, _GROUP)
        yield one if result.passed else _failed(outcome, result, one)
    if outcome.minimum is not None:
        one = case(f"at least {outcome.minimum} % of the keys are tried", _GROUP)
        if not outcome.is_covered:
            fail(one, too_few(outcome), summary(outcome), "coverage")
        yield one


def _failed(outcome: Outcome, result: Result, one: etree._Element) -> etree._Element:
    lines = (one_line(visible(place(outcome, result))), *details(outcome, result))
    return fail(one, difference(outcome, result), "\n".join(lines), "failed")
