from __future__ import annotations

from ..asking import ask

RULE = "external-number"


def test_a_key_to_a_number_outside_is_listed_with_what_is_dialled():
    found = ask(RULE, "ivr:5 -8-> external_num:5550100 prefix 9").one
    assert (found.node, found.key, found.severity) == ("ivr:5", "8", "info")
    assert "external number 95550100" in found.message


def test_failovers_forwards_and_entries_are_listed_as_well():
    answer = ask(
        RULE,
        "inbound_route:1 -default-> ivr:5",
        "inbound_route:1 -holiday-> external_num:1",
        "ivr:5 -1-> queue:1",
        "ivr:5 -2-> extension:1",
        "queue:1 -fail-> external_num:1",
        "extension:1 -busy-> external_num:1",
    )
    assert answer.places == [
        ("extension:1", "busy"),
        ("inbound_route:1", "holiday"),
        ("queue:1", "fail"),
    ]


def test_numbers_inside_are_not_listed():
    assert not ask(RULE, "ivr:5 -1-> extension:1", "ivr:5 -2-> ivr:5").findings
