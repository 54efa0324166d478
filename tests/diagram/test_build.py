from __future__ import annotations

import random

from menus import calls, snapshot_of

from flowgraph.analysis.around import around
from flowgraph.analysis.at_moment import at_moment
from flowgraph.analysis.loops import loops
from flowgraph.analysis.targets import whole_graph
from flowgraph.analysis.times import Moment, Override
from flowgraph.callgraph import CallGraph, call_graph
from flowgraph.diagram.build import MOST_MENUS_WITH_LEAVES, build, dom_id
from flowgraph.diagram.model import Diagram, Menu, Row
from flowgraph.diagram.view import View
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Entry
from flowgraph.model.group import Group
from flowgraph.model.ivr import Ivr
from flowgraph.model.route import Route
from flowgraph.model.snapshot import Snapshot


def diagram_of(graph: CallGraph, **options) -> Diagram:
    return build(graph, loops(graph), View(**options))


def menu_of(diagram: Diagram, node: str) -> Menu:
    return next(menu for menu in diagram.menus if menu.node == node)


def row_of(diagram: Diagram, node: str, key: str) -> Row:
    return next(row for row in menu_of(diagram, node).rows if row.key == key)


def test_keys_to_one_place_share_an_arrow_from_the_first_row_which_names_them_all():
    diagram = diagram_of(
        calls("ivr:1 -1-> queue:2", "ivr:1 -4-> queue:2", "ivr:1 -timeout-> queue:2")
    )
    (arrow,) = diagram.arrows
    assert (arrow.row, arrow.target) == ("1", "queue-2")
    assert row_of(diagram, "ivr:1", "1").also == "4, no key"
    assert row_of(diagram, "ivr:1", "4").also == ""
    assert [row.key for row in menu_of(diagram, "ivr:1").rows] == ["1", "4", "timeout", "invalid"]


def test_an_arrow_is_a_fallback_only_if_no_pressed_key_takes_it():
    diagram = diagram_of(
        calls("ivr:1 -1-> queue:2", "ivr:1 -timeout-> queue:2", "ivr:1 -invalid-> queue:3")
    )
    assert {a.target: a.is_fallback for a in diagram.arrows} == {"queue-2": False, "queue-3": True}


def test_unset_time_out_and_wrong_key_are_said_and_lead_nowhere():
    diagram = diagram_of(calls("ivr:1 -1-> queue:2"))
    assert row_of(diagram, "ivr:1", "timeout").text == ("not set",)
    assert {arrow.row for arrow in diagram.arrows} == {"1"}


def test_a_prompt_that_returns_is_drawn_as_returning_and_not_as_an_end():
    diagram = diagram_of(calls("ivr:1 -1-> play_prompt:prices.wav"))
    assert row_of(diagram, "ivr:1", "1").text == ("prices.wav, then back to this menu",)
    assert diagram.arrows == ()


def test_a_key_that_repeats_its_menu_says_so_without_an_arrow():
    diagram = diagram_of(calls("ivr:1 -9-> ivr:1", "ivr:1 -0-> queue:1"))
    assert row_of(diagram, "ivr:1", "9").text == ("↔ this menu again",)
    assert [arrow.row for arrow in diagram.arrows] == ["0"]


def test_a_time_out_that_repeats_its_menu_is_marked_where_it_stands():
    diagram = diagram_of(calls("ivr:1 -timeout-> ivr:1", "ivr:1 -0-> queue:1"))
    assert row_of(diagram, "ivr:1", "timeout").tone == "error"
    assert [badge.tone for badge in menu_of(diagram, "ivr:1").badges] == ["error"]


def test_arrows_of_a_loop_have_its_severity_and_the_way_back_is_marked():
    diagram = diagram_of(
        calls("ivr:1 -timeout-> ivr:2", "ivr:2 -timeout-> ivr:1", "ivr:1 -0-> queue:1")
    )
    seen = {(a.source, a.target): (a.tone, a.is_back) for a in diagram.arrows}
    assert seen["ivr-1", "ivr-2"] == ("error", False)
    assert seen["ivr-2", "ivr-1"] == ("error", True)
    assert seen["ivr-1", "queue-1"] == (None, False)


