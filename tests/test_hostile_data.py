"""Whatever stands in a name, people read it as it is, and nothing takes it for a command."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from helpers import Run, flowgraph_on
from hostile import STRINGS
from shell import answer, flowgraph_in, menu, pbx, small, told

from flowgraph.exports.engine import find
from flowgraph.text import columns, on_terminal, one_line, visible

_SVG = "{http://www.w3.org/2000/svg}"
#: What commands a terminal, breaks the line that a program reads, or turns it round.
_COMMANDS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_PER_FOLDER = 32
_FOLDERS = [STRINGS[i : i + _PER_FOLDER] for i in range(0, len(STRINGS), _PER_FOLDER)]
_TAGS = {"a", "desc", "ellipse", "g", "path", "polygon", "polyline", "svg", "text", "title"}
#: What fits into every box of a picture.
_SHORT = 24

each_folder = pytest.mark.parametrize("strings", _FOLDERS, ids=range(len(_FOLDERS)))
each_engine = pytest.mark.parametrize(
    "engine",
    [
        "bundled",
        pytest.param(
            "system", marks=pytest.mark.skipif(not shutil.which("dot"), reason="no system dot")
        ),
    ],
)


# -- folders of hostile names ----------------------------------------------------------------


def hostile_pbx(folder: Path, strings: Sequence[str]) -> Path:
    """A menu for each string, which holds it wherever a text can stand."""
    names = list(enumerate(strings, 1))
    return pbx(
        folder,
        *(_menu(number, name, number % len(strings) + 1) for number, name in names),
        extension=[{"id": i, "number": name, "caller_id_name": name} for i, name in names],
        queue=[{"id": i, "number": name, "name": name} for i, name in names],
        inbound_route=[{"id": i, "name": name, "did_pattern": name} for i, name in names],
        system={"device_name": strings[0]},
    )


def _menu(number: int, name: str, following: int) -> dict[str, Any]:
    slots = {
        "press1": ("external_num", name, ""),
        "press2": ("extension", number, name),
        "press3": ("queue", number, ""),
        "press4": ("play_prompt", name, "2"),
        "press5": ("play_greeting", name, name),
        "press6": ("external_num", "555", name),
        "press7": (name, name, name),
        "press8": ("ivr", name, ""),
        "press9": ("ivr", following, ""),
        "timeout": ("ivr", number, ""),
    }
    fields = {
        f"{stem}_dest{suffix}": part
        for stem, slot in slots.items()
        for suffix, part in zip(("", "_value", "_prefix"), slot, strict=True)
    }
    rows = [{"text": name, "text2": name, "value": "1", "type": name}]
    texts = {"number": name, "name": name, "prompt": name, "alert_info": name}
    return {
        "id": number,
        **texts,
        **fields,
        "dial_ext_option": "allow",
        "dial_ext_list": rows,
        f"x {name}": name,
    }


def expected(strings: Sequence[str]) -> Iterator[str]:
    """Each string as people see it: on one line, with stand-ins for what nobody can see."""
    return filter(None, (one_line(visible(text)) for text in strings))


def shown(svg: bytes) -> tuple[str, str, list[str]]:
    """Give the lines of an SVG joined by blanks, joined by nothing, and all tooltips."""
    root = ElementTree.fromstring(svg)
    lines = [one_line("".join(text.itertext())) for text in root.iter(f"{_SVG}text")]
    titles = ["".join(title.itertext()) for title in root.iter(f"{_SVG}title")]
    return " ".join(lines), "".join(lines), [one_line(title) for title in titles]


# -- D1, D6: names ---------------------------------------------------------------------------


@pytest.mark.fault("D1")
def test_there_are_enough_hostile_strings() -> None:
    assert len(set(STRINGS)) == len(STRINGS) > 150


@pytest.mark.fault(
    "D1",
    promise="each reaches its reader in picture, data and report, and is never markup or a "
    "command; exit 0",
)
@pytest.mark.fault("E1", promise="the engine reads each as text and warns of nothing; exit 0")
@pytest.mark.fault("E2", promise="a picture has no other tags and attributes than ours; exit 0")
@pytest.mark.fault("E4", promise="a name becomes no link; exit 0")
@pytest.mark.fault("E13", promise="are kept as they are; exit 0")
@each_engine
@each_folder
@pytest.mark.parametrize("leaves", ["apart", "folded"])
def test_every_string_reaches_its_reader_in_every_format(
    strings: Sequence[str], engine: str, leaves: str, tmp_path: Path
) -> None:
    source = hostile_pbx(tmp_path / "pbx", strings)
    outputs = ("-o", "a.svg", "-o", "a.dot", "-o", "a.json")
    look = ("--engine", engine, "--leaves", leaves)
    run = flowgraph_in(tmp_path / "run", "draw", 1, "--from", source, *look, *outputs)
    assert (run.status, sorted(run.files)) == (0, ["a.dot", "a.json", "a.svg"])
    _assert_drawn(run.files["a.svg"], strings)
    _assert_harmless(run.files["a.svg"])
    _assert_accepted(run.files["a.dot"], engine)
    _assert_held(json.loads(run.files["a.json"]), strings)


def _assert_drawn(svg: bytes, strings: Sequence[str]) -> None:
    lines, glued, titles = shown(svg)
    for text in expected(strings):
        assert any(text in title for title in titles), text
        is_drawn = text in lines or (" " not in text and text in glued)
        assert is_drawn or columns(text) > _SHORT, text


def _assert_harmless(svg: bytes) -> None:
    """No name became markup, a link or a script."""
    root = ElementTree.fromstring(svg)
    tags = {str(element.tag).removeprefix(_SVG) for element in root.iter()}
    assert tags <= _TAGS
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in attributes if "href" in name or name.startswith("on")]


def _assert_accepted(dot: bytes, engine: str) -> None:
    """The engine reads the DOT and has nothing to say of it."""
    command = find(engine)  # type: ignore[arg-type]
    assert command
    line = [*command.arguments, "-Tcanon", "-o", os.devnull]
    done = subprocess.run(line, input=dot, capture_output=True, check=True)
    noise = re.compile(rb"no value for width of (non-)?ASCII character")
    assert [row for row in done.stderr.splitlines() if not noise.search(row)] == []


def _assert_held(document: dict[str, Any], strings: Sequence[str]) -> None:
    nodes = {node["id"]: node for node in document["nodes"]}
    for number, text in enumerate(map(visible, strings), 1):
        node = nodes[f"ivr:{number}"]
        assert (node["number"], one_line(node["name"])) == (text, one_line(text))
        assert node["unknown_fields"] == {f"x {text}": text}
        assert node["dial_ext_list"][0]["name"] == text
        for kind in ("extension", "queue"):
            leaf = nodes[f"{kind}:{number}"]
            assert (leaf["number"], one_line(leaf["name"])) == (text, one_line(text))
        if text not in ("None", "[None]"):  # which in a setting means that it is not set
            assert node["alert_info"] == text
            assert nodes[f"external_num:{text}"]["value"] == text
            assert node["keys"]["6"]["prefix"] == text


@pytest.mark.fault("D1", "D6", "D6b")
@each_folder
def test_a_snapshot_holds_every_string_and_gives_it_back(
    strings: Sequence[str], tmp_path: Path
) -> None:
    source = hostile_pbx(tmp_path / "pbx", strings)
    first = flowgraph_in(tmp_path / "a", "crawl", 1, "--from", source, "-o", "a.json")
    again = flowgraph_in(
        tmp_path / "a", "crawl", "--from", "a.json", "-o", "b.json", "--max-depth", 99
    )
    assert (first.status, again.status) == (0, 0)
    assert again.files["a.json"] == again.files["b.json"]
    document = json.loads(again.files["a.json"])
    for rows in (document["ivrs"], document["lists"]["queue"]["entries"]):
        assert [row["name"] for row in rows] == [*map(visible, strings)]


@pytest.mark.fault(
    "E11",
    promise="every command character has a visible stand-in, every finding its own line; exit as "
    "without it",
)
@pytest.mark.fault("E12")
@each_folder
def test_a_terminal_is_not_commanded(strings: Sequence[str], tmp_path: Path) -> None:
    source = hostile_pbx(tmp_path / "pbx", strings)
    run = flowgraph_in(tmp_path / "a", "loops", "--all", "--show", "info", "--from", source)
    assert run.status == 1
    texts = run.stdout + run.stderr
    assert [line for line in texts.split("\n") if _COMMANDS.search(line)] == []
    for text in map(on_terminal, expected(strings)):
        assert text in run.stdout or len(text) > _SHORT
    # One line is one thing: nobody forges a verdict or a warning by a line break in a name.
    beginnings = "error: |warning: |info: |  menus:  |  round:  |  break:  |$"
    assert [line for line in texts.split("\n") if not re.match(beginnings, line)] == []


@pytest.mark.fault("D1")
def test_hostile_names_are_the_same_over_http(tmp_path: Path) -> None:
    strings = [text for text in STRINGS if len(text) < 100][:90]
    source = hostile_pbx(tmp_path / "pbx", strings)
    # A PBX refuses a list that a folder merely lacks, and a snapshot says so.
    (source / "custom_prompt.json").write_text("[]")
    texts = {
        origin: flowgraph_on(source, origin, tmp_path / origin, "crawl", 1, "-o", "a.json")
        for origin in ("offline", "http")
    }
    assert [run.status for run in texts.values()] == [0, 0]
    assert texts["http"].files["a.json"] == texts["offline"].files["a.json"]


# -- D2, D3: fields --------------------------------------------------------------------------


def crawled(folder: Path, *menus: dict[str, Any], **lists: Any) -> tuple[Run, dict[str, Any]]:
    """Crawl a small PBX, and give what its snapshot says."""
    source = pbx(folder / "pbx", *menus, **lists)
    run = flowgraph_in(folder / "run", "crawl", 1, "--from", source, "-o", "a.json")
    return run, json.loads(run.files["a.json"]) if "a.json" in run.files else {}


@pytest.mark.fault("D2", promise="reads each as not set; exit 0")
@pytest.mark.parametrize("unset", ["", None, "[None]", [None], "None", " ", [], {}])
def test_unset_in_any_spelling_is_unset(unset: object, tmp_path: Path) -> None:
    one = menu(1, press1_dest=unset, press1_dest_value=unset, timeout_dest="end_call")
    run, document = crawled(tmp_path, one)
    assert (run.status, run.stderr) == (0, "wrote a.json (1 menus)\n")
    assert document["ivrs"][0]["press1_dest"] == ""


@pytest.mark.fault("D2")
def test_a_menu_of_an_id_alone_is_no_menu_but_one_of_a_name_is(tmp_path: Path) -> None:
    source = pbx(tmp_path / "pbx", {"id": 1})
    run = flowgraph_in(tmp_path / "run", "draw", 1, "--from", source, "-o", "a.svg")
    assert run.status == 0
    assert "a.svg" in run.files


@pytest.mark.fault("D2b", promise="keeps them, with one note; exit 0")
@pytest.mark.fault(
    "D2c",
    promise="keeps and draws them as of unknown kind, a finding in `check`; exit 0",
)
def test_what_is_not_known_is_kept_and_noted_once(tmp_path: Path) -> None:
    odd = {"press1_time_condition": [{"a": 1}], "press1_dest": "teleport", "press1_dest_value": "x"}
    run, document = crawled(tmp_path, menu(1, **odd, timeout_dest="ivr", timeout_dest_value=2),
                            menu(2, press1_time_condition=[]))  # fmt: skip
    assert run.status == 0
    assert document["ivrs"][0]["press1_time_condition"] == [{"a": 1}]
    assert document["ivrs"][0]["press1_dest"] == "teleport"
    assert run.stderr.count("press1_time_condition") == 1
    assert "1 unknown field was kept" in run.stderr


@pytest.mark.fault(
    "D3",
    promise="is one menu however its id is written; phone numbers keep their text; exit 0",
)
@pytest.mark.parametrize("identity", [2, "2", " 2 ", "002", "2.0", 2.0, "2.000"])
def test_an_id_in_any_spelling_is_one_menu(identity: object, tmp_path: Path) -> None:
    one = menu(1, press1_dest="ivr", press1_dest_value=identity, press2_dest="ivr",
               press2_dest_value="2")  # fmt: skip
    run, document = crawled(tmp_path, one, menu("2"))
    assert (run.status, [row["id"] for row in document["ivrs"]]) == (0, ["1", "2"])
    assert document["missing"] == []
    assert document["ivrs"][0]["press1_dest_value"] == "2"


@pytest.mark.fault("D3")
def test_numbers_and_files_keep_their_exact_text(tmp_path: Path) -> None:
    one = menu(1, press1_dest="external_num", press1_dest_value="007", press2_dest="play_prompt",
               press2_dest_value=" a.wav", number="0062")  # fmt: skip
    _, document = crawled(tmp_path, one)
    row = document["ivrs"][0]
    assert [row[name] for name in ("number", "press1_dest_value", "press2_dest_value")] == [
        "0062",
        "007",
        " a.wav",
    ]


# -- D4, D5: bytes ---------------------------------------------------------------------------

GOOD = json.dumps(answer(menu(2))).encode()
_ENCODING = "names the encoding; costs that menu alone; exit 3"
_COSTS_ONE = "says what is wrong; costs that menu alone; exit 3"


def name(raw: bytes) -> bytes:
    """Write an answer whose name is these bytes."""
    return GOOD.replace(b'"Menu 2"', raw)


def broken(body: bytes, reason: str | None, fault: str, promise: str = _COSTS_ONE) -> Any:
    return pytest.param(body, reason, marks=pytest.mark.fault(fault, promise=promise))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        broken("\ufeff".encode() + GOOD, None, "D4b", "reads it; exit 0"),
        (GOOD.replace(b"Menu 2", b"Men\\u00fc 2"), None),
        broken(name(b'"Men\xfc"'), "not in UTF-8", "D4", _ENCODING),
        broken(GOOD.decode().encode("utf-16"), "in UTF-16, not in UTF-8", "D4", _ENCODING),
        broken(name(b'"Me\x1bnu"'), "no valid JSON", "D4c"),
        broken(name(b"NaN"), "NaN is no JSON", "D5"),
        broken(name(b"-Infinity"), "-Infinity is no JSON", "D5"),
        broken(name(b"1e999"), "1e999 is too large a number", "D5"),
        broken(name(b"9" * 5000), "a number of thousands of digits", "D5b"),
        broken(name(b"[" * 100_000), "nested too deeply", "D5c"),
        broken(name(b'{"a":' * 80 + b"1" + b"}" * 80), "nested too deeply", "D5c"),
        broken(GOOD[:-20], "no valid JSON", "D4e"),
        (b"", "the answer is empty"),
        (b" \n", "the answer is empty"),
        broken(b"\x00" * 20, "no valid JSON", "D4c"),
        (b"<html>Log in</html>", "an HTML page"),
        (b"[]", "no JSON object"),
        (b'{"errcode":0,"data":[]}', "holds no menu"),
        (b'{"errcode":0,"data":null}', "holds no menu"),
        (b'{"errcode":0}', "holds no menu"),
        (b'{"data":{"id":2,"name":"x"}}', "no errcode"),
    ],
    ids=range(21),
)
def test_a_broken_answer_costs_one_menu(body: bytes, reason: str | None, tmp_path: Path) -> None:
    source = small(tmp_path / "pbx")
    (source / "ivr" / "2.json").write_bytes(body)
    run = flowgraph_in(tmp_path / "run", "crawl", 1, "--from", source, "-o", "a.json")
    document = json.loads(run.files["a.json"], parse_constant=pytest.fail)
    if reason is None:
        assert (run.status, document["missing"]) == (0, [])
        return
    assert run.status == 3
    assert [row["id"] for row in document["ivrs"]] == ["1"]
    gap = document["missing"][0]
    assert (gap["id"], gap["status"]) == ("ivr:2", "unreadable")
    assert reason in gap["message"]
    assert f"IVR 2 could not be read: {gap['message']}" in run.stderr


@pytest.mark.fault("P15")
@pytest.mark.parametrize("root", ["1", "--all"])
def test_a_broken_menu_is_drawn_and_listed_whatever_the_roots(root: str, tmp_path: Path) -> None:
    source = small(tmp_path / "pbx")
    (source / "ivr" / "2.json").write_bytes(b"{")
    run = flowgraph_in(tmp_path / "run", "draw", root, "--from", source, "-o", "a.svg")
    assert run.status == 3
    assert "IVR 2 could not be read" in run.stderr
    assert any("could not be read" in title or "unreadable" in title
               for title in shown(run.files["a.svg"])[2])  # fmt: skip


@pytest.mark.fault("D4d", promise="the last one counts, with a note; exit 0")
def test_the_last_of_two_equal_keys_counts_and_is_noted(tmp_path: Path) -> None:
    source = small(tmp_path / "pbx")
    body = b'{"errcode":0,"data":{"id":2,"name":"first","na\\u006de":"second"}}'
    (source / "ivr" / "2.json").write_bytes(body)
    run = flowgraph_in(tmp_path / "run", "crawl", 1, "--from", source, "-o", "a.json")
    assert json.loads(run.files["a.json"])["ivrs"][1]["name"] == "second"
    assert "IVR 2: field 'name' is there twice; the last one counts" in run.stderr


@pytest.mark.fault("D4d")
def test_ten_thousand_equal_keys_take_no_time(tmp_path: Path) -> None:
    source = small(tmp_path / "pbx")
    rows = ",".join(f'"k{i}":1,"k{i}":2' for i in range(30_000))
    (source / "ivr" / "2.json").write_text(f'{{"errcode":0,"data":{{"id":2,"name":"x",{rows}}}}}')
    run = flowgraph_in(tmp_path / "run", "loops", 1, "--from", source)
    assert run.status == 0


# -- D9: size --------------------------------------------------------------------------------


@pytest.mark.fault(
    "D9",
    promise="shortens the label with an ellipsis, keeps the whole text in tooltip and JSON; exit 0",
)
@pytest.mark.parametrize(
    "name",
    [
        "x" * 17_000,
        "word " * 200_000,
        "line\n" * 2000,
        "菜" * 100_000,
        "&<" * 17_000,
    ],
    ids=["letters", "words", "lines", "CJK", "entities"],
)
@each_engine
def test_a_name_of_any_length_does_not_cost_the_picture(
    name: str, engine: str, tmp_path: Path
) -> None:
    fields = {"press1_dest": "external_num", "press1_dest_value": name, "prompt": name}
    source = pbx(tmp_path / "pbx", menu(1, **{**fields, "name": name, "number": name}))
    outputs = ("-o", "a.svg", "-o", "a.json", "-o", "a.png")
    run = flowgraph_in(tmp_path / "run", "draw", 1, "--from", source, "--engine", engine, *outputs)
    # The bundled engine's fonts lack the letters, which costs the bitmap alone.
    lacks_letters = engine == "bundled" and not name.isascii()
    files = ["a.json", *([] if lacks_letters else ["a.png"]), "a.svg"]
    assert (run.status, sorted(run.files)) == (3 if lacks_letters else 0, files)
    lines, _, titles = shown(run.files["a.svg"])
    assert len(lines) < 3000
    assert any(one_line(name) in title for title in titles)
    nodes = json.loads(run.files["a.json"])["nodes"]
    assert any(node["value"] == name for node in nodes)


@pytest.mark.fault("D9b", promise="draws it; JSON has all of them; exit 0")
def test_twenty_thousand_prompts_do_not_cost_the_picture(tmp_path: Path) -> None:
    prompts = ",".join(f"p{i}.wav" for i in range(20_000))
    source = pbx(tmp_path / "pbx", menu(1, prompt=prompts, timeout_dest="end_call"))
    run = flowgraph_in(tmp_path / "run", "draw", 1, "--from", source, "-o", "a.svg", "-o", "a.json")
    assert run.status == 0
    nodes = json.loads(run.files["a.json"])["nodes"]
    assert [len(node["prompts"]) for node in nodes if node["id"] == "ivr:1"] == [20_000]
    assert len(shown(run.files["a.svg"])[0]) < 3000


@pytest.mark.fault("E16")
def test_an_id_longer_than_a_file_name_is_an_ivr_that_is_not_there(tmp_path: Path) -> None:
    one = menu(1, press1_dest="ivr", press1_dest_value="7" * 4000, press2_dest="ivr",
               press2_dest_value="../1")  # fmt: skip
    run, document = crawled(tmp_path, one)
    assert run.status == 0
    assert {gap["status"] for gap in document["missing"]} == {"not_found"}
    assert max(map(len, run.stderr.splitlines())) < 500


# -- E15, E16: names of files ----------------------------------------------------------------

_IDS = ["../../../evil", "/evil", "x/../../../evil", "..\\..\\evil", "C:evil", "con", "NUL.txt",
        "7" * 400, "a\u202eb", "主", "", ".", ".."]  # fmt: skip


@pytest.mark.fault(
    "E15",
    promise="no id and no name leads out of the folder of the output; exit 0, or 2 for an id that"
    " is none",
)
@pytest.mark.fault("E16")
@pytest.mark.parametrize("identity", _IDS)
def test_no_id_of_a_saved_file_names_a_file_elsewhere(identity: str, tmp_path: Path) -> None:
    place = tmp_path / "a" / "b" / "c"
    place.mkdir(parents=True)
    flowgraph_in(place, "crawl", 1, "--from", small(tmp_path / "pbx"), "-o", "in.json")
    text = (place / "in.json").read_text()
    text = text.replace('"ivr:1"', json.dumps(f"ivr:{identity}"))
    document = json.loads(text)
    document["ivrs"][0]["id"] = identity
    document["name"] = identity
    (place / "in.json").write_text(json.dumps(document))
    before = set(tmp_path.rglob("*"))
    for words in (
        ("draw",),
        ("draw", "--overview", "always", "-o", "sheets.svg"),
        ("site", "-o", "pages"),
        ("watch", "--archive", "kept"),
    ):
        # An id that is none at all is refused; a traceback would be told.
        assert flowgraph_in(place, words[0], "--from", "in.json", *words[1:]).status in (0, 2)
    new = set(tmp_path.rglob("*")) - before
    assert {path.relative_to(place.parent).parts[:2] for path in new} <= {
        ("c-scratch",),
        *(("c", name) for name in ("output", "sheets.svg", "sheets-sheets", "pages", "kept")),
    }
    for path in new:
        assert not set('<>:"|?*\\') & set(path.name)
        assert path.name.split(".")[0].upper() not in _DEVICES
        assert path.name.isascii()


_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10)),
}


@pytest.mark.fault(
    "E16",
    promise="file names are short, of plain letters and digits, and no device of Windows; exit 0",
)
@pytest.mark.parametrize(
    "name", ["CON", "../../x", "a/b\\c:d", "\u202eevil", "主菜单", "x" * 5000, ""]
)
def test_a_picture_that_nobody_named_is_called_after_the_pbx_on_any_disk(
    name: str, tmp_path: Path
) -> None:
    source = small(tmp_path / "pbx")
    (source / "system.json").write_text(json.dumps({"device_name": name}))
    run = flowgraph_in(tmp_path / "run", "draw", 1, "--from", source)
    (file,) = run.files
    assert re.fullmatch(r"output/[a-z0-9-]{1,70}\.svg", file)
    assert Path(file).stem.upper() not in _DEVICES


# -- D13: equal names ------------------------------------------------------------------------


@pytest.mark.fault(
    "D13",
    promise="keeps them apart in every format; a root named by a name of several is refused with "
    "their ids, exit 2; else exit 0",
)
def test_menus_of_one_name_stay_apart(tmp_path: Path) -> None:
    names = ["Sales", "Sales", "SALES", "", "", " "]
    menus = [menu(i, name=name, number="") for i, name in enumerate(names, 1)]
    for one, following in pairwise(menus):
        one |= {"press1_dest": "ivr", "press1_dest_value": following["id"]}
    source = pbx(tmp_path / "pbx", *menus)
    run = flowgraph_in(tmp_path / "run", "draw", 1, "--from", source, "-o", "a.svg", "-o", "a.json")
    nodes = [node["id"] for node in json.loads(run.files["a.json"])["nodes"]]
    assert nodes == [f"ivr:{i}" for i in range(1, 7)]
    groups = ElementTree.fromstring(run.files["a.svg"]).iter(f"{_SVG}g")
    identities = [group.get("id") for group in groups if group.get("class", "").startswith("node")]
    assert sorted(filter(None, identities)) == [f"ivr-{i}" for i in range(1, 7)]


@pytest.mark.fault("D13")
def test_a_name_that_several_menus_have_lists_their_ids(tmp_path: Path) -> None:
    source = pbx(tmp_path / "pbx", menu(1, name="Sales"), menu(2, name="Sales"),
                 menu(3, name="SALES"))  # fmt: skip
    run = flowgraph_in(tmp_path / "run", "loops", "name:Sales", "--from", source)
    assert run.status == 2
    assert "ivr:1 (6201), ivr:2 (6202)" in told(run)["next"]
    assert flowgraph_in(tmp_path / "run", "loops", "name:SALES", "--from", source).status == 0
