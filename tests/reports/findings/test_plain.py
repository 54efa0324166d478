"""A terminal shows what needs somebody, and is silent where nothing does."""

from __future__ import annotations

import pytest

from flowgraph.reports.findings.plain import render
from flowgraph.rules import all_rules

from .support import (
    CHOSEN,
    DANGLING,
    GAP,
    GONE,
    GRAPH,
    MIXED,
    NOTHING,
    QUEUE,
    UNSET,
    UNSET_AT_NIGHT,
    judged,
    outcome,
)


def test_a_healthy_pbx_says_nothing():
    assert render(NOTHING) == ""


@pytest.mark.parametrize(
    "quiet",
    [
        outcome(CHOSEN),
        outcome(UNSET, known=frozenset({UNSET.fingerprint}), has_baseline=True),
        outcome(UNSET, accepted={UNSET.fingerprint: "agreed"}),
        outcome()._replace(judgement=judged(gaps=(GAP,))),
    ],
    ids=["information", "known", "accepted", "not checked"],
)
def test_what_needs_nobody_alone_says_nothing(quiet):
    assert render(quiet) == ""


def test_a_block_tells_what_where_why_and_what_to_change():
    rule = all_rules()["timeout-unset"]
    assert render(outcome(UNSET, UNSET_AT_NIGHT)) == (
        f"warning: timeout-unset: {rule.summary}\n"
        "  6201 Main menu, no key: no destination for a caller who presses nothing\n"
        "  6202 Night [closed] & R*D, no key: no destination for a caller who presses nothing\n"
        f"  why:  {rule.why}\n"
        "  fix:  set a time-out destination, for example the operator\n"
    )


def test_errors_come_before_warnings_and_rules_stand_together():
    text = render(outcome(UNSET, QUEUE, UNSET_AT_NIGHT, DANGLING))
    heads = [line.split(":")[1].strip() for line in text.splitlines() if line[0:1].isalpha()]
    assert heads == ["dangling-ivr", "timeout-unset", "failover-unset"]


def test_fixes_that_differ_stand_behind_each_finding():
    text = render(outcome(UNSET, UNSET_AT_NIGHT._replace(fix="send them home")))
    assert "presses nothing\n    fix: set a time-out destination" in text
    assert "presses nothing\n    fix: send them home\n" in text
    assert "\n  fix:" not in text


def test_a_place_without_name_and_number_is_called_by_its_node():
    text = render(outcome(UNSET._replace(number="", name="")))
    assert "\n  ivr:5, no key: " in text


def test_anything_but_a_menu_says_what_it_is():
    assert "\n  Queue 6400 +Orders, failover: no failover" in render(outcome(QUEUE))


def test_a_long_group_is_cut_and_counted():
    many = [UNSET._replace(node=f"ivr:{n}") for n in range(23)]
    text = render(outcome(*many))
    assert text.count("6201 Main menu, no key") == 20
    assert "\n  … and 3 more\n" in text


def test_information_is_counted_and_told_on_request():
    hidden = "1 finding for information and 1 unchecked rule not shown; --show info tells them"
    text = render(MIXED)
    assert hidden in text
    assert "caller-loop" not in text
    shown = render(MIXED._replace(show_info=True))
    assert "not shown; --show info" not in shown
    assert "info: caller-loop: " in shown
    assert f"not checked, or only in part: failover-unset, because {GAP.reason}" in shown


def test_what_is_known_or_accepted_is_counted_even_on_request():
    for text in (render(MIXED), render(MIXED._replace(show_info=True))):
        assert "6201 Main menu, no key" not in text
        assert "Queue 6400" not in text
        assert text.endswith(
            "1 known from the baseline not shown\n1 accepted in flowgraph.toml not shown\n"
        )


def test_an_accepted_finding_is_accepted_whatever_the_baseline_holds():
    both = outcome(
        UNSET,
        DANGLING,
        known=frozenset({UNSET.fingerprint}),
        accepted={UNSET.fingerprint: "agreed"},
        has_baseline=True,
    )
    assert "1 accepted" in render(both)
    assert "known" not in render(both)


def test_what_is_fixed_is_told_though_nothing_is_wrong():
    text = render(outcome(fixed=(GONE,), has_baseline=True))
    assert text == "fixed since the baseline:\n  timeout-unset: IVR 6207 Old: no way on\n"


def test_who_asks_for_information_hears_that_there_is_none():
    assert render(NOTHING._replace(show_info=True)) == "nothing found\n"


def test_long_names_are_cut():
    text = render(outcome(UNSET._replace(name="word " * 500), graph=GRAPH))
    assert max(map(len, text.splitlines())) < 250
    assert "…" in text
