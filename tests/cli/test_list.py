"""``flowgraph list`` as its user meets it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from helpers import ORIGINS, Origin, flowgraph_on
from hostile import STRINGS
from shell import answer, flowgraph_in, menu, pbx, told, write

from flowgraph.cli.list import KINDS
from flowgraph.text import one_line, visible


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """One menu, and things that no menu needs."""
    return pbx(
        tmp_path / "pbx",
        menu(1, prompt="hello.wav", press1_dest="queue", press1_dest_value="7"),
        queue=[{"id": 7, "number": "6400", "name": "Orders", "max_wait_time": 0},
               {"id": 8, "number": "6401", "name": "Spare", "max_wait_time": 60}],
        ring_group=[],
        conference=[{"id": 1, "number": "6500", "name": "=Room"}],
        group_vm=[],
        extension=[{"id": 24, "number": "303", "caller_id_name": "Lucía"}],
        inbound_route=[{"id": 1, "name": "Main", "did_pattern_list": [{"did_pattern": "+1555"}]}],
        custom_prompt=[{"id": 1, "file": "hello", "real_filename": "hello.wav", "type": "tts",
                        "text": "Hi"},
                       {"id": 2, "file": "spare.wav"}],
    )  # fmt: skip


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_list_holds_what_no_menu_needs(source: Path, origin: Origin, tmp_path: Path) -> None:
    run = flowgraph_on(source, origin, tmp_path / "run", "list", "queues")
    assert (run.status, run.stderr) == (0, "")
    assert run.stdout == (
        "id       number  name    strategy  limit s  failover  agents  dynamic agents  reached by\n"
        "queue:7  6400    Orders            none                                       1\n"
        "queue:8  6401    Spare             60                                         0\n"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_every_form(kind: str, source: Path, tmp_path: Path) -> None:
    read = {}
    for form in ("table", "csv", "json"):
        run = flowgraph_in(tmp_path / "run", "list", kind, "--from", source, "--format", form)
        assert (run.status, run.stderr) == (0, ""), form
        read[form] = run.stdout
    rows = json.loads(read["json"])["rows"]
    table = list(csv.reader(io.StringIO(read["csv"])))
    assert len(table) == len(rows) + 1
    assert all(list(row) == table[0] for row in rows)
    assert read["table"].count("\n") == max(len(rows) + 1, 1) or not rows


def test_in_csv_no_cell_is_a_formula(source: Path, tmp_path: Path) -> None:
    rooms = flowgraph_in(
        tmp_path / "run", "list", "conferences", "--from", source, "--format", "csv"
    )
    assert "conference:1,6500,'=Room,0" in rooms.stdout
    entries = flowgraph_in(tmp_path / "run", "list", "entries", "--from", source, "--format", "csv")
    assert ",Main,'+1555," in entries.stdout


def test_prompts_tell_what_they_say_and_whether_they_are_used(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "list", "prompts", "--from", source)
    assert run.stdout == (
        "id               file       kind  state   used by          language  text\n"
        "custom_prompt:1  hello.wav  tts   used    IVR 6201 Menu 1            Hi\n"
        "custom_prompt:2  spare.wav        unused\n"
    )


def test_where_the_list_of_prompts_is_unknown_it_is_said(source: Path, tmp_path: Path) -> None:
    (source / "custom_prompt.json").unlink()
    run = flowgraph_in(tmp_path / "run", "list", "prompts", "--from", source)
    assert run.status == 0
    assert "warning: the list of prompts could not be read" in run.stderr
    assert "not checked" in run.stdout


def test_a_prompt_is_not_called_unused_of_menus_that_were_not_read_without_a_word(
    source: Path, tmp_path: Path
) -> None:
    write(source / "ivr" / "2.json", answer(None, 10001))
    run = flowgraph_in(tmp_path / "run", "list", "prompts", "--from", source)
    assert run.status == 3
    assert "a prompt that is called unused may be used there" in run.stderr


@pytest.mark.parametrize(
    ("kind", "file"),
    [("conferences", "conference"), ("entries", "inbound_route"), ("extensions", "extension")],
)
def test_a_list_that_could_not_be_read_is_not_called_empty(
    kind: str, file: str, source: Path, tmp_path: Path
) -> None:
    (source / f"{file}.json").unlink()
    run = flowgraph_in(tmp_path / "run", "list", kind, "--from", source)
    assert (run.status, run.stdout) == (2, "")
    assert told(run)["what"].startswith(f"{kind} cannot be listed: ")


def test_a_permission_that_is_missing_is_named(source: Path, tmp_path: Path) -> None:
    (source / "conference.json").unlink()
    run = flowgraph_on(source, "http", tmp_path / "run", "list", "conferences")
    assert run.status == 2
    assert "let the API application read 'Conference'" in run.stderr


def test_a_list_goes_to_a_file(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "list", "menus", "--from", source, "--report", "m.txt")
    assert (run.status, run.stdout) == (0, "")
    assert run.files["m.txt"].startswith(b"id     number  name")


def test_an_unknown_kind_is_a_slip_that_names_the_kinds(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "list", "phones", "--from", source)
    assert run.status == 2
    for kind in KINDS:
        assert kind in run.stderr


@pytest.mark.fault("E8", "E11")
def test_names_command_neither_terminal_nor_spreadsheet(tmp_path: Path) -> None:
    names = list(enumerate(STRINGS, 1))
    rows = [{"id": number, "number": name, "name": name, "text": name} for number, name in names]
    folder = pbx(
        tmp_path / "pbx",
        *({"id": n, "number": name, "name": name, "prompt": name} for n, name in names),
        **dict.fromkeys(("extension", "queue", "ring_group", "conference", "group_vm"), rows),
        inbound_route=rows,
        custom_prompt=[row | {"file": row["name"]} for row in rows],
    )
    for kind in KINDS:
        for form in ("table", "csv"):
            run = flowgraph_in(tmp_path / "run", "list", kind, "--from", folder, "--format", form)
            assert run.status == 0, run.stderr
            texts = run.stdout + run.stderr
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", texts), kind
    table = list(csv.reader(io.StringIO(run_csv(folder, tmp_path))))[1:]
    assert [row[2].removeprefix("'") for row in table] == [
        one_line(visible(name)).removeprefix("'") for name in STRINGS
    ]


def run_csv(folder: Path, tmp_path: Path) -> str:
    return flowgraph_in(
        tmp_path / "run", "list", "queues", "--from", folder, "--format", "csv"
    ).stdout
