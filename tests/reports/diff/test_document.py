"""What programs are told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hostile import STRINGS

from flowgraph.reports.diff import render

from .outcomes import NEW, OLD, outcome, state, torn


def document(*sides: Any) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(render("json", outcome(*sides)))
    return loaded


def test_it_has_the_parts_of_the_reference():
    found = document()
    assert list(found) == [
        *("version", "missing", "not_compared", "changes"),
        *("loops", "findings", "reach"),
    ]
    assert found["version"] == 1
    assert set(found["changes"][0]) == {"node", "key", "field", "what", "old", "new"}


def test_a_key_has_both_destinations_in_full():
    row = next(row for row in document()["changes"] if row["key"] == "1" and row["node"] == "ivr:1")
    assert row == {
        "node": "ivr:1",
        "key": "1",
        "field": "destination",
        "what": "changed",
        "old": {
            "node": "queue:1",
            "kind": "queue",
            "value": "1",
            "prefix": "",
            "label": "Queue 6400 Sales",
        },
        "new": {
            "node": "ext_vm:7",
            "kind": "ext_vm",
            "value": "7",
            "prefix": "",
            "label": "Voicemail 1001 Ada",
        },
    }


def test_effects_are_told_with_the_keys_to_press():
    found = document()
    assert found["reach"]["presses"] == [
        {
            "node": "queue:2",
            "label": "Queue 6401 Help & advice",
            "old": 1,
            "new": 2,
            "old_keys": ["5"],
            "new_keys": ["2", "1"],
        }
    ]
    assert [loop["kind"] for loop in found["loops"]["gone"]] == ["passive", "caller"]
    assert "dangling-ivr" in {finding["rule"] for finding in found["findings"]["fixed"]}
    assert found["findings"]["unchanged"] > 0


def test_it_holds_what_is_for_information_too():
    assert "info" in {finding["severity"] for finding in document()["findings"]["new"]}


def test_what_is_not_compared_is_told_by_side():
    assert document(NEW, torn("unreadable"))["not_compared"] == [
        {"side": "new", "node": "ivr:3", "list": None, "reason": "unreadable"}
    ]


def test_nothing_is_an_empty_document():
    found = document(OLD, OLD)
    assert found["changes"] == found["loops"]["new"] == found["findings"]["fixed"] == []


@pytest.mark.parametrize("name", STRINGS)
def test_names_are_whole_and_as_the_pbx_has_them(name: str):
    old = state("ivr:1 -1-> queue:1", ivr_1={"name": "Main"})
    new = state("ivr:1 -1-> queue:1", ivr_1={"name": name})
    rows = document(old, new)["changes"]
    assert [row["new"] for row in rows] == [name]