def test_going_back_by_choice_needs_no_attention():
    diagram = diagram_of(calls("ivr:1 -1-> ivr:2", "ivr:2 -*-> ivr:1", "ivr:1 -0-> queue:1"))
    assert {arrow.tone for arrow in diagram.arrows} == {"info", None}
    assert not any(menu.badges for menu in diagram.menus)


def test_what_does_not_exist_what_failed_and_what_is_unknown_look_different():
    diagram = diagram_of(
        calls(
            "ivr:1 -1-> ivr:2",
            "ivr:1 -2-> ivr:3",
            "ivr:1 -3-> ivr:4",
            "ivr:1 -4-> hologram:h-7",
            missing={"3": "unreadable", "4": "not_followed"},
        )
    )
    assert [row.style for row in menu_of(diagram, "ivr:1").rows[:4]] == [
        "missing",
        "unread",
        "not-followed",
        "unknown",
    ]
    assert row_of(diagram, "ivr:1", "4").text == ("hologram h-7",)


def test_the_legend_explains_what_occurs_and_nothing_else():
    diagram = diagram_of(calls("ivr:1 -1-> queue:2", "ivr:1 -timeout-> end_call:"))
    assert [entry.name for entry in diagram.legend] == ["ivr", "queue", "end_call", "fallback"]


def test_big_pictures_have_destinations_in_the_tables_alone():
    steps = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, MOST_MENUS_WITH_LEAVES)]
    last = f"ivr:{MOST_MENUS_WITH_LEAVES}"
    small = calls(*steps, f"{last} -1-> queue:1")
    assert diagram_of(small).leaves
    assert not diagram_of(small, leaves="folded").leaves
    big = calls(
        *steps,
        f"{last} -1-> ivr:{MOST_MENUS_WITH_LEAVES + 1}",
        f"ivr:{MOST_MENUS_WITH_LEAVES + 1} -1-> queue:1",
    )
    assert not diagram_of(big).leaves
    assert diagram_of(big, leaves="apart").leaves


def test_a_destination_that_many_menus_share_is_drawn_at_each_of_them():
    steps = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, 6)]
    steps += [f"ivr:{n} -0-> queue:1" for n in range(1, 7)]
    diagram = diagram_of(calls(*steps))
    assert len(diagram.leaves) == 6
    assert {leaf.name for leaf in diagram.leaves} == {("Queue id 1",)}


def test_a_shared_destination_does_not_tie_separate_groups_together():
    graph = calls(
        "ivr:1 -1-> ivr:2",
        "ivr:2 -1-> queue:1",
        "ivr:3 -1-> queue:1",
        roots=("1", "3"),
    )
    diagram = diagram_of(graph)
    assert diagram.islands == 2
    assert len(diagram.leaves) == 2


def test_a_long_name_is_cut_in_the_box_and_whole_in_the_tooltip():
    name = "A very long name " * 40
    graph = calls("ivr:1 -0-> queue:1", ivr_1={"name": name})
    menu = menu_of(diagram_of(graph), "ivr:1")
    assert menu.name[-1].endswith("…")
    assert name.strip() in menu.tooltip


def test_all_settings_of_a_menu_can_be_seen():
    settings = {
        "prompts": ("welcome.wav", "choose.wav"),
        "prompt_repeat": 3,
        "resp_timeout_s": 5,
        "digit_timeout_s": 2,
        "dial_ext_option": "allow",
        "dial_ext_list": ({"name": "Ana", "number": "1001", "id": "1"},),
        "enb_dial_outb_routes": True,
        "dial_outb_route_list": ({"name": "To mobiles", "id": "1"},),
        "enb_dial_check_vm": True,
        "alert_info": "ring-7",
        "prompt_manager_enb": True,
        "stop_recording": {"0": True},
        "unknown": {"office_time_press1": "x"},
    }
    menu = menu_of(diagram_of(calls("ivr:1 -0-> queue:1", ivr_1=settings)), "ivr:1")
    for fact in (
        "welcome.wav, choose.wav",
        "repeats 3×",
        "waits 5 s",
        "next digit 2 s",
        "Ana 1001",
        "To mobiles",
    ):
        assert fact in " ".join(menu.facts)
    for fact in (
        "ring-7",
        "changing the greeting with #9: yes",
        "recording stops",
        "office_time_press1",
    ):
        assert fact in menu.tooltip


