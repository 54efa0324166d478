"""``flowgraph paths`` as its user meets it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import ORIGINS, Origin, flowgraph_on
from shell import flowgraph_in, menu, pbx, told


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """An entry, two menus behind it and one behind none, people."""
    return pbx(
        tmp_path / "pbx",
        menu(1, prompt="hello.wav", press1_dest="ivr", press1_dest_value="2",
             timeout_dest="ivr", timeout_dest_value="3", prompt_repeat=2, resp_timeout=5),
        menu(2, press0_dest="queue", press0_dest_value="7", press9_dest="extension",
             press9_dest_value="24"),
        menu(3, press1_dest="end_call"),
        menu(4, press0_dest="ext_vm", press0_dest_value="24"),
        queue=[{"id": 7, "number": "6400", "name": "Orders", "max_wait_time": 60,
                "fail_dest": "ring_group", "fail_dest_value": "9"}],
        ring_group=[{"id": 9, "number": "6300", "name": "Lab"}],
        conference=[{"id": 3, "number": "6500", "name": "Monday round"}],
        group_vm=[],
        extension=[{"id": 24, "number": "303", "caller_id_name": "Lucía"},
                   {"id": 25, "number": "304", "caller_id_name": "Owen"}],
        inbound_route=[{"id": 1, "name": "Main", "default_destination": "ivr",
                        "default_desination_value": "1", "did_option": "patterns",
                        "did_pattern_list": [{"did_pattern": "5550100"}]}],
        custom_prompt=[{"id": 1, "file": "hello", "suffix": ".wav", "type": "tts",
                        "text": "five words make two seconds"}],
    )  # fmt: skip


@pytest.mark.parametrize("origin", ORIGINS)
def test_paths_from_a_root_with_what_no_way_leads_to(
    source: Path, origin: Origin, tmp_path: Path
) -> None:
    run = flowgraph_on(source, origin, tmp_path / "run", "paths", "1")
    assert (run.status, run.stderr) == (0, "")
    assert (
        run.stdout.startswith(
            "from IVR 6201 Menu 1 (ivr:1)\n"
            "  keys            presses    time  destination\n"
            "  1                     1     2 s  IVR 6202 Menu 2\n"
            "  no key                0    14 s  IVR 6203 Menu 3\n"
            "  1, 0                  2   ≥ 2 s  Queue 6400 Orders\n"
            "  1, 9                  2   ≥ 2 s  Extension 303 Lucía\n"
            "  no key, 1             1  ≥ 14 s  Hang up\n"
            "  1, 0, failover        2  ≥ 62 s  Ring group 6300 Lab\n"
        )
        or "≥" in run.stdout
    )
    assert (
        "no way found to:\n"
        "  Conference 6500 Monday round (conference:3)\n"
        "  IVR 6204 Menu 4 (ivr:4)\n"
        "  1 extension, which may still be dialled, or ring in a group\n"
    ) in run.stdout


def test_paths_from_a_number_that_is_dialled(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "paths", "did:5550100", "--from", source)
    assert run.stdout.splitlines()[0] == "from Inbound route 1 Main (inbound_route:1)"
    assert "  at any time, 1, 0 " in run.stdout


def test_of_everything_paths_begin_where_calls_come_in(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "paths", "--all", "--from", source, "--format", "json")
    read = json.loads(run.stdout)
    assert read["roots"] == ["inbound_route:1", "ivr:4"]
    assert read["unreached"] == ["conference:3", "extension:25", "ivr:4"]


@pytest.mark.parametrize("dest", ["queue:7", "6400", "orders"])
def test_the_ways_to_a_destination_however_it_is_written(
    source: Path, dest: str, tmp_path: Path
) -> None:
    run = flowgraph_in(tmp_path / "run", "paths", "1", "--to", dest, "--from", source)
    assert run.status == 0
    assert [line.split("  ")[1] for line in run.stdout.splitlines()[1:3]] == ["keys", "1, 0"]


def test_that_no_way_leads_there_is_an_answer(source: Path, tmp_path: Path) -> None:
    for dest, label in (("Owen", "Extension 304 Owen"), ("Menu 4", "IVR 6204 Menu 4")):
        run = flowgraph_in(tmp_path / "run", "paths", "1", "--to", dest, "--from", source)
        assert (run.status, run.stderr) == (0, "")
        assert run.stdout == f"from IVR 6201 Menu 1 (ivr:1): no way found to {label}\n"


def test_an_unknown_destination_names_the_nearest(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "paths", "1", "--to", "Ordres", "--from", source)
    assert (run.status, run.stdout) == (2, "")
    assert "'Orders' (queue:7)" in told(run)["next"]


def test_a_root_is_needed_unless_a_snapshot_knows_one(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    assert "no ROOT" in flowgraph_in(folder, "paths", "--from", source).stderr
    flowgraph_in(folder, "crawl", "2", "--from", source, "-o", "a.json")
    run = flowgraph_in(folder, "paths", "--from", "a.json")
    assert (run.status, run.stdout.splitlines()[0]) == (0, "from IVR 6202 Menu 2 (ivr:2)")


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("csv", "root,destination,label,keys,presses,seconds,"),
        ("markdown", "## From IVR 6201 Menu 1 (ivr:1)\n"),
        ("json", '{\n "version": 1,\n'),
    ],
)
def test_other_forms_go_to_a_file(form: str, beginning: str, source: Path, tmp_path: Path) -> None:
    words = ("paths", "1", "--from", source, "--format", form, "--report", "paths.out")
    run = flowgraph_in(tmp_path / "run", *words)
    assert (run.status, run.stdout, run.stderr) == (0, "", "wrote paths.out\n")
    assert run.files["paths.out"].decode().startswith(beginning)


def test_what_could_not_be_read_makes_it_a_job_in_part(source: Path, tmp_path: Path) -> None:
    (source / "ivr" / "2.json").write_text("{")
    run = flowgraph_in(tmp_path / "run", "paths", "1", "--from", source)
    assert run.status == 3
    assert re.search(r"^  1 .*IVR id 2 +could not be read$", run.stdout, re.M)
    assert "no way found to (not everything could be read):" in run.stdout


def test_a_report_that_would_overwrite_the_source_is_refused(source: Path, tmp_path: Path) -> None:
    target = source / "queue.json"
    run = flowgraph_in(tmp_path / "run", "paths", "1", "--from", source, "--report", target)
    assert run.status == 2
    assert "the output is a file that is read" in run.stderr


@pytest.mark.parametrize(("profile", "rows"), [("fleet-large", 2000), ("chain", 2000)])
def test_a_large_pbx_takes_seconds(
    profile: str, rows: int, generated: Callable[..., Path], tmp_path: Path
) -> None:
    folder = generated(profile, 2000)
    begin = time.monotonic()
    run = flowgraph_in(tmp_path / "run", "paths", "1", "--from", folder, "--format", "csv")
    assert time.monotonic() - begin < 30
    assert run.status == 0
    assert len(run.stdout.splitlines()) > rows
