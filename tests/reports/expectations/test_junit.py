"""What a CI server shows of expectations."""

from __future__ import annotations

from lxml import etree

from flowgraph.reports.expectations import render
from flowgraph.reports.expectations.outcome import Outcome

from .support import FAILED, MIXED, PASSED, outcome, read_junit


def suite_of(what: Outcome) -> etree._Element:
    written = render("junit", what)
    list(read_junit(written))
    (suite,) = etree.fromstring(written.encode())
    return suite


def cases(what: Outcome) -> dict[str, etree._Element]:
    return {case.get("name"): case for case in suite_of(what).iter("testcase")}


def test_each_expectation_is_a_case_and_the_file_is_the_suite():
    suite = suite_of(MIXED)
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == (
        "office.toml",
        "3",
        "1",
    )
    assert {case.get("classname") for case in suite.iter("testcase")} == {"flowgraph.expectations"}


def test_a_failure_says_everything():
    (failure,) = cases(MIXED)["ivr:1: 1,9 reaches queue Orders"]
    assert failure.get("message") == "expected Queue 6400 Orders, got Hang up (end_call:)"
    assert failure.text.splitlines()[:3] == [
        "office.toml, line 4",
        "  expected  Queue 6400 Orders",
        "  got       Hang up (end_call:)",
    ]


def test_the_reason_stands_in_the_message():
    (failure,) = cases(outcome(("2", "queue Nobody")))["ivr:1: 2 reaches queue Nobody"]
    assert failure.get("message") == (
        "expected queue Nobody, got Queue 6400 Orders (queue:7): there is no queue called 'Nobody'"
    )


def test_cases_of_one_name_are_told_apart():
    assert list(cases(outcome(PASSED, PASSED, FAILED))) == [
        "ivr:1: 2 reaches queue Orders",
        "ivr:1: 2 reaches queue Orders (2)",
        "ivr:1: 1,9 reaches queue Orders",
    ]


def test_too_few_keys_fail_a_case_of_their_own():
    assert len(cases(outcome(PASSED))) == 1
    (failure,) = cases(outcome(PASSED, minimum=80))["at least 80 % of the keys are tried"]
    assert failure.get("message") == "too few keys are tried: 16 % of them, not 80 %"
    assert len(cases(outcome(PASSED, minimum=16))["at least 16 % of the keys are tried"]) == 0


def test_keys_that_were_not_tried_stand_in_the_output():
    assert suite_of(MIXED).findtext("system-out").splitlines() == [
        "2 passed, 1 failed; 5 of 6 keys tried (83 %)",
        "not tried: IVR 6201 Sales (ivr:2): *",
    ]
