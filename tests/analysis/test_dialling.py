"""What callers may dial in a menu besides its keys."""

from __future__ import annotations

from menus import calls, snapshot_of

from flowgraph.analysis.dialling import dialling, slow_keys
from flowgraph.callgraph import call_graph
from flowgraph.model.directory import Entry
from flowgraph.model.ivr import Dialable

OFFICE = {
    "extension": {
        "7": Entry("7", "101", "Ada"),
        "8": Entry("8", "102", "Ben"),
        "9": Entry("9", "201", "Cem"),
    }
}


def numbers(graph, menu="ivr:1"):
    return [row.number for row in dialling(graph, menu).numbers]


def test_with_all_every_extension_may_be_dialled():
    graph = calls("ivr:1 -1-> queue:2", directory=OFFICE, ivr_1={"dial_ext_option": "all"})
    assert numbers(graph) == ["101", "102", "201"]
    assert dialling(graph, "ivr:1").find("201").node == "extension:9"
    assert dialling(graph, "ivr:1").find("300") is None


def test_with_restrict_the_listed_ones_may_not():
    closed = (Dialable(name="Ada", number="101", id="7", kind="extension"),)
    facts = {"dial_ext_option": "restrict", "restrict_dial_ext_list": closed}
    assert numbers(calls("ivr:1 -1-> queue:2", directory=OFFICE, ivr_1=facts)) == ["102", "201"]


def test_with_allow_only_the_listed_ones_may_and_groups_are_not_known():
    open_ = (
        Dialable(name="Ben", number="102", id="8", kind="extension"),
        Dialable(name="Sales", number="Sales", id="1", kind="ext_group"),
    )
    facts = {"dial_ext_option": "allow", "dial_ext_list": open_}
    graph = calls("ivr:1 -1-> queue:2", directory=OFFICE, ivr_1=facts)
    assert numbers(graph) == ["102"]
    assert "groups" in dialling(graph, "ivr:1").unknown


def test_call_numbers_count_where_they_are_switched_on():
    listed = (Dialable(name="6400", number="6400", id="3", kind="queue"),)
    on = {"enb_dial_call_number": True, "dial_call_number_list": listed}
    assert dialling(calls(ivr_1=on), "ivr:1").find("6400").node == "queue:3"
    assert numbers(calls(ivr_1={**on, "enb_dial_call_number": False})) == []


def test_without_the_list_of_extensions_nobody_knows():
    found = dialling(calls(ivr_1={"dial_ext_option": "all"}), "ivr:1")
    assert (found.numbers, found.unknown) == ((), "the list of extensions was not read")


def test_a_used_key_waits_where_a_number_begins_with_it():
    facts = {"dial_ext_option": "all"}
    steps = ("ivr:1 -1-> queue:2", "ivr:1 -3-> queue:2")
    graph = call_graph(snapshot_of(*steps, directory=OFFICE, ivr_1=facts))
    assert slow_keys(graph, "ivr:1") == {"1": "101"}
