"""Every format on small, hostile and large menus, drawn by the real engines."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from menus import calls

from flowgraph.analysis.loops import loops
from flowgraph.callgraph import CallGraph
from flowgraph.diagram.build import build
from flowgraph.diagram.view import View
from flowgraph.errors import EngineError, UsageError
from flowgraph.exports import FORMATS, Drawing, engine_for, export, format_of, svg
from flowgraph.exports import engine as engines

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "R&D <b> \"x\" 'y'",
    "\\N \\G \\E \\l \\",
    "]]> --> <!-- ${x} {{y}}",
    "{<f0> a|<f1> b}",
    "&amp; &#40; &lt;script&gt;",
    "主菜单 Ж é",
]
ENGINES = [
    "bundled",
    pytest.param(
        "system", marks=pytest.mark.skipif(not shutil.which("dot"), reason="no system dot")
    ),
]
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"


def drawing(graph: CallGraph, **options) -> Drawing:
    return Drawing(graph, build(graph, loops(graph), View(**options)))


def draw(graph: CallGraph, suffix: str, engine: str = "auto", **options) -> bytes:
    planned = drawing(graph, **options)
    return export(suffix, planned, engine_for(suffix, engine, planned.diagram))


def small() -> CallGraph:
    return calls(
        "ivr:1 -1-> ivr:2",
        "ivr:1 -0-> queue:1",
        "ivr:1 -timeout-> queue:1",
        "ivr:2 -*-> ivr:1",
        "ivr:2 -2-> play_prompt:prices.wav",
        "ivr:2 -3-> ivr:7",
        "ivr:2 -invalid-> end_call:",
        ivr_1={"number": "6201", "name": "Main"},
        ivr_2={"number": "6202", "name": "Sales"},
    )


def hostile() -> CallGraph:
    steps, settings = [], {}
    for number, (name, following) in enumerate(pairwise([*HOSTILE, HOSTILE[0]]), 1):
        steps.append(f"ivr:{number} -1-> ivr:{number + 1}")
        steps.append(f"ivr:{number} -2-> external_num:{following}")
        settings[f"ivr_{number}"] = {"number": str(number), "name": name, "prompts": (following,)}
    settings[f"ivr_{len(HOSTILE) + 1}"] = {"name": "end"}
    return calls(*steps, **settings)


def texts(picture: bytes) -> str:
    root = ElementTree.fromstring(picture)
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


@pytest.mark.fault("E2")
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("leaves", ["apart", "folded"])
def test_names_reach_the_svg_letter_for_letter(engine: str, leaves: str):
    shown = " ".join(texts(draw(hostile(), ".svg", engine, leaves=leaves)).split())
    for name in HOSTILE:
        assert " ".join(name.split()) in shown, name


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_an_svg_has_title_description_and_a_speaking_name_for_each_part(engine, direction):
    root = ElementTree.fromstring(draw(small(), ".svg", engine, direction=direction))
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Call flow from IVR 6201 Main"
    assert "2 menus" in root.find(f"{SVG}desc").text
    groups = {g.get("id"): g.find(f"{SVG}title") for g in root.iter(f"{SVG}g")}
    assert groups["ivr-1"].text.splitlines()[0] == "IVR 6201 Main"
    assert "no key: Queue id 1" in groups["ivr-1"].text
    arrows = [g for g in root.iter(f"{SVG}g") if (g.get("class") or "").startswith("edge")]
    said = {g.find(f"{SVG}title").text for g in arrows}
    assert "IVR 6201 Main: 0, no key leads to Queue id 1" in said
    assert "IVR 6202 Sales: wrong key leads to Hang up" in said


@pytest.mark.parametrize("engine", ENGINES)
def test_arrows_between_the_same_two_menus_each_say_their_own_keys(engine: str):
    # A key that closes a loop has an arrow of its own beside that of the good keys.
    graph = calls(
        "ivr:1 -1-> ivr:2", "ivr:1 -timeout-> ivr:2", "ivr:2 -timeout-> ivr:1", "ivr:2 -1-> queue:1"
    )
    planned = drawing(graph)
    root = ElementTree.fromstring(draw(graph, ".svg", engine))
    said = sorted(
        group.find(f"{SVG}title").text
        for group in root.iter(f"{SVG}g")
        if group.get("class", "").startswith("edge")
    )
    assert said == sorted(arrow.spoken for arrow in planned.diagram.arrows)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("engine", ENGINES)
def test_no_texts_overlap_in_a_picture(engine: str):
    root = ElementTree.fromstring(draw(small(), ".svg", engine))
    spots = [(t.get("x"), t.get("y")) for t in root.iter(f"{SVG}text")]
    assert len(set(spots)) == len(spots)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_graph_gives_the_same_bytes(suffix: str):
    svg.draw.cache_clear()
    first = draw(small(), suffix, "bundled" if suffix == ".pdf" else "auto")
    svg.draw.cache_clear()
    assert draw(small(), suffix, "bundled" if suffix == ".pdf" else "auto") == first


@pytest.mark.parametrize("engine", ENGINES)
def test_a_png_is_a_png(engine: str):
    assert draw(small(), ".png", engine).startswith(PNG_MAGIC)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext")
@pytest.mark.parametrize("engine", ENGINES)
def test_a_pdf_holds_the_text_and_both_weights(engine: str, tmp_path: Path):
    file = tmp_path / "x.pdf"
    file.write_bytes(draw(small(), ".pdf", engine))
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    for part in (
        "Call flow from IVR 6201 Main",
        "Sales",
        "prices.wav",
        "Hang up",
        "does not exist",
    ):
        assert part in text
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout
    assert "Bold" in fonts


@pytest.mark.fault(
    "L9b",
    promise="the bundled engine draws no empty boxes: another one is asked; without one the other "
    "outputs are written, with what to install, exit 3, or 2 if it was the only one",
)
def test_what_bundled_fonts_lack_is_not_drawn_as_boxes():
    graph = calls("ivr:1 -0-> queue:1", ivr_1={"name": "主菜单"})
    planned = drawing(graph)
    with pytest.raises(EngineError) as caught:
        engine_for(".png", "bundled", planned.diagram)
    assert "these characters" in str(caught.value)
    assert "主菜单" in texts(export(".svg", planned, engine_for(".svg", "auto", planned.diagram)))


@pytest.mark.fault("L9b")
def test_without_any_other_engine_the_message_names_what_to_install(monkeypatch):
    find = engines.find
    monkeypatch.setattr(engines, "find", lambda name: find(name) if name == "bundled" else None)
    planned = drawing(calls("ivr:1 -0-> queue:1", ivr_1={"name": "主菜单"}))
    with pytest.raises(EngineError) as caught:
        engine_for(".png", "auto", planned.diagram)
    for hint in ("apt install graphviz", "brew install graphviz", "winget", "flowgraph[pango]"):
        assert hint in str(caught.value)
    assert engine_for(".png", "auto", drawing(small()).diagram).engine == "bundled"
    assert engine_for(".pdf", "auto", drawing(small()).diagram).engine == "bundled"


@pytest.mark.fault("D8b")
def test_a_png_that_nobody_could_read_is_refused_and_the_way_out_named():
    steps = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, 150)]
    with pytest.raises(EngineError) as caught:
        draw(calls(*steps), ".png", direction="LR")
    assert ".svg" in str(caught.value)


@pytest.mark.fault("E1")
def test_dot_is_read_by_the_engine_and_names_no_colon_in_its_ids():
    dot = draw(hostile(), ".dot").decode()
    command = engines.find("bundled")
    assert engines.run(command, dot, "svg")
    assert not any(
        ":" in line.split("[")[0].strip('\t "') for line in dot.splitlines() if "label=<<" in line
    )


def test_the_graph_comes_back_from_its_json():
    graph = small()
    document = json.loads(draw(graph, ".json"))
    assert document["version"] == 1
    assert document["missing"][0]["id"] == "ivr:7"
    again = nx.node_link_graph(document, edges="edges")
    assert set(again.nodes) == set(graph.nodes)
    assert set(again.edges(keys=True)) == set(graph.edges(keys=True))
    assert again.nodes["ivr:1"] == json.loads(json.dumps(graph.nodes["ivr:1"]))


def test_an_unknown_format_is_refused_with_the_nearest_one():
    with pytest.raises(UsageError) as caught:
        format_of("menus.pnq")
    assert "did you mean .png?" in str(caught.value)


@pytest.mark.fault(
    "L10b",
    promise="ends it after its time, and leaves no process; exit 2, or 3 if another output was "
    "written",
)
def test_an_engine_that_hangs_is_ended(tmp_path: Path):
    script, number = tmp_path / "dot", tmp_path / "number"
    script.write_text(f"#!/bin/sh\necho $$ > '{number}'\nexec sleep 60\n")
    script.chmod(0o755)
    with pytest.raises(EngineError, match="longer than"):
        engines.run(
            engines.Command("system", (str(script),)), "digraph {}", "svg", time_limit_s=0.5
        )
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("echo 'Error: boom \x1b[31m' >&2; exit 3", "boom"),
        ("exit 0", "drew nothing"),
    ],
)
def test_an_engine_that_fails_is_quoted_safely(tmp_path: Path, body: str, told: str):
    script = tmp_path / "dot"
    script.write_text(f"#!/bin/sh\n{body}\n")
    script.chmod(0o755)
    with pytest.raises(EngineError) as caught:
        engines.run(engines.Command("system", (str(script),)), "digraph {}", "svg")
    assert told in str(caught.value)
    assert "\x1b" not in str(caught.value)


@pytest.mark.fault("L10")
def test_a_drawing_that_is_no_xml_is_refused(tmp_path: Path):
    script = tmp_path / "dot"
    script.write_text('#!/bin/sh\nfor last; do :; done\necho "<svg" > "$last"\n')
    script.chmod(0o755)
    svg.draw.cache_clear()
    with pytest.raises(EngineError, match="no valid XML"):
        svg.draw(drawing(small()).diagram, engines.Command("system", (str(script),)))


# -- arrows and lids ---------------------------------------------------------------------------


def test_an_arrow_begins_at_the_side_of_what_has_round_corners_or_a_lid():
    graph = calls("ivr:1 -1-> extension:5", "ivr:1 -2-> queue:6")
    graph.add_edge("extension:5", "ivr:1", key="noanswer", label="no answer")
    graph.add_edge("queue:6", "extension:5", key="fail", label="failover")
    drawn = export(".dot", Drawing(graph, build(graph, [], View()), (), (), View()), None).decode()
    assert '"extension-5":e -> "ivr-1":h:w' in drawn
    assert '"queue-6":e -> "extension-5":w' in drawn


def test_words_stand_below_the_lid_of_a_tall_queue():
    graph = calls("ivr:1 -1-> queue:6")
    plain = build(graph, [], View())
    tall = plain.leaves[0]._replace(detail=tuple(f"line {n}" for n in range(9)))
    diagram = plain._replace(leaves=(tall,))
    drawing = Drawing(graph, diagram, (), (), View())
    root = ElementTree.fromstring(export(".svg", drawing, engine_for(".svg", "bundled")))
    queue = next(g for g in root.iter(f"{SVG}g") if g.get("id") == tall.id)
    # The lid is the second path: an arc from edge to edge, whose lowest point is the greatest y.
    lid = max(
        float(point.split(",")[1])
        for point in list(queue.iter(f"{SVG}path"))[1].get("d", "").replace("C", " ").split()
        if "," in point and point[0] != "M"
    )
    first = next(queue.iter(f"{SVG}text"))
    letters = float(first.get("font-size", "11"))
    assert float(first.get("y", "0")) - letters * 0.75 > lid * 1.0 - 0.5
