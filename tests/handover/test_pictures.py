"""Which pictures a document has."""

from __future__ import annotations

import pytest

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


def caption(*steps: str) -> str:
    found = material(*steps)
    (sheet,) = drawn(found, document_of(found)).sheets.values()
    return sheet.diagram.subtitle


def test_the_caption_says_how_many_of_the_menus_are_drawn():
    chain = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, 30)]
    found = material("inbound_route:1 -default-> ivr:1", *chain, "ivr:30 -1-> queue:7")
    (sheet,) = drawn(found, document_of(found)).sheets.values()
    shown = [box for box in sheet.diagram.menus if not box.is_entry]
    assert len(shown) == sheet.steps
    assert sheet.diagram.subtitle == (
        f"{len(shown)} of the 30 menus that calls to this number can reach; the key tables tell all"
    )


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (["inbound_route:1 -default-> queue:7"], "No menu"),
        (["inbound_route:1 -default-> ivr:1", "ivr:1 -1-> queue:7"], "The only menu"),
        (["inbound_route:1 -default-> ivr:1", "ivr:1 -1-> ivr:2", "ivr:2 -1-> queue:7"],
         "Both menus"),
        (["inbound_route:1 -default-> ivr:1", "ivr:1 -1-> ivr:2", "ivr:1 -2-> ivr:3",
          "ivr:2 -1-> queue:7", "ivr:3 -1-> queue:7"], "All 3 menus"),
    ],
)  # fmt: skip
def test_the_caption_of_a_whole_call_flow_says_that_it_is_whole(steps: list[str], told: str):
    assert caption(*steps) == f"{told} that calls to this number can reach"


def test_the_caption_says_where_all_menus_are_drawn_and_not_all_keys():
    name = {"name": "a name that takes much room"}
    first = [f"ivr:1 -{key}-> ivr:{key}" for key in range(2, 8)]
    second = [f"ivr:{n} -{key}-> extension:{n}{key}" for n in range(2, 8) for key in range(10)]
    found = material("inbound_route:1 -default-> ivr:1", *first, *second, settings={"ivr:1": name})
    (sheet,) = drawn(found, document_of(found)).sheets.values()
    assert sheet.steps == 2
    assert sheet.diagram.subtitle == (
        "All 7 menus that calls to this number can reach, without some of their keys; "
        "the key tables tell all"
    )


def test_a_cut_picture_marks_nothing_that_it_does_not_show():
    chain = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, 30)]
    # Each menu has a key that leads nowhere, and repeats itself on a wrong key.
    faults = [f"ivr:{n} -2-> queue:99" for n in range(1, 30)]
    loops = [f"ivr:{n} -invalid-> ivr:{n}" for n in range(1, 30)]
    lists = {"queue": ("7",)}
    found = material("inbound_route:1 -default-> ivr:1", *chain, *faults, *loops, lists=lists)
    (sheet,) = drawn(found, document_of(found)).sheets.values()
    *whole, last = [box for box in sheet.diagram.menus if not box.is_entry]
    assert all(box.badges for box in whole)
    assert not last.badges


def test_a_cut_picture_shows_the_first_steps_and_not_who_else_leads_there():
    chain = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, 30)]
    shared = ["ivr:1 -0-> queue:7", "ivr:20 -0-> queue:7"]
    found = material("inbound_route:1 -default-> ivr:1", *chain, *shared)
    (sheet,) = drawn(found, document_of(found)).sheets.values()
    assert "ivr:20" not in {box.node for box in sheet.diagram.menus}
