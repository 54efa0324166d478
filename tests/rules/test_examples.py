"""Every rule finds its bad example and leaves its good one alone."""

from __future__ import annotations

import pytest

from flowgraph.rules import GROUPS, all_rules, group_of
from flowgraph.rules.example import flow_of
from flowgraph.rules.judging import judge
from flowgraph.rules.rule import STRENGTHS, Rule

RULES = list(all_rules().values())


def found(rule: Rule, example) -> list[tuple[str, str]]:
    return [(f.node, f.key) for f in judge(flow_of(example), [rule]).findings]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_of_a_rule_is_found_or_the_rule_says_what_it_waits_for(rule):
    told = judge(flow_of(rule.bad), [rule])
    if rule.waits_for:
        assert not told.findings
        assert [skipped.reason for skipped in told.not_checked] == [rule.waits_for]
    else:
        assert told.findings


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_of_a_rule_is_left_alone(rule):
    assert found(rule, rule.good) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_where_it_comes_from_and_reads_as_a_sentence(rule):
    assert set(rule.strength) <= set(STRENGTHS)
    assert rule.strength
    assert rule.source
    assert rule.why.endswith(".")
    assert rule.summary[0].islower()
    assert not rule.summary.endswith(".")
    assert group_of(rule.id) in GROUPS
    assert (rule.limit is None) == (not rule.limit_words)
    for finding in judge(flow_of(rule.bad), [rule]).findings:
        assert finding.rule == rule.id
        assert not finding.message.endswith(".")
        assert not finding.fix.endswith(".")
        assert finding.fix
