"""The table for a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from flowgraph.reports.findings.sheet import render

from .support import MIXED, NOTHING, UNSET, outcome


def rows(what) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(what))))


def test_a_finding_is_a_row_whatever_its_severity_and_state():
    assert [(row["rule"], row["severity"], row["state"]) for row in rows(MIXED)] == [
        ("dangling-ivr", "error", "new"),
        ("timeout-unset", "warning", "known"),
        ("timeout-unset", "warning", "new"),
        ("failover-unset", "warning", "accepted"),
        ("caller-loop", "info", "new"),
    ]
    assert rows(MIXED)[0] == {
        "rule": "dangling-ivr",
        "severity": "error",
        "state": "new",
        "node": "ivr:5",
        "number": "6201",
        "name": "Main menu",
        "key": "3",
        "message": "leads to IVR id 9, which does not exist",
        "fix": "choose a destination that exists",
        "fingerprint": "dangling-ivr|ivr:5|3|",
    }


@pytest.mark.fault("E8")
def test_no_cell_is_a_formula():
    assert rows(MIXED)[3]["name"] == "'+Orders"
    assert rows(outcome(UNSET._replace(message="=1+1")))[0]["message"] == "'=1+1"


def test_nothing_found_is_a_line_of_names():
    assert render(NOTHING) == ("rule,severity,state,node,number,name,key,message,fix,fingerprint\n")
