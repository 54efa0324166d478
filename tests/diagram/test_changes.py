"""The picture of two states tells what became of each part, and not by colour alone."""

from __future__ import annotations

import json

import pytest
from helpers import Picture
from menus import snapshot_of

from flowgraph.analysis.compare import compare
from flowgraph.callgraph import CallGraph
from flowgraph.diagram.build import build
from flowgraph.diagram.changes import MOST_MENUS_WITH_ALL, union
from flowgraph.diagram.model import Arrow, Diagram, Leaf, Menu, Row
from flowgraph.diagram.theme import PALETTES
from flowgraph.diagram.view import PLAIN, View
from flowgraph.exports import FORMATS, Drawing, engine_for, export
from flowgraph.model.directory import Entry
from flowgraph.model.snapshot import Snapshot

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
