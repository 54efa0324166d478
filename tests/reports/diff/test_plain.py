"""What people at a terminal are told."""

from __future__ import annotations

from flowgraph.reports.diff import render
from flowgraph.reports.diff.story import MOST_BLOCKS, MOST_LINES

from .outcomes import NEW, OLD, outcome, state, torn

EXPECTED = """\
6200 Main menu
  waits 5 s -> 8 s
  key 1: Queue 6400 Sales -> Voicemail 1001 Ada
  key 2: IVR 6201 Support -> IVR 6203 Service
  key 3: IVR id 9 (does not exist) -> not set
  key 5: Queue 6401 Help -> not set
  no key: IVR 6201 Support -> Extension 1002 Bob
6201 Support (removed)
6203 Service (new)
  key 1: Queue 6401 Help & advice
  no key: Extension 1002 Bob
queues and ring groups
  Queue 6401: name: Help -> Help & advice
effects
  can be reached now: Voicemail 1001 Ada, Extension 1002 Bob, IVR 6203 Service
  cannot be reached any more: IVR 6201 Support, Queue 6400 Sales
  needs more presses: Queue 6401 Help & advice: 1 -> 2 (2, then 1)
  loop gone: error: passive: Main menu -no key-> Support -no key-> Main menu
  fixed: error: 6200 Main menu, key 3: leads to IVR id 9, which does not exist (dangling-ivr)
"""


def test_the_report_reads_like_this():
    text = render("text", outcome())
    *told, hidden = text.splitlines()
    assert "\n".join(told) + "\n" == EXPECTED
    assert hidden.endswith("for information not shown; --show info tells them")


def test_where_nothing_differs_nothing_is_said():
    assert render("text", outcome(OLD, OLD)) == ""


def test_what_is_for_information_is_told_on_request():
    text = render("text", outcome(show_info=True))
    assert "new finding: info: " in text
    assert "--show info" not in text


def test_a_side_that_could_not_read_a_menu_says_so_even_where_nothing_else_differs():
    text = render("text", outcome(NEW, torn("unreadable")))
    assert text == (
        "not compared, and taken for unchanged\n  IVR 6203 Service (new side: unreadable)\n"
    )


def test_what_neither_side_knows_is_told_only_beside_differences():
    assert render("text", outcome(torn("unreadable"), torn("unreadable"))) == ""
    text = render("text", outcome(OLD, torn("unreadable")))
    assert "not compared" in text


def test_a_part_of_a_pbx_does_not_say_that_menus_are_new():
    old, new = (side._replace(is_whole=False, roots=("1",)) for side in (OLD, NEW))
    text = render("text", outcome(old, new))
    assert "6203 Service (not reached before)" in text
    assert "6201 Support (not reached any more)" in text


def test_very_many_changes_end_in_a_count():
    number = MOST_BLOCKS + 7
    many = [f"ivr:{n} -1-> queue:1" for n in range(1, number + 1)]
    other = [step.replace("queue:1", "queue:2") for step in many]
    text = render("text", outcome(state(*many), state(*other)))
    assert "… and 7 more menus changed; --format json tells all" in text
    assert len(text.splitlines()) < 3 * number

    fields = {f"field{n:02}": n for n in range(MOST_LINES + 3)}
    text = render("text", outcome(state(many[0]), state(many[0], ivr_1={"unknown": fields})))
    assert "  … and 3 more; --format json tells all" in text


def test_what_lies_behind_a_menu_that_moved_is_counted_there():
    behind = ("ivr:2 -1-> queue:1", "ivr:2 -2-> queue:2", "ivr:2 -3-> extension:7")
    old = state("ivr:1 -1-> ivr:2", *behind)
    new = state("ivr:1 -1-> ivr:4", "ivr:4 -1-> ivr:2", *behind)
    text = render("text", outcome(old, new))
    assert "needs more presses: IVR id 2 and 3 destinations behind it: 1 -> 2 (1, then 1)" in text
    assert text.count("needs more presses") == 1


def test_a_menu_in_the_place_of_another_is_told_with_both_names():
    old = state("ivr:1 -1-> queue:1", ivr_1={"number": "6200", "name": "Main"})
    new = state("ivr:1 -2-> queue:2", ivr_1={"number": "6300", "name": "Parking"})
    text = render("text", outcome(old, new))
    assert text.startswith("6300 Parking (in the place of 6200 Main, with its id)\n")
