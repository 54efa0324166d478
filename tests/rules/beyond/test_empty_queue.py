"""A queue without agents is found, one whose agents are not known is not."""

from __future__ import annotations

import pytest

from flowgraph.model.snapshot import Refusal
from flowgraph.rules.example import snapshot_of
from flowgraph.rules.rule import Example

from ..asking import ask, ask_about

RULE = "empty-queue"
STEPS = ("ivr:5 -1-> queue:2", "queue:2 -fail-> group_vm:1")


def test_a_queue_that_nobody_belongs_to_is_an_error():
    found = ask(RULE, *STEPS, facts={"queue:2": {"members": (), "dynamic": ()}}).one
    assert (found.node, found.key, found.severity) == ("queue:2", "", "error")


@pytest.mark.parametrize(
    "facts",
    [
        {"members": ("301",), "dynamic": ()},
        {"members": (), "dynamic": ("301",)},
        {"members": (), "dynamic": None},
        {"members": None, "dynamic": ()},
        {},
    ],
)
def test_agents_of_either_sort_and_unknown_ones_are_no_finding(facts):
    assert ask(RULE, *STEPS, facts={"queue:2": facts}) == ((), [])


def test_an_empty_ring_group_is_the_matter_of_another_rule():
    steps = ("ivr:5 -1-> ring_group:2",)
    assert ask(RULE, *steps, facts={"ring_group:2": {"members": (), "dynamic": ()}}) == ((), [])


@pytest.mark.parametrize("target", ["queue:2", "extension:2"])
def test_queues_that_could_not_be_read_are_told_where_calls_meet_one(target):
    refusals = {"queue": Refusal("no permission")}
    told = ask_about(
        RULE, snapshot_of(Example((f"ivr:5 -1-> {target}",)))._replace(groups={}, refusals=refusals)
    )
    assert told.findings == ()
    reasons = ["queues could not be read: no permission"]
    assert told.reasons == (reasons if target == "queue:2" else [])
