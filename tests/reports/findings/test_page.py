"""The page in GitHub's Markdown."""

from __future__ import annotations

import pytest

from flowgraph.reports.findings.page import render
from flowgraph.rules import all_rules

from .support import (
    CHOSEN,
    GAP,
    MIXED,
    NOTHING,
    QUEUE,
    UNSET,
    UNSET_AT_NIGHT,
    outcome,
    read_markdown,
)


def lines(what) -> list[str]:
    return list(read_markdown(render(what)))


def test_numbers_stand_first_then_a_table_for_each_severity():
    read = lines(MIXED)
    assert read[0] == "Findings"
    assert read[1:5] == ["severity", "rule", "finds", "findings"]
    assert read[5:9] == ["error", "dangling-ivr", all_rules()["dangling-ivr"].summary, "1"]
    heads = [line for line in read if line in ("Errors", "Warnings", "For information")]
    assert heads == ["Errors", "Warnings"]
    at = read.index("Errors")
    assert read[at + 1 : at + 11] == [
        *("place", "key", "rule", "finding", "fix"),
        "6201 Main menu",
        "3",
        "dangling-ivr",
        "leads to IVR id 9, which does not exist",
        "choose a destination that exists",
    ]


def test_findings_of_one_rule_stand_together():
    read = lines(outcome(UNSET, UNSET_AT_NIGHT, QUEUE, QUEUE._replace(node="ivr:5")))
    rules = [line for line in read if line in ("timeout-unset", "failover-unset")]
    assert rules[2:] == ["timeout-unset"] * 2 + ["failover-unset"] * 2


def test_information_is_counted_and_told_on_request():
    hidden = "1 finding for information and 1 unchecked rule not shown; --show info tells them."
    assert hidden in lines(MIXED)
    assert "caller-loop" not in lines(MIXED)
    shown = lines(MIXED._replace(show_info=True))
    assert "For information" in shown
    assert "caller-loop" in shown
    assert shown[shown.index("Not checked") + 3 :][:2] == [GAP.rule, GAP.reason]


def test_what_is_known_or_accepted_is_counted():
    read = lines(MIXED)
    assert "1 known from the baseline not shown." in read
    assert "1 accepted in flowgraph.toml not shown." in read
    assert "Queue 6400 +Orders" not in read


def test_what_is_fixed_has_a_table():
    read = lines(MIXED)
    at = read.index("Fixed since the baseline")
    assert read[at + 3 : at + 5] == ["timeout-unset", "IVR 6207 Old: no way on"]


@pytest.mark.parametrize("what", [NOTHING, outcome(CHOSEN)], ids=["nothing", "information"])
def test_a_page_says_that_nothing_needs_attention(what):
    assert lines(what)[:2] == ["Findings", "Nothing found that needs attention."]


@pytest.mark.fault("E7")
@pytest.mark.parametrize(
    "name",
    [
        "a | b",
        "a \\| b",
        "a \\",
        "`code`",
        "``",
        "*bold* _slanted_ ~~gone~~",
        "[link](https://x.example)",
        "![picture](x.png)",
        "https://x.example/a|b",
        "www.x.example",
        "<https://x.example>",
        "front@desk.example",
        "@everybody",
        "<script>ring()</script>",
        "<!-- gone -->",
        "&lt;b&gt; &amp;amp;",
        "R&D & Sales",
        "Main_Line_1",
        "$5 and $6",
    ],
)
def test_a_name_is_text_and_nothing_else(name: str):
    # The reader refuses whatever is neither text nor code.
    assert name in lines(outcome(UNSET._replace(name=name, number="")))
    assert lines(outcome(UNSET._replace(message=name)))[-2] == name
