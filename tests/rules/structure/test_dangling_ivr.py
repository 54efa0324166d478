from __future__ import annotations

import pytest

from ..asking import ask


def test_a_key_to_an_ivr_that_does_not_exist_is_an_error_at_that_key():
    found = ask("dangling-ivr", "ivr:5 -3-> ivr:1").one
    assert (found.node, found.key, found.severity) == ("ivr:5", "3", "error")
    assert found.message == "leads to IVR id 1, which does not exist"


def test_a_key_to_an_ivr_that_names_none_is_found_as_well():
    answer = ask("dangling-ivr", "ivr:5 -2-> ivr:", "ivr:5 -3-> ivr:")
    assert answer.places == [("ivr:5", "2"), ("ivr:5", "3")]
    assert "names none" in answer.findings[0].message


def test_failovers_forwards_and_entries_are_looked_at_like_keys():
    answer = ask(
        "dangling-ivr",
        "inbound_route:1 -default-> ivr:5",
        "inbound_route:1 -holiday-> ivr:9",
        "ivr:5 -1-> queue:1",
        "ivr:5 -2-> extension:1",
        "queue:1 -fail-> ivr:9",
        "extension:1 -busy-> ivr:9",
    )
    assert answer.places == [
        ("extension:1", "busy"),
        ("inbound_route:1", "holiday"),
        ("queue:1", "fail"),
    ]


def test_every_key_that_leads_there_is_told():
    answer = ask("dangling-ivr", "ivr:5 -1-> ivr:6", "ivr:5 -9-> ivr:1", "ivr:6 -4-> ivr:1")
    assert answer.places == [("ivr:5", "9"), ("ivr:6", "4")]


@pytest.mark.parametrize("status", ["unreadable", "not_followed", "not_included"])
def test_what_could_not_be_read_is_not_said_to_be_absent(status: str):
    assert not ask("dangling-ivr", "ivr:5 -3-> ivr:1", missing={"1": status}).findings


def test_a_root_that_does_not_exist_is_no_finding():
    assert not ask("dangling-ivr", facts={"ivr:5": {}}).findings
