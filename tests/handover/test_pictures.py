"""Which pictures a document has."""

from __future__ import annotations

from .support import document_of, drawn, material


def test_a_small_call_flow_is_drawn_whole():
    found = material("inbound_route:1 -default-> ivr:5", "ivr:5 -1-> queue:7")
    (sheet,) = drawn(found, document_of(found)).sheets.values()
    assert sheet.steps == 0
    assert {box.node for box in sheet.diagram.menus} == {"inbound_route:1", "ivr:5"}


def test_of_a_large_one_only_so_much_is_drawn_as_can_be_read():
    chain = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, 30)]
    found = material("inbound_route:1 -default-> ivr:1", *chain)
    (sheet,) = drawn(found, document_of(found)).sheets.values()
    assert sheet.steps > 0
    assert sheet.diagram.title.endswith(f"the first {sheet.steps} steps")


def test_what_cannot_be_read_at_all_is_left_out():
    keys = [f"inbound_route:1 -default-> ivr:{n}" for n in range(1)]
    name = {"name": "an enormously long name " * 3}
    wide = [f"ivr:0 -{key}-> ivr:{n}" for n, key in enumerate("0123456789*#", 1)]
    deep = [
        f"ivr:{n} -{key}-> ivr:{n * 100 + int(key)}" for n in range(1, 13) for key in "0123456789"
    ]
    found = material(*keys, *wide, *deep, settings={"ivr:0": name})
    told = document_of(found)
    sheets = drawn(found, told).sheets
    assert all(len(sheet.diagram.menus) <= 14 for sheet in sheets.values())


def test_a_picture_shows_nothing_that_other_numbers_lead_to():
    found = material(
        "inbound_route:1 -default-> ivr:5",
        "inbound_route:2 -default-> ivr:5",
        "ivr:5 -1-> queue:7",
        everything=True,
    )
    sheets = drawn(found, document_of(found)).sheets
    first = {box.node for box in sheets["inbound_route:1"].diagram.menus}
    assert first == {"inbound_route:1", "ivr:5"}
