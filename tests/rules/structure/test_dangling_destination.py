from __future__ import annotations

import pytest

from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.snapshot import Refusal
from flowgraph.rules.example import snapshot_of
from flowgraph.rules.rule import Example

from ..asking import ask, ask_about

RULE = "dangling-destination"


@pytest.mark.parametrize(
    ("kind", "list_"),
    [
        ("extension", "extension"),
        ("ext_vm", "extension"),
        ("queue", "queue"),
        ("ring_group", "ring_group"),
        ("conference", "conference"),
        ("group_vm", "group_vm"),
    ],
)
def test_what_is_not_in_the_pbxs_list_is_an_error_at_the_key(kind: str, list_: str):
    answer = ask(RULE, f"ivr:5 -2-> {kind}:77", f"ivr:5 -3-> {kind}:1", lists={list_: ("1",)})
    found = answer.one
    assert (found.node, found.key, found.severity) == ("ivr:5", "2", "error")
    assert "77, which does not exist" in found.message
    assert answer.reasons == []


def test_a_mailbox_of_nobody_is_called_a_voicemail():
    found = ask(RULE, "ivr:5 -2-> ext_vm:77", lists={"extension": ("1",)}).one
    assert found.message == "leads to voicemail id 77, which does not exist"


def test_a_destination_that_names_nothing_says_so():
    found = ask(RULE, "ivr:5 -2-> queue:", lists={"queue": ("1",)}).one
    assert "names none" in found.message
    assert "Queue" in found.message


def test_failovers_forwards_and_entries_are_looked_at_like_keys():
    answer = ask(
        RULE,
        "inbound_route:1 -default-> ivr:5",
        "inbound_route:1 -holiday-> extension:77",
        "ivr:5 -1-> queue:1",
        "ivr:5 -2-> extension:1",
        "queue:1 -fail-> extension:77",
        "extension:1 -busy-> ext_vm:78",
        lists={"extension": ("1",), "queue": ("1",)},
    )
    assert answer.places == [
        ("extension:1", "busy"),
        ("inbound_route:1", "holiday"),
        ("queue:1", "fail"),
    ]


def test_a_list_that_was_refused_is_named_and_proves_nothing():
    snapshot = snapshot_of(Example(("ivr:5 -2-> extension:77", "ivr:5 -3-> conference:9")))
    listings = {
        "extension": Listing(refusal="ACCESS DENIED", code=10005),
        "conference": Listing({"9": Entry("9", "", "")}),
    }
    answer = ask_about(RULE, snapshot._replace(directory=Directory(listings)))
    assert answer.findings == ()
    assert answer.reasons == ["the list of extensions was not read: ACCESS DENIED"]


def test_a_list_that_was_cut_off_proves_nothing():
    snapshot = snapshot_of(Example(("ivr:5 -2-> queue:77",)))
    listing = Listing({"1": Entry("1", "", "")}, complete=False)
    answer = ask_about(RULE, snapshot._replace(directory=Directory({"queue": listing})))
    assert answer.findings == ()
    assert "queues" in answer.reasons[0]
    assert "not complete" in answer.reasons[0]


def test_details_that_were_refused_do_not_spoil_the_list():
    snapshot = snapshot_of(Example(("ivr:5 -2-> queue:77",), lists={"queue": ("1",)}))
    answer = ask_about(RULE, snapshot._replace(refusals={"queue": Refusal("ACCESS DENIED", 10005)}))
    assert answer.places == [("ivr:5", "2")]
    assert answer.reasons == []


def test_a_list_that_nobody_needs_is_no_topic():
    answer = ask(RULE, "ivr:5 -2-> external_num:5550100", "ivr:5 -3-> ivr:9")
    assert answer == ((), [])


def test_an_ivr_that_does_not_exist_is_another_rules():
    assert not ask(RULE, "ivr:5 -3-> ivr:9", lists={"extension": ()}).findings
