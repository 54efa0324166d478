"""The picture of two states tells what became of each part, and not by colour alone."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import Picture
from menus import snapshot_of

from flowgraph.analysis.compare import compare
from flowgraph.callgraph import CallGraph
from flowgraph.crawl import crawl
from flowgraph.diagram.build import build
from flowgraph.diagram.changes import MOST_MENUS_WITH_ALL, union
from flowgraph.diagram.model import Arrow, Diagram, Leaf, Menu, Row
from flowgraph.diagram.theme import PALETTES
from flowgraph.diagram.view import PLAIN, View
from flowgraph.exports import FORMATS, Drawing, engine_for, export
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Entry
from flowgraph.model.snapshot import Snapshot
from flowgraph.sources.folder import FolderSource

SAMPLE = Path(__file__).parents[2] / "samples" / "harbour-dental" / "pbx"
LISTS = {"queue": {"1": Entry("1", "6400", "Sales"), "2": Entry("2", "6401", "Help")}}
NAMES = {f"ivr_{n}": {"number": f"620{n}", "name": name}
         for n, name in ((1, "Main"), (2, "Old"), (3, "New"))}  # fmt: skip


def state(*steps: str, **facts: dict[str, object]) -> Snapshot:
    sources = {step.split(" ")[0].replace(":", "_") for step in steps}
    named = {menu: {**NAMES[menu], **facts.get(menu, {})} for menu in NAMES if menu in sources}
    return snapshot_of(*steps, directory=LISTS, **named)


OLD = state("ivr:1 -0-> queue:1", "ivr:1 -1-> ivr:2", "ivr:1 -2-> queue:1", "ivr:1 -3-> queue:2",
            "ivr:2 -*-> ivr:1", ivr_1={"resp_timeout_s": 5})  # fmt: skip
NEW = state("ivr:1 -0-> queue:1", "ivr:1 -2-> ext_vm:7", "ivr:1 -3-> queue:2", "ivr:1 -4-> ivr:3",
            "ivr:3 -0-> queue:2", ivr_1={"resp_timeout_s": 8})  # fmt: skip


def both(old: Snapshot = OLD, new: Snapshot = NEW) -> CallGraph:
    return union(compare(old, new))


def drawn(view: View = PLAIN) -> Diagram:
    return build(both(), [], view)


def menu(node: str) -> Menu:
    return next(menu for menu in drawn().menus if menu.node == node)


def row(key: str) -> Row:
    return next(row for row in menu("ivr:1").rows if row.key == key)


def leaf(node: str) -> Leaf:
    return next(leaf for leaf in drawn().leaves if leaf.node == node)


def arrows(source: str) -> list[tuple[str, tuple[str, ...], str | None]]:
    found: list[Arrow] = [arrow for arrow in drawn().arrows if arrow.source == source]
    return [(arrow.target, arrow.keys, arrow.tone) for arrow in found]


# -- what became of each part ----------------------------------------------------------------


def test_menus_are_new_gone_changed_or_as_they_were():
    tones = {node: menu(node).tone for node in ("ivr:1", "ivr:2", "ivr:3")}
    assert tones == {"ivr:1": "changed", "ivr:2": "removed", "ivr:3": "added"}
    same = build(both(OLD, OLD), [], PLAIN)
    assert {menu.tone for menu in same.menus} == {"unchanged"}
    assert same.subtitle == "nothing changed"


def test_a_menu_says_its_changes_in_words():
    assert [badge.marked for badge in menu("ivr:1").badges] == ["~ waits 5 s -> 8 s"]


def test_signs_stand_at_menus_keys_and_destinations():
    assert [menu(node).number for node in ("ivr:1", "ivr:2", "ivr:3")] == [
        "~ 6201",
        "– 6202",
        "+ 6203",
    ]
    assert [row(key).caption for key in "01234"] == ["0", "– 1", "~ 2", "3", "+ 4"]
    assert leaf("ext_vm:7").name[0].startswith("+ ")


def test_a_key_that_leads_elsewhere_tells_where_it_led_and_has_both_arrows():
    assert (row("2").tone, row("2").was) == ("changed", "Queue 6400 Sales")
    assert [a for a in arrows("ivr-1") if "2" in a[1]] == [
        ("queue-1", ("2",), "removed"),
        ("ext-vm-7", ("2",), "changed"),
    ]


def test_two_keys_that_changed_places_both_tell_where_they_lead_now():
    swapped = state("ivr:1 -1-> queue:2", "ivr:1 -2-> queue:1")
    graph = both(state("ivr:1 -1-> queue:1", "ivr:1 -2-> queue:2"), swapped)
    (only,) = build(graph, [], PLAIN).menus
    found = {row.key: (row.text[0], row.was) for row in only.rows if row.style}
    assert found == {"1": ("Help", "Queue 6400 Sales"), "2": ("Sales", "Queue 6401 Help")}


def test_a_menu_that_keys_still_lead_to_says_so():
    dangling = state("ivr:1 -0-> queue:1", "ivr:1 -1-> ivr:2")
    graph = both(state("ivr:1 -0-> queue:1", "ivr:1 -1-> ivr:2", "ivr:2 -*-> ivr:1"), dangling)
    gone = next(menu for menu in build(graph, [], PLAIN).menus if menu.node == "ivr:2")
    assert [badge.marked for badge in gone.badges] == ["– keys still lead here"]


def test_keys_that_share_an_arrow_share_what_became_of_them():
    old = state("ivr:1 -0-> queue:1", "ivr:1 -1-> queue:1")
    new = state("ivr:1 -0-> queue:1", "ivr:1 -1-> queue:1", "ivr:1 -5-> queue:1")
    found = [(arrow.keys, arrow.tone) for arrow in build(both(old, new), [], PLAIN).arrows]
    assert found == [(("0", "1"), "unchanged"), (("5",), "added")]


def test_the_subtitle_counts_and_the_legend_explains():
    assert drawn().subtitle == (
        "1 menu added · 1 menu removed · 1 menu changed · "
        "2 keys added · 2 keys removed · 1 key changed"
    )
    names = [entry.name for entry in drawn().legend]
    assert names[:4] == ["added", "removed", "changed", "unchanged"]


@cache
def sample() -> Snapshot:
    menus = ("1", "2", "3", "5", "8", "9", "12", "13", "15")
    return crawl(FolderSource(SAMPLE), menus, is_whole=True)


def told(**facts: Any) -> Diagram:
    """Draw what becomes of the sample PBX when its facts change."""
    return build(both(sample(), sample()._replace(**facts)), [], PLAIN)


def test_a_queue_with_another_limit_is_counted_and_marked():
    groups = dict(sample().groups)
    groups["queue:1"] = groups["queue:1"].model_copy(update={"limit_s": 60})
    diagram = told(groups=groups)
    assert diagram.subtitle == "1 queue changed"
    (marked,) = (leaf for leaf in diagram.leaves if leaf.tone == "changed")
    assert marked.name[0].startswith("~ ")
    assert [badge.marked for badge in marked.badges] == ["~ waiting limit: 300 s -> 60 s"]


def test_a_failover_that_leads_elsewhere_is_no_key():
    groups = dict(sample().groups)
    groups["queue:1"] = groups["queue:1"].model_copy(update={"fail": Destination("end_call")})
    assert told(groups=groups).subtitle == "1 queue changed"


def test_an_entry_with_another_number_is_counted_and_marked():
    routes = dict(sample().routes)
    routes["inbound_route:1"] = routes["inbound_route:1"].model_copy(
        update={"did_patterns": ("+1",)}
    )
    diagram = told(routes=routes)
    assert diagram.subtitle == "1 inbound route changed"
    assert [m.node for m in diagram.menus if m.tone == "changed"] == ["inbound_route:1"]


def test_hours_holidays_and_the_pbx_are_told_though_they_have_no_box():
    found = sample()
    schedule = found.schedule
    assert schedule
    assert schedule.hours
    fewer = schedule._replace(hours=schedule.hours[1:], holidays=(schedule.holidays or ())[1:])
    diagram = told(schedule=fewer, make=found.make._replace(firmware="99.0.0.1"))
    assert diagram.subtitle == (
        "business hours changed · 1 holiday removed · the PBX changed: firmware"
    )


def test_a_prompt_that_says_something_else_is_told_where_it_is_heard():
    prompts = dict(sample().prompts or {})
    prompts["3"] = prompts["3"]._replace(text=f"{prompts['3'].text} Goodbye.")
    diagram = told(prompts=prompts)
    assert diagram.subtitle == "1 prompt changed"
    noted = {m.node: [badge.text for badge in m.badges] for m in diagram.menus if m.badges}
    assert list(noted) == ["ivr:2"]
    assert noted["ivr:2"][0].startswith("main-menu-en.wav: says: ")


def test_a_new_name_is_marked_at_the_voicemail_too_and_what_has_no_box_is_said_so():
    listing = sample().directory.listings
    people = dict(listing["extension"].entries)
    people["25"] = people["25"]._replace(name="Owen")
    people["31"] = people["31"]._replace(name="Joan")
    changed = {**listing, "extension": listing["extension"]._replace(entries=people)}
    diagram = told(directory=sample().directory._replace(listings=changed))
    assert diagram.subtitle == "1 extension changed · 1 extension changed (not drawn)"
    nodes = {leaf.node for leaf in diagram.leaves if leaf.tone == "changed"}
    assert nodes == {"extension:25", "ext_vm:25"}


def test_the_graph_has_the_marks_too():
    graph = both()
    assert graph.edges["ivr:1", "ext_vm:7", "2"]["was"] == "Queue 6400 Sales"
    assert graph.edges["ivr:1", "queue:1", "2"]["change"] == "removed"
    assert graph.nodes["ivr:2"]["change"] == "removed"


# -- how far ---------------------------------------------------------------------------------


def test_of_a_large_pbx_what_did_not_change_is_left_out():
    number = MOST_MENUS_WITH_ALL + 5
    steps = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, number)]
    end = f"ivr:{number} -0-> queue:1"
    graph = both(state(*steps, end), state(*steps, end, "ivr:20 -5-> queue:2"))
    diagram = build(graph, [], PLAIN)
    assert [m.node for m in diagram.menus] == ["ivr:19", "ivr:20", "ivr:21"]
    assert f"{number - 3} menus that did not change are left out" in diagram.subtitle
    assert "… 1 more key" in diagram.menus[2].facts


# -- formats ---------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [s for s in FORMATS if s not in (".png", ".pdf")])
@pytest.mark.parametrize("theme", PALETTES)
def test_every_format_tells_it_in_every_theme(suffix: str, theme: str):
    view = View(theme=theme)
    drawing = Drawing(both(), drawn(view), (), (), view)
    text = export(suffix, drawing, engine_for(suffix, "auto")).decode()
    if suffix == ".svg":
        picture = Picture(text.encode())
        assert picture.shows("~ 2")
        assert picture.shows("was:")
        assert picture.shows("Queue 6400 Sales")
    else:
        assert ("removed" in text) or ("– " in text) or ("&#8211; " in text)


def test_a_copier_in_black_and_white_keeps_new_gone_and_changed_apart():
    view = View(theme="print")
    dot = export(".dot", Drawing(both(), drawn(view), (), (), view), None).decode()
    looks = {arrow.tone for arrow in drawn(view).arrows}
    assert looks == {"added", "removed", "changed", "unchanged"}
    for sign in ("style=dashed", "arrowhead=tee", "arrowhead=diamond", "<S>"):
        assert sign in dot


def test_the_graph_as_json_can_be_read_back():
    view = PLAIN
    text = export(".json", Drawing(both(), drawn(view), (), (), view), None)
    edges = json.loads(text)["edges"]
    assert {edge["change"] for edge in edges} == {"added", "removed", "changed", "unchanged"}
