from __future__ import annotations

from ..asking import ask

RULE = "unknown-field"


def odd(*names: str) -> dict[str, object]:
    return {"unknown": dict.fromkeys(names, "1")}


def test_a_field_is_told_once_at_the_lowest_menu_with_how_many_have_it():
    facts = {f"ivr:{n}": odd("press1_time") for n in (12, 5, 30)}
    found = ask(RULE, facts=facts, everything=True).one
    assert (found.node, found.key, found.severity) == ("ivr:5", "", "info")
    assert "'press1_time'" in found.message
    assert "3 menus" in found.message
    assert found.detail == "press1_time"
    assert found.related == ("ivr:12", "ivr:30")


def test_several_fields_of_a_menu_are_several_findings():
    answer = ask(RULE, facts={"ivr:5": odd("b", "a")})
    assert [finding.detail for finding in answer.findings] == ["a", "b"]
    assert "1 menu" in answer.findings[0].message
    assert "menus" not in answer.findings[0].message


def test_fields_of_entries_are_counted_beside_those_of_menus():
    steps = ("inbound_route:1 -default-> ivr:5", "ivr:5 -1-> queue:1")
    facts = {"inbound_route:1": odd("mystery"), "ivr:5": odd("mystery")}
    found = ask(RULE, *steps, facts=facts).one
    assert found.node == "ivr:5"
    assert "1 menu and 1 entry" in found.message
    alone = ask(RULE, *steps, facts={"inbound_route:1": odd("mystery")}).one
    assert alone.node == "inbound_route:1"
    assert "1 entry" in alone.message


def test_fax_settings_of_an_entry_are_known_to_lead_no_caller_anywhere():
    steps = ("inbound_route:1 -default-> ivr:5", "ivr:5 -1-> queue:1")
    facts = {"inbound_route:1": odd("enb_fax_detect", "fax_dest", "fax_dest_value")}
    assert ask(RULE, *steps, facts=facts).findings == ()


def test_of_many_menus_the_first_few_are_related():
    facts = {f"ivr:{n}": odd("mystery") for n in range(1, 101)}
    found = ask(RULE, facts=facts, everything=True).one
    assert "100 menus" in found.message
    assert found.related == ("ivr:2", "ivr:3", "ivr:4", "ivr:5", "ivr:6")


def test_names_that_differ_behind_the_eightieth_letter_are_one_finding():
    long = "x" * 200
    found = ask(RULE, facts={"ivr:5": odd(long + "1", long + "2")}).one
    assert len(found.detail) == 80


def test_a_menu_that_is_understood_is_no_topic():
    assert not ask(RULE, "ivr:5 -1-> queue:1").findings
