from __future__ import annotations

from ..asking import ask

RULE = "not-included"
OUTSIDE = {"7": "not_included", "8": "not_included"}


def test_a_menu_outside_the_input_is_told_once_at_its_lowest_menu_and_key():
    answer = ask(
        RULE,
        "ivr:6 -1-> ivr:7",
        "ivr:6 -2-> ivr:5",
        "ivr:5 -9-> ivr:7",
        "ivr:5 -4-> ivr:7",
        "ivr:5 -5-> ivr:8",
        missing=OUTSIDE,
    )
    assert answer.places == [("ivr:5", "4"), ("ivr:5", "5")]
    first = answer.findings[0]
    assert first.severity == "info"
    assert "IVR id 7" in first.message
    assert first.related == ("ivr:6",)


def test_what_is_absent_or_unreadable_is_no_matter_of_the_input():
    steps = ("ivr:5 -1-> ivr:7", "ivr:5 -2-> ivr:8", "ivr:5 -3-> ivr:9")
    assert not ask(RULE, *steps, missing={"7": "unreadable", "8": "not_followed"}).findings
