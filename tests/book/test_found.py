"""Findings and loops as a book tells them."""

from __future__ import annotations

from flowgraph.book.writing import write

from .support import book, material, menu, told

ROUND = ("ivr:5 -timeout-> ivr:6", "ivr:6 -timeout-> ivr:5", "ivr:5 -0-> extension:1")


def test_findings_stand_in_groups_worst_first_with_what_to_change():
    found = book(*ROUND, "ivr:6 -1-> ivr:9").findings
    severities = [group.severity for group in found.groups]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    first = found.groups[0]
    assert (first.rule, first.summary) == (
        "dangling-ivr",
        "A key leads to an IVR that does not exist.",
    )
    assert first.fix == "Choose a destination that exists."
    (finding,) = first.findings
    assert (finding.place.node, finding.key, finding.is_pressed) == ("ivr:6", "1", True)


def test_findings_are_counted_by_severity():
    found = book(*ROUND).findings
    assert found.count("error") == 1
    assert found.count("info") == sum(len(g.findings) for g in found.groups if g.severity == "info")


def test_a_loop_that_a_finding_tells_of_lends_it_its_round():
    found = book(*ROUND).findings
    (finding,) = next(g for g in found.groups if g.rule == "passive-loop").findings
    assert told(finding.round) == ["ivr:5 no key", "ivr:6 no key"]


def test_a_finding_stands_on_the_page_of_every_menu_that_it_concerns():
    found = book(*ROUND)
    for node in ("ivr:5", "ivr:6"):
        assert "passive-loop" in [finding.rule for finding in menu(found, node).findings]


def test_every_loop_is_told_with_its_round_and_what_needs_mending_with_a_cure():
    (passive, caller) = book(*ROUND, "ivr:5 -1-> ivr:6").findings.loops
    assert (passive.kind, caller.kind) == ("passive", "caller")
    assert [place.node for place in passive.places] == ["ivr:5", "ivr:6"]
    assert passive.cure.startswith("Change where 'no key' of")
    assert caller.cure == ""


def test_a_loop_of_hundreds_of_menus_is_cut_and_the_rest_counted():
    steps = [f"ivr:{n} -timeout-> ivr:{n % 100 + 1}" for n in range(1, 101)]
    (loop, *_) = book(*steps).findings.loops
    assert (len(loop.places), loop.more_places) == (24, 76)
    assert (len(loop.round), loop.more_steps) == (16, 84)


def test_what_somebody_has_accepted_is_counted_alone():
    left = material(*ROUND)._replace(findings=(), accepted=3)
    found = write(left).findings
    assert (found.groups, found.accepted) == ((), 3)
    assert found.loops


def test_rules_that_lacked_their_facts_are_told():
    found = book("ivr:5 -1-> queue:7", settings={"ivr:5": {"prompts": ("a.wav",)}})
    assert [gap.what for gap in found.findings.unchecked]
    assert all(gap.reason.endswith(".") for gap in found.findings.unchecked)
