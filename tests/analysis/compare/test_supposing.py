"""What a side does not know is not compared, and never passes for a change."""

from __future__ import annotations

from typing import Any

import pytest
from calling import pbx
from menus import snapshot_of

from flowgraph.analysis.compare import Comparison, compare
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.missing import Status
from flowgraph.model.schedule import OfficeHours, Period, Schedule
from flowgraph.model.snapshot import Refusal, Snapshot

CHAIN = ("ivr:1 -1-> ivr:2", "ivr:2 -1-> ivr:3", "ivr:3 -0-> queue:1", "ivr:3 -timeout-> ivr:2")
REFUSED = Listing(refusal="permission missing", code=10005)


def is_silent(comparison: Comparison) -> bool:
    loops, reach = comparison.loops, comparison.reach
    return not any((comparison.changes, loops.new, loops.gone, *reach))


def gaps(comparison: Comparison) -> list[tuple[bool, str]]:
    return [(gap.is_new, gap.node or gap.kind) for gap in comparison.gaps]


@pytest.mark.parametrize("status", ["unreadable", "not_followed", "not_included"])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_menu_that_could_not_be_read_hides_nothing_that_lies_behind_it(
    status: Status, is_new: bool
):
    whole = snapshot_of(*CHAIN)
    torn = snapshot_of(CHAIN[0], missing={"2": status})
    sides = (whole, torn) if is_new else (torn, whole)
    comparison = compare(*sides)
    assert is_silent(comparison)
    assert gaps(comparison) == [(is_new, "ivr:2")]


def test_what_changed_elsewhere_is_told_all_the_same():
    torn = snapshot_of("ivr:1 -1-> ivr:2", "ivr:1 -2-> queue:9", missing={"2": "unreadable"})
    comparison = compare(snapshot_of(*CHAIN), torn)
    assert [(c.node, c.key, c.what) for c in comparison.changes] == [("ivr:1", "2", "added")]
    assert comparison.reach.lost == ()


def test_a_menu_that_does_not_exist_is_gone():
    torn = snapshot_of(CHAIN[0], missing={"2": "not_found"})
    comparison = compare(snapshot_of(*CHAIN), torn)
    assert ("ivr:2", "removed") in {(c.node, c.what) for c in comparison.changes}
    assert comparison.gaps == ()


def test_a_menu_that_neither_side_could_read_is_not_compared_on_either():
    torn = snapshot_of(CHAIN[0], missing={"2": "unreadable"})
    comparison = compare(torn, torn)
    assert is_silent(comparison)
    assert gaps(comparison) == [(False, "ivr:2"), (True, "ivr:2")]


def with_queues(listing: Listing | None) -> Snapshot:
    snapshot = snapshot_of("ivr:1 -1-> queue:1")._replace(is_whole=True)
    return snapshot._replace(directory=Directory({"queue": listing} if listing else {}))


@pytest.mark.parametrize("listing", [None, REFUSED, Listing({}, complete=False)])
def test_a_list_that_was_refused_or_cut_off_names_nothing_as_gone(listing: Listing | None):
    known = with_queues(Listing({"1": Entry("1", "6400", "Sales")}))
    for sides in ((known, with_queues(listing)), (with_queues(listing), known)):
        assert is_silent(compare(*sides))


def test_a_list_that_was_refused_is_told_one_that_nobody_asked_for_is_not():
    known = with_queues(Listing({"1": Entry("1", "6400", "Sales")}))
    assert gaps(compare(known, with_queues(REFUSED))) == [(True, "queue")]
    assert gaps(compare(known, with_queues(None))) == []


def test_details_of_a_queue_that_were_refused_are_not_compared():
    known, _ = pbx("ivr:1 -1-> queue:3", "queue:3 -fail-> ivr:2", "ivr:2 -0-> ext_vm:24")
    refused, _ = pbx("ivr:1 -1-> queue:3")
    refused = refused._replace(groups={}, refusals={"queue": Refusal("permission missing", 10005)})
    comparison = compare(known, refused)
    assert is_silent(comparison)
    assert (True, "queue") in gaps(comparison)


@pytest.mark.parametrize("is_new", [True, False])
def test_menus_read_alone_say_nothing_of_entries(is_new: bool):
    known, _ = pbx("inbound_route:1 -default-> ivr:1", "ivr:1 -0-> queue:3", prompts={})
    known = known._replace(roots=("1", "inbound_route:1"), is_whole=True)
    menus_only = known._replace(routes={}, roots=("1",), prompts=None)
    comparison = compare(known, menus_only) if is_new else compare(menus_only, known)
    assert is_silent(comparison)
    assert (is_new, "inbound_route") in gaps(comparison)


def timed(schedule: Schedule | None, **facts: Any) -> Snapshot:
    snapshot, _ = pbx("inbound_route:1 -office-> ivr:1", "ivr:1 -0-> queue:3", **facts)
    return snapshot._replace(schedule=schedule)


def test_hours_that_could_not_be_read_are_not_gone():
    row = OfficeHours("1", office=(Period(480, 1080),))
    known = timed(Schedule(hours=(row,), holidays=(), timezone="Europe/Berlin"))
    for other in (None, Schedule(), Schedule(hours=(), holidays=(), remarks=("row 1: days '?'",))):
        assert is_silent(compare(known, timed(other)))
        assert is_silent(compare(timed(other), known))
    gone = compare(known, timed(Schedule(hours=(), holidays=(), timezone="Europe/Berlin")))
    assert [(c.node, c.what) for c in gone.changes] == [("business_hour:1", "removed")]
