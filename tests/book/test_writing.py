"""What a book as a whole tells."""

from __future__ import annotations

import random

from menus import snapshot_of

from flowgraph.book.material import lasting
from flowgraph.book.writing import write
from flowgraph.callgraph import call_graph
from flowgraph.model.destination import Destination
from flowgraph.model.extension import Extension
from flowgraph.model.make import Make
from flowgraph.model.route import Route
from flowgraph.model.snapshot import Refusal, Snapshot

from .support import book, destination, material_of, menu

FLOW = (
    "inbound_route:1 -default-> ivr:5",
    "ivr:5 -1-> ivr:6",
    "ivr:5 -2-> queue:7",
    "ivr:6 -*-> ivr:5",
    "ivr:6 -3-> extension:100",
    "queue:7 -fail-> extension:100",
)


def test_every_menu_entry_and_destination_has_its_place():
    found = book(*FLOW, everything=True)
    assert [page.place.node for page in found.entries] == ["inbound_route:1"]
    assert [page.place.node for page in found.menus] == ["ivr:5", "ivr:6"]
    assert [row.place.node for row in found.rows] == ["extension:100", "queue:7"]
    assert [group.kind for group in found.destinations] == ["Extension", "Queue"]


def test_menus_stand_in_the_order_of_their_numbers():
    settings = {"ivr:5": {"number": "6300"}, "ivr:6": {"number": "6200"}}
    found = book(*FLOW, settings=settings, everything=True)
    assert [page.place.number for page in found.menus] == ["6200", "6300"]


def test_menus_without_numbers_stand_behind_by_name():
    settings = {"ivr:5": {"name": "Zebra"}, "ivr:6": {"name": "apple"}}
    found = book(*FLOW, settings=settings)
    assert [page.place.name for page in found.menus] == ["apple", "Zebra"]


def test_facts_in_any_order_give_the_same_book():
    steps = list(FLOW)
    books = []
    for seed in range(5):
        random.Random(seed).shuffle(steps)
        first = sorted(steps, key=lambda step: not step.startswith("inbound"))
        books.append(book(*first, everything=True))
    assert all(one == books[0] for one in books)


def test_what_stands_on_a_list_and_is_not_reached_is_told_of_the_whole_pbx_alone():
    lists = {"extension": ("100", "101"), "queue": ("7",)}
    whole = book(*FLOW, lists=lists, everything=True)
    part = book(*FLOW, lists=lists)
    assert [place.node for place in whole.unreached] == ["extension:101"]
    assert part.unreached == ()


def test_who_rings_in_a_group_or_can_be_dialled_is_reached_though_no_key_leads_there():
    lists = {"extension": ("101", "102", "103"), "queue": ("7", "8")}
    settings = {"queue:7": {"members": ("101",)}, "queue:8": {"members": ("103",)}}
    steps = ("inbound_route:1 -office-> ivr:5", "ivr:5 -1-> queue:7", "queue:8 -fail-> queue:7")
    found = book(*steps, settings=settings, lists=lists, everything=True)
    assert [place.node for place in found.rung] == ["extension:101"]
    unreached = [place.node for place in found.unreached]
    assert {"extension:102", "extension:103"} <= set(unreached)
    dialled = {**settings, "ivr:5": {"dial_ext_option": "all"}}
    found = book(*steps, settings=dialled, lists=lists, everything=True)
    assert {"extension:101", "extension:102", "extension:103"} <= {p.node for p in found.rung}
    by_name = book(*steps, "ivr:5 -#-> dial_by_name:", lists=lists, everything=True)
    assert not any(place.style == "extension" for place in by_name.unreached)


def test_where_calls_come_in_is_told():
    assert [place.node for place in book(*FLOW).starts] == ["inbound_route:1"]
    assert book(*FLOW).scope == "part"
    assert book(*FLOW, everything=True).scope == "whole"


def test_what_could_not_be_read_is_told_with_its_reason():
    found = book("ivr:5 -1-> ivr:6", "ivr:5 -2-> ivr:7", missing={"6": "unreadable"})
    assert (found.gaps[0].what, found.gaps[0].reason) == ("IVR 6", "Unreadable.")
    assert destination(found, "ivr:6").place.fault == "could not be read"
    assert destination(found, "ivr:7").place.fault == "does not exist"


def test_a_list_that_the_pbx_refused_is_told():
    snapshot = snapshot_of("ivr:5 -1-> queue:7")._replace(
        refusals={"queue": Refusal("no permission", 10005)}
    )
    found = write(material_of(snapshot))
    assert [(gap.what, gap.reason) for gap in found.gaps] == [
        ("The list of queues", "No permission; ids stand in the place of names.")
    ]


def test_firmware_that_may_time_keys_is_a_remark():
    snapshot = snapshot_of("ivr:5 -1-> queue:7")
    assert not any("time conditions" in remark for remark in write(material_of(snapshot)).remarks)
    newer = snapshot._replace(make=Make("P560", "37.20.0.1"))
    assert any("time conditions" in remark for remark in write(material_of(newer)).remarks)


def test_a_crawl_that_ended_early_is_told():
    snapshot = snapshot_of("ivr:5 -1-> queue:7")._replace(cut="--max-menus 1")
    assert write(material_of(snapshot)).gaps[0].reason == "--max-menus 1."


# -- what holds at the moment is not told ----------------------------------------------------


def forwarding(presence: str, target: str) -> Snapshot:
    phone = Extension(
        id="100", presence=presence, forwards={"always": Destination("extension", target)}
    )
    snapshot = snapshot_of("ivr:5 -1-> extension:100", "ivr:5 -timeout-> end_call:")
    return snapshot._replace(extensions={"extension:100": phone})


def test_somebody_who_goes_to_lunch_changes_no_book():
    before, during = forwarding("available", "101"), forwarding("lunch", "102")
    assert write(material_of(before)) == write(material_of(during))
    assert "extension:102" not in call_graph(lasting(during))


def test_that_forwarding_is_left_out_is_said():
    assert any("presence" in remark for remark in write(material_of(forwarding("", "101"))).remarks)


def routed(now: str) -> Snapshot:
    branches = {"office": Destination("ivr", "5"), "outoffice": Destination("ivr", "6")}
    route = Route(id="1", branches=branches, current=Destination("ivr", now))
    snapshot = snapshot_of("ivr:5 -1-> queue:7", "ivr:6 -1-> queue:7")
    return snapshot._replace(routes={"inbound_route:1": route}, roots=("5", "6"))


def test_the_hour_at_which_a_route_was_read_changes_no_book():
    assert write(material_of(routed("5"))) == write(material_of(routed("6")))


def test_a_menu_behind_nothing_says_so():
    found = book("ivr:5 -1-> queue:7", "ivr:6 -1-> queue:7", everything=True)
    assert (menu(found, "ivr:6").ways, menu(found, "ivr:6").leads) == ((), ())
    assert menu(found, "ivr:6").is_start
