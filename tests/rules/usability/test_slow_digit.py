"""A key that is also the first digit of a number which callers may dial."""

from __future__ import annotations

import pytest

from flowgraph.model.directory import Directory, Listing
from flowgraph.rules.example import snapshot_of
from flowgraph.rules.rule import Example

from ..asking import ask, ask_about
from .trees import ask_tree

MENU = ("ivr:5 -1-> queue:1", "ivr:5 -3-> queue:3")
OPEN = {"ivr:5": {"dial_ext_option": "all", "digit_timeout_s": 4}}


def allow(*numbers: str, kind: str = "extension") -> dict:
    rows = tuple({"number": n, "id": n, "name": "", "kind": kind} for n in numbers)
    return {"ivr:5": {"dial_ext_option": "allow", "dial_ext_list": rows}}


def test_a_key_that_begins_an_extension_is_told_with_an_example_and_the_wait():
    numbers = {"extension": ("1001", "1002", "2000")}
    finding = ask("slow-digit", *MENU, facts=OPEN, lists=numbers).one
    assert (finding.node, finding.key, finding.severity) == ("ivr:5", "1", "info")
    assert "1001 may be dialled" in finding.message
    assert "waits 4 s" in finding.message
    assert "inferred" in finding.message


def test_a_wait_that_is_not_known_is_not_made_up():
    finding = ask("slow-digit", *MENU, facts=allow("1001")).one
    assert "waits for some time" in finding.message


@pytest.mark.parametrize("number", ["2000", "1"])
def test_a_number_that_begins_otherwise_or_ends_there_slows_nothing(number):
    assert not ask("slow-digit", *MENU, facts=OPEN, lists={"extension": (number,)}).findings


def test_the_lists_of_the_menu_are_honoured():
    assert ask("slow-digit", *MENU, facts=allow("3001")).places == [("ivr:5", "3")]
    closed = ({"number": "1001", "id": "1", "name": "", "kind": "extension"},)
    facts = {"ivr:5": {"dial_ext_option": "restrict", "restrict_dial_ext_list": closed}}
    lists = {"extension": ("1001", "3001")}
    assert ask("slow-digit", *MENU, facts=facts, lists=lists).places == [("ivr:5", "3")]


@pytest.mark.parametrize("option", ["disable", None])
def test_where_nothing_may_be_dialled_no_key_is_slow(option):
    facts = {"ivr:5": {"dial_ext_option": option}}
    answer = ask("slow-digit", *MENU, facts=facts)
    assert (answer.findings, answer.reasons) == ((), [])


@pytest.mark.parametrize("option", ["all", "restrict"])
def test_without_the_list_of_extensions_it_says_what_it_could_not_check(option):
    answer = ask("slow-digit", *MENU, facts={"ivr:5": {"dial_ext_option": option}})
    assert answer.findings == ()
    assert answer.reasons == ["the list of extensions was not read"]


def test_a_list_that_the_pbx_refuses_is_told_with_its_reason():
    refused = Directory({"extension": Listing(refusal="ACCESS DENIED (10005)")})
    snapshot = snapshot_of(Example(MENU, OPEN))._replace(directory=refused)
    answer = ask_about("slow-digit", snapshot)
    assert answer.reasons == ["extensions could not be read: ACCESS DENIED (10005)"]


def test_groups_whose_members_are_not_known_are_not_checked():
    answer = ask("slow-digit", *MENU, facts=allow("", kind="ext_group"))
    assert answer.reasons == ["it is not known who is in the groups that are listed"]


def test_a_menu_without_digits_has_nothing_to_check():
    answer = ask("slow-digit", "ivr:5 -timeout-> queue:1", facts=OPEN)
    assert answer.reasons == []


def test_in_the_vendors_own_example_1_begins_extension_1001():
    finding = ask_tree("slow-digit", "vendor-example").one
    assert (finding.node, finding.key) == ("ivr:5", "1")
    assert "1001 may be dialled here too, so the PBX waits 3 s" in finding.message


def test_the_published_menus_give_what_was_counted_by_hand():
    assert ask_tree("slow-digit", "asterisk-sac").places == [("ivr:1", "1")]
    assert ask_tree("slow-digit", "freeswitch-demo").places == [("ivr:1", "1")]
    assert not ask_tree("slow-digit", "kentucky-avrs").findings
