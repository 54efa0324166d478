"""The rules explained: on a terminal, and as the documentation's page."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowgraph.reports.rules import render_list, render_page, render_rule
from flowgraph.rules import all_rules

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
RULES = list(all_rules().values())


def test_the_list_names_every_rule_with_severity_and_what_it_finds():
    lines = [line.split() for line in render_list().splitlines() if line.startswith("  ")]
    assert {(words[1], words[0]) for words in lines} == {(r.id, r.severity) for r in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_explained_with_reason_source_example_and_how_to_silence_it(rule):
    text = render_rule(rule)
    folded = " ".join(text.split())
    for fact in (rule.why, rule.source, rule.counter):
        assert " ".join(fact.split()) in folded
    for step in (*rule.bad.steps, *rule.good.steps):
        assert step in text
    assert f"--ignore {rule.id}" in text
    assert f'rule = "{rule.id}"' in text
    assert ("[check.limit]" in text) == (rule.limit is not None)
    assert max(map(len, text.splitlines())) <= 200


def test_the_page_in_the_documentation_is_the_one_that_the_rules_give():
    assert PAGE.read_text(encoding="utf-8") == render_page()


def test_every_rule_has_a_heading_on_the_page_that_the_tables_link_to():
    page = render_page()
    for rule in RULES:
        assert f"\n### {rule.id}\n" in page
        assert f"[`{rule.id}`](#{rule.id})" in page
