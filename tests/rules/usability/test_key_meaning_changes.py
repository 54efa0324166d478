"""What callers learned in one menu holds in the next."""

from __future__ import annotations

import random

import pytest

from ..asking import ask
from .trees import ask_tree

PAIR = ("ivr:5 -1-> ivr:6", "ivr:6 -1-> queue:9")


@pytest.mark.parametrize("key", ["0", "9", "*"])
def test_a_key_with_two_meanings_is_told_at_the_lowest_menu(key):
    finding = ask(
        "key-meaning-changes", *PAIR, f"ivr:5 -{key}-> extension:100", f"ivr:6 -{key}-> ivr:5"
    ).one
    assert (finding.node, finding.key, finding.severity) == ("ivr:5", key, "info")
    assert finding.message == (
        f"{key} means different things: a person in IVR id 5; the way back in IVR id 6"
    )
    assert finding.related == ("ivr:6",)


@pytest.mark.parametrize("key", ["1", "8", "#", "timeout", "invalid"])
def test_other_keys_may_differ(key):
    steps = (*PAIR, f"ivr:5 -{key}-> extension:100", f"ivr:6 -{key}-> end_call:")
    assert not ask("key-meaning-changes", *dict.fromkeys(steps)).findings


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("queue:1", "extension:100"),
        ("ring_group:1", "external_num:5550"),
        ("ext_vm:1", "group_vm:1"),
        ("play_prompt:a.wav", "play_greeting:b.wav"),
        ("ivr:7", "ivr:8"),
        ("ivr:5", "ivr:6"),
    ],
)
def test_the_same_thing_elsewhere_is_the_same_meaning(here, there):
    more = ("ivr:7 -1-> queue:1", "ivr:8 -1-> queue:1")
    keys = (f"ivr:5 -9-> {here}", f"ivr:6 -9-> {there}")
    assert not ask("key-meaning-changes", *PAIR, *keys, *more).findings


@pytest.mark.parametrize(
    "there", ["ext_vm:1", "conference:1", "play_greeting:b.wav", "ivr:7", "end_call:", "ivr:5"]
)
def test_anything_else_is_another_meaning(there):
    steps = (*PAIR, "ivr:5 -0-> queue:1", f"ivr:6 -0-> {there}", "ivr:7 -1-> queue:1")
    assert ask("key-meaning-changes", *steps).places == [("ivr:5", "0")]


@pytest.mark.parametrize("there", ["ivr:404", "fax_to_email:1"])
def test_what_is_not_known_has_no_meaning(there):
    assert not ask(
        "key-meaning-changes", *PAIR, "ivr:5 -0-> queue:1", f"ivr:6 -0-> {there}"
    ).findings


def test_unset_is_no_meaning():
    assert not ask("key-meaning-changes", *PAIR, "ivr:5 -0-> queue:1").findings


def test_menus_that_do_not_belong_together_may_differ():
    apart = ("ivr:5 -0-> queue:1", "ivr:6 -0-> end_call:")
    assert not ask("key-meaning-changes", *apart, everything=True).findings
    assert ask(
        "key-meaning-changes", *apart, "ivr:7 -1-> ivr:5", "ivr:7 -2-> ivr:6", everything=True
    ).findings


def test_the_commonest_meaning_is_told_first_and_at_most_three_menus_of_each():
    steps = [f"ivr:1 -{n}-> ivr:{n}" for n in range(2, 8)]
    steps += [f"ivr:{n} -0-> queue:1" for n in range(3, 8)]
    finding = ask("key-meaning-changes", *steps, "ivr:2 -0-> end_call:").one
    assert finding.node == "ivr:2"
    assert finding.message == (
        "0 means different things: a person in IVR id 3, IVR id 4, IVR id 5 and 2 more; "
        "the end of the call in IVR id 2"
    )


def test_the_order_of_the_input_does_not_matter():
    steps = [*PAIR, "ivr:5 -0-> queue:1", "ivr:6 -0-> ext_vm:1", "ivr:5 -2-> ivr:7"]
    steps.append("ivr:7 -0-> end_call:")
    expected = ask("key-meaning-changes", *steps).findings
    for seed in range(5):
        mixed = random.Random(seed).sample(steps[1:], len(steps) - 1)
        assert ask("key-meaning-changes", steps[0], *mixed).findings == expected


def test_the_published_menus_are_of_one_mind():
    for tree in ("vendor-example", "kentucky-avrs", "freeswitch-demo", "ghi-medicare"):
        assert not ask_tree("key-meaning-changes", tree).findings
