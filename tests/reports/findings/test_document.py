"""The JSON document of the reference."""

from __future__ import annotations

import json
from typing import Any

from menus import calls

from flowgraph.reports.findings.document import render
from flowgraph.reports.findings.outcome import Outcome

from .support import CHOSEN, DANGLING, GAP, GONE, MIXED, NOTHING, QUEUE, UNSET, outcome


def document(what: Outcome) -> Any:
    return json.loads(render(what))


def test_it_has_every_part_of_the_contract():
    parts = document(MIXED)
    assert list(parts) == ["version", "missing", "findings", "not_checked", "fixed", "summary"]
    assert parts["version"] == 1
    assert parts["missing"] == [
        {"id": "ivr:9", "status": "not_found", "code": None, "message": "not_found"}
    ]
    assert parts["findings"][0] == {
        "rule": "dangling-ivr",
        "severity": "error",
        "node": "ivr:5",
        "ivr": "5",
        "number": "6201",
        "name": "Main menu",
        "key": "3",
        "message": "leads to IVR id 9, which does not exist",
        "fix": "choose a destination that exists",
        "fingerprint": "dangling-ivr|ivr:5|3|",
        "state": "new",
        "reason": None,
        "related": ["ivr:9"],
    }
    assert parts["not_checked"] == [{"rule": GAP.rule, "reason": GAP.reason}]
    assert parts["fixed"] == [GONE._asdict()]


def test_what_does_not_apply_is_null():
    row = document(outcome(QUEUE._replace(number="", key="")))["findings"][0]
    assert (row["ivr"], row["number"], row["key"]) == (None, None, None)


def test_every_finding_is_there_with_its_state():
    states = {row["rule"]: row["state"] for row in document(MIXED)["findings"][2:]}
    assert states == {"timeout-unset": "new", "failover-unset": "accepted", "caller-loop": "new"}
    assert document(MIXED)["findings"][1]["state"] == "known"
    reasons = [row["reason"] for row in document(MIXED)["findings"] if row["reason"]]
    assert reasons == ["Ann agreed, until May"]


def test_the_summary_counts_all_but_what_somebody_has_accepted():
    assert document(MIXED)["summary"] == {"error": 1, "warning": 2, "info": 1}


def test_it_is_valid_when_nothing_was_found():
    parts = document(NOTHING)
    assert parts["findings"] == []
    assert parts["summary"] == {"error": 0, "warning": 0, "info": 0}


def test_names_are_kept_whole():
    name = "菜 " * 3000
    graph = calls("ivr:1 -1-> queue:1", ivr_1={"name": name})
    assert document(outcome(UNSET._replace(name=name), graph=graph))["findings"][0]["name"] == name


def test_information_is_there_without_being_asked_for():
    assert [row["rule"] for row in document(outcome(CHOSEN, DANGLING))["findings"]] == [
        "dangling-ivr",
        "caller-loop",
    ]
