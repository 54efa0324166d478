"""A queue or ring group that sends calls that nobody answers nowhere is found."""

from __future__ import annotations

import pytest

from flowgraph.model.snapshot import Refusal
from flowgraph.rules.example import snapshot_of
from flowgraph.rules.rule import Example

from ..asking import ask, ask_about

RULE = "failover-unset"
WORDS = {"queue": "queues", "ring_group": "ring groups"}


@pytest.mark.parametrize("kind", WORDS)
def test_a_failover_that_is_known_to_be_unset_is_a_warning(kind):
    group = f"{kind}:2"
    found = ask(RULE, f"ivr:5 -1-> {group}", facts={group: {"knows_fail": True}}).one
    assert (found.node, found.key, found.severity) == (group, "fail", "warning")


@pytest.mark.parametrize("kind", WORDS)
def test_a_failover_that_is_set_or_not_known_is_no_finding(kind):
    group = f"{kind}:2"
    steps = (f"ivr:5 -1-> {group}", f"{group} -fail-> end_call:")
    assert ask(RULE, *steps) == ((), [])
    assert ask(RULE, steps[0], facts={group: {"knows_fail": False}}) == ((), [])


@pytest.mark.parametrize(("kind", "words"), WORDS.items())
def test_groups_that_could_not_be_read_are_told(kind, words):
    refusals = {kind: Refusal("no permission")}
    snapshot = snapshot_of(Example((f"ivr:5 -1-> {kind}:2",)))
    told = ask_about(RULE, snapshot._replace(groups={}, refusals=refusals))
    assert told == ((), [f"{words} could not be read: no permission"])
