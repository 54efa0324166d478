from __future__ import annotations

from typing import Any

from ..asking import ask

RULE = "outbound-open"


def opened(**facts: Any) -> dict[str, Any]:
    return {"ivr:5": {"enb_dial_outb_routes": True, **facts}}


def test_dialling_out_by_a_route_is_an_error_that_names_the_route():
    routes = ({"name": "To mobile networks", "id": "2"}, {"id": "7"})
    found = ask(RULE, facts=opened(dial_outb_route_list=routes)).one
    assert (found.node, found.key, found.severity) == ("ivr:5", "", "error")
    assert "through the outbound routes 'To mobile networks' and 'id 7'" in found.message
    for word in ("PIN", "time condition", "countries", "limit"):
        assert word in found.fix


def test_one_route_is_told_in_the_singular():
    found = ask(RULE, facts=opened(dial_outb_route_list=({"name": "Mobile"},))).one
    assert "through the outbound route 'Mobile'" in found.message


def test_without_a_route_or_where_the_list_is_not_known_it_is_a_warning():
    empty = ask(RULE, facts=opened(dial_outb_route_list=())).one
    unknown = ask(RULE, facts=opened(dial_outb_route_list=None)).one
    assert (empty.severity, unknown.severity) == ("warning", "warning")
    assert "no outbound route" in empty.message
    assert "not known" in unknown.message


def test_a_list_that_nobody_may_use_is_no_finding():
    routes = ({"name": "To mobile networks"},)
    for flag in (False, None):
        facts = {"ivr:5": {"enb_dial_outb_routes": flag, "dial_outb_route_list": routes}}
        assert not ask(RULE, facts=facts).findings


def test_a_hundred_routes_are_told_in_a_sentence():
    routes = tuple({"name": "x" * 300} for _ in range(100))
    found = ask(RULE, facts=opened(dial_outb_route_list=routes)).one
    assert "95 more" in found.message
    assert len(found.message) < 500
