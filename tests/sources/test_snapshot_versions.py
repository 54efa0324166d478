"""Snapshots of every version that was ever written are read, and say the same as before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shell import flowgraph_in

from flowgraph.model.snapshot import Refusal
from flowgraph.sources.opening import read_snapshot
from flowgraph.sources.snapshot_file import dump, load
from flowgraph.sources.snapshot_versions import VERSION

STORED = Path(__file__).parents[1] / "data" / "snapshots"
VERSIONS = range(1, VERSION + 1)
NEWEST = STORED / f"version-{VERSION}.json"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_of_each_version_is_kept_as_it_was_written(version: int) -> None:
    stored = json.loads((STORED / f"version-{version}.json").read_text())
    assert stored["version"] == version
    assert {"not_followed"} == {gap["status"] for gap in stored["missing"]}
    assert stored["lists"]["queue"]["refused"]["code"] == 10005


@pytest.mark.parametrize("version", VERSIONS)
def test_each_version_says_what_the_newest_does(version: int) -> None:
    old = read_snapshot(str(STORED / f"version-{version}.json"))
    assert dump(old) == NEWEST.read_text()
    assert old.refusals["queue"].code == 10005
    assert len(old.ivrs) == 8


@pytest.mark.parametrize("version", VERSIONS)
def test_each_version_is_drawn_and_nothing_differs(version: int, tmp_path: Path) -> None:
    stored = STORED / f"version-{version}.json"
    assert flowgraph_in(tmp_path / "run", "draw", "--from", stored, "-o", "a.dot").status == 0
    same = flowgraph_in(tmp_path / "run", "diff", stored, NEWEST, "--exit-code")
    assert (same.status, same.stdout) == (0, "")


def test_why_prompts_and_hours_could_not_be_read_is_kept() -> None:
    snapshot = read_snapshot(str(NEWEST))._replace(
        refusals={"custom_prompt": Refusal("no permission", 10005), "holiday": Refusal("no", 404)}
    )
    assert load(json.loads(dump(snapshot)), "a.json").refusals == snapshot.refusals
