from __future__ import annotations

import pytest

from flowgraph.model.destination import Destination
from flowgraph.rules.example import snapshot_of
from flowgraph.rules.rule import Example

from ..asking import Answer, ask, ask_about

RULE = "unreachable-ivr"
LIVE = ("inbound_route:1 -default-> ivr:5", "ivr:5 -0-> extension:100")


def of_all(*steps: str, **more: object) -> Answer:
    return ask(RULE, *LIVE, *steps, everything=True, **more)


def test_menus_that_no_entry_leads_to_are_told_though_they_lead_to_each_other():
    answer = of_all("ivr:34 -1-> ivr:5", "ivr:35 -1-> ivr:36", "ivr:36 -1-> ivr:35")
    assert answer.places == [("ivr:34", ""), ("ivr:35", ""), ("ivr:36", "")]
    found = answer.findings[0]
    assert found.severity == "info"
    assert "no inbound route" in found.message
    for word in ("call flow", "forwarding", "number"):
        assert word in found.fix


@pytest.mark.parametrize(
    "way",
    [
        ("ivr:5 -1-> ivr:6",),
        ("inbound_route:1 -holiday-> ivr:6",),
        ("ivr:5 -1-> queue:1", "queue:1 -fail-> ivr:6"),
        ("extension:100 -busy-> ivr:6",),
    ],
)
def test_keys_branches_failovers_and_forwards_lead_on(way: tuple[str, ...]):
    assert not of_all("ivr:6 -1-> queue:2", *way).findings


def test_where_an_entry_is_forced_to_now_counts_as_well():
    now = {"inbound_route:1": {"current": Destination("ivr", "6")}}
    assert not of_all("ivr:6 -1-> ivr:7", "ivr:7 -1-> queue:2", facts=now).findings


def test_an_entry_that_is_disabled_leads_nowhere():
    off = "inbound_route:2 -default-> disabled:"
    assert of_all("ivr:6 -1-> queue:2", off).places == [("ivr:6", "")]


def test_nothing_is_said_of_a_part_of_a_pbx():
    assert ask(RULE, *LIVE, "ivr:6 -1-> ivr:5") == ((), [])


def test_without_the_inbound_routes_it_is_not_checked():
    answer = ask(RULE, "ivr:5 -0-> extension:100", everything=True)
    assert answer.findings == ()
    assert "inbound routes could not be read" in answer.reasons[0]


def test_a_pbx_without_any_inbound_route_does_not_make_every_menu_dead_wood():
    snapshot = snapshot_of(Example(("ivr:5 -0-> extension:100",), everything=True))
    answer = ask_about(RULE, snapshot._replace(refusals={}))
    assert answer.findings == ()
    assert "no inbound route" in answer.reasons[0]


def test_a_menu_that_could_not_be_read_may_lead_to_all_the_others():
    answer = of_all("ivr:5 -1-> ivr:9", "ivr:6 -1-> queue:2", missing={"9": "unreadable"})
    assert answer.findings == ()
    assert "IVR id 9" in answer.reasons[0]


def test_an_entry_that_could_not_be_read_may_lead_to_all_the_others():
    snapshot = snapshot_of(Example((*LIVE, "ivr:6 -1-> queue:2"), everything=True))
    answer = ask_about(RULE, snapshot._replace(roots=(*snapshot.roots, "inbound_route:8")))
    assert answer.findings == ()
    assert "inbound route" in answer.reasons[0]


def test_a_menu_that_does_not_exist_leads_nowhere():
    assert of_all("ivr:5 -1-> ivr:9", "ivr:6 -1-> queue:2").places == [("ivr:6", "")]
