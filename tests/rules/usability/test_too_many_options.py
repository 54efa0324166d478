"""More options than callers keep in mind."""

from __future__ import annotations

import pytest

from flowgraph.rules import all_rules

from ..asking import ask
from .trees import ask_tree


def options(keys: str) -> list[str]:
    return [f"ivr:5 -{key}-> queue:{key}" for key in keys]


def test_six_options_are_one_too_many():
    finding = ask("too-many-options", *options("123456")).one
    assert (finding.node, finding.key, finding.severity) == ("ivr:5", "", "info")
    assert finding.message == "6 options on digits, more than 5"


def test_five_options_are_left_alone():
    assert not ask("too-many-options", *options("12345")).findings


def test_the_operator_on_0_is_not_counted_and_anything_else_on_0_is():
    assert not ask("too-many-options", *options("12345"), "ivr:5 -0-> extension:100").findings
    assert ask("too-many-options", *options("12345"), "ivr:5 -0-> conference:1").findings


def test_only_digits_are_counted():
    others = [f"ivr:5 -{key}-> extension:100" for key in ("#", "*", "timeout", "invalid")]
    assert not ask("too-many-options", *options("12345"), *others).findings


def test_a_key_that_repeats_the_menu_is_not_counted():
    assert not ask("too-many-options", *options("12345"), "ivr:5 -9-> ivr:5").findings


def test_a_key_that_goes_back_is_not_counted():
    assert not ask(
        "too-many-options", "ivr:1 -1-> ivr:5", *options("12345"), "ivr:5 -8-> ivr:1"
    ).findings


def test_menus_from_which_callers_can_come_back_are_options_all_the_same():
    steps = [f"ivr:5 -{key}-> ivr:1{key}" for key in "123456"]
    steps += [f"ivr:1{key} -*-> ivr:5" for key in "123456"]
    assert ask("too-many-options", *steps).places == [("ivr:5", "")]


def test_back_goes_back_also_where_calls_come_in_at_both_menus():
    entries = ("inbound_route:1 -default-> ivr:1", "inbound_route:2 -default-> ivr:5")
    steps = (*entries, "ivr:1 -1-> ivr:5", *options("12345"), "ivr:5 -9-> ivr:1")
    assert not ask("too-many-options", *steps, everything=True).findings


def test_back_goes_back_also_where_calls_come_in_through_a_queue():
    entry = ("inbound_route:1 -default-> queue:9", "queue:9 -fail-> ivr:1")
    steps = (*entry, "ivr:1 -1-> ivr:5", *options("12345"), "ivr:5 -8-> ivr:1")
    assert not ask("too-many-options", *steps).findings


@pytest.mark.parametrize(("limit", "is_found"), [(4, True), (5, False), (7, False)])
def test_the_limit_can_be_set(limit, is_found):
    answer = ask("too-many-options", *options("12345"), limit=limit)
    assert bool(answer.findings) is is_found


def test_the_evidence_against_the_rule_is_told():
    assert "Virzi" in all_rules()["too-many-options"].counter
    assert "Commarford" in all_rules()["too-many-options"].counter


def test_the_vendors_own_example_has_ten_digits():
    finding = ask_tree("too-many-options", "vendor-example").one
    assert finding.message.startswith("10 options")


def test_the_published_menus_give_what_was_counted_by_hand():
    trees = {"kentucky-avrs": 9, "ghi-medicare": 7, "aws-connect-sample": 7, "freeswitch-demo": 6}
    for tree, count in trees.items():
        finding = ask_tree("too-many-options", tree).one
        assert (finding.node, finding.message[0]) == ("ivr:1", str(count))
    for tree in ("asterisk-sac", "twilio-phone-tree", "genesys-simplefinancial"):
        assert not ask_tree("too-many-options", tree).findings
