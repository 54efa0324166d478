from __future__ import annotations

import json
from pathlib import Path

import pytest
from shell import SAMPLE, flowgraph_in, menu, pbx, small


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return small(tmp_path / "pbx")


def test_a_snapshot_is_the_same_in_a_file_and_on_stdout(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "crawl", 1, "--from", source, "-o", "a.json")
    piped = flowgraph_in(tmp_path / "run", "crawl", 1, "--from", source, "-o", "-")
    assert (run.status, run.stdout, run.stderr) == (0, "", "wrote a.json (2 menus)\n")
    assert (piped.status, piped.stderr) == (0, "")
    assert piped.stdout.encode() == run.files["a.json"]


def test_time_stands_in_it_only_where_it_is_asked_for(source: Path, tmp_path: Path) -> None:
    words = ("crawl", 1, "--from", source, "-o")
    plain = flowgraph_in(tmp_path / "run", *words, "a.json").files
    stamped = flowgraph_in(tmp_path / "run", *words, "b.json", "--stamp").files
    assert "stamp" not in json.loads(plain["a.json"])
    assert json.loads(stamped["b.json"])["stamp"].endswith("+00:00")


def test_nothing_of_how_it_was_read_stands_in_it(source: Path, tmp_path: Path) -> None:
    pbx(source, menu(1, prompt_manger_password="hunter2", new_token="hunter2"))
    run = flowgraph_in(tmp_path / "run", "crawl", 1, "--from", source, "-o", "a.json")
    text = run.files["a.json"].decode()
    assert "hunter2" not in text
    assert str(tmp_path) not in text
    assert json.loads(text)["dropped_fields"] == ["new_token", "prompt_manger_password"]


def test_a_snapshot_stands_in_for_the_pbx(tmp_path: Path) -> None:
    first = flowgraph_in(tmp_path / "a", "crawl", "--all", "--from", SAMPLE, "-o", "a.json")
    assert first.status == 0
    for words in (("loops", "1", "--show", "info"), ("loops", "--all", "--format", "json")):
        live = flowgraph_in(tmp_path / "a", *words, "--from", SAMPLE)
        saved = flowgraph_in(tmp_path / "a", *words, "--from", "a.json")
        assert (live.status, live.stdout) == (saved.status, saved.stdout)


@pytest.mark.parametrize("depth", [0, 1])
def test_what_was_not_followed_is_told_and_is_no_failure(
    depth: int, source: Path, tmp_path: Path
) -> None:
    words = ("crawl", 1, "--from", source, "-o", "a.json", "--max-depth", depth)
    run = flowgraph_in(tmp_path / "run", *words)
    document = json.loads(run.files["a.json"])
    assert run.status == 0
    assert [gap["status"] for gap in document["missing"]] == ["not_followed"][depth:]


def test_a_target_is_needed(source: Path, tmp_path: Path) -> None:
    assert flowgraph_in(tmp_path / "run", "crawl", 1, "--from", source).status == 2
