"""The words of the field: destinations, menus, lists, gaps, snapshots, keys."""

from __future__ import annotations

from typing import Any

import pytest

from flowgraph.model.destination import (
    KIND_WORDS,
    KINDS_WITH_ID,
    KINDS_WITHOUT_VALUE,
    KNOWN_KINDS,
    LIST_OF_KIND,
    PROMPT_KINDS,
    Destination,
)
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.ivr import Dialable, Ivr
from flowgraph.model.keys import KEYS, rank, spoken
from flowgraph.model.missing import (
    NOT_FOLLOWED,
    NOT_FOUND,
    NOT_INCLUDED,
    UNREADABLE,
    Missing,
    Status,
)
from flowgraph.model.snapshot import Snapshot


def test_keys_stand_in_the_one_order() -> None:
    assert "".join(KEYS[:12]) == "0123456789#*"
    assert KEYS[12:] == ("timeout", "invalid")
    assert sorted([*KEYS[5:], *KEYS[:5]], key=rank) == list(KEYS)
    assert rank("no key at all") > rank("invalid")
    assert [spoken(key) for key in ("timeout", "invalid", "*")] == ["no key", "wrong key", "*"]


@pytest.mark.parametrize(
    ("destination", "node"),
    [
        (Destination("queue", "1"), "queue:1"),
        (Destination("queue", "1", "9"), "queue:1"),
        (Destination("external_num", "555"), "external_num:555"),
        (Destination("external_num", "555", "9"), "external_num:9-555"),
        (Destination("end_call", "left over", "9"), "end_call:"),
        (Destination("dial_by_name"), "dial_by_name:"),
        (Destination("play_prompt", "a.wav", "3"), "play_prompt:a.wav"),
        (Destination("ivr"), "ivr:"),
        (Destination("teleport", "a:b"), "teleport:a:b"),
    ],
)
def test_a_destination_is_one_node(destination: Destination, node: str) -> None:
    assert destination.node_id == node


@pytest.mark.parametrize(
    ("destination", "count"),
    [
        (Destination("play_prompt", "a.wav", "3"), 3),
        (Destination("play_greeting", "a.wav", " 2 "), 2),
        (Destination("play_prompt", "a.wav", ""), None),
        (Destination("play_prompt", "a.wav", "many"), None),
        (Destination("play_prompt", "a.wav", "²"), None),
        (Destination("play_prompt", "a.wav", "9" * 5000), None),
        (Destination("queue", "1", "3"), None),
    ],
)
def test_only_a_prompt_has_a_play_count(destination: Destination, count: int | None) -> None:
    assert destination.play_count == count


def test_the_tables_of_kinds_agree() -> None:
    assert KIND_WORDS.keys() >= KNOWN_KINDS
    assert KINDS_WITH_ID | PROMPT_KINDS | KINDS_WITHOUT_VALUE | {"external_num"} >= KNOWN_KINDS
    assert LIST_OF_KIND.keys() >= KINDS_WITH_ID & KNOWN_KINDS
    assert not Destination("teleport").is_known


@pytest.mark.parametrize(
    ("settings", "exits"),
    [
        ({}, 0),
        ({"dial_ext_option": "disable", "dial_ext_list": (Dialable(id="1"),)}, 0),
        ({"dial_ext_option": "all"}, 1),
        ({"dial_ext_option": "restrict"}, 1),
        ({"dial_ext_option": "allow"}, 0),
        ({"dial_ext_option": "allow", "dial_ext_list": ()}, 0),
        ({"dial_ext_option": "allow", "dial_ext_list": (Dialable(id="1"),)}, 1),
        ({"enb_dial_call_number": True}, 0),
        ({"enb_dial_call_number": True, "dial_call_number_list": (Dialable(id="1"),)}, 1),
        ({"enb_dial_call_number": False, "dial_call_number_list": (Dialable(id="1"),)}, 0),
        ({"enb_dial_outb_routes": True}, 1),
        ({"enb_dial_check_vm": True}, 0),
        ({"dial_ext_option": "all", "enb_dial_outb_routes": True}, 2),
    ],
)
def test_a_hidden_exit_is_a_way_out_without_a_key(settings: dict[str, Any], exits: int) -> None:
    assert len(Ivr(id="1", **settings).hidden_exits) == exits


def test_only_a_list_that_was_read_whole_proves_that_something_is_missing() -> None:
    one = {"7": Entry("7", "1000", "Ana")}
    known, gone = Destination("extension", "7"), Destination("ext_vm", "8")
    for listing, lacks in (
        (Listing(one), True),
        (Listing(one, complete=False), False),
        (Listing(refusal="no"), False),
    ):
        directory = Directory({"extension": listing})
        assert (directory.lacks(known), directory.lacks(gone)) == (False, lacks)
    assert Directory({"extension": Listing(one)}).entry(known) == one["7"]
    assert Directory().entry(known) is None
    assert not Directory().lacks(known)
    assert not Directory({"": Listing()}).lacks(Destination("external_num", "5"))


@pytest.mark.parametrize(
    ("status", "is_root", "is_partial"),
    [
        (NOT_FOUND, False, False),
        (NOT_FOUND, True, True),
        (UNREADABLE, False, True),
        (NOT_FOLLOWED, False, False),
        (NOT_INCLUDED, False, False),
    ],
)
def test_a_snapshot_is_partial_where_something_that_exists_could_not_be_read(
    status: Status, is_root: bool, is_partial: bool
) -> None:
    gap = Missing("2", status, None, "")
    roots = ("1", "2") if is_root else ("1",)
    snapshot = Snapshot("", roots, {"1": Ivr(id="1")}, {"2": gap})
    assert snapshot.is_partial == is_partial
    assert snapshot._replace(cut="stopped").is_partial


def test_a_gap_is_told_as_every_document_tells_it() -> None:
    assert Missing("5", NOT_FOUND, 60001, "no such object").as_row() == {
        "id": "ivr:5",
        "status": "not_found",
        "code": 60001,
        "message": "no such object",
    }
