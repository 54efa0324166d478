"""``flowgraph fleet`` looks after many PBXs, and one that fails costs only itself."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from shell import COMMAND, assert_calm, flowgraph_in, menu, pbx, started, told

from flowgraph.cli.fleet import FORMATS
from flowgraph.fleet.examining import FORMATS as OF_DOCTOR
from flowgraph.fleet.report import FORMATS as OF_REPORT
from flowgraph.fleet.report import FOUND
from flowgraph.simulator import Settings, Simulator

SAMPLE = Path(__file__).parents[2] / "samples" / "harbour-dental" / "pbx"
LOGIN = {"FLOWGRAPH_CLIENT_ID": "demo", "FLOWGRAPH_CLIENT_SECRET": "demo"}


class Fleet:
    """Some simulated PBXs and the file that names them."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        (folder / "run").mkdir()
        self._stack = stack
        self._lines: list[str] = []
        self.simulators: dict[str, Simulator] = {}

    def add(self, name: str, *settings: str, latency_ms: int = 0, **keys: str) -> Path:
        """Add a PBX of two menus, whose key 1 leads out to a number of its own."""
        number = f"555{len(self.simulators):04}"
        folder = pbx(
            self.folder / "pbxs" / name,
            menu(1, press1_dest="external_num", press1_dest_value=number, timeout_dest="end_call",
                 invalid_dest="ivr", invalid_dest_value="1", press2_dest="ivr",
                 press2_dest_value="2", **keys),
            menu(2, press1_dest="ivr", press1_dest_value="1", timeout_dest="end_call"),
            **{kind: [] for kind in _LISTS},
        )  # fmt: skip
        simulator = self._stack.enter_context(Simulator(folder, Settings(latency_ms=latency_ms)))
        self.simulators[name] = simulator
        self.name(name, f'pbx = "{simulator.url}"', *settings)
        return folder

    def name(self, name: str, *settings: str) -> None:
        self._lines += ["[[pbx]]", f'name = "{name}"', *settings]
        (self.folder / "fleet.toml").write_text("\n".join(self._lines) + "\n")

    def logins(self, name: str) -> int:
        return self.simulators[name].count("get_token")

    def run(self, *words: object, **variables: str) -> Any:
        line = ("fleet", "../fleet.toml", *words)
        return flowgraph_in(self.folder / "run", *line, **{**LOGIN, **variables})


_LISTS = ("extension", "ring_group", "queue", "conference", "group_vm", "inbound_route",
          "outbound_route", "business_hour", "holiday", "custom_prompt")  # fmt: skip


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    with ExitStack() as stack:
        yield Fleet(tmp_path, stack)


def rows(folder: Path) -> dict[str, Any]:
    document = json.loads((folder / "run" / "out" / "fleet.json").read_text())
    return {row["name"]: row for row in document["pbxs"]}


def test_the_forms_are_those_that_there_are() -> None:
    assert FORMATS == tuple(OF_REPORT) == tuple(FOUND) == tuple(OF_DOCTOR)


@pytest.mark.fault("F1", promise="each costs itself alone, and is read once; exit 3")
def test_every_pbx_is_read_once_and_what_fails_costs_itself_alone(fleet: Fleet) -> None:
    for number in range(18):
        fleet.add(f"pbx {number}", f'tags = ["t{number % 3}"]')
    fleet.name("dead", 'pbx = "http://127.0.0.1:1"')
    fleet.name("stranger", f'pbx = "{fleet.simulators["pbx 0"].url}"', 'client_id = "nobody"')
    run = fleet.run("-o", "out")
    assert run.status == 3
    assert "20 PBXs: 18 read, 2 not read" in run.stdout
    assert "1 of 20: nothing listens at this address\n  which: dead\n" in run.stdout
    assert "1 of 20: the PBX refused the login\n  which: stranger\n" in run.stdout
    found = rows(fleet.folder)
    assert list(found) == [*(f"pbx {number}" for number in range(18)), "dead", "stranger"]
    good = found["pbx 7"]
    assert (good["status"], good["health"]["menus"], good["health"]["depth"]) == ("ok", 2, 2)
    assert good["changes"] is None
    assert found["dead"]["health"] is None
    assert found["dead"]["failure"]["hint"]
    assert [fleet.logins(f"pbx {n}") for n in range(1, 18)] == [1] * 17
    # The stranger was refused once, and not tried again.
    assert fleet.logins("pbx 0") == 2
    for name in ("index.html", "fleet.csv", "pbx/pbx-7/callflow.html"):
        assert (fleet.folder / "run" / "out" / name).stat().st_size > 0


