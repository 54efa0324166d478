"""What programs are told of expectations."""

from __future__ import annotations

import json

from flowgraph.reports.expectations import render

from .support import FAILED, PASSED, outcome


def test_everything_stands_in_the_document():
    document = json.loads(render("json", outcome(PASSED, FAILED, minimum=60)))
    assert list(document) == ["version", "missing", "expectations", "coverage", "summary"]
    assert document["summary"] == {"passed": 1, "failed": 1}
    assert document["coverage"] == {
        "tried": 3,
        "total": 6,
        "percent": 50,
        "minimum": 60,
        "untried": [
            {"node": "ivr:2", "label": "IVR 6201 Sales", "keys": ["3", "*"]},
            {"node": "ivr:1", "label": "IVR 6200 Welcome", "keys": ["invalid"]},
        ],
    }
    assert document["expectations"][1] == {
        "name": "ivr:1: 1,9 reaches queue Orders",
        "line": 4,
        "from": "ivr:1",
        "caller": None,
        "at": None,
        "keys": ["1", "9"],
        "reaches": "queue Orders",
        "passed": False,
        "expected": {"label": "Queue 6400 Orders", "nodes": ["queue:7"]},
        "start": "ivr:1",
        "outcome": "ended",
        "node": "end_call:",
        "label": "Hang up",
        "reason": None,
        "turn": {"number": 2, "reason": "from Hang up no key leads to Queue 6400 Orders"},
        "hops": [
            {"from": "ivr:1", "token": "1", "key": "1", "to": "ivr:2"},
            {"from": "ivr:2", "token": "9", "key": "9", "to": "end_call:"},
        ],
        "left": [],
    }


def test_what_passed_is_there_with_its_way():
    (row,) = json.loads(render("json", outcome(PASSED)))["expectations"]
    assert (row["passed"], row["turn"], row["node"]) == (True, None, "queue:7")
    assert len(row["hops"]) == 1


def test_without_any_expectation_the_document_is_whole():
    assert json.loads(render("json", outcome()))["expectations"] == []
