"""What people are told of expectations."""

from __future__ import annotations

from flowgraph.analysis.expectations.coverage import Coverage, Untried
from flowgraph.reports.expectations import render

from .support import FAILED, MIXED, PASSED, outcome


def test_a_failure_is_told_with_the_difference_the_way_and_where_it_left_it():
    assert (
        render("text", outcome(PASSED, FAILED))
        == """\
FAILED  ivr:1: 1,9 reaches queue Orders  (office.toml, line 4)
  expected  Queue 6400 Orders
  got       Hang up (end_call:)
  way       IVR 6200 Welcome (ivr:1)
              presses 1  IVR 6201 Sales
            ! presses 9  Hang up
  left      step 2: from Hang up no key leads to Queue 6400 Orders

not tried:
  IVR 6201 Sales (ivr:2): 3, *
  IVR 6200 Welcome (ivr:1): wrong key

1 passed, 1 failed; 3 of 6 keys tried (50 %)
"""
    )


def test_where_all_is_right_and_tried_there_is_one_line():
    rows = (PASSED, ("1,3", "menu Sales"), ("1,9", "hang up"), ("7,*", "menu Welcome"))
    assert render("text", outcome(*rows)) == "4 passed, 0 failed; 6 of 6 keys tried (100 %)\n"


def test_what_passed_is_told_to_those_who_ask_in_the_order_of_the_file():
    written = render("text", MIXED._replace(show_passed=True))
    heads = [line for line in written.splitlines() if line.startswith(("passed", "FAILED"))]
    assert heads == [
        "passed  ivr:1: 2 reaches queue Orders",
        "FAILED  ivr:1: 1,9 reaches queue Orders  (office.toml, line 4)",
        "passed  ivr:1: 7,3 reaches prompt hours.wav",
    ]


def test_what_comes_after_a_prompt_is_told_and_why_a_call_was_lost():
    written = render("text", outcome(("1,3", "queue Orders"), ("1,0", "queue Orders")))
    assert "  got       Play and return hours.wav, then back in IVR 6201 Sales (ivr:2)\n" in written
    assert (
        "  got       it is not known where the call goes from IVR 6201 Sales (ivr:2)\n" in written
    )
    assert "  why       key 0 is not set, and there is no destination for a wrong key;" in written
    assert "presses 0  not known\n" in written


def test_a_wrong_key_is_marked():
    written = render("text", outcome(("7", "queue Orders")))
    assert "! presses 7, which is not set: a wrong key  IVR 6201 Sales\n" in written
    assert "left      step 1: key 7 is not set, so it counts as a wrong key\n" in written


def test_a_long_way_is_told_by_its_end():
    keys = ",".join(["1", "*"] * 30)
    written = render("text", outcome((keys, "queue Orders")))
    assert written.count("presses") == 12
    assert "… 48 more …" in written


def test_too_few_keys_are_a_line_of_their_own():
    last = render("text", outcome(PASSED, minimum=80)).splitlines()[-1]
    assert last == "too few keys are tried: 16 % of them, not 80 %"
    assert "too few" not in render("text", outcome(PASSED, minimum=16))


def test_of_very_many_menus_those_with_the_most_to_try_are_told():
    untried = tuple(Untried("ivr:2", ("3",)) for _ in range(100))
    written = render("text", outcome(PASSED)._replace(coverage=Coverage(0, 100, untried)))
    assert written.count("IVR 6201 Sales") == 12
    assert "  … 88 more …\n" in written
