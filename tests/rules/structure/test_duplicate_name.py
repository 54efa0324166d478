from __future__ import annotations

from ..asking import ask

RULE = "duplicate-name"


def named(**names: str) -> dict[str, object]:
    return {f"ivr:{menu.removeprefix('m')}": {"name": name} for menu, name in names.items()}


def test_menus_of_one_name_are_one_finding_at_the_lowest_that_names_the_others():
    facts = named(m10="Service", m5="Service", m7="Sales", m20="Service")
    facts["ivr:10"]["number"] = "6210"
    found = ask(RULE, facts=facts, everything=True).one
    assert (found.node, found.key, found.severity) == ("ivr:5", "", "info")
    assert "IVR 6210 Service" in found.message
    assert found.related == ("ivr:10", "ivr:20")


def test_blanks_make_no_difference_and_capitals_do():
    alike = ask(RULE, facts=named(m5="Front desk", m6=" Front\n desk "), everything=True)
    assert alike.places == [("ivr:5", "")]
    assert not ask(RULE, facts=named(m5="Sales", m6="sales"), everything=True).findings


def test_menus_without_a_name_do_not_share_one():
    assert not ask(RULE, facts=named(m5="", m6=" "), everything=True).findings
