"""Findings of ``check`` are marked where they stand."""

from __future__ import annotations

from menus import calls

from flowgraph.analysis.loops import loops
from flowgraph.diagram.build import build
from flowgraph.diagram.view import View
from flowgraph.rules.finding import Finding


def finding(node, key="", severity="warning", message="something is wrong", rule="a-rule"):
    return Finding(rule, severity, node, "", "", node, key, message, "mend it")


GRAPH = calls(
    "ivr:1 -1-> ivr:2", "ivr:1 -2-> queue:5", "ivr:2 -1-> queue:5", "ivr:2 -timeout-> ivr:2"
)


def drawn(*findings, **look):
    return build(GRAPH, loops(GRAPH), View(findings=findings, **look))


def box(diagram, node):
    return next(menu for menu in diagram.menus if menu.node == node)


def test_a_menu_says_what_is_wrong_with_it_the_worst_first():
    diagram = drawn(finding("ivr:1"), finding("ivr:1", "2", "error", "leads nowhere"))
    assert [(b.text, b.tone) for b in box(diagram, "ivr:1").badges] == [
        ("2: leads nowhere", "error"),
        ("something is wrong", "warning"),
    ]


def test_the_row_of_a_key_that_is_wrong_is_coloured_and_no_other():
    diagram = drawn(finding("ivr:1", "2", "error"))
    tones = {row.key: row.tone for row in box(diagram, "ivr:1").rows}
    assert tones == {"1": None, "2": "error", "timeout": None, "invalid": None}


def test_a_key_that_is_not_set_is_coloured_too():
    diagram = drawn(finding("ivr:1", "timeout"))
    assert next(r for r in box(diagram, "ivr:1").rows if r.key == "timeout").tone == "warning"


def test_what_is_for_information_stands_in_the_tooltip_alone():
    menu = box(drawn(finding("ivr:1", "1", "info", "leads far away")), "ivr:1")
    assert menu.badges == ()
    assert {row.tone for row in menu.rows} == {None}
    assert "info: 1: leads far away (a-rule)" in menu.tooltip.split("\n")


def test_a_loop_is_not_told_twice():
    menu = box(drawn(finding("ivr:2", "timeout", "error", "goes round", "passive-loop")), "ivr:2")
    assert [badge.text for badge in menu.badges] == [
        "Loop: a caller who presses nothing goes round"
    ]


def test_a_queue_says_what_is_wrong_with_it_at_its_own_node():
    diagram = drawn(finding("queue:5", "", "error", "nobody is in it"), leaves="apart")
    (leaf,) = [leaf for leaf in diagram.leaves if leaf.node == "queue:5"]
    assert [badge.text for badge in leaf.badges] == ["nobody is in it"]
    assert box(diagram, "ivr:1").badges == ()


def test_where_queues_have_no_node_the_menu_says_it():
    diagram = drawn(finding("queue:5", "", "error", "nobody is in it"), leaves="folded")
    assert [badge.text for badge in box(diagram, "ivr:1").badges] == ["Queue id 5: nobody is in it"]


def test_of_very_many_the_first_are_told_and_the_rest_counted():
    many = [finding("ivr:1", "", "warning", f"number {n}") for n in range(9)]
    texts = [badge.text for badge in box(drawn(*many), "ivr:1").badges]
    assert texts == ["number 0", "number 1", "number 2", "number 3", "and 5 more findings"]


def test_the_subtitle_counts_what_is_marked():
    diagram = drawn(finding("ivr:1"), finding("ivr:2", "", "error"), finding("ivr:2"))
    assert "check: 1 error, 2 warnings" in diagram.subtitle
    assert "check" not in drawn().subtitle
