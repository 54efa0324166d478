"""``flowgraph who`` as its user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers import ORIGINS, Origin, flowgraph_on
from shell import flowgraph_in, menu, pbx, told


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """An entry, two menus, and people whom no menu leads to."""
    return pbx(
        tmp_path / "pbx",
        menu(1, prompt="hello.wav", press1_dest="ivr", press1_dest_value="2"),
        menu(2, press0_dest="queue", press0_dest_value="7"),
        menu(3, press0_dest="ext_vm", press0_dest_value="24"),
        queue=[{
            "id": 7, "number": "6400", "name": "Orders", "fail_dest": "extension",
            "fail_dest_value": "25", "static_agent_list": [{"text2": "303"}],
        }],
        ring_group=[{"id": 9, "number": "6300", "name": "Lab", "member_list": [{"text2": "303"}],
                     "fail_dest": "queue", "fail_dest_value": "7"}],
        conference=[],
        group_vm=[],
        extension=[{"id": 24, "number": "303", "caller_id_name": "Lucía Ibáñez"},
                   {"id": 25, "number": "304", "caller_id_name": "Owen"},
                   {"id": 26, "number": "305", "caller_id_name": "Nobody calls"}],
        inbound_route=[{"id": 1, "name": "Main", "default_destination": "ivr",
                        "default_desination_value": "1"}],
        custom_prompt=[{"id": 1, "file": "hello", "suffix": ".wav"}],
    )  # fmt: skip


@pytest.mark.parametrize("origin", ORIGINS)
def test_the_whole_pbx_is_read_where_no_root_is_named(
    source: Path, origin: Origin, tmp_path: Path
) -> None:
    run = flowgraph_on(source, origin, tmp_path / "run", "who", "Lucía Ibáñez")
    assert (run.status, run.stderr) == (0, "")
    assert run.stdout == (
        "Extension 303 Lucía Ibáñez (extension:24)\n"
        "  agent of Queue 6400 Orders\n"
        "  member of Ring group 6300 Lab\n"
        "\n"
        "Voicemail 303 Lucía Ibáñez (ext_vm:24)\n"
        "  Menu 3 6203 > 0\n"
    )


@pytest.mark.parametrize("origin", ORIGINS)
def test_failovers_of_groups_that_no_call_reaches_are_found(
    source: Path, origin: Origin, tmp_path: Path
) -> None:
    run = flowgraph_on(source, origin, tmp_path / "run", "who", "6400")
    assert run.stdout == (
        "Queue 6400 Orders (queue:7)\n"
        "  Main (at any time) > Menu 1 6201 > 1 > Menu 2 6202 > 0\n"
        "  any call to Lab 6300 (failover)\n"
    )


def test_known_but_unused_is_no_failure(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "who", "305", "--from", source)
    assert (run.status, run.stderr) == (0, "")
    assert run.stdout == "nothing leads to Extension 305 Nobody calls (extension:26)\n"


def test_unknown_is_a_failure_that_names_the_nearest(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "who", "Lucia", "--from", source)
    assert (run.status, run.stdout) == (2, "")
    assert told(run) == {
        "what": "nothing is called 'Lucia'",
        "where": "",
        "next": "did you mean 'Lucía Ibáñez' (extension:24)?",
    }


@pytest.mark.fault("E11")
def test_a_hostile_destination_commands_no_terminal(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "who", "\x1b[31mred\x07", "--from", source)
    assert run.status == 2
    assert not set("\x1b\x07") & set(run.stderr)


def test_roots_bound_what_is_read_and_where_ways_start(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "who", "queue:7", "2", "--from", source)
    assert run.stdout.splitlines()[1] == "  Menu 2 6202 > 0"
    assert "Main" not in run.stdout


def test_of_a_snapshot_its_own_roots_count_and_lists_it_lacks_are_no_news(
    source: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    flowgraph_in(folder, "crawl", "1", "--from", source, "-o", "a.json")
    run = flowgraph_in(folder, "who", "6400", "--from", "a.json")
    assert (run.status, run.stderr) == (0, "")
    assert "Main (at any time) > Menu 1 6201 > 1 > Menu 2 6202 > 0" in run.stdout
    assert flowgraph_in(folder, "who", "Lab", "--from", "a.json").status == 2


def test_json_goes_to_a_file_and_holds_what_is_missing(source: Path, tmp_path: Path) -> None:
    (source / "ivr" / "2.json").write_text("{")
    run = flowgraph_in(
        tmp_path / "run", "who", "hello.WAV", "--from", source, "--format", "json",
        "--report", "who.json",
    )  # fmt: skip
    assert (run.status, run.stdout) == (3, "")
    document = json.loads(run.files["who.json"])
    assert [gap["id"] for gap in document["missing"]] == ["ivr:2"]
    assert [row["id"] for row in document["greetings"]] == ["ivr:1"]


def test_a_report_that_would_overwrite_the_source_is_refused(source: Path, tmp_path: Path) -> None:
    target = source / "queue.json"
    run = flowgraph_in(tmp_path / "run", "who", "6400", "--from", source, "--report", target)
    assert run.status == 2
    assert "the output is a file that is read" in run.stderr
