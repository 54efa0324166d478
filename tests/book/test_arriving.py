"""How calls get somewhere, and who leads there."""

from __future__ import annotations

from itertools import pairwise

from .support import book, destination, menu, told


def test_the_shortest_way_is_told_move_by_move_with_its_effort():
    found = book(
        "inbound_route:1 -office-> ivr:5",
        "ivr:5 -1-> ivr:6",
        "ivr:6 -timeout-> queue:7",
        "queue:7 -fail-> extension:100",
        settings={"queue:7": {"limit_s": 60}},
    )
    (way,) = destination(found, "extension:100").ways
    moves = ["inbound_route:1 business hours", "ivr:5 1", "ivr:6 no key", "queue:7 after 60 s"]
    assert told(way.steps) == moves
    assert [step.is_pressed for step in way.steps] == [False, True, False, False]
    assert (way.presses, way.start.node) == (1, "inbound_route:1")
    assert way.remarks == ("only for a caller who presses nothing",)


def test_each_start_tells_its_own_way_shortest_first():
    found = book(
        "inbound_route:1 -default-> ivr:5",
        "inbound_route:2 -default-> ivr:6",
        "ivr:5 -1-> ivr:6",
        "ivr:6 -2-> queue:7",
        everything=True,
    )
    ways = menu(found, "ivr:6").ways
    assert [way.start.node for way in ways] == ["inbound_route:2", "inbound_route:1"]


def test_a_start_tells_its_way_at_each_hour_that_differs():
    found = book(
        "inbound_route:1 -office-> ivr:5",
        "inbound_route:1 -outoffice-> ivr:6",
        "inbound_route:1 -holiday-> ivr:6",
        "inbound_route:2 -default-> ivr:6",
        "ivr:5 -9-> ivr:7",
        "ivr:6 -1-> ivr:7",
        "ivr:7 -1-> queue:1",
        everything=True,
    )
    assert [(way.start.node, way.hours) for way in menu(found, "ivr:7").ways] == [
        ("inbound_route:1", ("business hours",)),
        ("inbound_route:1", ("outside hours", "holidays")),
        ("inbound_route:2", ("at any time",)),
    ]
    assert menu(found, "ivr:7").more_ways == 0


def test_of_very_many_starts_the_rest_is_counted():
    steps = [f"inbound_route:{n} -default-> ivr:5" for n in range(1, 8)]
    page = menu(book(*steps, "ivr:5 -1-> queue:7", everything=True), "ivr:5")
    assert (len(page.ways), page.more_ways) == (4, 3)


def test_a_way_of_hundreds_of_keys_is_cut_and_the_rest_counted():
    steps = [f"ivr:{one} -1-> ivr:{other}" for one, other in pairwise(range(1, 200))]
    (way,) = menu(book(*steps, "ivr:199 -1-> queue:7"), "ivr:199").ways
    assert (len(way.steps), way.left_out, way.presses) == (12, 186, 198)


def test_who_leads_to_a_menu_is_told_once_with_all_keys():
    found = book(
        "inbound_route:1 -default-> ivr:5",
        "ivr:5 -1-> ivr:6",
        "ivr:5 -timeout-> ivr:6",
        "ivr:6 -1-> queue:7",
        "queue:7 -fail-> ivr:6",
    )
    leads = menu(found, "ivr:6").leads
    assert [(lead.place.node, [step.key for step in lead.keys]) for lead in leads] == [
        ("ivr:5", ["1", "no key"]),
        ("queue:7", ["failover"]),
    ]


def test_what_no_call_gets_to_is_marked_where_it_leads():
    found = book(
        "inbound_route:1 -default-> ivr:5",
        "ivr:5 -1-> extension:100",
        "queue:7 -fail-> extension:100",
        everything=True,
    )
    leads = destination(found, "extension:100").leads
    assert [(lead.place.node, lead.is_reached) for lead in leads] == [
        ("ivr:5", True),
        ("queue:7", False),
    ]


def test_members_and_menus_where_one_may_be_dialled_are_told():
    found = book(
        "ivr:5 -1-> extension:100",
        "ivr:5 -2-> queue:7",
        settings={"ivr:5": {"dial_ext_option": "all"}, "queue:7": {"members": ("100",)}},
        lists={"extension": ("100",), "queue": ("7",)},
    )
    mentions = destination(found, "extension:100").mentions
    assert [(one.words, one.place.node, one.more) for one in mentions] == [
        ("agent of", "queue:7", ""),
        ("may be dialled in", "ivr:5", "as any extension"),
    ]


def test_a_key_after_which_the_menu_waits_is_a_remark():
    found = book(
        "ivr:5 -1-> queue:7",
        settings={"ivr:5": {"dial_ext_option": "all"}},
        lists={"extension": ("100",), "queue": ("7",)},
    )
    (way,) = destination(found, "queue:7").ways
    assert way.remarks == ("after 1 the menu waits for more digits: 100 may be dialled",)
