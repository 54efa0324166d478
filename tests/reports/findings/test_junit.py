"""JUnit XML: what a CI server shows."""

from __future__ import annotations

from lxml import etree

from flowgraph.reports.findings.junit import render
from flowgraph.reports.findings.outcome import Outcome
from flowgraph.rules import all_rules

from .support import CHOSEN, DANGLING, GAP, MIXED, NOTHING, UNSET, judged, outcome, read_junit


def cases(what: Outcome) -> dict[str, etree._Element]:
    list(read_junit(render(what)))
    return {
        case.get("name"): case for case in etree.fromstring(render(what).encode()).iter("testcase")
    }


def test_a_rule_that_found_nothing_passes():
    assert {name: len(case) for name, case in cases(NOTHING).items()} == {
        "timeout-unset": 0,
        "trap": 0,
    }


def test_a_rule_stands_under_its_group():
    assert {case.get("classname") for case in cases(NOTHING).values()} == {"flowgraph.structure"}


def test_a_finding_is_a_failure_that_says_everything():
    found = cases(outcome(DANGLING))
    (failure,) = found.pop("dangling-ivr: 6201 Main menu, key 3 (ivr:5)")
    assert failure.get("type") == "error"
    assert failure.get("message") == "leads to IVR id 9, which does not exist"
    assert failure.text.splitlines() == [
        "error: IVR 6201 Main menu, key 3: leads to IVR id 9, which does not exist",
        f"why: {all_rules()['dangling-ivr'].why}",
        "fix: choose a destination that exists",
    ]
    # The rule does not pass beside its own failure.
    assert found == {}


def test_cases_have_names_of_their_own_whatever_the_menus_are_called():
    twins = [UNSET, UNSET._replace(node="ivr:6"), UNSET._replace(detail="a.wav")]
    assert len(cases(outcome(*twins))) == 3


def test_what_is_known_or_accepted_is_skipped_with_the_reason():
    found = cases(MIXED)
    (known,) = found["timeout-unset: 6201 Main menu, no key (ivr:5)"]
    assert known.tag == "skipped"
    assert known.get("message").startswith("known from the baseline: no destination")
    (accepted,) = found["failover-unset: Queue 6400 +Orders, failover (queue:1)"]
    assert accepted.tag == "skipped"
    assert accepted.get("message").startswith("accepted (Ann agreed, until May): no failover")


def test_a_rule_that_lacked_its_facts_is_skipped_with_the_reason():
    (skipped,) = cases(outcome()._replace(judgement=judged(gaps=(GAP,))))["failover-unset"]
    assert skipped.tag == "skipped"
    assert skipped.get("message") == skipped.text == f"not checked, because {GAP.reason}"


def test_information_fails_nothing_and_stands_in_the_output():
    what = outcome(CHOSEN)
    assert {name: len(case) for name, case in cases(what).items()} == {"caller-loop": 0}
    output = etree.fromstring(render(what).encode()).findtext("testsuite/system-out")
    assert output.startswith("caller-loop: 6202 Night [closed] & R*D, key * (ivr:6): callers can")


def test_every_rule_there_is_makes_a_valid_report():
    asked = Outcome(judged(rules=tuple(all_rules())), MIXED.graph)
    assert set(cases(asked)) == set(all_rules())


def test_a_report_without_any_rule_is_valid():
    assert cases(outcome()) == {}
