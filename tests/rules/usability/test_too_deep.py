"""A person behind too many keys."""

from __future__ import annotations

import pytest

from ..asking import ask
from .trees import ask_tree

CHAIN = ("ivr:1 -1-> ivr:2", "ivr:2 -7-> ivr:3", "ivr:3 -#-> ivr:4")
DEEP = (*CHAIN, "ivr:4 -2-> extension:100")


def test_a_person_behind_four_keys_is_told_with_the_keys():
    finding = ask("too-deep", *DEEP).one
    assert (finding.node, finding.key, finding.severity) == ("ivr:1", "", "info")
    expected = "4 key presses to the nearest person, extension id 100: 1, 7, # and 2"
    assert finding.message == expected
    assert finding.related == ("extension:100",)


def test_a_person_behind_three_keys_is_near_enough():
    assert not ask("too-deep", *CHAIN, "ivr:3 -0-> queue:1").findings


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_the_limit_can_be_set(depth):
    answer = ask("too-deep", *CHAIN, "ivr:3 -0-> queue:1", limit=depth)
    assert bool(answer.findings) is (depth < 3)


def test_silence_costs_no_press_and_a_wrong_key_costs_one():
    assert not ask("too-deep", *CHAIN, "ivr:4 -timeout-> extension:100").findings
    assert ask("too-deep", *CHAIN, "ivr:4 -invalid-> extension:100").findings


def test_a_way_without_presses_counts_as_near_however_many_steps_it_has():
    silent = [f"ivr:{n} -timeout-> ivr:{n + 1}" for n in range(10, 20)]
    assert ask("too-deep", *DEEP).findings
    steps = (*DEEP, "ivr:1 -timeout-> ivr:10", *silent, "ivr:20 -1-> queue:1")
    assert not ask("too-deep", *steps).findings


def test_the_failover_of_an_empty_queue_costs_no_press():
    steps = (*CHAIN, "ivr:3 -1-> queue:1", "queue:1 -fail-> extension:100")
    assert not ask("too-deep", *steps, facts={"queue:1": {"members": (), "dynamic": ()}}).findings


def test_a_menu_in_which_extensions_may_be_dialled_is_at_a_person():
    assert not ask("too-deep", *DEEP, facts={"ivr:1": {"dial_ext_option": "all"}}).findings


def test_where_nobody_can_be_reached_another_rule_speaks():
    assert not ask("too-deep", *CHAIN, "ivr:4 -2-> ext_vm:100").findings


def test_what_could_not_be_read_may_be_a_person():
    assert not ask("too-deep", *DEEP, "ivr:2 -9-> ivr:9", missing={"9": "unreadable"}).findings
    assert ask("too-deep", *DEEP, "ivr:2 -9-> ivr:9").findings


def test_only_menus_at_which_calls_come_in_are_told():
    deeper = ("ivr:4 -2-> ivr:5", "ivr:5 -1-> extension:100")
    assert ask("too-deep", *CHAIN, *deeper).places == [("ivr:1", "")]


def test_a_silent_loop_on_the_way_ends():
    steps = (*DEEP, "ivr:4 -timeout-> ivr:3", "ivr:3 -timeout-> ivr:3", "ivr:2 -timeout-> ivr:1")
    finding = ask("too-deep", *steps).one
    assert finding.message.startswith("4 key presses")


def test_a_very_deep_menu_is_told_briefly():
    steps = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, 5000)]
    finding = ask("too-deep", *steps, "ivr:5000 -1-> queue:1").one
    assert finding.message.endswith(": 1, 1, 1, 1, 1, 1, 1, 1 and 4992 more")


def test_the_published_menus_have_a_person_within_three_keys():
    for tree in ("vendor-example", "kentucky-avrs", "aws-connect-sample", "ghi-medicare"):
        assert not ask_tree("too-deep", tree).findings
