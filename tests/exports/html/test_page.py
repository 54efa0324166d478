"""What is in the file, as a parser reads it."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from helpers import CASES, collapsed, folders, read, read_json
from hostile import STRINGS
from menus import calls

import flowgraph.exports.html as package
from flowgraph.callgraph import CallGraph, call_graph
from flowgraph.diagram.build import build
from flowgraph.diagram.view import View
from flowgraph.exports.html.assembly import SCRIPTS, STYLES, as_json

from .pages import HOSTILE, Page, drawing, hostile, page_of, sample, sample_page

FILES = Path(package.__file__).parent / "page"
LARGE = ("c05-png-too-large", "c32-deep-chain")


def small() -> CallGraph:
    return calls(
        "ivr:1 -1-> ivr:2",
        "ivr:1 -0-> queue:1",
        "ivr:2 -*-> ivr:1",
        "ivr:2 -2-> play_prompt:prices.wav",
        "ivr:2 -3-> ivr:7",
        ivr_1={"number": "6201", "name": "Main"},
        ivr_2={"number": "6202", "name": "Sales"},
    )


# -- one file, and nothing but it ------------------------------------------------------------


@pytest.mark.fault(
    "S13",
    promise="its content security policy lets its own script and style run by their hash, and "
    "nothing else; nothing is fetched",
)
def test_the_page_lets_its_own_script_and_styles_run_and_nothing_else():
    page = Page(sample_page())
    script, data = page.scripts[1], page.scripts[0]
    assert page.policy["default-src"] == ["'none'"]
    assert page.policy["script-src"] == [_hash(script)]
    assert page.policy["style-src"] == [_hash(style) for style in page.styles]
    assert page.policy["img-src"] == ["data:"]
    assert _hash(data) not in page.policy["script-src"]


_STYLE = re.compile("<style.*?</style>", re.S)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.fault("S13", "E4", "E5")
def test_nothing_is_fetched_and_nothing_is_run_from_an_attribute():
    page = Page(sample_page())
    attributes = {(tag, name) for tag, found in page.tags for name in found}
    assert not [name for _, name in attributes if name.startswith("on") or name == "style"]
    assert {tag for tag, name in attributes if name in ("src", "srcset", "data", "action")} == set()
    assert [found["href"][:5] for found in page.all("link")] == ["data:"]
    assert all(found["href"].startswith("#") for found in page.all("a"))


def test_the_script_reads_no_markup_and_asks_nobody():
    code = "\n".join((FILES / name).read_text() for name in SCRIPTS)
    markup = "innerHTML outerHTML insertAdjacentHTML document.write DOMParser eval( Function("
    network = "fetch( XMLHttpRequest import( WebSocket sendBeacon localStorage"
    assert [word for word in f"{markup} {network}".split() if word in code] == []


@pytest.mark.skipif(not shutil.which("node"), reason="no node")
def test_every_file_of_the_script_is_sound_by_itself():
    for name in SCRIPTS:
        done = subprocess.run(["node", "--check", FILES / name], check=False)
        assert done.returncode == 0


def test_every_file_of_the_page_is_part_of_it():
    joined = {*SCRIPTS, *STYLES, "page.html", "noscript.css"}
    assert {file.name for file in FILES.iterdir()} == joined


# -- names -----------------------------------------------------------------------------------


@pytest.mark.fault("E2")
@pytest.mark.fault("E5", promise="names stand in no style, and pages have no `style` attribute")
def test_no_name_becomes_an_element_or_an_attribute():
    plain, odd = page_of(drawing(small(), leaves="folded")), page_of(hostile())
    harmless, page = Page(plain), Page(odd)
    assert _STYLE.findall(odd) == _STYLE.findall(plain) != []
    assert {tag for tag, _ in page.tags} <= {tag for tag, _ in harmless.tags} | {"em", "h3"}
    names = {name for _, found in harmless.tags for name in found}
    assert {name for _, found in page.tags for name in found} <= names
    assert len(page.scripts) == 2
    assert page.scripts[1] == harmless.scripts[1]


@pytest.mark.fault("E2")
def test_every_name_can_be_read_letter_for_letter():
    page = Page(page_of(hostile()))
    names = {node["name"] for node in page.data["nodes"]}
    for name in filter(collapsed, HOSTILE):
        assert collapsed(name) in page.text, name
        assert collapsed(name) in names, name


def test_a_name_of_many_thousand_letters_is_told_whole():
    name = max(STRINGS, key=len)
    page = Page(page_of(drawing(calls("ivr:1 -0-> queue:1", ivr_1={"name": name}))))
    assert name in page.text
    assert len(page.text) < 20 * len(name)


@pytest.mark.fault("E3", promise="writes no `<`, `>`, `&` or line separator within a script")
def test_no_text_can_end_the_data():
    text = "</script><!--<script>\u2028\u2029&"
    written = as_json({"name": text})
    assert json.loads(written)["name"] == text
    assert not set("<>&\u2028\u2029") & set(written)


@pytest.mark.parametrize("folder", folders(CASES, "case.json"), ids=lambda folder: folder.name)
def test_names_of_public_bug_reports_survive_and_stay_text(folder: Path):
    case = read_json(folder / "case.json")
    expect = case["expect"]
    if folder.name in LARGE or not expect["menus_reached"]:
        return
    html = page_of(drawing(call_graph(read(folder / "pbx", [case["root"]]))))
    page = Page(html)
    for label in expect.get("label_must_survive", ()):
        assert collapsed(label) in page.text, label
    for text in expect.get("must_not_appear", ()):
        assert text not in html, text


# -- what is told ----------------------------------------------------------------------------


def test_everything_is_told_in_words_without_picture_and_script():
    page = Page(page_of(drawing(small())))
    assert {"ivr:1", "ivr:2", "ivr:7", "queue:1"} <= {found.get("id") for _, found in page.tags}
    for words in (
        "Key Leads to 0 Queue id 1 1 IVR 6202 Sales no key not set wrong key not set",
        "2 Play and return prices.wav 3 IVR id 7 – does not exist",
        "Leads to IVR id 7, which does not exist",
    ):
        assert words in page.text, words


def test_every_attribute_of_a_menu_is_on_its_sheet():
    graph = sample().graph
    data = Page(sample_page()).data
    labels = data["labels"]
    node = next(node for node in data["nodes"] if node["id"] == "ivr:1")
    told = {labels[label]: value for label, value in node["rows"]}
    assert told["Waits for a key"] == "5 s"
    assert told["Dialling extensions"] == "allow"
    assert told["Extensions that may be dialled"].startswith("Lucía Ibáñez 303, ")
    assert told["Numbers that may be dialled"] == "not known"
    assert told["Checking voicemail"] == "no"
    assert [row[0] for row in node["heard"]] == ["welcome-day.wav", "language-choice.wav"]
    elsewhere = {"kind", "value", "prefix", "name", "number", "label", "keys", "prompts",
                 "greetings", "leftovers", "unknown_fields"}  # fmt: skip
    assert len(told) == len(graph.nodes["ivr:1"].keys() - elsewhere)


def test_a_field_that_this_version_does_not_know_is_on_the_sheet():
    graph = small()
    graph.nodes["ivr:1"]["unknown_fields"] = {"press1_time_condition": [1, 2]}
    graph.nodes["ivr:1"]["brand_new"] = {"some": "thing"}
    data = Page(page_of(drawing(graph, checked=False))).data
    told = [(data["labels"][label], value) for label, value in data["nodes"][0]["rows"]]
    assert ("Unknown field: press1_time_condition", "1, 2") in told
    assert ("brand_new", "some thing") in told


def test_every_key_is_among_the_data_with_its_arrow():
    drawn = sample()
    data = Page(sample_page()).data
    ids = [node["id"] for node in data["nodes"]]
    edges = {(ids[source], key, ids[target]) for source, key, _, target, *_ in data["edges"]}
    assert edges == {(s, key, t) for s, t, key in drawn.graph.edges(keys=True)}
    parts = [ids[part[0]] for part in data["parts"]]
    for source, _, _, target, arrow, *_ in data["edges"]:
        if arrow >= 0:
            ends = [parts[part] for part in data["arrows"][arrow]]
            assert ends == [ids[source], ids[target]]
    drawn_by = {edge[4] for edge in data["edges"]}
    assert set(range(len(drawn.diagram.arrows))) <= drawn_by


def test_a_key_that_closes_a_loop_has_the_arrow_that_says_so():
    graph = calls(
        "ivr:1 -1-> ivr:2",
        "ivr:1 -timeout-> ivr:2",
        "ivr:2 -timeout-> ivr:1",
        "ivr:2 -0-> extension:1",
        "ivr:2 -*-> ivr:1",
    )
    drawn = drawing(graph)
    data = Page(page_of(drawn)).data
    for source, key, _, _, arrow, tone, _ in data["edges"]:
        if data["nodes"][source]["id"].startswith("ivr:") and arrow >= 0:
            assert (drawn.diagram.arrows[arrow].tone == "error") == (tone == "error"), key
            assert (tone == "error") == (key == "timeout"), key


def test_a_loop_is_listed_once_with_its_round_whether_it_was_checked_or_not():
    graph = calls("ivr:1 -timeout-> ivr:2", "ivr:2 -timeout-> ivr:1", "ivr:1 -0-> extension:1")
    for checked in (True, False):
        page = Page(page_of(drawing(graph, checked=checked)))
        rounds = [fault for fault in page.data["faults"] if fault[3]]
        assert len(rounds) == 1, checked
        assert [page.data["edges"][edge][1] for edge in rounds[0][3]] == ["timeout", "timeout"]
        assert "goes round" in page.text


def test_a_part_of_a_call_flow_tells_of_nothing_outside_it():
    graph = calls("ivr:1 -timeout-> ivr:2", "ivr:2 -timeout-> ivr:1", "ivr:1 -0-> extension:1")
    whole = drawing(graph)
    part = graph.subgraph(["ivr:1", "extension:1"]).copy()
    part.graph["roots"] = ["ivr:1"]
    verdicts = [loop._replace(witness=loop.witness[::-1]) for loop in whole.loops]
    drawn = whole._replace(graph=part, diagram=build(part, verdicts, View()), loops=verdicts)
    page = Page(page_of(drawn))
    ids = [node["id"] for node in page.data["nodes"]]
    assert {ids[fault[0]] for fault in page.data["faults"]} == {"ivr:1"}
    assert all(fault[3] == [] for fault in page.data["faults"])


def test_what_is_worst_comes_first_and_notes_wait_until_they_are_asked_for():
    items = [found for found in Page(sample_page()).all("li") if "data-fault" in found]
    severities = [found["class"].split()[1] for found in items]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert all(("hidden" in found) == ("info" in found["class"]) for found in items)


def test_a_flow_without_fault_says_so():
    graph = calls("ivr:1 -0-> extension:1")
    assert "Nothing was found that needs attention" in page_of(drawing(graph, checked=False))


# -- the same again --------------------------------------------------------------------------


def test_the_same_menus_give_the_same_bytes_in_whatever_order_they_are_read(tmp_path: Path):
    steps = ["ivr:1 -1-> ivr:2", "ivr:1 -2-> queue:1", "ivr:2 -*-> ivr:1", "ivr:2 -0-> queue:1"]
    first = page_of(drawing(calls(*steps)))
    mixed = [steps[0], *random.Random(3).sample(steps[1:], 3)]
    assert page_of(drawing(calls(*mixed))) == first


def test_an_empty_graph_is_a_page_too():
    page = Page(page_of(drawing(calls(ivr_1={}), checked=False)))
    assert [node["id"] for node in page.data["nodes"]] == ["ivr:1"]


@pytest.mark.parametrize("theme", ["print", "contrast"])
def test_the_page_has_colours_of_its_own_whatever_the_pictures_have(theme: str):
    assert page_of(drawing(small(), theme=theme)) == page_of(drawing(small()))


@pytest.mark.parametrize("view", [{"direction": "TB"}, {"shape": "tree"}, {"leaves": "folded"}])
def test_every_row_of_a_menu_is_addressable_however_it_is_drawn(view: dict[str, str]):
    drawn = drawing(sample().graph, **view)
    page = Page(page_of(drawn))
    keys = [found["data-key"] for found in page.all("g") if "data-key" in found]
    assert sorted(keys) == sorted(row.key for menu in drawn.diagram.menus for row in menu.rows)
