"""``--redact``: whatever is written or told has pseudonyms for names and numbers."""

from __future__ import annotations

import json
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import CASES, ORIGINS, Origin, Run, flowgraph_command, flowgraph_on, folders, read_json
from shell import SAMPLE, environment, menu, pbx, small, told

from flowgraph.simulator import Faults, Settings, Simulator

LOGIN = {"FLOWGRAPH_CLIENT_ID": "demo", "FLOWGRAPH_CLIENT_SECRET": "demo"}
#: Of the sample: names, numbers and files of every kind. Short numbers stand in pictures by chance.
PRIVATE = (
    *("Harbour", "Northgate", "Bienvenidos", "Hartley", "Ibáñez", "Recep", "Mensajes", "Monday"),
    *(
        "Linea_Espanol",
        "City_SIP",
        "Bellcore",
        "welcome-day",
        "emergency",
        "Memorial",
        "Both sites",
    ),
    *("5550142", "5550147", "5550163", "15550100", "1555012", "orthodontist"),
)
OUTPUTS = ("-o", "x.svg", "-o", "x.dot", "-o", "x.json", "-o", "x.html")


def leaks(run: Run, *private: str) -> list[str]:
    """Say which private texts stand in what a run left behind."""
    files = {f"{name}: {data.decode('utf-8', 'replace')}" for name, data in run.files.items()}
    left = "\n".join([run.stdout, run.stderr, *files])
    return [text for text in private if text in left]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A snapshot of the sample, with all its names."""
    run = flowgraph_command(tmp_path / "saved", "crawl", 1, "--from", SAMPLE, "-o", "pbx.json")
    assert leaks(run, *PRIVATE) == list(PRIVATE)
    return tmp_path / "saved" / "pbx.json"


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize(
    "words",
    [("draw", 1, *OUTPUTS), ("crawl", 1, "-o", "x.json"), ("crawl", 1, "-o", "-"), ("draw", 1)],
    ids=["draw", "crawl", "stdout", "no name"],
)
def test_no_output_and_no_message_has_a_name(
    words: tuple[object, ...], origin: Origin, tmp_path: Path
) -> None:
    run = flowgraph_on(SAMPLE, origin, tmp_path / "run", *words, "--redact", "-v")
    assert run.status == 0
    assert leaks(run, *PRIVATE) == []
    assert leaks(run, "Menu 8", "redacted") != []
    assert "key 3 leads there" in run.stderr


def test_a_snapshot_is_drawn_without_its_names(saved: Path, tmp_path: Path) -> None:
    run = flowgraph_command(tmp_path / "run", "draw", "--from", saved, "--redact", *OUTPUTS)
    assert run.status == 0
    assert leaks(run, *PRIVATE) == []


def test_a_picture_that_nobody_named_is_not_called_like_the_pbx(tmp_path: Path) -> None:
    run = flowgraph_command(tmp_path / "run", "draw", 1, "--from", SAMPLE, "--redact")
    assert list(run.files) == ["output/redacted-pbx-1.svg"]


def test_all_sources_give_the_same_and_so_does_a_second_time(saved: Path, tmp_path: Path) -> None:
    words = ("crawl", "1", "--redact", "-o", "-")
    once = flowgraph_command(tmp_path / "a", *words, "--from", SAMPLE).stdout
    assert flowgraph_command(tmp_path / "b", *words, "--from", saved).stdout == once
    (tmp_path / "once.json").write_text(once, encoding="utf-8")
    again = flowgraph_command(tmp_path / "c", *words, "--from", tmp_path / "once.json")
    assert again.stdout == once


@pytest.mark.parametrize(
    "case",
    [case for case in folders(CASES, "case.json") if "redact" in (case / "case.json").read_text()],
    ids=lambda case: case.name,
)
@pytest.mark.parametrize("origin", ORIGINS)
def test_the_cases_of_redaction(
    case: Path, origin: Origin, tmp_path: Path, pbx_of: Callable[[Path], Path]
) -> None:
    facts = read_json(case / "case.json")
    words = ("draw", facts["root"], "--redact", "-v", *OUTPUTS)
    run = flowgraph_on(pbx_of(case), origin, tmp_path / "run", *words)
    assert run.status == 3
    assert leaks(run, *facts["expect"]["must_not_appear"]) == []
    assert [text for text in facts["expect"]["errors"] if text not in run.stderr] == []


# -- the mapping -----------------------------------------------------------------------------


def test_the_mapping_is_a_file_of_its_own_for_its_owner_alone(tmp_path: Path) -> None:
    words = ("crawl", 1, "--from", SAMPLE, "--redact", "-o", "x.json", "--redact-map", "map.json")
    run = flowgraph_command(tmp_path / "run", *words)
    names = json.loads(run.files["map.json"])["names"]
    assert {"kind": "ivr", "id": "5", "was": "Appointments & check-ups", "is": "Menu 5"} in names
    assert stat.S_IMODE((tmp_path / "run" / "map.json").stat().st_mode) == 0o600
    assert f"wrote map.json ({len(names)} names; not to be shared)\n" in run.stderr
    assert leaks(run, "Northgate") == ["Northgate"]
    (tmp_path / "run" / "map.json").unlink()
    assert leaks(run, *PRIVATE) == []


def test_a_mapping_that_others_could_read_is_closed(tmp_path: Path) -> None:
    place = tmp_path / "run" / "map.json"
    place.parent.mkdir()
    place.write_text("old")
    place.chmod(0o644)
    words = ("draw", 1, "--from", SAMPLE, "--redact", "-o", "x.dot", "--redact-map", "map.json")
    assert flowgraph_command(tmp_path / "run", *words).status == 0
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert b"Northgate" in place.read_bytes()


def test_every_pseudonym_of_a_snapshot_is_in_the_mapping(saved: Path, tmp_path: Path) -> None:
    words = ("crawl", "1", "--from", SAMPLE, "--redact", "-o", "x.json", "--redact-map", "m.json")
    run = flowgraph_command(tmp_path / "run", *words)
    names = json.loads(run.files["m.json"])["names"]
    was = {row["is"]: row["was"] for row in names}
    text = json.loads(run.files["x.json"])
    original = json.loads(saved.read_bytes())
    for ivr, before in zip(text["ivrs"], original["ivrs"], strict=True):
        assert [was[ivr[key]] for key in ("name", "number")] == [before["name"], before["number"]]


@pytest.mark.parametrize("command", ["draw", "crawl"])
@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--redact-map", "m.json"), "--redact-map says what --redact has replaced"),
        (("--redact", "--redact-map", "-"), "the mapping is not to be shared with the output"),
        (("--redact", "--redact-map", "x.json"), "the same file is named twice"),
        (("--redact", "--redact-map", "./x.json"), "the same file is named twice"),
        (("--redact", "--redact-map", "no/m.json"), "there is no such folder"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused_before_anything_is_asked(
    command: str, words: tuple[str, ...], what: str, tmp_path: Path
) -> None:
    with Simulator(SAMPLE, Settings()) as simulator:
        line = (command, 1, "--pbx", simulator.url, "-o", "x.json", *words)
        run = flowgraph_command(tmp_path / "run", *line, **LOGIN)
        assert simulator.requests == []
    assert (run.status, run.files) == (2, {})
    assert told(run)["what"] == what
    assert told(run)["next"]


# -- messages --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "roots",
    [
        ("name:Menu 9",),
        ("name:Menu 1", "number:9999"),
        ("number:620",),
        ("route:Main",),
        ("did:+4930",),
        ("99",),
    ],
)
def test_a_mistaken_root_is_told_without_the_names_that_there_are(
    roots: tuple[str, ...], tmp_path: Path
) -> None:
    folder = pbx(
        small(tmp_path / "pbx"),
        inbound_route=[{"id": 1, "name": "Zyxo line", "did_pattern_list": ["5550142"]}],
    )
    plain = flowgraph_command(tmp_path / "run", "draw", *roots, "--from", folder)
    run = flowgraph_command(tmp_path / "run", "draw", *roots, "--from", folder, "--redact")
    assert (plain.status, run.status) == (2, 2)
    private = [t for t in ("Menu 1", "Menu 2", "6201", "Zyxo", "5550142") if t not in str(roots)]
    assert leaks(plain, *private) != []
    assert leaks(run, *private) == []
    assert told(run)["next"]


def test_a_root_may_be_given_by_its_name(tmp_path: Path) -> None:
    words = ("draw", "name:English main menu", "--from", SAMPLE, "--redact", "-o", "x.dot")
    run = flowgraph_command(tmp_path / "run", *words)
    assert run.status == 0
    assert "English" not in run.files["x.dot"].decode()


def test_what_the_pbx_says_while_it_fails_is_not_told(tmp_path: Path) -> None:
    folder = small(tmp_path / "pbx")
    body = json.dumps({"errcode": 500, "errmsg": "Zyxo Hartley is ill"})
    (folder / "ivr" / "2.json").unlink()
    (folder / "ivr" / "2.body").write_text(body)
    (folder / "ivr" / "2.meta.json").write_text('{"status": 500, "content_type": "text/json"}')
    line = ("draw", 1, "-o", "x.json", "-v", "--timeout", "1")
    with Simulator(folder, Settings()) as simulator:
        words = (*line, "--pbx", simulator.url)
        plain = flowgraph_command(tmp_path / "plain", *words, **LOGIN)
        run = flowgraph_command(tmp_path / "run", *words, "--redact", **LOGIN)
    assert (plain.status, run.status) == (3, 3)
    assert leaks(plain, "Zyxo") == ["Zyxo"]
    assert leaks(run, "Zyxo") == []
    assert "IVR 2 could not be read: HTTP 500" in run.stderr
    assert re.search(r"GET ivr/get -> HTTP 500, \d+ bytes", run.stderr)
    assert "trying again" in run.stderr


def test_an_interrupted_crawl_saves_no_names(tmp_path: Path) -> None:
    folder = pbx(
        tmp_path / "pbx",
        menu(1, press1_dest="ivr", press1_dest_value="2", name="Zyxo"),
        menu(2),
        inbound_route=[],
    )
    place = tmp_path / "run"
    place.mkdir()
    with Simulator(folder, Settings(), Faults.of("hang=ivr/get?id=2")) as simulator:
        words = ("crawl", "1", "--pbx", simulator.url, "--redact", "-o", "x.json")
        line = [sys.executable, "-m", "flowgraph", *words, "--redact-map", "map.json"]
        running = subprocess.Popen(
            line, cwd=place, env=environment(place, **LOGIN), stderr=subprocess.PIPE, text=True
        )
        deadline = time.monotonic() + 30
        while not any(r.query.get("id") == "2" for r in simulator.requests):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=30)
    run = Run(running.returncode, "", errors, place)
    assert run.status == 130
    assert "Menu 1" in run.files["x.json"].decode()
    assert b"Zyxo" in run.files["map.json"]
    (place / "map.json").unlink()
    assert leaks(run, "Zyxo") == []
