"""A queue whose failover callers may never get to by waiting is told."""

from __future__ import annotations

import pytest

from flowgraph.model.snapshot import Refusal
from flowgraph.rules.example import snapshot_of
from flowgraph.rules.rule import Example

from ..asking import ask, ask_about

RULE = "queue-without-limit"
STEPS = ("ivr:5 -1-> queue:2", "queue:2 -fail-> group_vm:1")


def test_a_queue_without_a_longest_waiting_time_is_told_with_its_failover():
    found = ask(RULE, *STEPS, facts={"queue:2": {"limit_s": 0}}).one
    assert (found.node, found.key, found.severity) == ("queue:2", "fail", "info")
    assert "group voicemail id 1" in found.message
    assert found.related == ("group_vm:1",)


@pytest.mark.parametrize("limit_s", [300, 1, None])
def test_a_limit_and_an_unknown_one_are_no_finding(limit_s):
    assert ask(RULE, *STEPS, facts={"queue:2": {"limit_s": limit_s}}) == ((), [])


def test_without_a_failover_a_limit_would_help_nobody():
    facts = {"queue:2": {"limit_s": 0, "knows_fail": True}}
    assert ask(RULE, *STEPS[:1], facts=facts) == ((), [])
    assert ask("failover-unset", *STEPS[:1], facts=facts).places == [("queue:2", "fail")]


def test_a_ring_group_has_no_waiting_time():
    steps = ("ivr:5 -1-> ring_group:2", "ring_group:2 -fail-> group_vm:1")
    assert ask(RULE, *steps, facts={"ring_group:2": {"limit_s": 0}}) == ((), [])


def test_queues_that_could_not_be_read_are_told():
    refusals = {"queue": Refusal("no permission")}
    snapshot = snapshot_of(Example(STEPS[:1]))._replace(groups={}, refusals=refusals)
    assert ask_about(RULE, snapshot) == ((), ["queues could not be read: no permission"])
