"""The sample company: its files are what the documented commands make of it."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from flowgraph.analysis.loops import KIND_ORDER, loops
from flowgraph.callgraph import call_graph
from flowgraph.crawl import crawl
from flowgraph.model.destination import INBOUND_ROUTE, KNOWN_KINDS
from flowgraph.sources.folder import FolderSource

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "harbour-dental"


def commands() -> list[list[str]]:
    lines = (SAMPLE / "README.md").read_text().splitlines()
    return [shlex.split(line[2:]) for line in lines if line.startswith("$ flowgraph")]


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the documented commands in an empty folder that holds the PBX folder alone."""
    place = tmp_path_factory.mktemp("samples")
    target = place / "samples" / "harbour-dental"
    target.mkdir(parents=True)
    (target / "pbx").symlink_to(SAMPLE / "pbx")
    for command in commands():
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=place, capture_output=True, text=True, check=False
        )
        assert done.returncode == (1 if "loops" in command else 0), done.stderr
    return target


def words(picture: Path) -> list[str]:
    root = ElementTree.parse(picture).getroot()
    return ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def test_the_snapshot_is_the_one_of_the_commands(remade: Path):
    assert (remade / "snapshot.json").read_bytes() == (SAMPLE / "snapshot.json").read_bytes()


@pytest.mark.parametrize("picture", ["callflow.svg", "callflow-folded.svg"])
def test_the_pictures_are_those_of_the_commands(remade: Path, picture: str):
    # Another version of the engine may move a box; the words must be the same.
    assert words(remade / picture) == words(SAMPLE / picture)


def test_there_is_a_loop_of_each_verdict_a_dangling_target_and_every_kind():
    graph = call_graph(crawl(FolderSource(SAMPLE / "pbx"), ["1"]))
    assert {loop.kind for loop in loops(graph)} == set(KIND_ORDER)
    assert graph.nodes["ivr:6"]["missing"] == "not_found"
    kinds = {data["kind"] for _, data in graph.nodes(data=True)}
    assert kinds == KNOWN_KINDS | {INBOUND_ROUTE}
