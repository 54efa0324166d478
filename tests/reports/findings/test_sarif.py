"""SARIF: what code scanning and editors make of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flowgraph.model.place import Place
from flowgraph.reports.findings.outcome import Outcome
from flowgraph.reports.findings.sarif import render
from flowgraph.rules import all_rules

from .support import CHOSEN, DANGLING, GAP, MIXED, QUEUE, UNSET, judged, outcome, read_sarif


def run(what: Outcome) -> Any:
    list(read_sarif(render(what)))
    return json.loads(render(what))["runs"][0]


def only(what: Outcome) -> Any:
    (result,) = run(what)["results"]
    return result


def test_every_rule_that_was_asked_is_explained():
    rules = run(MIXED)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(MIXED.judgement.rules)
    unset = next(rule for rule in rules if rule["id"] == "timeout-unset")
    assert unset["name"] == "TimeoutUnset"
    assert unset["shortDescription"]["text"] == (
        "A menu has no destination for a caller who presses nothing."
    )
    assert unset["fullDescription"]["text"] == all_rules()["timeout-unset"].why
    assert unset["defaultConfiguration"] == {"level": "warning"}
    assert unset["properties"] == {"tags": ["structure"]}


def test_every_rule_there_is_makes_a_valid_log():
    asked = Outcome(judged(rules=tuple(all_rules())), MIXED.graph)
    rules = run(asked)["tool"]["driver"]["rules"]
    assert len(rules) == len(all_rules())
    names = [rule["name"] for rule in rules]
    assert all(name.isalpha() and name[0].isupper() for name in names)


def test_a_result_points_to_its_rule_and_says_what_where_and_what_to_do():
    result = only(outcome(DANGLING))
    rules = run(outcome(DANGLING))["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "dangling-ivr"
    assert result["level"] == "error"
    assert result["message"]["text"] == (
        "IVR 6201 Main menu, key 3: leads to IVR id 9, which does not exist. "
        "To fix it: choose a destination that exists."
    )
    assert result["partialFingerprints"] == {"flowgraph/v1": "dangling-ivr|ivr:5|3|"}


def test_information_is_a_note():
    assert only(outcome(CHOSEN))["level"] == "note"


def test_a_place_is_a_line_of_a_file_and_a_key_of_a_menu():
    result = only(outcome(DANGLING, places=MIXED.places))
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "my%20pbx/ivr/5.json", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 20},
            },
            "logicalLocations": [
                {
                    "name": "IVR 6201 Main menu",
                    "fullyQualifiedName": "ivr:5/key:3",
                    "kind": "property",
                }
            ],
        }
    ]


def test_without_a_file_the_place_is_logical_alone():
    (location,) = only(outcome(QUEUE._replace(key="")))["locations"]
    assert location == {
        "logicalLocations": [{"name": "queue:1", "fullyQualifiedName": "queue:1", "kind": "object"}]
    }


def test_what_belongs_to_it_is_there_once_and_not_the_place_itself():
    result = only(outcome(CHOSEN, places=MIXED.places))
    (related,) = result["relatedLocations"]
    assert related["logicalLocations"][0]["fullyQualifiedName"] == "ivr:5"
    assert related["physicalLocation"]["region"] == {"startLine": 4}
    assert "relatedLocations" not in only(outcome(UNSET))


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b/5.json", "a%20b/5.json"),
        ("C:x/5.json", "C%3Ax/5.json"),
        ("ü#?%.json", "%C3%BC%23%3F%25.json"),
        ("ivr\udcff.json", "ivr%FF.json"),
    ],
)
def test_a_file_name_is_encoded_as_a_reference(file: str, uri: str):
    result = only(outcome(UNSET, places=lambda node, key: Place(file, 1)))
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == uri


def test_states_are_there_with_a_baseline_alone():
    assert "baselineState" not in only(outcome(UNSET, known=frozenset({UNSET.fingerprint})))
    states = {
        result["partialFingerprints"]["flowgraph/v1"]: result["baselineState"]
        for result in run(MIXED)["results"]
    }
    assert states == {
        "dangling-ivr|ivr:5|3|": "new",
        "timeout-unset|ivr:5|timeout|": "unchanged",
        "timeout-unset|ivr:6|timeout|": "new",
        "failover-unset|queue:1|fail|": "new",
        "caller-loop|ivr:6|*|": "new",
        "timeout-unset|ivr:7|timeout|": "absent",
    }


def test_what_is_fixed_is_no_result_without_a_baseline():
    assert len(run(MIXED._replace(has_baseline=False))["results"]) == 5


def test_what_is_accepted_is_suppressed_with_its_reason():
    result = only(outcome(UNSET, accepted={UNSET.fingerprint: "Ann agreed"}))
    assert result["suppressions"] == [{"kind": "external", "justification": "Ann agreed"}]
    assert "suppressions" not in only(outcome(UNSET))


def test_a_rule_that_lacked_its_facts_is_a_note_of_a_run_that_went_well():
    (invocation,) = run(MIXED)["invocations"]
    assert invocation["executionSuccessful"] is True
    (note,) = invocation["toolExecutionNotifications"]
    assert note["level"] == "note"
    assert note["message"]["text"] == f"Failover-unset: not checked, because {GAP.reason}."
    rules = run(MIXED)["tool"]["driver"]["rules"]
    assert rules[note["associatedRule"]["index"]]["id"] == "failover-unset"


@pytest.mark.fault("E10", promise="escapes both, so that the message shows the name")
def test_a_name_is_no_link_and_no_placeholder_of_a_message():
    name = "[ring](https://x.example) {0}"
    text = only(outcome(UNSET._replace(label=name)))["message"]["text"]
    assert text.startswith("[ring] (https://x.example) {{0}}, no key: ")


def test_nothing_tells_when_where_and_by_whom_it_was_written():
    text = render(MIXED)
    assert str(Path.cwd()) not in text
    assert "Time" not in json.dumps(run(MIXED)["invocations"])
    assert "file://" not in text