def test_what_changed_since_last_time_is_told_and_kept(fleet: Fleet) -> None:
    moved, still = fleet.add("moved"), fleet.add("still")
    assert fleet.run("-o", "out").status == 0
    again = fleet.run("-o", "out")
    assert {name: row["changes"] for name, row in rows(fleet.folder).items()} == {
        "moved": 0,
        "still": 0,
    }
    assert "changed" not in again.stdout
    file = moved / "ivr" / "2.json"
    file.write_text(file.read_text().replace('"timeout_dest": "end_call"', '"timeout_dest": ""'))
    last = fleet.run("-o", "out")
    assert "1 changed since last time" in last.stdout
    assert rows(fleet.folder)["moved"]["changes"] == 1
    archive = fleet.folder / "run" / "out" / "pbx" / "moved"
    assert len(list((archive / "snapshots").iterdir())) == 2
    (report,) = (archive / "changes").glob("*.md")
    assert "no key | Hang up | not set" in report.read_text()
    assert len(list((archive.parent / "still" / "snapshots").iterdir())) == 1
    assert still.exists()


def test_one_question_finds_the_customers_who_call_a_number(fleet: Fleet) -> None:
    for name in ("a", "b", "c"):
        fleet.add(name)
    fleet.run("-o", "out")
    found = fleet.run("-o", "out", "--find", "555 0001")
    assert found.stdout == "b  External number 5550001  IVR 6201 Menu 1, key 1\n"
    assert sum(fleet.logins(name) for name in "abc") == 3
    everywhere = fleet.run("-o", "out", "--find", "MENU 6202", "--format", "json")
    assert [row["name"] for row in json.loads(everywhere.stdout)["found"]] == ["a", "b", "c"]
    table = list(csv.reader(io.StringIO(fleet.run("-o", "out", "--find", "5550001",
                                                  "--format", "csv").stdout)))  # fmt: skip
    assert table[1] == ["b", "external_num:5550001", "External number 5550001",
                        "IVR 6201 Menu 1, key 1"]  # fmt: skip
    nowhere = fleet.run("-o", "out", "--find", "5559999")
    assert (nowhere.status, nowhere.stdout) == (0, "")
    assert "found nowhere, as the PBXs were read last (3)" in nowhere.stderr


def test_what_could_be_read_once_is_found_while_the_pbx_is_away(fleet: Fleet) -> None:
    fleet.add("a")
    fleet.run("-o", "out")
    fleet.simulators["a"].__exit__(None, None, None)
    assert fleet.run("-o", "out").status == 2
    assert fleet.run("-o", "out", "--find", "5550000").stdout.startswith("a  ")


@pytest.mark.fault(
    "F2",
    promise="the next run goes on where it stopped; what a lost worker had begun is begun once "
    "more",
)
def test_a_run_that_is_ended_goes_on_where_it_stopped(fleet: Fleet) -> None:
    names = [f"pbx {number}" for number in range(10)]
    for name in names:
        fleet.add(name, latency_ms=100)
    line = [*COMMAND, "fleet", "../fleet.toml", "-o", "out", "--jobs", "2"]
    with started(fleet.folder / "run", line, **LOGIN) as process:
        log = fleet.folder / "run" / "out" / "run.jsonl"
        deadline = time.monotonic() + 60
        while not (log.exists() and len(log.read_text().splitlines()) >= 3):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 143
    assert_calm(err)
    before = {name: fleet.logins(name) for name in names}
    # Whoever is ended in the middle gives its token back.
    assert all(s.count("get_token") == s.count("del_token") for s in fleet.simulators.values())
    run = fleet.run("-o", "out")
    assert "going on with a run that was ended" in run.stderr
    assert run.status == 0
    assert all(row["status"] == "ok" for row in rows(fleet.folder).values())
    assert sum(before.values()) < 10
    assert sum(fleet.logins(name) for name in names) <= 10 + 2
    assert not log.exists()
    assert "going on" not in fleet.run("-o", "out").stderr


