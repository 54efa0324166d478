"""Outcomes of expectations, and readers that refuse what a format does not allow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from menus import snapshot_of

from flowgraph.analysis.expectations.coverage import coverage
from flowgraph.analysis.expectations.destinations import Destinations
from flowgraph.analysis.expectations.expectation import Expectation
from flowgraph.analysis.expectations.judging import Arrival, Judge
from flowgraph.analysis.targets import whole_graph
from flowgraph.analysis.tokens import parse_keys
from flowgraph.model.directory import Entry
from flowgraph.model.schedule import Schedule
from flowgraph.reports.expectations.outcome import Outcome

from ..findings.support import read_junit

STEPS = (
    "ivr:1 -1-> ivr:2",
    "ivr:1 -2-> queue:7",
    "ivr:1 -invalid-> ivr:2",
    "ivr:2 -3-> play_prompt:hours.wav",
    "ivr:2 -*-> ivr:1",
    "ivr:2 -9-> end_call:",
)


def outcome(
    *rows: tuple[str, str], name: str = "Orders", title: str = "", minimum: int | None = None
) -> Outcome:
    """Play calls that come in at menu 1: keys, and what they should reach."""
    snapshot = snapshot_of(
        *STEPS,
        ivr_1={"name": "Welcome", "number": "6200"},
        ivr_2={"name": "Sales", "number": "6201"},
        directory={"queue": {"7": Entry("7", "6400", name)}},
    )
    graph = whole_graph(snapshot)
    judge = Judge(graph, Destinations(snapshot, graph), {}, Schedule())
    results = [
        judge.judge(
            Expectation("ivr:1", reaches, parse_keys(keys), name=title, line=line),
            Arrival("ivr:1"),
        )
        for line, (keys, reaches) in enumerate(rows, 3)
    ]
    steps = {step for result in results for step in result.steps}
    return Outcome(graph, results, coverage(graph, ["ivr:1"], steps), "office.toml", minimum)


PASSED = ("2", "queue Orders")
FAILED = ("1,9", "queue Orders")
MIXED = outcome(PASSED, FAILED, ("7,3", "prompt hours.wav"))


def read_text(report: str) -> Iterator[str]:
    yield from report.splitlines()


def read_json(report: str) -> Iterator[str]:
    waiting = [json.loads(report)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | dict):
            waiting += value.values() if isinstance(value, dict) else value


READERS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "text": read_text,
    "json": read_json,
    "junit": read_junit,
}
