"""What became of findings between two states."""

from __future__ import annotations

from flowgraph.rules import all_rules
from flowgraph.rules.example import flow_of
from flowgraph.rules.judging import judge
from flowgraph.rules.rule import Example
from flowgraph.rules.since import since

RULES = [all_rules()["timeout-unset"]]


def findings(*steps: str):
    return judge(flow_of(Example(steps)), RULES).findings


def test_the_same_fault_at_the_same_place_is_unchanged_whatever_else_is_new_or_fixed():
    old = findings("ivr:5 -1-> ivr:6", "ivr:6 -1-> queue:2", "ivr:5 -2-> ivr:7",
                   "ivr:7 -timeout-> queue:2")  # fmt: skip
    new = findings("ivr:5 -1-> ivr:6", "ivr:6 -timeout-> queue:2", "ivr:5 -2-> ivr:7",
                   "ivr:7 -1-> queue:2")  # fmt: skip
    turn = since(old, new)
    assert [finding.node for finding in turn.new] == ["ivr:7"]
    assert [finding.node for finding in turn.fixed] == ["ivr:6"]
    assert [finding.node for finding in turn.unchanged] == ["ivr:5"]