def test_anew_forgets_what_an_ended_run_has_done(fleet: Fleet) -> None:
    fleet.add("a")
    fleet.run("-o", "out")
    row = rows(fleet.folder)["a"]
    (fleet.folder / "run" / "out" / "run.jsonl").write_text(json.dumps(row) + '\n{"half')
    assert "going on" in fleet.run("-o", "out").stderr
    assert fleet.logins("a") == 1
    (fleet.folder / "run" / "out" / "run.jsonl").write_text(json.dumps(row) + "\n")
    assert "going on" not in fleet.run("-o", "out", "--anew").stderr
    assert fleet.logins("a") == 2


def test_what_was_done_more_than_a_day_ago_is_done_again(fleet: Fleet) -> None:
    fleet.add("a")
    fleet.run("-o", "out")
    row = rows(fleet.folder)["a"] | {"at": "2020-01-01T00:00:00+00:00"}
    (fleet.folder / "run" / "out" / "run.jsonl").write_text(json.dumps(row) + "\n")
    assert "going on" not in fleet.run("-o", "out").stderr
    assert fleet.logins("a") == 2


def test_doctor_tells_each_cause_once(fleet: Fleet) -> None:
    fleet.add("fine")
    for name in ("dead", "gone"):
        fleet.name(name, 'pbx = "http://127.0.0.1:1"')
    run = fleet.run("--doctor")
    assert run.status == 3
    assert run.stdout.startswith("1 of 3 can be read\nfailed   2 of 3: connection: nothing listens")
    assert "which: dead, gone" in run.stdout
    document = json.loads(fleet.run("--doctor", "--format", "json").stdout)
    assert [row["name"] for row in document["pbxs"]] == ["fine", "dead", "gone"]
    table = fleet.run("--doctor", "--format", "csv").stdout
    assert "dead,failed,connection,nothing listens at this address" in table


def test_tags_choose_and_csv_does(fleet: Fleet) -> None:
    fleet.add("a", 'tags = ["north"]')
    fleet.add("b", 'tags = ["south"]')
    run = fleet.run("-o", "out", "--tag", "north", "--format", "csv", "--report", "north.csv")
    assert run.stdout == ""
    assert [line.split(",")[0] for line in run.files["north.csv"].decode().splitlines()] == [
        "name",
        "a",
    ]
    assert fleet.logins("b") == 0
    url = fleet.simulators["b"].url
    (fleet.folder / "fleet.csv").write_text(f"name,pbx\nb,{url}\n")
    run = flowgraph_in(fleet.folder / "run", "fleet", "../fleet.csv", "-o", "csv", **LOGIN)
    assert "1 PBX: 1 read" in run.stdout


def test_a_snapshot_and_a_folder_are_members_too(fleet: Fleet) -> None:
    shutil.copytree(SAMPLE, fleet.folder / "sample")
    fleet.name("sample", 'from = "sample"')
    run = fleet.run("-o", "out")
    assert run.status == 0
    found = rows(fleet.folder)["sample"]["health"]
    assert (found["menus"], found["entries"], found["findings"]["error"]) == (9, 3, 3)
    assert len(found["errors"]) == 3


