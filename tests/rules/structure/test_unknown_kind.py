from __future__ import annotations

import pytest

from flowgraph.model.destination import KNOWN_KINDS

from ..asking import ask

RULE = "unknown-kind"
OF_ENTRIES = (
    "outroute",
    "pattern_to_ext",
    "range_to_ext",
    "pattern_to_ext_list",
    "fax_to_email",
    "disabled",
)


def test_each_key_with_an_unknown_kind_is_a_warning_that_names_the_kind():
    answer = ask(RULE, "ivr:5 -3-> call_flow:12", "ivr:5 -4-> hologram:h-7")
    assert [(f.node, f.key, f.severity) for f in answer.findings] == [
        ("ivr:5", "3", "warning"),
        ("ivr:5", "4", "warning"),
    ]
    assert "'call_flow'" in answer.findings[0].message
    assert "'hologram'" in answer.findings[1].message


def test_failovers_forwards_and_entries_are_looked_at_like_keys():
    answer = ask(
        RULE,
        "inbound_route:1 -default-> ivr:5",
        "inbound_route:1 -holiday-> hologram:1",
        "ivr:5 -1-> queue:1",
        "ivr:5 -2-> extension:1",
        "queue:1 -fail-> call_flow:1",
        "extension:1 -busy-> hologram:1",
    )
    assert answer.places == [
        ("extension:1", "busy"),
        ("inbound_route:1", "holiday"),
        ("queue:1", "fail"),
    ]


@pytest.mark.parametrize("kind", OF_ENTRIES)
def test_what_entries_alone_have_is_known_there_and_nowhere_else(kind: str):
    entry = ("inbound_route:1 -default-> ivr:5", f"inbound_route:1 -holiday-> {kind}:1")
    assert not ask(RULE, *entry, "ivr:5 -1-> queue:1").findings
    assert ask(RULE, f"ivr:5 -1-> {kind}:1").places == [("ivr:5", "1")]


def test_every_kind_of_the_vendors_page_is_known():
    pairs = zip("0123456789#*", sorted(KNOWN_KINDS), strict=True)
    assert not ask(RULE, *(f"ivr:5 -{key}-> {kind}:1" for key, kind in pairs)).findings


def test_a_kind_of_a_thousand_letters_is_cut():
    found = ask(RULE, f"ivr:5 -1-> {'x' * 1000}:1").one
    assert len(found.message) < 200