def test_with_all_menus_as_roots_only_the_first_of_a_tree_is_framed():
    snapshot = snapshot_of(
        "ivr:1 -1-> ivr:2", "ivr:2 -*-> ivr:1", "ivr:3 -1-> ivr:2", roots=("1", "2", "3")
    )
    diagram = diagram_of(call_graph(snapshot._replace(is_whole=True)))
    assert [menu.node for menu in diagram.menus if menu.is_root] == ["ivr:3"]
    assert diagram.title == "All phone menus"


def test_the_same_menus_give_the_same_picture_in_whatever_order_they_came():
    steps = [f"ivr:{n} -{k}-> ivr:{n * k % 9 + 1}" for n in range(1, 10) for k in (1, 2, 3)]
    wanted = diagram_of(calls(*steps, roots=("1",)))
    for seed in range(5):
        mixed = steps[:]
        random.Random(seed).shuffle(mixed)
        snapshot = snapshot_of(*mixed, roots=("1",))
        for ivr in snapshot.ivrs.values():
            ordered = dict(sorted(ivr.keys.items()))
            ivr.keys.clear()
            ivr.keys.update(ordered)
        assert diagram_of(call_graph(snapshot)) == wanted


def test_a_root_that_does_not_exist_is_drawn_beside_the_others():
    diagram = diagram_of(calls("ivr:1 -0-> queue:1", roots=("1", "9"), missing={"9": "not_found"}))
    assert "ivr-9" in {leaf.id for leaf in diagram.leaves}


