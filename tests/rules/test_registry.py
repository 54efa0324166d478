"""Every rule that is promised is there, where one looks for it, and starts at once."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import flowgraph.rules
from flowgraph.rules import GROUPS, all_rules, group_of

PROMISED = {
    "structure": {
        "passive-loop",
        "trap",
        "failover-loop",
        "wrong-key-loop",
        "caller-loop",
        "dangling-ivr",
        "dangling-destination",
        "missing-prompt",
        "not-included",
        "timeout-unset",
        "invalid-unset",
        "failure-hangs-up",
        "no-person",
        "unreachable-ivr",
        "empty-menu",
        "same-target",
        "stale-field",
        "unknown-kind",
        "unknown-field",
        "duplicate-name",
    },
    "beyond": {
        "empty-queue",
        "empty-ring-group",
        "queue-without-limit",
        "failover-unset",
        "route-overridden",
        "shadowed-route",
        "key-not-announced",
        "announced-key-unset",
        "announced-order-differs",
        "hours-without-person",
    },
    "usability": {
        "zero-not-operator",
        "too-many-options",
        "too-deep",
        "key-gap",
        "star-not-back",
        "hash-is-option",
        "key-meaning-changes",
        "timeout-too-short",
        "repeats-out-of-range",
        "slow-digit",
        "default-prompt",
    },
    "safety": {
        "outbound-open",
        "voicemail-open",
        "prompt-change-open",
        "all-extensions-open",
        "external-number",
    },
}
HERE = Path(__file__).parent
CODE = Path(flowgraph.rules.__file__).parent
HEAVY = ("networkx", "pydantic", "requests")

each_group = pytest.mark.parametrize("group", PROMISED)
each_rule = pytest.mark.parametrize("rule", all_rules())


def module_of(rule: str) -> str:
    return rule.replace("-", "_")


def test_the_groups_are_those_that_are_promised():
    assert list(GROUPS) == list(PROMISED)
    assert sum(map(len, PROMISED.values())) == 46


@each_group
def test_every_rule_that_is_promised_is_there_and_no_other(group):
    assert {rule for rule in all_rules() if group_of(rule) == group} == PROMISED[group]


@each_group
def test_every_file_of_a_group_is_one_rule_of_that_name(group):
    files = {path.stem for path in (CODE / group).glob("*.py")} - {"__init__"}
    assert files == {module_of(rule) for rule in all_rules() if group_of(rule) == group}


@each_rule
def test_an_id_is_made_of_small_words_and_hyphens(rule):
    assert re.fullmatch("[a-z]+(-[a-z]+)*", rule)
    assert all_rules()[rule].id == rule


@each_rule
def test_every_rule_has_one_test_file_where_one_looks_for_it(rule):
    name = f"test_{module_of(rule)}.py"
    assert list(HERE.rglob(name)) == [HERE / group_of(rule) / name]


def test_every_test_file_of_a_group_has_its_rule():
    files = {
        (path.parent.name, path.stem.removeprefix("test_"))
        for group in GROUPS
        for path in (HERE / group).glob("test_*.py")
    }
    assert files <= {(group_of(rule), module_of(rule)) for rule in all_rules()}


def test_rules_stand_group_by_group_each_in_alphabetical_order():
    places = [(list(GROUPS).index(group_of(rule)), module_of(rule)) for rule in all_rules()]
    assert places == sorted(places)


def test_loading_all_rules_loads_no_heavy_library():
    code = (
        "import sys\n"
        "from flowgraph.rules import all_rules\n"
        "rules = all_rules()\n"
        f"print([name for name in {HEAVY} if name in sys.modules], len(rules))"
    )
    line = [sys.executable, "-c", code]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    assert done.stdout == f"[] {len(all_rules())}\n"
