"""What the pictures of a book show."""

from __future__ import annotations

from flowgraph.book.pictures import MOST_CALLERS, Pictures

from .support import material


def pictures(*steps: str, **facts: object) -> Pictures:
    found = material(*steps, **facts)
    return Pictures(found.graph, found.loops, found.findings)


def test_a_page_shows_its_menu_with_what_leads_there_and_what_it_leads_to():
    drawn = pictures(
        "inbound_route:1 -default-> ivr:5",
        "ivr:5 -1-> ivr:6",
        "ivr:6 -2-> queue:7",
        "ivr:6 -3-> ivr:8",
        "ivr:8 -1-> ivr:9",
        "ivr:9 -1-> queue:1",
    )
    diagram = drawn.around("ivr:6", {}).diagram
    assert [menu.node for menu in diagram.menus] == ["ivr:5", "ivr:6", "ivr:8"]
    assert [leaf.node for leaf in diagram.leaves] == ["queue:7"]


def test_boxes_lead_to_the_pages_of_what_they_show():
    links = {"ivr:5": "a", "ivr:6": "b", "queue:7": "c"}
    diagram = pictures("ivr:5 -1-> ivr:6", "ivr:6 -2-> queue:7").around("ivr:6", links).diagram
    assert {box.node: box.link for box in diagram.boxes} == links


def test_hundreds_who_lead_to_a_main_menu_do_not_bury_it():
    steps = [f"ivr:1 -{key}-> ivr:{key}0" for key in range(1, 10)]
    steps += [f"ivr:{n} -*-> ivr:1" for n in range(100, 300)]
    near = pictures("ivr:1 -0-> ivr:100", *steps, everything=True).around("ivr:1", {})
    assert near.left_out == 199 - MOST_CALLERS
    assert len(near.diagram.menus) == 1 + MOST_CALLERS + 1


def test_entries_are_drawn_before_menus_where_there_is_no_room_for_all():
    steps = [f"ivr:{n} -*-> ivr:1" for n in range(2, 20)]
    drawn = pictures("inbound_route:9 -default-> ivr:1", "ivr:1 -1-> queue:7", *steps,
                     everything=True)  # fmt: skip
    nodes = [menu.node for menu in drawn.around("ivr:1", {}).diagram.menus]
    assert "inbound_route:9" in nodes


def test_what_was_found_is_marked():
    diagram = pictures("ivr:5 -1-> ivr:6", "ivr:6 -2-> ivr:99").around("ivr:5", {}).diagram
    badges = {menu.node: [badge.text for badge in menu.badges] for menu in diagram.menus}
    assert "2: leads to IVR id 99, which does not exist" in badges["ivr:6"]


def test_a_big_call_flow_has_an_overview_whose_boxes_lead_to_sheets_and_those_to_pages():
    steps = [f"ivr:{n} -{key}-> ivr:{4 * n + key}" for n in range(1, 151) for key in range(4)]
    drawn = pictures(*steps, *(f"ivr:{n} -1-> queue:7" for n in range(151, 604)), everything=True)
    assert drawn.needs_overview
    links = {f"ivr:{n}": f"page-{n}" for n in range(1, 604)}
    overview, *sheets = drawn.sheets(links, "up/", ".x")
    assert all(menu.link.startswith("up/") for menu in overview.diagram.menus)
    names = {f"up/{sheet.name}.x" for sheet in sheets}
    assert {menu.link for menu in overview.diagram.menus} <= names
    part = next(sheet for sheet in sheets if sheet.name.startswith("part-"))
    assert all(menu.link == links[menu.node] for menu in part.diagram.menus)
