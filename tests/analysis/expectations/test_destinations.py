"""What ``reaches`` means."""

from __future__ import annotations

import pytest
from menus import snapshot_of

from flowgraph.analysis.expectations.destinations import Destinations
from flowgraph.analysis.targets import whole_graph
from flowgraph.model.directory import Directory, Entry, Listing

from .office import DESTINATIONS, GRAPH, SNAPSHOT


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("queue Sales", {"queue:2"}),
        ("QUEUE  sales", {"queue:2"}),
        ("queue 6401", {"queue:2"}),
        ("Queue 6401 Sales", {"queue:2"}),
        ("queue:2", {"queue:2"}),
        ("queue id 2", {"queue:2"}),
        ("menu Sales", {"ivr:2"}),
        ("IVR 6201", {"ivr:2"}),
        ("Orders", {"queue:1"}),
        ("ring_group 6300", {"ring_group:4"}),
        ("ring group Everybody", {"ring_group:4"}),
        ("extension Ada Löw", {"extension:24"}),
        ("ADA LÖW", {"extension:24"}),
        ("304", {"extension:24"}),
        ("voicemail 304", {"ext_vm:24"}),
        ("ext_vm Ada Löw", {"ext_vm:24"}),
        ("external number 5550142", {"external_num:9-555 0142", "external_num:5550142"}),
        ("external number 9 555-0142", {"external_num:9-555 0142"}),
        ("555 0142", {"external_num:9-555 0142", "external_num:5550142"}),
        ("hang up", {"end_call:"}),
        ("end_call", {"end_call:"}),
        ("dial by name", {"dial_by_name:"}),
        ("prompt HOURS.wav", {"play_prompt:hours.wav"}),
        ("play and return hours.wav", {"play_prompt:hours.wav"}),
        ("play and hang up bye.wav", {"play_greeting:bye.wav"}),
        ("bye.wav", {"play_greeting:bye.wav"}),
        ("hologram 5", {"hologram:5"}),
        ("hologram:5", {"hologram:5"}),
        ("ivr:8", {"ivr:8"}),
    ],
)
def test_a_destination_is_named_by_kind_and_number_or_name(text: str, nodes: set[str]) -> None:
    meant = DESTINATIONS.meant(text)
    assert (meant.nodes, meant.reason) == (nodes, "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("queue Sals", "there is no queue called 'Sals'; did you mean 'Sales' (queue:2)?"),
        ("menu Orders", "there is no menu called 'Orders'; there is Queue 6400 Orders (queue:1)"),
        ("Ordrs", "nothing is called 'Ordrs'; did you mean 'Orders' (queue:1)?"),
        ("sales", "several things are called 'sales': IVR 6201 Sales (ivr:2), Queue 6401 Sales"),
        ("queue", "which queue? Its name or number is missing"),
        ("queue:9", "there is no queue with the id '9'"),
        ("queue:6401", "there is no queue with the id '6401'; did you mean 'queue Sales'?"),
        ("ivr:9", "IVR id 9 does not exist"),
        ("ext_vm:77", "Voicemail id 77 does not exist"),
        ("prompt spare.wav", "no key leads to prompt 'spare.wav'"),
        ("external number 1", "no key leads to external number '1'"),
        ("external_num:1", "no key leads to 'external_num:1'"),
        ("voicemail 6400", "there is no voicemail called '6400'; there is Queue 6400 Orders"),
    ],
)
def test_what_is_not_there_is_told_with_what_may_be_meant(text: str, reason: str) -> None:
    meant = DESTINATIONS.meant(text)
    assert meant.nodes == set()
    assert meant.reason.startswith(reason)


def test_a_voicemail_is_never_meant_by_the_name_alone() -> None:
    assert DESTINATIONS.meant("Ada Löw").nodes == {"extension:24"}


def test_unknown_stands_for_a_call_of_which_nobody_knows() -> None:
    assert DESTINATIONS.meant("Unknown").is_unknown
    assert not DESTINATIONS.meant("queue unknown").is_unknown


def test_a_name_that_begins_like_a_kind_is_found() -> None:
    rows = {"7": Entry("7", "6402", "Menu desk"), "8": Entry("8", "6403", "Queue 6401")}
    listings = {**SNAPSHOT.directory.listings, "queue": Listing(rows)}
    snapshot = SNAPSHOT._replace(directory=Directory(listings))
    found = Destinations(snapshot, whole_graph(snapshot))
    assert found.meant("menu desk").nodes == {"queue:7"}
    assert found.meant("queue Menu desk").nodes == {"queue:7"}
    assert found.meant("Queue 6401").nodes == {"queue:8"}


def test_a_name_that_is_spelt_so_counts_more_than_one_in_other_capitals() -> None:
    rows = {"7": Entry("7", "6402", "sales"), "8": Entry("8", "6403", "Sales")}
    snapshot = SNAPSHOT._replace(directory=Directory({"queue": Listing(rows)}))
    found = Destinations(snapshot, whole_graph(snapshot))
    assert found.meant("queue sales").nodes == {"queue:7"}
    assert found.meant("queue Sales").nodes == {"queue:8"}
    assert found.meant("queue SALES").reason.startswith("several things are called 'queue SALES'")


def test_a_kind_that_nobody_knows_takes_no_words_from_those_that_are_known() -> None:
    snapshot = snapshot_of(
        "ivr:1 -1-> group:voicemail 6600",
        "ivr:1 -2-> group_vm:3",
        directory={"group_vm": {"3": Entry("3", "6600", "Messages")}},
    )
    found = Destinations(snapshot, whole_graph(snapshot))
    assert found.meant("group voicemail 6600").nodes == {"group_vm:3"}


def test_names_that_could_not_be_read_are_no_lie_of_the_file() -> None:
    listings = {**SNAPSHOT.directory.listings, "queue": Listing(refusal="permission missing")}
    snapshot = SNAPSHOT._replace(directory=Directory(listings))
    found = Destinations(snapshot, whole_graph(snapshot))
    reason = found.meant("queue Sales").reason
    assert reason.endswith("not every name could be read (Queue: permission missing)")
    assert found.meant("queue:1").nodes == {"queue:1"}
    assert "could not be read" not in found.meant("ring group X").reason


def test_words_for_a_node_mean_that_node_whatever_it_is_called() -> None:
    for node in GRAPH:
        if node.startswith("inbound_route:") or node in ("ivr:9", "ext_vm:77"):
            continue
        assert node in DESTINATIONS.meant(DESTINATIONS.words_for(node)).nodes, node
    assert DESTINATIONS.words_for("queue:2") == "queue Sales"
    assert DESTINATIONS.words_for("ivr:2") == "menu Sales"
    assert DESTINATIONS.words_for("end_call:") == "hang up"


def test_where_two_have_one_name_words_say_the_number_and_a_long_name_is_never_written() -> None:
    rows = {"1": Entry("1", "6400", "Twin"), "2": Entry("2", "6401", "Twin")}
    rows |= {"3": Entry("3", "6402", "x" * 1000), "4": Entry("4", "", "x" * 1000)}
    snapshot = SNAPSHOT._replace(directory=Directory({"queue": Listing(rows)}))
    found = Destinations(snapshot, whole_graph(snapshot))
    words = [found.words_for(f"queue:{identity}") for identity in rows]
    assert words == ["queue 6400", "queue 6401", "queue 6402", "queue id 4"]