def test_ids_in_a_picture_are_ours_and_differ_for_different_nodes():
    nodes = [
        "ivr:5",
        "ivr:05",
        "a_b:c",
        "a:b_c",
        "a:b-c",
        "a:\u020b",
        "a: b",
        "a:_20_b",
        "ivr:",
        "a:" + "x" * 999,
    ]
    assert len({dom_id(node) for node in nodes}) == len(nodes)
    assert all(set(dom_id(node)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_") for node in nodes)


def test_names_and_numbers_come_from_the_lists():
    lists = {"queue": {"1": Entry("1", "6400", "Orders")}}
    diagram = diagram_of(calls("ivr:1 -1-> queue:1", directory=lists))
    row = row_of(diagram, "ivr:1", "1")
    assert (row.text, row.detail) == (("Orders",), "6400")
    assert diagram.leaves[0].name == ("Orders",)
    assert diagram.leaves[0].detail == ("Queue 6400",)


# -- time ------------------------------------------------------------------------------------


def entry_of(**facts) -> Snapshot:
    branches = {
        key: Destination("ivr", value)
        for key, value in (("default", "1"), ("office", "1"), ("outoffice", "2"), ("holiday", "2"))
    }
    route = Route(id="7", name="Main_Line", time_condition="global", branches=branches, **facts)
    found = snapshot_of(
        *("ivr:1 -0-> queue:3", "ivr:2 -0-> queue:3"),
        roots=(route.node_id,),
        ivr_1={"name": "Welcome"},
        ivr_2={"name": "Night", "number": "6202"},
    )
    return found._replace(routes={route.node_id: route})


def drawn_at(key: str | None, **facts) -> Diagram:
    at = Moment("at 2026-12-24 21:00 (holiday)", {"inbound_route:7": key})
    return marked_at(at, **facts)


def marked_at(at: Moment, **facts) -> Diagram:
    return diagram_of(at_moment(call_graph(entry_of(**facts)), at), at=at)


def forced_to(node: str, key: str = "office", **more) -> Moment:
    place = Destination(*node.split(":"))
    found = Override("inbound_route:7", key, Destination("ivr", "1"), place)
    return Moment("at noon", {"inbound_route:7": key}, {"inbound_route:7": found}, **more)


def test_at_a_moment_closed_branches_are_greyed_and_say_so():
    diagram = drawn_at("holiday")
    rows = menu_of(diagram, "inbound_route:7").rows
    assert [(row.key, row.is_closed, row.detail) for row in rows] == [
        ("office", True, "closed"),
        ("outoffice", True, "6202 · closed"),
        ("holiday", False, "6202"),
        ("default", True, "closed"),
    ]
    arrows = {a.target: a for a in diagram.arrows if a.source == "inbound-route-7"}
    # Keys of one destination share an arrow: it leaves from the row that is open.
    assert {t: (a.row, a.is_closed) for t, a in arrows.items()} == {
        "ivr-1": ("office", True),
        "ivr-2": ("holiday", False),
    }
    assert arrows["ivr-1"].spoken.endswith("closed at this moment")
    assert row_of(diagram, "inbound_route:7", "holiday").also == ""
    assert diagram.subtitle.startswith("at 2026-12-24 21:00 (holiday) · ")
    assert ("closed", "no call goes here at this moment") in diagram.legend


def test_the_branch_without_hours_stands_below_those_that_have_some():
    plain = diagram_of(call_graph(entry_of()))
    rows = menu_of(plain, "inbound_route:7").rows
    assert [row.caption for row in rows] == [
        *("business hours", "outside hours", "holidays", "if none of these")
    ]
    assert row_of(plain, "inbound_route:7", "office").also == "if none of these"


def test_the_only_branch_of_an_entry_holds_at_any_time():
    route = Route(id="7", time_condition="disabled", branches={"default": Destination("ivr", "1")})
    found = entry_of()._replace(routes={route.node_id: route})
    (row,) = menu_of(diagram_of(call_graph(found)), "inbound_route:7").rows
    assert row.caption == "at any time"


def test_without_a_moment_nothing_is_greyed():
    plain = diagram_of(call_graph(entry_of()))
    assert not any(row.is_closed for menu in plain.menus for row in menu.rows)
    assert not any(box.is_unreached for box in plain.boxes)
    assert not any(arrow.is_closed for arrow in plain.arrows)
    assert {"closed", "unreached"}.isdisjoint(entry.name for entry in plain.legend)
    assert row_of(plain, "inbound_route:7", "outoffice").also == "holidays"


def test_where_the_open_branch_is_not_known_the_entry_says_so_and_nothing_is_greyed():
    entry = menu_of(drawn_at(None), "inbound_route:7")
    assert not any(row.is_closed for row in entry.rows)
    assert entry.facts == ("not known which row is open at this moment",)


def test_a_forced_entry_is_marked_without_a_loop_in_the_legend():
    found = Override("inbound_route:7", "office", Destination("ivr", "1"), Destination("ivr", "2"))
    at = Moment(overrides={"inbound_route:7": found})
    diagram = diagram_of(call_graph(entry_of()), at=at)
    assert menu_of(diagram, "inbound_route:7").badges == (
        ("forced to Night: the schedule says Welcome", "warning"),
    )
    assert "warning" not in {entry.name for entry in diagram.legend}


def test_what_no_call_comes_to_at_a_moment_is_grey_and_says_so():
    diagram = drawn_at("holiday")
    grey = {box.node: box for box in diagram.boxes if box.is_unreached}
    assert set(grey) == {"ivr:1"}
    assert grey["ivr:1"].facts[0] == "not reached at this moment"
    assert "not reached at this moment" in grey["ivr:1"].tooltip
    assert grey["ivr:1"].spoken == "IVR id 1 Welcome, not reached at this moment"
    assert all(row.is_closed for row in grey["ivr:1"].rows)
    assert [row.detail for row in grey["ivr:1"].rows] == ["", "", ""]
    arrows = {(a.source, a.target): a for a in diagram.arrows}
    assert arrows["ivr-1", "queue-3"].is_closed
    assert arrows["ivr-1", "queue-3"].spoken.endswith(", not reached at this moment")
    assert not arrows["ivr-2", "queue-3"].is_closed
    assert (
        dict(diagram.legend)["unreached"] == "not reached from these inbound routes at this moment"
    )


def test_an_end_that_a_grey_menu_has_for_itself_is_grey_and_one_that_calls_come_to_is_not():
    at = Moment("at noon", {"inbound_route:7": "outoffice"})
    found = entry_of()
    for menu in ("1", "2"):
        found.ivrs[menu].keys["9"] = Destination("end_call")
    diagram = diagram_of(at_moment(call_graph(found), at), at=at)
    ends = {leaf.id: leaf.is_unreached for leaf in diagram.leaves}
    assert ends == {"end-call--of-ivr-1": True, "end-call--of-ivr-2": False, "queue-3": False}
    (grey,) = (leaf for leaf in diagram.leaves if leaf.is_unreached)
    assert grey.detail[-1] in grey.tooltip


def test_what_is_wrong_in_a_grey_menu_is_told_but_has_no_colour():
    at = Moment("at noon", {"inbound_route:7": "outoffice"})
    found = entry_of()
    found.ivrs["1"].keys["timeout"] = Destination("ivr", "4")
    found.ivrs["4"] = Ivr(id="4", keys={"timeout": Destination("ivr", "1")})
    graph = at_moment(call_graph(found), at)
    diagram = build(graph, loops(graph), View(at=at))
    assert [badge.tone for badge in menu_of(diagram, "ivr:1").badges] == ["error"]
    assert {arrow.tone for arrow in diagram.arrows} == {None}
    assert "error" not in dict(diagram.legend)


def test_where_it_is_not_known_how_calls_go_on_the_legend_says_so():
    at = Moment("at noon", {"inbound_route:7": "outoffice"})
    found = entry_of()
    found.ivrs["2"].keys["9"] = Destination("call_flow", "4")
    diagram = diagram_of(at_moment(call_graph(found), at), at=at)
    assert dict(diagram.legend)["unreached"].endswith(", as far as is known")


def test_the_calls_of_a_forced_entry_are_drawn_to_where_they_go():
    diagram = marked_at(forced_to("ivr:2"))
    rows = menu_of(diagram, "inbound_route:7").rows
    assert [(row.key, row.is_closed, row.detail) for row in rows] == [
        ("office", True, "overridden"),
        ("outoffice", True, "6202 · closed"),
        ("holiday", True, "6202 · closed"),
        ("default", True, "closed"),
        ("forced", False, "6202"),
    ]
    (arrow,) = (arrow for arrow in diagram.arrows if arrow.manner == "forced")
    assert (arrow.row, arrow.target, arrow.is_closed) == ("forced", "ivr-2", False)
    assert arrow.spoken == "Inbound route 7 Main_Line: calls are forced to IVR 6202 Night"
    # A key that leads there as well has an arrow of its own, which says that it is closed.
    others = [a for a in diagram.arrows if a.source == "inbound-route-7" and not a.manner]
    assert {a.target: a.closed for a in others} == {
        "ivr-1": "overridden or closed",
        "ivr-2": "closed",
    }
    assert dict(diagram.legend)["forced"] == "forced: calls go here instead"
    assert [box.node for box in diagram.boxes if box.is_unreached] == ["ivr:1"]


def test_an_override_of_another_moment_is_told_and_not_drawn():
    diagram = marked_at(forced_to("ivr:2", is_past=True))
    assert menu_of(diagram, "inbound_route:7").badges[0].text.startswith("forced to Night")
    assert not any(arrow.manner for arrow in diagram.arrows)
    assert not row_of(diagram, "inbound_route:7", "office").is_closed


def test_an_entry_that_is_a_root_is_a_box_and_no_unknown_kind():
    diagram = diagram_of(call_graph(entry_of()))
    assert "inbound-route-7" not in {leaf.id for leaf in diagram.leaves}
    assert menu_of(diagram, "inbound_route:7").is_entry


# -- a part, and a tree ----------------------------------------------------------------------

TO_AND_FRO = (
    "ivr:1 -1-> ivr:2",
    "ivr:1 -2-> ivr:3",
    "ivr:2 -1-> ivr:3",
    "ivr:2 -*-> ivr:1",
    "ivr:3 -1-> queue:7",
    "ivr:3 -2-> queue:7",
)


def test_in_a_tree_every_menu_is_led_to_once_and_other_keys_lead_to_references():
    diagram = diagram_of(calls(*TO_AND_FRO), shape="tree")
    boxes = {menu.id for menu in diagram.menus}
    to_boxes = [arrow.target for arrow in diagram.arrows if arrow.target in boxes]
    assert to_boxes == ["ivr-2", "ivr-3"]
    references = {leaf.id: leaf.node for leaf in diagram.leaves if leaf.style == "reference"}
    assert references == {"ivr-3-from-ivr-2": "ivr:3", "ivr-1-from-ivr-2": "ivr:1"}
    assert not any(arrow.is_back for arrow in diagram.arrows)


def test_a_tree_has_no_arrow_that_ends_nowhere_and_no_node_twice():
    diagram = diagram_of(calls(*TO_AND_FRO, "ivr:3 -3-> ivr:3", "ivr:9 -1-> ivr:1"), shape="tree")
    ids = [node.id for node in (*diagram.menus, *diagram.leaves)]
    assert len(set(ids)) == len(ids)
    assert {arrow.target for arrow in diagram.arrows} <= set(ids)
    arrived = [arrow.target for arrow in diagram.arrows]
    inner = [identity for identity in arrived if identity.startswith("ivr-")]
    assert len(set(inner)) == len(inner)


def test_a_menu_at_the_edge_of_a_part_shows_the_keys_that_lead_in_and_counts_the_others():
    graph = around(calls(*TO_AND_FRO), "ivr:2", 1)
    diagram = diagram_of(graph)
    (first, _, third) = diagram.menus
    assert [row.key for row in first.rows] == ["1"]
    assert first.facts == ("… 1 more key",)
    assert third.rows == ()
    assert third.facts == ("… 2 more keys",)
    assert diagram.title == "Around IVR id 2"


def test_a_part_tells_only_of_loops_that_touch_it():
    whole = calls("ivr:1 -1-> ivr:2", "ivr:2 -1-> ivr:3", "ivr:3 -timeout-> ivr:3")
    part = around(whole, "ivr:1", 1)
    assert "no loops" in build(part, loops(whole)).subtitle


def test_a_part_counts_only_loops_that_are_drawn_whole():
    whole = calls("ivr:1 -1-> ivr:2", "ivr:2 -*-> ivr:1", "ivr:2 -2-> queue:3", "ivr:2 -0-> ivr:2")
    beside = build(around(whole, "queue:3", 1), loops(whole)).subtitle
    assert "no loop is whole in this part" in beside
    assert "caller" not in beside
    assert "loops: 1 caller" in build(around(whole, "ivr:2", 1), loops(whole)).subtitle


def test_a_telephone_in_the_middle_is_rung_by_its_groups_with_arrows_of_their_own():
    lists = {"extension": {"5": Entry("5", "304", "Ann")}}
    found = snapshot_of(
        *("ivr:1 -1-> extension:5", "ivr:1 -2-> ring_group:9", "ivr:1 -3-> ext_vm:5"),
        directory=lists,
    )
    group = Group(kind="ring_group", id="9", members=("304",), fail=Destination("ext_vm", "5"))
    graph = call_graph(found._replace(groups={group.node_id: group}))
    assert not any(arrow.manner for arrow in diagram_of(graph).arrows)
    diagram = diagram_of(around(graph, "extension:5", 1))
    arrows = {(a.source, a.target): a.manner for a in diagram.arrows}
    assert arrows == {
        ("ivr-1", "extension-5"): "",
        ("ivr-1", "ext-vm-5"): "",
        ("ring-group-9", "ext-vm-5"): "",
        ("ring-group-9", "extension-5"): "rings",
        ("extension-5", "ext-vm-5"): "owns",
    }
    ring_group = next(leaf for leaf in diagram.leaves if leaf.node == "ring_group:9")
    assert "rings: Ann 304" in ring_group.detail
    assert ("rings", "rings it as one of the group") in diagram.legend


def test_a_voicemail_that_nothing_leads_to_stands_beside_its_telephone():
    lists = {"extension": {"5": Entry("5", "304", "Ann")}}
    graph = whole_graph(snapshot_of("ivr:1 -1-> queue:2", directory=lists))
    diagram = diagram_of(around(graph, "extension:5", 1))
    assert [leaf.node for leaf in diagram.leaves] == ["extension:5", "ext_vm:5"]
    (line,) = diagram.arrows
    assert (line.source, line.target, line.manner) == ("extension-5", "ext-vm-5", "owns")
    assert ("owns", "its voicemail") in diagram.legend


def test_a_title_of_ones_own_is_the_headline():
    assert diagram_of(calls("ivr:1 -1-> queue:2"), title="For  the\nfront desk").title == (
        "For the front desk"
    )
