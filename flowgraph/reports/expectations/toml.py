"""A first file of expectations, for somebody to read, correct and go on with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from ...analysis.expectations.coverage import Coverage
from ...analysis.expectations.expectation import Expectation
from ...analysis.expectations.first import Draft, LeftOut
from ...callgraph import CallGraph
from ...model.keys import spoken
from ...text import visible, wrap
from ..prose import named, short

_PAGE = 94
_MOST_LINES = 5
_MOST_LEFT_OUT = 20

_HEAD = """\
# What callers should reach. This is what calls do today, written by flowgraph test --init: read
# it, correct what is wrong, give names to what matters, and add what only you know.
#
#   from     the number that was dialled (did:+15550100), an inbound route (route:Main_Line),
#            or a menu (number:6200)
#   caller   the caller's number, where it decides between inbound routes
#   at       the moment of the call, in the PBX's own time: at = "2026-12-24T21:00"
#   keys     what the caller presses, as for flowgraph trace; office, outoffice and holiday name
#            the hour; timeout: nothing, invalid: a wrong key, fail: nobody answers
#   reaches  a kind with a name or number (queue 6400), "hang up", or "unknown"
#   name     what the expectation is called in reports
"""


def first_file(graph: CallGraph, draft: Draft, share: Coverage) -> str:
    """Write a file of expectations.

    Args:
        graph: The call graph.
        draft: The expectations.
        share: Which keys they try.

    Returns:
        TOML; the same draft gives the same text.
    """
    blocks = [_HEAD, _comment(f"{_sum(draft, share)}.")]
    for start, results in groupby(draft.results, key=lambda result: result.start):
        blocks.append(_comment(f"-- {named(graph, start)} --"))
        blocks += [_table(result.expectation) for result in results]
    blocks += ["".join(_left_out(graph, draft.left_out))] if draft.left_out else []
    return "\n".join(blocks)


def _sum(draft: Draft, share: Coverage) -> str:
    return (
        f"{len(draft.results)} expectations try {share.tried} of {share.total} keys "
        f"({share.percent} %)"
    )


def _table(expectation: Expectation) -> str:
    lines = {
        "from": expectation.start,
        "keys": ",".join(expectation.keys),
        "reaches": expectation.reaches,
    }
    rows = [f"{name} = {_quoted(text)}\n" for name, text in lines.items() if text]
    return "[[expect]]\n" + "".join(rows)


def _left_out(graph: CallGraph, rows: tuple[LeftOut, ...]) -> Iterator[str]:
    yield _comment("-- left out --")
    for row in rows[:_MOST_LEFT_OUT]:
        target = short(graph.nodes[row.target]["label"])
        what = f"{named(graph, row.node)}, {spoken(row.key)}, to {target}: {row.reason}"
        yield _comment(what)
    if more := len(rows[_MOST_LEFT_OUT:]):
        yield _comment(f"… {more} more …")


def _comment(text: str) -> str:
    first, *rest = wrap(visible(text), _PAGE, _MOST_LINES)
    return "".join((f"# {first}\n", *(f"#   {line}\n" for line in rest)))


def _quoted(text: str) -> str:
    r"""Write a text in quotes.

    JSON's escapes are TOML's, but for one character. Source: TOML 1.0, "String".

    >>> print(_quoted('Dr. "No"'))
    "Dr. \"No\""
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
