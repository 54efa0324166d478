"""Small faults that people met in public: every case is read from its folder and over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx
import pytest
from helpers import (
    CASES,
    ORIGINS,
    Origin,
    Picture,
    Run,
    flowgraph_on,
    folders,
    key_edges,
    numbers,
    read,
    read_json,
)

from flowgraph.analysis.loops import loops
from flowgraph.callgraph import CallGraph, call_graph
from flowgraph.model.snapshot import Snapshot

#: Kinds of case in which a text may stand quoted in DOT and JSON, but not raw in a page.
ESCAPING = ("label-escaping", "injection")
#: Cases that take an engine more than a moment; they are drawn in tests of their own.
LARGE = ("c05-png-too-large", "c32-deep-chain")

PICTURES = ("menus.svg", "menus.dot", "menus.json")
DONE, FINDINGS, COULD_NOT, IN_PART = range(4)


class Case(NamedTuple):
    """One folder of ``data/cases``."""

    folder: Path
    kind: str
    root: int
    expect: dict[str, Any]

    @property
    def id(self) -> str:
        return self.folder.name

    def rules(self, rule: str) -> list[tuple[int, str]]:
        """Give what is expected of one rule: menu and key."""
        found = (f for f in self.expect.get("findings", []) if f["what"].startswith(f"{rule}:"))
        return sorted((f["about"], f["what"].split("key ")[1].split()[0]) for f in found)


def _case(folder: Path) -> Case:
    content = read_json(folder / "case.json")
    return Case(folder, content["kind"], content["root"], content["expect"])


ALL = [_case(folder) for folder in folders(CASES, "case.json")]
SMALL = [case for case in ALL if case.id not in LARGE]


class Reading:
    """A case, read from one origin; each thing is done when it is first asked for, and once."""

    def __init__(self, case: Case, origin: Origin, pbx: Path, scratch: Path) -> None:
        self.case = case
        self.pbx = pbx
        self._origin = origin
        self._scratch = scratch

    @cached_property
    def snapshot(self) -> Snapshot:
        return read(self.pbx, [self.case.root], self._origin)

    @cached_property
    def graph(self) -> CallGraph:
        return call_graph(self.snapshot)

    @cached_property
    def drawn(self) -> Run:
        """A run of ``flowgraph draw``."""
        return self.run("draw", "drawn", *PICTURES)

    @cached_property
    def picture(self) -> Picture:
        return Picture(self.drawn.files["menus.svg"])

    def run(self, command: str, name: str, *targets: str, **environment: str) -> Run:
        outputs = [word for target in targets for word in ("-o", target)]
        words = (*command.split(), self.case.root, *outputs)
        folder = self._scratch / name
        return flowgraph_on(self.pbx, self._origin, folder, *words, **environment)


PbxOf = Callable[[Path], Path]
Readings = Callable[[str, Origin], Reading]


@pytest.fixture(scope="session")
def readings(tmp_path_factory: pytest.TempPathFactory, pbx_of: PbxOf) -> Readings:
    """Give the reading of a case from an origin, the same one to every test."""

    @cache
    def reading(name: str, origin: Origin) -> Reading:
        case = next(case for case in ALL if case.id == name)
        return Reading(case, origin, pbx_of(case.folder), tmp_path_factory.mktemp(name))

    return reading


@pytest.fixture
def reading(request: pytest.FixtureRequest, readings: Readings) -> Reading:
    return readings(*request.param)


def each(cases: list[Case], key: str = "menus_reached") -> pytest.MarkDecorator:
    """Run a test for every case that expects something under a key, from both origins."""
    chosen = [(c.id, origin) for c in cases if key in c.expect for origin in ORIGINS]
    return pytest.mark.parametrize("reading", chosen, indirect=True, ids="-".join)


# -- what is there ---------------------------------------------------------------------------


@each(ALL, "menus_reached")
def test_every_menu_that_the_root_leads_to_is_read_and_no_other(reading: Reading) -> None:
    assert numbers(reading.snapshot.ivrs) == reading.case.expect["menus_reached"]


@each(ALL, "edges")
def test_no_key_is_lost_and_none_is_made_up(reading: Reading) -> None:
    assert key_edges(reading.graph) == sorted(reading.case.expect["edges"])


@each(ALL, "loops")
def test_all_loops_are_named_and_nothing_else_is_called_one(reading: Reading) -> None:
    found = [(loop.kind, numbers(loop.menus)) for loop in loops(reading.graph)]
    wanted = [(loop["kind"], loop["menus"]) for loop in reading.case.expect["loops"]]
    assert sorted(found) == sorted(wanted)


@each(ALL)
def test_keys_to_menus_that_do_not_exist_are_told_from_those_that_cannot_be_read(
    reading: Reading,
) -> None:
    assert list(_lost(reading.graph, menus=True)) == reading.case.rules("dangling-ivr")


@each(ALL)
def test_keys_to_other_things_that_do_not_exist_are_known_where_the_list_is(
    reading: Reading,
) -> None:
    assert list(_lost(reading.graph, menus=False)) == reading.case.rules("dangling-destination")


def _lost(graph: CallGraph, *, menus: bool) -> Iterator[tuple[int, str]]:
    for source, key, _, _ in key_edges(graph):
        target = next(t for _, t, k in graph.out_edges(f"ivr:{source}", keys=True) if k == key)
        data = graph.nodes[target]
        if data.get("missing") == "not_found" and (data["kind"] == "ivr") == menus:
            yield source, key


# -- what the command does with it -----------------------------------------------------------


@each(SMALL, "label_must_survive")
def test_every_name_can_be_read_in_the_svg(reading: Reading) -> None:
    labels = reading.case.expect["label_must_survive"]
    assert [label for label in labels if not reading.picture.shows(label)] == []


@each([case for case in SMALL if case.kind in ESCAPING], "must_not_appear")
def test_no_name_becomes_markup_or_commands_a_terminal(reading: Reading) -> None:
    forbidden = reading.case.expect["must_not_appear"]
    svg = reading.drawn.files["menus.svg"]
    told = reading.drawn.stdout + reading.drawn.stderr
    assert [text for text in forbidden if text.encode() in svg] == []
    assert [text for text in forbidden if not text.isprintable() and text in told] == []


@each([case for case in SMALL if case.kind not in ESCAPING], "must_not_appear")
def test_no_secret_and_no_traceback_is_in_any_output(reading: Reading) -> None:
    drawn = reading.run("draw", "everything", *PICTURES, "menus.png", "menus.pdf")
    saved = reading.run("crawl", "saved", "snapshot.json")
    logged = reading.run("loops --verbose --format json", "logged")
    written = drawn.files | saved.files
    told = "".join(run.stdout + run.stderr for run in (drawn, saved, logged))
    assert len(written) == 6
    for text in reading.case.expect["must_not_appear"]:
        assert [name for name, content in written.items() if text.encode() in content] == []
        assert text not in told


@each(SMALL, "errors")
def test_what_went_wrong_is_told_with_its_place_and_the_way_on(reading: Reading) -> None:
    errors = reading.case.expect["errors"]
    assert [text for text in errors if text not in reading.drawn.stderr] == []


@each(SMALL, "exit")
def test_the_exit_status_tells_a_script_how_drawing_went(reading: Reading) -> None:
    assert reading.drawn.status == _status_of_draw(reading.case)


@each(SMALL, "exit")
def test_what_could_not_be_done_leaves_no_file_and_everything_else_leaves_all(
    reading: Reading,
) -> None:
    could = _status_of_draw(reading.case) != COULD_NOT
    assert sorted(reading.drawn.files) == (sorted(PICTURES) if could else [])


def _status_of_draw(case: Case) -> int:
    """Drawing never fails on findings."""
    if case.expect["exit"] == "usage":
        return COULD_NOT
    if case.expect["exit"] == "failed":
        return IN_PART if case.expect["menus_reached"] else COULD_NOT
    return DONE


@each(SMALL, "edges")
def test_networkx_reads_the_graph_file_back_with_every_key(reading: Reading) -> None:
    document = json.loads(reading.drawn.files["menus.json"])
    assert key_edges(nx.node_link_graph(document, edges="edges")) == key_edges(reading.graph)


@pytest.mark.parametrize(
    "case", [c for c in SMALL if c.expect["exit"] != "failed"], ids=lambda case: case.id
)
def test_a_pbx_and_its_folder_give_the_same_pictures(case: Case, readings: Readings) -> None:
    live, offline = (readings(case.id, origin).drawn for origin in ("http", "offline"))
    assert live.files == offline.files


@pytest.mark.fault("L12")
@each([case for case in ALL if case.id in ("c35-right-to-left", "c38-cjk-emoji")])
def test_a_console_that_lacks_the_characters_does_not_end_the_run(reading: Reading) -> None:
    console = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"}
    run = reading.run("loops --show info", "console", **console)
    assert run.status == DONE
    assert ("\\u05ea" in run.stdout) == (reading.case.id == "c35-right-to-left")


# -- the large ones --------------------------------------------------------------------------


@pytest.mark.fault(
    "D8b",
    promise="refuses the bitmap, names a format that works, writes the others; exit 3, or 2 if it"
    " was the only one",
)
@pytest.mark.slow
@each([case for case in ALL if case.id == "c05-png-too-large"])
def test_a_picture_too_large_for_a_bitmap_is_refused_with_a_format_that_works(
    reading: Reading,
) -> None:
    run = reading.run("draw", "large", "menus.svg", "menus.dot", "menus.png")
    refusal = run.stderr.partition("menus.png")[2]
    labels = reading.case.expect["label_must_survive"]
    assert run.status == IN_PART
    assert sorted(run.files) == ["menus.dot", "menus.svg"]
    assert "too large" in run.stderr
    assert ".svg" in refusal
    assert ".pdf" in refusal
    assert all(Picture(run.files["menus.svg"]).shows(label) for label in labels)


@pytest.mark.fault("D8b")
@pytest.mark.slow
def test_a_bitmap_alone_that_is_too_large_leaves_nothing_behind(readings: Readings) -> None:
    run = readings("c05-png-too-large", "offline").run("draw", "bitmap", "menus.png")
    assert (run.status, run.files) == (COULD_NOT, {})
    assert "too large" in run.stderr


@pytest.mark.fault("D8")
@pytest.mark.slow
@each([case for case in ALL if case.id == "c32-deep-chain"])
def test_a_chain_of_1500_menus_is_drawn(reading: Reading) -> None:
    run = reading.run("draw --overview never", "chain", "menus.svg")
    assert (run.status, list(run.files)) == (DONE, ["menus.svg"])
    picture = Picture(run.files["menus.svg"])
    assert all(picture.shows(f"Step {number}") for number in reading.case.expect["menus_reached"])
