from __future__ import annotations

import pytest

from flowgraph.model.destination import Destination
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.ivr import Ivr
from flowgraph.model.missing import NOT_FOUND, NOT_INCLUDED, UNREADABLE, Missing
from flowgraph.model.snapshot import Refusal, Snapshot
from flowgraph.sources.saved import SnapshotSource

ONE = Ivr(id="1", number="6200", name="Main", keys={"1": Destination("ivr", "2")})
LOST = Missing("2", UNREADABLE, -2, "errcode -2")
QUEUES = Listing({"7": Entry("7", "6400", "Orders")})
SNAPSHOT = Snapshot(
    "office", ("1",), {"1": ONE}, {"2": LOST}, Directory({"queue": QUEUES}), cut="interrupted"
)


def test_it_answers_what_the_crawl_was_answered() -> None:
    with SnapshotSource(SNAPSHOT) as source:
        assert source.ask(["1", "2"]).answers == (ONE, LOST)
        assert source.index() == [Entry("1", "6200", "Main")]
        assert source.listing("queue") == QUEUES
        assert list(source.listing("ivr").entries) == ["1"]
        assert (source.name, source.recorded_roots, source.cut) == ("office", ("1",), "interrupted")
        source.cancel()


@pytest.mark.parametrize(("is_whole", "status"), [(True, NOT_FOUND), (False, NOT_INCLUDED)])
def test_only_a_snapshot_of_the_whole_pbx_proves_that_a_menu_is_not_there(
    is_whole: bool, status: str
) -> None:
    (gap,) = SnapshotSource(SNAPSHOT._replace(is_whole=is_whole)).ask(["9"]).answers
    assert isinstance(gap, Missing)
    assert gap.status == status


def test_routes_that_were_refused_are_not_known_to_be_none() -> None:
    refused = SNAPSHOT._replace(refusals={"inbound_route": Refusal("permission missing", 10005)})
    listing = SnapshotSource(refused).listing("inbound_route")
    assert (listing.is_known, listing.refusal, listing.code) == (False, "permission missing", 10005)
    assert SnapshotSource(SNAPSHOT).listing("inbound_route").is_known


def test_a_list_that_was_not_read_proves_nothing() -> None:
    assert not SnapshotSource(SNAPSHOT).listing("extension").is_known
