"""A ring group without members is found, one whose members are not known is not."""

from __future__ import annotations

import pytest

from flowgraph.model.snapshot import Refusal
from flowgraph.rules.example import snapshot_of
from flowgraph.rules.rule import Example

from ..asking import ask, ask_about

RULE = "empty-ring-group"
STEPS = ("ivr:5 -1-> ring_group:2", "ring_group:2 -fail-> group_vm:1")


def test_a_ring_group_that_nobody_belongs_to_is_an_error():
    found = ask(RULE, *STEPS, facts={"ring_group:2": {"members": ()}}).one
    assert (found.node, found.key, found.severity) == ("ring_group:2", "", "error")


@pytest.mark.parametrize("members", [("301",), None])
def test_members_and_unknown_ones_are_no_finding(members):
    assert ask(RULE, *STEPS, facts={"ring_group:2": {"members": members}}) == ((), [])


def test_ring_groups_that_could_not_be_read_are_told():
    refusals = {"ring_group": Refusal("no permission")}
    snapshot = snapshot_of(Example(STEPS[:1]))._replace(groups={}, refusals=refusals)
    assert ask_about(RULE, snapshot) == ((), ["ring groups could not be read: no permission"])