@pytest.mark.fault(
    "F3",
    promise="is in no output and no file; a command that fails costs one PBX; exit 3",
)
def test_a_secret_comes_from_a_command_and_is_nowhere(fleet: Fleet) -> None:
    for name, line in (
        ("good", "sh -c 'echo demo; echo more'"),
        ("empty", "true"),
        ("failing", "sh -c 'echo s3cr3t; exit 3'"),
        ("absent", "no-such-program"),
        ("wrong", "echo s3cr3t"),
    ):
        fleet.add(name, 'client_id = "demo"', f'client_secret_command = "{line}"')
    run = fleet.run("-o", "out")
    assert {name: row["status"] for name, row in rows(fleet.folder).items()} == {
        "good": "ok",
        "empty": "failed",
        "failing": "failed",
        "absent": "failed",
        "wrong": "failed",
    }
    assert "s3cr3t" not in run.stdout + run.stderr
    assert not any(b"s3cr3t" in content for content in run.files.values())


@pytest.mark.fault("F1")
def test_a_variable_that_is_not_set_costs_one_pbx(fleet: Fleet) -> None:
    fleet.add("a", 'client_secret_env = "SECRET_{name}"')
    fleet.add("b", 'client_secret_env = "SECRET_{name}"')
    run = fleet.run("-o", "out", SECRET_A="demo")
    assert run.status == 3
    assert rows(fleet.folder)["b"]["failure"]["where"] == "SECRET_B"


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ((), "where is it to be kept?"),
        (("--find", "x", "--doctor"), "--find and --doctor are two jobs"),
        (("-o", "out", "--tag", "x"), "no PBX has the tag x"),
        (("-o", "../fleet.toml"), "the folder cannot be made"),
        (("--doctor", "--report", "no/a.txt"), "there is no such folder"),
        (("-o", "out", "--jobs", "0"), "0 is not in the range"),
        (("-o", "out", "--dask", "tcp://127.0.0.1:1"), "no scheduler of a Dask cluster answers"),
    ],
)
def test_a_slip_is_told_before_anybody_is_asked(
    words: tuple[str, ...], what: str, fleet: Fleet
) -> None:
    fleet.add("a")
    run = fleet.run(*words)
    assert run.status == 2
    assert what in run.stderr
    assert fleet.logins("a") == 0


@pytest.mark.fault("W5")
def test_two_runs_do_not_work_in_one_folder(fleet: Fleet) -> None:
    fleet.add("a", latency_ms=500)
    line = [*COMMAND, "fleet", "../fleet.toml", "-o", "out"]
    with started(fleet.folder / "run", line, **LOGIN) as process:
        deadline = time.monotonic() + 60
        while not fleet.logins("a"):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        other = fleet.run("-o", "out")
        assert other.status == 2
        assert told(other)["what"] == "another run is at work in this folder"
        process.communicate(timeout=60)
    assert process.returncode == 0


@pytest.mark.fault("F2")
@pytest.mark.filterwarnings("ignore")
def test_a_fleet_on_a_cluster_is_read_though_a_worker_is_killed(fleet: Fleet) -> None:
    distributed = pytest.importorskip("distributed")
    names = [f"pbx {number}" for number in range(9)]
    for name in names:
        fleet.add(name, latency_ms=150)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cluster = distributed.LocalCluster(
            n_workers=3, threads_per_worker=1, dashboard_address=None, silence_logs=50
        )
        with cluster:
            line = [*COMMAND, "fleet", "../fleet.toml", "-o", "out", "--jobs", "6"]
            line += ["--dask", cluster.scheduler_address]
            with started(fleet.folder / "run", line, **LOGIN) as process:
                deadline = time.monotonic() + 60
                while sum(map(fleet.logins, names)) < 2:
                    assert time.monotonic() < deadline
                    time.sleep(0.01)
                os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
                out, err = process.communicate(timeout=100)
    assert process.returncode == 0, err
    assert "9 PBXs: 9 read" in out
    assert_calm(err)
    assert all(1 <= fleet.logins(name) <= 2 for name in names)
    assert sum(map(fleet.logins, names)) <= len(names) + 2
