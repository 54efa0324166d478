"""The engine of diagrams.net opens every file, with every label where our layout has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from helpers import collapsed
from lxml import etree
from menus import calls

from flowgraph.callgraph import CallGraph
from flowgraph.diagram.view import View
from flowgraph.exports import FORMATS

from .conftest import Reader
from .drawings import ALL, HOSTILE, Case, drawing, drawing_of, hostile, names_of, written

Generated = Callable[..., Path]
PbxOf = Callable[[Path], Path]
Answer = dict[str, Any]

#: Cells that hold cells and that an arrow may touch; the heading's stand above them all.
_TOP = "1"


def small() -> CallGraph:
    return calls(
        "ivr:1 -1-> ivr:2",
        "ivr:1 -0-> queue:7",
        "ivr:1 -timeout-> queue:7",
        "ivr:1 -#-> hologram:x",
        "ivr:2 -*-> ivr:1",
        "ivr:2 -2-> external_num:5550100",
        "ivr:2 -3-> dial_by_name:",
        "ivr:2 -4-> end_call:",
        "ivr:2 -invalid-> play_prompt:prices.wav",
        ivr_1={"number": "6201", "name": "Main", "prompts": ("hello.wav",)},
        ivr_2={"number": "6202", "name": "Sales"},
    )


def cells(text: str) -> dict[str, etree._Element]:
    """Give all cells of a file by id."""
    root = etree.fromstring(text.encode())
    found = {}
    for cell in root.iter("mxCell"):
        parent = cell.getparent()
        found[parent.get("id") if parent.tag == "UserObject" else cell.get("id")] = cell
    return found


def look(cell: etree._Element) -> dict[str, str]:
    return dict(part.split("=", 1) for part in cell.get("style").split(";") if part)


# -- the file --------------------------------------------------------------------------------


def test_a_menu_is_a_list_with_a_cell_for_each_key_from_which_the_arrow_leaves():
    found = cells(written(".drawio", drawing(small())))
    assert look(found["ivr-1"])["childLayout"] == "stackLayout"
    assert found["ivr-1.k1"].get("parent") == "ivr-1"
    assert (found["ivr-1.k1"].get("value"), found["ivr-1.k1.key"].get("value")) == (
        "► Sales  6202",
        "1",
    )
    arrows = {(c.get("source"), c.get("target")): look(c) for c in found.values() if c.get("edge")}
    assert set(arrows) == {
        ("ivr-1.k0", "queue-7"),
        ("ivr-1.k1", "ivr-2"),
        ("ivr-1.khash", "hologram-x"),
        ("ivr-2.kstar", "ivr-1"),
        ("ivr-2.k2", "external-num-5550100"),
        ("ivr-2.k3", "dial-by-name--of-ivr-2"),
        ("ivr-2.k4", "end-call--of-ivr-2"),
    }
    way = arrows["ivr-1.k1", "ivr-2"]
    assert (way["exitX"], way["exitY"], way["entryX"]) == ("1", "0.5", "0")
    assert "dashed" not in way
    assert arrows["ivr-2.kstar", "ivr-1"]["dashed"] == "1"


def test_silence_is_dotted_and_a_loop_has_its_colour():
    graph = calls("ivr:1 -timeout-> ivr:2", "ivr:2 -timeout-> ivr:1", "ivr:1 -invalid-> queue:1")
    found = cells(written(".drawio", drawing(graph)))
    arrows = {c.get("source"): look(c) for c in found.values() if c.get("edge")}
    assert arrows["ivr-1.ktimeout"]["strokeColor"] == "#C62828"
    assert arrows["ivr-1.ktimeout"]["dashPattern"] == "1 3"
    assert arrows["ivr-1.kinvalid"]["strokeColor"] == "#546E7A"
    assert found["ivr-1.badge-1"].get("value").startswith("! Loop: a caller who presses nothing")


def test_every_kind_has_the_colours_of_the_theme_and_a_shape_of_its_own():
    kinds = ("extension", "queue", "ring_group", "conference", "ext_vm", "group_vm", "external_num",
             "play_greeting", "hologram")  # fmt: skip
    steps = [f"ivr:1 -{key}-> {kind}:9" for key, kind in enumerate(kinds)]
    planned = drawing(calls(*steps, "ivr:1 -9-> end_call:", "ivr:1 -*-> dial_by_name:"))
    found = cells(written(".drawio", planned))
    colours = planned.diagram.colours
    shapes = set()
    for leaf in planned.diagram.leaves:
        style = look(found[leaf.id])
        assert style["fillColor"] == colours.styles[leaf.style].fill
        assert style["strokeColor"] == colours.styles[leaf.style].border
        shapes.add(style.get("shape", "rounded" if style.get("rounded") else "box"))
    assert len(shapes) == len(planned.diagram.leaves)


def test_everything_stands_where_the_svg_has_it():
    planned = drawing(small())
    found = cells(written(".drawio", planned))
    picture = etree.fromstring(written(".svg", planned).encode())
    moved = set()
    for menu in planned.diagram.menus:
        geometry = found[menu.id].find("mxGeometry")
        outline = picture.xpath(f'//*[@id="{menu.id}"]//*[local-name()="polygon"]/@points')[0]
        x, y = zip(*(map(float, point.split(",")) for point in outline.split()), strict=True)
        moved.add((float(geometry.get("x")) - min(x), float(geometry.get("y")) - min(y)))
        assert float(geometry.get("width")) == pytest.approx(max(x) - min(x), abs=4)
    ways, downs = zip(*moved, strict=True)
    assert max(ways) - min(ways) < 4
    assert max(downs) - min(downs) < 4


def test_large_call_flows_have_a_page_for_each_part(generated: Generated):
    planned = drawing_of(generated("chain", 501), 1)
    pages = etree.fromstring(written(".drawio", planned).encode()).findall("diagram")
    assert pages[0].get("name").startswith("Overview")
    assert len(pages) > 30
    ids = {f"data:page/id,{page.get('id')}" for page in pages}
    links = {box.get("link") for box in pages[0].iter("UserObject")} - {None}
    assert links
    assert links <= ids
    arrows = [cell for cell in pages[0].iter("mxCell") if cell.get("edge")]
    assert all(arrow.findall("mxGeometry/Array/mxPoint") for arrow in arrows)
    names = {cell.get("label") for page in pages for cell in page.iter("UserObject")}
    assert {"  ".join((m.number, *m.name)) for m in planned.diagram.menus if m.number} <= names


def test_the_engine_is_asked_for_before_the_crawl():
    assert FORMATS[".drawio"].engines == ("bundled", "system", "pango")


# -- diagrams.net itself ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def cases(pbx_of: PbxOf, read_in_browser: Reader) -> dict[str, Answer]:
    """Give what the engine of diagrams.net reads in the file of every case and tree."""
    drawn = [case for case in ALL if case.id != "c32-deep-chain"]
    texts = [written(".drawio", drawing_of(pbx_of(case.folder), case.root)) for case in drawn]
    answers = read_in_browser([{"kind": "drawio", "text": text} for text in texts])
    return {case.id: answer for case, answer in zip(drawn, answers, strict=True)}


each_case = pytest.mark.parametrize(
    "case", [case for case in ALL if case.id != "c32-deep-chain"], ids=lambda case: case.id
)


@each_case
def test_every_cell_and_every_arrow_is_read(case: Case, cases: dict[str, Answer], pbx_of: PbxOf):
    diagram = drawing_of(pbx_of(case.folder), case.root).diagram
    (page,) = cases[case.id]["pages"]
    ids = {box["id"] for box in page["boxes"]}
    assert {box.id for box in diagram.boxes} <= ids
    rows = sum(len(menu.rows) for menu in diagram.menus)
    assert sum(identity.endswith(".key") for identity in ids) == rows
    assert len(page["arrows"]) == len(diagram.arrows)
    ends = [(a["source"].partition(".")[0], a["target"]) for a in page["arrows"]]
    assert ends == [(arrow.source, arrow.target) for arrow in diagram.arrows]


@each_case
def test_every_label_can_be_read(case: Case, cases: dict[str, Answer]):
    (page,) = cases[case.id]["pages"]
    assert [label for label in case.labels if not shows(page, label)] == []


@each_case
def test_no_two_boxes_lie_on_each_other(case: Case, cases: dict[str, Answer]):
    (page,) = cases[case.id]["pages"]
    top = [box for box in page["boxes"] if box["parent"] == _TOP]
    assert [(a["id"], b["id"]) for a, b in combinations(top, 2) if overlap(a, b)] == []
    bounds = {box["id"]: box["bounds"] for box in page["boxes"]}
    inner = [box for box in page["boxes"] if box["parent"] != _TOP]
    assert [box["id"] for box in inner if not inside(box["bounds"], bounds[box["parent"]])] == []


def overlap(one: Answer, other: Answer) -> bool:
    (x, y, width, height), (u, v, across, down) = one["bounds"], other["bounds"]
    return x + 1 < u + across and u + 1 < x + width and y + 1 < v + down and v + 1 < y + height


def inside(inner: Sequence[float], outer: Sequence[float]) -> bool:
    (x, y, width, height), (u, v, across, down) = inner, outer
    return u - 1 <= x and v - 1 <= y and x + width <= u + across + 1 and y + height <= v + down + 1


def shows(page: Answer, name: str) -> bool:
    """Whether a name can be read: in a box, else whole in a tooltip."""
    labels = [collapsed(box["label"]) for box in page["boxes"]]
    glued = [label.replace(" ", "") for label in labels] if " " not in name else []
    tooltips = [collapsed(box["tooltip"]) for box in page["boxes"]]
    return any(collapsed(name) in part for part in (*labels, *glued, *tooltips))


@pytest.mark.fault("E9")
def test_a_hostile_name_is_text_in_labels_and_tooltips(read_in_browser: Reader):
    texts = [written(".drawio", hostile(strings)) for strings in HOSTILE]
    answers = read_in_browser([{"kind": "drawio", "text": text} for text in texts])
    for strings, answer in zip(HOSTILE, answers, strict=True):
        (page,) = answer["pages"]
        parts = [*page["boxes"], *page["arrows"]]
        assert not any(part["is_html"] or part["tooltip_tags"] for part in parts), strings
        assert all(box["label"] == box["drawn"] for box in page["boxes"])
        for name in names_of(strings):
            assert shows(page, name), name


@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_arrows_arrive_at_the_edge_of_their_target(direction: str):
    found = cells(written(".drawio", drawing(small(), View(direction=direction))))
    for cell in found.values():
        if cell.get("edge"):
            x, y = (float(look(cell)[name]) for name in ("entryX", "entryY"))
            assert 0 in (x, y) or 1 in (x, y)


@pytest.mark.fault("E4")
def test_the_file_holds_no_compressed_part_and_no_link():
    text = written(".drawio", drawing(small()))
    assert "<mxGraphModel" in text
    assert not re.search(r"\blink=|href|html=1", text)
