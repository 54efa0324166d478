from __future__ import annotations

import pytest
from calling import pbx

from flowgraph.analysis.entering import named_branch, open_branch
from flowgraph.callgraph import CallGraph
from flowgraph.errors import UsageError

ENTRY = "inbound_route:1"


def entry(*branches: str, **settings: object) -> CallGraph:
    """Make an entry whose branches lead to menus of the numbers 1, 2, …"""
    steps = [f"{ENTRY} -{key}-> ivr:{n}" for n, key in enumerate(branches, 1)]
    return pbx(*steps, inbound_route_1=settings)[1]


def test_a_phase_takes_its_own_branch():
    assert named_branch(entry("default", "office", "holiday"), ENTRY, "holiday") == "holiday"


def test_where_the_hour_does_not_matter_every_phase_takes_the_one_branch():
    assert named_branch(entry("default"), ENTRY, "holiday") == "default"
    switched_off = entry("default", "office", time_condition="disabled")
    assert named_branch(switched_off, ENTRY, "holiday") == "default"


def test_a_branch_that_is_not_set_is_not_taken_for_another_one():
    assert named_branch(entry("default", "office"), ENTRY, "holiday") is None


def test_the_only_branch_is_open():
    assert open_branch(entry("default"), ENTRY, {}) == "default"
    assert open_branch(entry("outoffice"), ENTRY, {}) == "outoffice"
    assert (
        open_branch(entry("office", "default", time_condition="disabled"), ENTRY, {}) == "default"
    )


def test_of_several_branches_the_moment_decides():
    assert open_branch(entry("office", "holiday"), ENTRY, {ENTRY: "holiday"}) == "holiday"


def test_an_entry_that_leads_nowhere_has_no_open_branch():
    assert open_branch(pbx("ivr:1 -1-> ivr:2", inbound_route_1={})[1], ENTRY, {}) is None


@pytest.mark.parametrize(
    ("open_", "what"),
    [
        ({}, "which hour? Inbound route 1 Line 1 leads to different places"),
        ({ENTRY: None}, "it is not known which branch of Inbound route 1 Line 1 is open then"),
    ],
)
def test_where_the_hour_decides_and_nobody_named_it_the_user_is_asked(
    open_: dict[str, str | None], what: str
):
    with pytest.raises(UsageError) as caught:
        open_branch(entry("default", "office", "outoffice", "holiday"), ENTRY, open_)
    assert caught.value.what == what
    assert caught.value.hint.startswith("put office, outoffice or holiday in front of the keys")
