"""``flowgraph site`` as its user meets it."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import ORIGINS, Origin, flowgraph_on
from network import wait_until
from shell import COMMAND, SAMPLE, flowgraph_in, menu, pbx, small, started, told

from flowgraph.simulator import Settings, Simulator

MANIFEST = ".flowgraph-site.json"


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_site_is_written_and_said_to_be(origin: Origin, tmp_path: Path) -> None:
    run = flowgraph_on(SAMPLE, origin, tmp_path / "run", "site", "--all", "-o", "site")
    assert (run.status, run.stdout) == (0, "")
    assert run.stderr == "wrote site (19 files: 19 new)\n"
    assert "site/menu-5.html" in run.files


def test_a_pbx_and_its_folder_give_the_same_bytes(tmp_path: Path) -> None:
    runs = [
        flowgraph_on(SAMPLE, origin, tmp_path / origin, "site", "--all", "-o", "site")
        for origin in ORIGINS
    ]
    pages = [{n: c for n, c in run.files.items() if n.endswith(".html")} for run in runs]
    # What the PBX is called is all that the folder does not know otherwise.
    assert pages[0] == pages[1]


@pytest.mark.parametrize("format_", ["html", "markdown"])
def test_an_unchanged_pbx_changes_no_byte_and_touches_no_file(format_: str, tmp_path: Path) -> None:
    line = ("site", "--all", "--from", SAMPLE, "-o", "site", "--format", format_)
    first = flowgraph_in(tmp_path / "run", *line)
    for path in (tmp_path / "run").rglob("*"):
        os.utime(path, ns=(1, 1))
    again = flowgraph_in(tmp_path / "run", *line)
    number = len(first.files) - 1
    assert again.stderr == f"wrote site ({number} files: {number} unchanged)\n"
    assert again.files == first.files
    files = (path for path in (tmp_path / "run").rglob("*") if path.is_file())
    assert {path.stat().st_mtime_ns for path in files} == {1}


def test_a_renamed_menu_is_told_on_its_pages_alone(tmp_path: Path) -> None:
    source = small(tmp_path / "pbx")
    line = ("site", "--all", "--from", source, "-o", "site")
    before = flowgraph_in(tmp_path / "run", *line).files
    pbx(source, menu(2, name="Sales", press_star_dest="ivr", press_star_dest_value="1"))
    run = flowgraph_in(tmp_path / "run", *line)
    changed = {name for name, content in run.files.items() if before.get(name) != content}
    assert "site/menu-2.html" in changed
    assert not {name for name in changed if name.startswith("site/assets/search.js")}
    assert "changed" in run.stderr


def test_pages_of_menus_that_are_gone_go_too(tmp_path: Path) -> None:
    line = ("site", "--from", SAMPLE, "-o", "site")
    flowgraph_in(tmp_path / "run", *line, "--all")
    run = flowgraph_in(tmp_path / "run", *line, "13")
    pages = {name for name in run.files if name.startswith("site/menu-")}
    assert pages == {"site/menu-13.html", "site/menu-15.html"}
    assert "removed" in run.stderr


def test_a_format_replaces_the_other_in_one_folder(tmp_path: Path) -> None:
    line = ("site", "--all", "--from", SAMPLE, "-o", "site")
    flowgraph_in(tmp_path / "run", *line)
    run = flowgraph_in(tmp_path / "run", *line, "--format", "markdown")
    assert run.status == 0
    assert not [name for name in run.files if name.endswith(".html")]
    assert {"site/mkdocs.yml", "site/docs/index.md", f"site/{MANIFEST}"} <= set(run.files)


def test_quiet_says_nothing(tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "site", "--all", "--from", SAMPLE, "-o", "site", "-q")
    assert (run.status, run.stdout, run.stderr) == (0, "", "")


# -- refusals --------------------------------------------------------------------------------


def test_a_folder_of_somebody_else_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "run" / "site"
    folder.mkdir(parents=True)
    (folder / "thesis.doc").write_bytes(b"mine")
    run = flowgraph_in(tmp_path / "run", "site", "--all", "--from", "nothing", "-o", "site")
    assert (run.status, list(run.files)) == (2, ["site/thesis.doc"])
    assert told(run) == {
        "what": "the folder is not empty, and no site was written there before: thesis.doc",
        "where": "site",
        "next": "name an empty folder, or one that does not exist",
    }


def test_a_source_that_cannot_be_read_leaves_no_folder(tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "site", "--all", "--from", "nothing", "-o", "site")
    assert (run.status, run.files) == (2, {})
    assert not (tmp_path / "run" / "site").exists()


def test_a_folder_without_root_or_all_is_a_usage_error(tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "site", "--from", SAMPLE, "-o", "site")
    assert (run.status, run.files) == (2, {})


def test_without_a_folder_nothing_is_read(tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "site", "--all", "--from", SAMPLE)
    assert run.status == 2
    assert "-o" in run.stderr


# -- in part ---------------------------------------------------------------------------------


def test_a_menu_that_cannot_be_read_costs_itself_and_is_told(tmp_path: Path) -> None:
    source = small(tmp_path / "pbx")
    (source / "ivr" / "2.json").write_text("{", encoding="utf-8")
    run = flowgraph_in(tmp_path / "run", "site", "--all", "--from", source, "-o", "site")
    assert run.status == 3
    assert "IVR 2 could not be read" in run.stderr
    assert "site/menu-1.html" in run.files
    assert b"What could not be read" in run.files["site/index.html"]


def test_findings_do_not_fail_a_site_and_settings_of_check_hold(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    settings = '[check]\nignore = ["dangling-ivr"]\n'
    (folder / "flowgraph.toml").write_text(settings, encoding="utf-8")
    run = flowgraph_in(folder, "site", "--all", "--from", SAMPLE, "-o", "site")
    assert run.status == 0
    assert b"passive-loop" in run.files["site/findings.html"]
    assert b"dangling-ivr" not in run.files["site/findings.html"]


def test_what_somebody_has_accepted_is_not_told(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    settings = '[[check.accept]]\nrule = "dangling-ivr"\nplace = "ivr:8"\nreason = "to come"\n'
    (folder / "flowgraph.toml").write_text(settings, encoding="utf-8")
    run = flowgraph_in(folder, "site", "--all", "--from", SAMPLE, "-o", "site")
    page = run.files["site/findings.html"].decode()
    assert "dangling-ivr" not in page
    assert "1 finding that somebody has accepted" in page


def test_an_interrupted_run_leaves_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    flowgraph_in(folder, "site", "13", "--from", SAMPLE, "-o", "site", "-q")
    before = contents(folder)
    login = {"FLOWGRAPH_CLIENT_ID": "demo", "FLOWGRAPH_CLIENT_SECRET": "demo"}
    with Simulator(SAMPLE, Settings(latency_ms=500)) as simulator:
        line = [*COMMAND, "site", "--all", "--pbx", simulator.url, "-o", "site"]
        with started(folder, line, **login) as process:
            wait_until(lambda: len(simulator.requests) > 1)
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 130
    assert contents(folder) == before


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_two_hundred_menus_have_two_hundred_pages(
    tmp_path: Path, generated: Callable[..., Path]
) -> None:
    source = generated("fleet-large", 200)
    run = flowgraph_in(tmp_path / "run", "site", "--all", "--from", source, "-o", "site")
    assert run.status == 0
    assert sum(name.startswith("site/menu-") for name in run.files) == 200
    listed = json.loads(run.files[f"site/{MANIFEST}"])["files"]
    assert sorted(f"site/{name}" for name in listed) == sorted(
        set(run.files) - {f"site/{MANIFEST}"}
    )


@pytest.mark.slow
def test_more_menus_than_fit_a_sheet_have_an_overview_that_leads_to_all_parts(
    tmp_path: Path, generated: Callable[..., Path]
) -> None:
    source = generated("fleet-large", 520)
    run = flowgraph_in(tmp_path / "run", "site", "--all", "--from", source, "-o", "site")
    assert run.status == 0
    files = {name.removeprefix("site/"): content for name, content in run.files.items()}
    parts = {name for name in files if name.startswith("part-")}
    assert parts
    waiting, met = ["index.html"], {"index.html"}
    while waiting:
        page = files[waiting.pop()].decode()
        found = set(re.findall(r'href="((?:part|region)[^"]*)"', page)) - met
        met |= found
        waiting += found
    assert parts <= met
