"""What rules ask of a call flow."""

from __future__ import annotations

import pytest

from flowgraph.rules.example import flow_of
from flowgraph.rules.rule import Example

MAIN_AND_SUB = ("ivr:1 -1-> ivr:2", "ivr:2 -*-> ivr:1", "ivr:2 -1-> queue:1")


def starts(*steps, everything=True):
    return sorted(flow_of(Example(steps, everything=everything)).starts)


def test_calls_come_in_where_an_entry_leads():
    assert starts("inbound_route:1 -default-> ivr:2", *MAIN_AND_SUB) == ["ivr:2"]


def test_a_menu_that_nothing_leads_to_is_a_beginning():
    assert starts("ivr:1 -1-> ivr:2", "ivr:2 -1-> queue:1") == ["ivr:1"]


def test_of_menus_that_only_lead_to_each_other_the_lowest_is_a_beginning():
    assert starts(*MAIN_AND_SUB, "ivr:2 -2-> ivr:3", "ivr:3 -*-> ivr:2") == ["ivr:1"]


def test_a_named_root_is_a_beginning_whoever_else_leads_there():
    assert starts(*MAIN_AND_SUB, everything=False) == ["ivr:1"]


@pytest.mark.parametrize("label", ["queue:1", "ivr:1"])
def test_names_begin_small_but_for_abbreviations(label):
    flow = flow_of(Example(("ivr:1 -1-> queue:1",)))
    assert flow.name(label) == {"queue:1": "queue id 1", "ivr:1": "IVR id 1"}[label]
