"""What a disk, a terminal, an engine or an impatient user can do to a run."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import Run
from shell import (
    COMMAND,
    SAMPLE,
    assert_calm,
    environment,
    finished,
    flowgraph_in,
    menu,
    pbx,
    shell,
    small,
    started,
    told,
)

from flowgraph.simulator import Faults, Settings, Simulator

LOGIN = {"FLOWGRAPH_CLIENT_ID": "demo", "FLOWGRAPH_CLIENT_SECRET": "demo"}
OLD = b"what stood here before"
needs_dot = pytest.mark.skipif(not shutil.which("dot"), reason="no system dot")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return small(tmp_path / "pbx")


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    return folder


# -- L1: a disk that is full -----------------------------------------------------------------


def large(folder: Path) -> Path:
    """A PBX whose snapshot is larger than its picture."""
    names = [{"name": f"Menu {i}", "alert_info": "x" * 2000} for i in range(30)]
    return pbx(folder, *(menu(i, **fields) for i, fields in enumerate(names, 1)))


@pytest.mark.fault(
    "L1",
    promise="keeps the old file, removes the scratch file, names the output; exit 2, or 3 if "
    "another was written",
)
@pytest.mark.parametrize("kib", [1, 2, 7, 40])
def test_a_full_disk_leaves_the_old_file_and_no_other(kib: int, tmp_path: Path) -> None:
    large(tmp_path / "pbx")
    run_folder = tmp_path / "run"
    run_folder.mkdir()
    (run_folder / "a.json").write_bytes(OLD)
    line = f"ulimit -f {kib}; flowgraph crawl --all --from ../pbx -o a.json"
    run = shell(run_folder, line, PYTHONDONTWRITEBYTECODE="1")
    assert (run.status, run.files) == (2, {"a.json": OLD})
    assert told(run) == {
        "what": "cannot be written: file too large",
        "where": "a.json",
        "next": "make room, or name another folder",
    }


@pytest.mark.fault("L1")
def test_a_full_disk_costs_only_the_output_that_did_not_fit(source: Path, run_folder: Path) -> None:
    line = "ulimit -f 4; flowgraph draw --all --from ../pbx -o a.json -o a.dot"
    run = shell(run_folder, line, PYTHONDONTWRITEBYTECODE="1")
    assert (run.status, list(run.files)) == (3, ["a.json"])
    assert "warning: cannot be written: file too large\n  where: a.dot" in run.stderr


@pytest.mark.fault("L1b", promise="says so; exit 2")
@pytest.mark.parametrize("command", ["crawl 1 -o -", "loops 1", "loops 1 --format json", "--help"])
def test_a_full_disk_behind_stdout_is_told(command: str, source: Path, run_folder: Path) -> None:
    options = "" if command == "--help" else "--from ../pbx"
    run = shell(run_folder, f"flowgraph {command} {options} > /dev/full")
    assert run.status == 2
    assert told(run)["what"] == "cannot be written: no space left on device"
    assert told(run)["where"] == "standard output"


#: Another disk at the folder ``disk`` that only what runs behind it sees, without being root.
DISK = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")


def _can_mount() -> bool:
    try:
        done = subprocess.run([*DISK, "mount -t tmpfs none /mnt"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


needs_mount = pytest.mark.skipif(not _can_mount(), reason="no disk of one's own can be mounted")


def on_disk(run_folder: Path, options: str, command: str, *, before: str = "") -> Run:
    """Run the command in a folder that has a small file system of its own."""
    (run_folder / "disk").mkdir()
    size = "mount -t tmpfs -o size=64k none disk && cd disk"
    line = f"'{sys.executable}' -m flowgraph {command}; s=$?; ls -A; cat old.* 2>&1; exit $s"
    script = f"{size} && {before or 'true'} && {options or 'true'} && {{ {line}; }}"
    return finished(run_folder, [*DISK, script], PYTHONDONTWRITEBYTECODE="1")


@pytest.mark.fault("L1")
@needs_mount
def test_a_disk_that_fills_up_keeps_the_old_file_and_holds_no_half_one(run_folder: Path) -> None:
    source = large(run_folder.parent / "pbx")
    command = f"crawl --all --from '{source}' -o old.json"
    run = on_disk(run_folder, "", command, before="echo old > old.json")
    assert (run.status, run.stdout) == (2, "old.json\nold\n")
    assert told(run)["what"] == "cannot be written: no space left on device"
    assert told(run)["where"] == "old.json"


@pytest.mark.fault("L2c", promise="says so before anything is read; exit 2")
@needs_mount
def test_a_disk_that_is_read_only_is_told_before_anything_is_read(run_folder: Path) -> None:
    command = "draw 1 --from there-is-no-such-source -o old.svg -o new.svg"
    options = "mount -o remount,ro disk ../disk"
    run = on_disk(run_folder, options, command, before="echo old > old.svg")
    assert (run.status, run.stdout) == (2, "old.svg\nold\n")
    assert told(run)["what"].startswith("cannot be written: read-only file system")


# -- L2, L3: what can be known before the crawl ----------------------------------------------

NOWHERE = ("--from", "there-is-no-such-source")


@pytest.mark.fault("L2", promise="says so before anything is read; exit 2")
@pytest.mark.fault("L3", promise="says so before anything is read, with the nearest format; exit 2")
@pytest.mark.parametrize(
    ("outputs", "what"),
    [
        (["missing/a.svg"], "there is no such folder"),
        (["file/a.svg"], "not a folder"),
        (["/proc/a.svg"], "cannot be written"),
        (["folder.svg"], "this is a folder"),
        (["x" * 300 + ".svg"], "cannot be written: file name too long"),
        (["a.svg", "a.svg"], "the same file is named twice"),
        (["a.svg", "./a.svg"], "the same file is named twice"),
        (["a.svg", "link.svg"], "the same file is named twice"),
        (["a.svgz"], "unknown format '.svgz'"),
        (["a.xyz"], "unknown format '.xyz'"),
        (["a"], "the file's name has no extension"),
        ([""], "this is a folder"),
        (["-"], "a picture goes to a file, not to standard output"),
        (["a.svg", "missing/b.svg"], "there is no such folder"),
    ],
)
def test_an_output_that_cannot_be_is_refused_before_anything_is_read(
    outputs: list[str], what: str, run_folder: Path
) -> None:
    (run_folder / "file").write_bytes(OLD)
    (run_folder / "folder.svg").mkdir()
    (run_folder / "link.svg").symlink_to("a.svg")
    words = [word for output in outputs for word in ("-o", output)]
    # The source does not exist: had it been looked at, that would have been the error.
    run = flowgraph_in(run_folder, "draw", 1, *NOWHERE, *words)
    assert (run.status, run.files, run.stdout) == (2, {"file": OLD}, "")
    assert told(run)["what"].startswith(what)
    assert told(run)["next"]


@pytest.mark.fault("L2")
@pytest.mark.parametrize(
    "words",
    [
        ("crawl", 1, "-o", "missing/a.json"),
        ("crawl", 1, "-o", "file/a.json"),
        ("loops", 1, "--report", "missing/a.txt"),
        ("loops", 1, "-o", "missing/a.svg"),
        ("loops", 1, "-o", "a.xyz"),
        ("loops", 1, "-o", "a.svg", "--report", "a.svg"),
    ],
)
def test_every_command_looks_at_its_outputs_first(
    words: tuple[object, ...], run_folder: Path
) -> None:
    (run_folder / "file").write_bytes(OLD)
    run = flowgraph_in(run_folder, *words, *NOWHERE)
    assert (run.status, run.files) == (2, {"file": OLD})
    assert "there-is-no-such-source" not in run.stderr


#: A superuser without the right to write where nobody may.
BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()


@pytest.mark.fault(
    "L2b",
    promise="says so before anything is read, exit 2; a source that may not be read is not called"
    " absent, exit 2 or 3",
)
@pytest.mark.skipif(bool(BOUND) and not shutil.which("setpriv"), reason="no setpriv")
def test_a_folder_that_nobody_may_write_to_is_told_before_anything_is_read(
    run_folder: Path,
) -> None:
    closed = run_folder / "closed"
    closed.mkdir()
    (closed / "old.json").write_bytes(OLD)
    closed.chmod(0o555)
    for words in (
        ("draw", "1", "-o", "closed/a.svg"),
        ("crawl", "1", "-o", "closed/old.json"),
        ("loops", "1", "--report", "closed/a.txt"),
        ("site", "-o", "closed/pages"),
    ):
        run = finished(run_folder, [*BOUND, *COMMAND, *words, *NOWHERE])
        assert (run.status, run.files) == (2, {"closed/old.json": OLD}), run.stderr
        assert "permission denied" in told(run)["what"]
        assert told(run)["where"].startswith("closed")


@pytest.mark.fault("L2b")
@pytest.mark.skipif(bool(BOUND) and not shutil.which("setpriv"), reason="no setpriv")
def test_a_source_that_nobody_may_read_is_told(source: Path, run_folder: Path) -> None:
    (source / "ivr" / "2.json").chmod(0)
    line = [*BOUND, *COMMAND, "crawl", "1", "--from", str(source), "-o", "a.json"]
    partial = finished(run_folder, line)
    assert (partial.status, list(partial.files)) == (3, ["a.json"])
    assert "IVR 2 could not be read: permission denied" in partial.stderr
    (source / "ivr").chmod(0)
    run = finished(run_folder, line)
    assert run.status == 2
    assert "permission denied" in told(run)["what"].lower()


@pytest.mark.fault("L2b")
@pytest.mark.skipif(bool(BOUND) and not shutil.which("setpriv"), reason="no setpriv")
@pytest.mark.parametrize(
    "words",
    [
        ("loops", "1", "--from", "closed/pbx"),
        ("loops", "--from", "closed/a.json"),
        ("diff", "closed/a.json", "../pbx"),
        ("check", "--all", "--from", "../pbx", "--baseline", "closed/a.json"),
        ("test", "closed/a.toml", "--from", "../pbx"),
        ("simulate", "closed/pbx"),
        ("loops", "1", "--pbx", "https://127.0.0.1:1", "--ca-file", "closed/a.pem"),
    ],
    ids=" ".join,
)
def test_what_nobody_may_look_at_is_not_said_to_be_absent(
    words: tuple[str, ...], source: Path, run_folder: Path
) -> None:
    (run_folder / "closed").mkdir(0)
    run = finished(run_folder, [*BOUND, *COMMAND, *words], **LOGIN)
    assert (run.status, told(run)["what"]) == (2, "permission denied")
    assert told(run)["where"].startswith("closed/")


@pytest.mark.fault("L3")
def test_a_refused_output_costs_the_pbx_no_request(source: Path, run_folder: Path) -> None:
    with Simulator(source, Settings()) as simulator:
        for words in (("draw", 1, "-o", "a.xyz"), ("crawl", 1, "-o", "no/a.json"), ("draw", "x")):
            run = flowgraph_in(run_folder, *words, "--pbx", simulator.url, **LOGIN)
            assert (run.status, run.files) == (2, {})
        asked = [request.path for request in simulator.requests]
    assert asked == []


@pytest.mark.fault("L3b", promise="refuses, also behind links; exit 2")
@pytest.mark.parametrize("place", ["snapshot.json", "./snapshot.json", "link.json"])
def test_the_file_that_is_read_is_not_overwritten(
    place: str, source: Path, run_folder: Path
) -> None:
    flowgraph_in(run_folder, "crawl", 1, "--from", source, "-o", "snapshot.json")
    (run_folder / "link.json").symlink_to("snapshot.json")
    before = (run_folder / "snapshot.json").read_bytes()
    for command in ("crawl", "draw"):
        run = flowgraph_in(run_folder, command, "--from", "snapshot.json", "-o", place)
        assert run.status == 2
        assert told(run)["what"] == "the output is a file that is read"
    assert (run_folder / "snapshot.json").read_bytes() == before


@pytest.mark.fault("L3b")
@pytest.mark.parametrize("place", ["pbx/ivr/1.json", "pbx/ivr/9.json", "pbx/queue.json"])
@pytest.mark.parametrize("named", ["pbx", "."])
def test_no_file_of_a_pbx_folder_is_overwritten(place: str, named: str, tmp_path: Path) -> None:
    small(tmp_path / "pbx")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.json")}
    run = flowgraph_in(tmp_path, "crawl", 1, "--from", named, "-o", place)
    assert run.status == 2
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.json")} == before


# -- L4, L5, L6, L7: signals -----------------------------------------------------------------

#: A program that stops when the scratch file has been written, and before it takes its place.
STUCK = (
    sys.executable,
    "-c",
    "import os, time; os.fsync = lambda _: time.sleep(60); "
    "from flowgraph.__main__ import main; main()",
)


def wait_for(condition: Callable[[], object], patience_s: float = 30) -> None:
    end = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < end, "it never came to pass"
        time.sleep(0.02)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, stderr = process.communicate(timeout=5)
    assert_calm(stderr)
    return process.returncode, stderr


SIGNALS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


@pytest.mark.fault("L6", promise="as Ctrl-C; exit 143 and 129")
@pytest.mark.fault("L4", "L4b", "L4c")
@pytest.mark.parametrize(
    ("ending", "fault", "path", "saved"),
    [
        (SIGNALS[0], "hang=get_token", "get_token", []),
        (SIGNALS[1], "hang=ivr/get", "ivr/get", []),
        (SIGNALS[2], "status=503:ivr/get", "ivr/get", []),
        (SIGNALS[0], "hang=ivr/query", "ivr/query", ["1"]),
        (SIGNALS[0], "status=503:ivr/query", "ivr/query", ["1"]),
        (SIGNALS[1], "status=503:ivr/query", "ivr/query", ["1"]),
        (SIGNALS[2], "hang=queue", "queue/", ["1", "2", "3"]),
    ],
)
def test_a_signal_ends_a_crawl_at_once_and_keeps_what_was_read(
    ending: tuple[signal.Signals, int], fault: str, path: str, saved: list[str], tmp_path: Path
) -> None:
    source, run_folder = small(tmp_path / "pbx"), tmp_path / "run"
    run_folder.mkdir()
    pbx(source, menu(1, press1_dest="ivr", press1_dest_value="2", press2_dest="ivr",
                     press2_dest_value="3"), menu(3))  # fmt: skip
    with Simulator(source, Settings(), Faults.of(fault)) as simulator:
        line = [*COMMAND, "crawl", "1", "--pbx", simulator.url, "-o", "a.json"]
        with started(run_folder, line, **LOGIN) as process:
            wait_for(lambda: any(r.path.startswith(path) for r in [*simulator.requests]))
            process.send_signal(ending[0])
            status, stderr = ended(process)
        assert (status, stderr.count("interrupted")) == (ending[1], 1)
        assert simulator.tokens_in_use == 0
    assert [file.name for file in run_folder.iterdir()] == (["a.json"] if saved else [])
    if saved:
        document = json.loads((run_folder / "a.json").read_text())
        assert [row["id"] for row in document["ivrs"]] == saved
        assert document["cut"] == "interrupted"


@pytest.mark.fault("L4d", promise="ends the engine, too, and leaves no file; exit 130")
@pytest.mark.fault("L6")
@pytest.mark.parametrize(("number", "status"), SIGNALS)
def test_a_signal_while_drawing_leaves_no_engine_behind(
    number: signal.Signals, status: int, source: Path, run_folder: Path
) -> None:
    path, begun = engine(run_folder.parent, "echo $$ > begun; exec sleep 60")
    line = [*COMMAND, "draw", "1", "--from", str(source), "--engine", "system", "-o", "a.svg"]
    with started(run_folder, line, PATH=path) as process:
        wait_for(lambda: (run_folder / "begun").exists() and begun())
        process.send_signal(number)
        assert ended(process)[0] == status
    child = int((run_folder / "begun").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    assert [file.name for file in run_folder.iterdir()] == ["begun"]


@pytest.mark.fault("L4e", promise="the old file stays, no other; exit 130")
@pytest.mark.fault("L6", "L3c")
@pytest.mark.parametrize(("number", "status"), SIGNALS)
def test_a_signal_while_writing_leaves_the_old_file_and_no_other(
    number: signal.Signals, status: int, source: Path, run_folder: Path
) -> None:
    (run_folder / "a.json").write_bytes(OLD)
    with started(run_folder, [*STUCK, "crawl", "1", "--from", str(source), "-o", "a.json"]) as run:
        wait_for(lambda: len(list(run_folder.iterdir())) == 2)
        run.send_signal(number)
        assert ended(run)[0] == status
    assert [(f.name, f.read_bytes()) for f in run_folder.iterdir()] == [("a.json", OLD)]


@pytest.mark.fault("L5", promise="ends at once; exit 130")
def test_a_second_ctrl_c_ends_at_once(source: Path, run_folder: Path) -> None:
    # The first one ends the crawl and begins to save what was read; the second one ends that.
    with Simulator(source, Settings(), Faults.of("hang=ivr/get?id=2")) as simulator:
        line = [*STUCK, "crawl", "1", "--pbx", simulator.url, "-o", "a.json"]
        with started(run_folder, line, **LOGIN) as process:
            wait_for(lambda: simulator.count("ivr/get") == 2)
            process.send_signal(signal.SIGINT)
            wait_for(lambda: list(run_folder.iterdir()))
            process.send_signal(signal.SIGINT)
            assert ended(process)[0] == 130
    assert list(run_folder.iterdir()) == []


@pytest.mark.fault("L7", promise="the old file stays; the next run works")
def test_a_hard_kill_leaves_the_old_file_and_disturbs_no_later_run(
    source: Path, run_folder: Path
) -> None:
    (run_folder / "a.json").write_bytes(OLD)
    with started(run_folder, [*STUCK, "crawl", "1", "--from", str(source), "-o", "a.json"]) as run:
        wait_for(lambda: len(list(run_folder.iterdir())) == 2)
        run.kill()
    assert (run_folder / "a.json").read_bytes() == OLD
    assert flowgraph_in(run_folder, "crawl", 1, "--from", source, "-o", "a.json").status == 0
    assert json.loads((run_folder / "a.json").read_bytes())["ivrs"]


@pytest.mark.fault("L6")
def test_what_ignores_a_hang_up_goes_on(source: Path, run_folder: Path) -> None:
    with Simulator(source, Settings(latency_ms=300)) as simulator:
        line = ["nohup", *COMMAND, "crawl", "1", "--pbx", simulator.url, "-o", "a.json"]
        with started(run_folder, line, **LOGIN) as process:
            wait_for(lambda: simulator.requests)
            process.send_signal(signal.SIGHUP)
            assert ended(process)[0] == 0
    assert (run_folder / "a.json").exists()


# -- L18, L19: few files, odd paths -----------------------------------------------------------


@pytest.mark.fault(
    "L18",
    promise="draws with a dozen; with fewer says which output failed; exit 0, 2 or 3",
)
@pytest.mark.parametrize("number", [9, 12, 16, 24])
def test_few_file_descriptors_cost_no_more_than_the_pictures(
    number: int, source: Path, run_folder: Path
) -> None:
    with Simulator(source, Settings()) as simulator:
        words = f"draw 1 --pbx {simulator.url} --concurrency 8 -o a.svg -o a.json"
        run = shell(run_folder, f"ulimit -n {number}; flowgraph {words}", **LOGIN)
        assert simulator.tokens_in_use == 0
    assert run.status in (0, 2, 3), run.stderr
    assert run.status != 0 or sorted(run.files) == ["a.json", "a.svg"]
    assert run.status != 2 or run.files == {}
    if "a.json" in run.files:
        assert len(json.loads(run.files["a.json"])["nodes"]) == 4


ODD = ["with blanks", "Ünïcödé 主菜单", "it's \"quoted\"", "a$b&c;d|e", "%41#x?y", "-rf",
       "two\nlines", "\u202eright to left"]  # fmt: skip


@pytest.mark.fault("L19", promise="reads and writes them; exit 0")
@pytest.mark.parametrize("name", ODD)
def test_paths_may_be_called_anything(name: str, tmp_path: Path) -> None:
    place = tmp_path / name
    place.mkdir()
    small(place / name)
    (place / "flowgraph.toml").write_text("[profile.x]\ntimeout = 1\n")
    from_ = ("--from", f"./{name}")
    snapshot = f"./{name}.json"
    assert flowgraph_in(place, "crawl", 1, *from_, "-o", snapshot).status == 0
    outputs = [word for end in ("svg", "png", "pdf", "html", "mmd", "drawio", "csv")
               for word in ("-o", f"./{name}.{end}")]  # fmt: skip
    run = flowgraph_in(place, "draw", "--from", snapshot, *outputs)
    assert run.status == 0
    assert {f"{name}.{end}" for end in ("svg", "png", "pdf", "html", "json")} <= run.files.keys()
    check = flowgraph_in(
        place, "check", "--all", *from_, "--format", "sarif", "--report", "./a.sarif"
    )
    assert json.loads(check.files["a.sarif"])
    assert flowgraph_in(place, "site", "--all", *from_, "-o", f"./{name} site").status == 0
    lost = flowgraph_in(place, "loops", "1", "--from", f"./{name} lost")
    assert (lost.status, len(lost.stderr.splitlines())) == (2, 3 + name.count("\n"))
    assert "\u202e" not in lost.stderr


# -- L8, L15: other files --------------------------------------------------------------------


@pytest.mark.fault("L8", promise="the file is one of the two, whole; exit 0")
def test_two_runs_into_one_file_leave_a_whole_one(source: Path, run_folder: Path) -> None:
    line = "for i in 1 2 3; do flowgraph crawl 1 --from ../pbx -q -o a.json & done; wait"
    assert shell(run_folder, line).stderr == ""
    assert [file.name for file in run_folder.iterdir()] == ["a.json"]
    assert json.loads((run_folder / "a.json").read_bytes())["ivrs"]


@pytest.mark.fault(
    "L15",
    promise="a link stays a link, a mode a mode, a device is written to; exit 0",
)
@pytest.mark.fault("L3c", promise="is replaced in one step when the new one is whole; exit 0")
def test_a_link_stays_a_link_and_a_mode_stays_a_mode(source: Path, run_folder: Path) -> None:
    target = run_folder / "target.json"
    target.write_bytes(OLD)
    target.chmod(0o600)
    (run_folder / "a.json").symlink_to("target.json")
    assert flowgraph_in(run_folder, "crawl", 1, "--from", source, "-o", "a.json").status == 0
    assert (run_folder / "a.json").is_symlink()
    assert json.loads(target.read_bytes())["ivrs"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.fault("L15")
def test_a_new_file_has_the_users_mode(source: Path, run_folder: Path) -> None:
    shell(run_folder, "umask 027; flowgraph crawl 1 --from ../pbx -o a.json")
    assert stat.S_IMODE((run_folder / "a.json").stat().st_mode) == 0o640


@pytest.mark.fault("L15")
def test_a_device_is_written_to_and_not_replaced(source: Path, run_folder: Path) -> None:
    run = flowgraph_in(run_folder, "crawl", 1, "--from", source, "-o", "/dev/null")
    assert run.status == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    line = "flowgraph crawl 1 --from ../pbx -q -o >(cat > b.json); sleep 0.2; cmp b.json a.json"
    flowgraph_in(run_folder, "crawl", 1, "--from", source, "-o", "a.json")
    assert shell(run_folder, line).stdout == ""


# -- L9, L10: the engine ---------------------------------------------------------------------


def engine(folder: Path, script: str) -> tuple[str, Callable[[], bool]]:
    """Put a ``dot`` of our own first on the path."""
    program = folder / "bin" / "dot"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return f"{program.parent}{os.pathsep}{os.environ['PATH']}", program.exists


@pytest.mark.fault(
    "L9",
    promise="says so before anything is read, with what to install on each system; exit 2",
)
def test_an_engine_that_is_not_there_is_told_before_anything_is_read(run_folder: Path) -> None:
    words = ("draw", 1, *NOWHERE, "--engine", "system", "-o", "a.svg")
    run = flowgraph_in(run_folder, *words, PATH=str(run_folder))
    assert (run.status, run.files) == (2, {})
    assert told(run)["what"] == "the engine 'system' is not installed"
    assert all(word in told(run)["next"] for word in ("apt install", "brew", "winget"))


@pytest.mark.fault(
    "L10",
    promise="quotes its first line without commands; costs its pictures alone; exit 2, or 3 if "
    "another output was written",
)
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("cat >/dev/null; printf 'Error: \\033[31mboom\\nmore\\n' >&2; exit 1", "boom"),
        ("cat >/dev/null; kill -SEGV $$", "exit status"),
        ("cat >/dev/null; exit 0", "drew nothing"),
        ("exit 1", "exit status 1"),
        ("cat >/dev/null; shift; echo '<svg' > \"$2\"; exit 0", "no valid XML"),
    ],
)
def test_an_engine_that_fails_costs_its_pictures_alone(
    script: str, reason: str, source: Path, run_folder: Path
) -> None:
    path, _ = engine(run_folder.parent, script)
    words = ("draw", 1, "--from", source, "--engine", "system", "-o", "a.svg")
    run = flowgraph_in(run_folder, *words, PATH=path)
    assert (run.status, run.files) == (2, {})
    assert reason in told(run)["what"]
    assert "\x1b" not in run.stderr
    also = flowgraph_in(run_folder, *words, "-o", "a.json", PATH=path)
    assert (also.status, list(also.files)) == (3, ["a.json"])


@pytest.mark.fault("L10")
def test_a_picture_that_fails_does_not_cost_the_report(source: Path, run_folder: Path) -> None:
    path, _ = engine(run_folder.parent, "exit 1")
    words = ("loops", 1, "--from", source, "--engine", "system", "-o", "a.svg")
    run = flowgraph_in(run_folder, *words, PATH=path)
    assert (run.status, run.files) == (3, {})
    assert "1 loop for information" in run.stdout
    assert "warning: the engine 'system' failed" in run.stderr


@pytest.mark.fault("L10")
@needs_dot
def test_warnings_of_an_engine_are_no_failure(source: Path, run_folder: Path) -> None:
    real = shutil.which("dot")
    path, _ = engine(run_folder.parent, f'echo Warning: dear me >&2; exec {real} "$@"')
    words = ("draw", 1, "--from", source, "--engine", "system", "-o", "a.svg")
    assert flowgraph_in(run_folder, *words, PATH=path).status == 0


@pytest.mark.fault("S2")
def test_an_engine_gets_no_secret(source: Path, run_folder: Path) -> None:
    path, _ = engine(run_folder.parent, "env > seen; exit 1")
    words = ("draw", 1, "--from", source, "--engine", "system", "-o", "a.svg")
    flowgraph_in(run_folder, *words, PATH=path, FLOWGRAPH_CLIENT_SECRET="hunter2")
    assert "hunter2" not in (run_folder / "seen").read_text()


# -- L11, L12: terminals ---------------------------------------------------------------------


@pytest.mark.fault("L11", promise="ends without a word; exit 141 or 0")
@pytest.mark.parametrize(
    "command", ["crawl 1 --from ../pbx -o -", "loops 1 --from ../pbx", "--help", "draw --help"]
)
@pytest.mark.parametrize("reader", ["head -1", "true", "head -c 1"])
def test_a_reader_that_goes_away_is_no_noise(
    command: str, reader: str, source: Path, run_folder: Path
) -> None:
    line = f"flowgraph {command} | {reader} >/dev/null; exit ${{PIPESTATUS[0]}}"
    run = shell(run_folder, line)
    assert (run.status in (0, 141), run.stderr) == (True, "")


@pytest.mark.fault("L11b", promise="does its work and says nothing; exit as with them")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["loops 1", "draw 1 -o a.svg", "crawl 1 -o a.json"])
def test_closed_streams_are_no_fault(
    closed: str, command: str, source: Path, run_folder: Path
) -> None:
    run = shell(run_folder, f"flowgraph {command} --from ../pbx {closed}")
    assert run.status == 0


@pytest.mark.fault("L11b")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_failure_keeps_its_status_where_nobody_can_read_it(closed: str, run_folder: Path) -> None:
    assert shell(run_folder, f"flowgraph loops 1 --from no {closed}").status == 2
    assert shell(run_folder, f"flowgraph crawl --from - -o a.json <&- {closed}").status == 2


def on_terminal(folder: Path, words: list[str], **extra: str) -> tuple[int, str]:
    """Run the command on a terminal of its own."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *words],
        cwd=folder,
        env=environment(folder, **extra),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen = b""
    with process:
        while True:
            try:
                block = os.read(ours, 4096)
            except OSError:  # the terminal's other side is closed
                break
            if not block:
                break
            seen += block
    os.close(ours)
    return process.returncode, seen.decode()


@pytest.mark.fault("L11c", promise="works on each; NO_COLOR and `TERM=dumb` are obeyed; exit 0")
@pytest.mark.parametrize("width", ["0", "1", "80"])
@pytest.mark.parametrize("kind", ["dumb", "xterm-256color", ""])
def test_any_terminal_will_do(kind: str, width: str, source: Path, run_folder: Path) -> None:
    with Simulator(source, Settings(latency_ms=50)) as simulator:
        words = ["loops", "1", "--pbx", simulator.url, "--show", "info"]
        status, seen = on_terminal(run_folder, words, TERM=kind, COLUMNS=width, **LOGIN)
    assert status == 0
    assert "info: caller loop" in seen
    assert_calm(seen)
    assert kind != "dumb" or "\x1b" not in seen


@pytest.mark.fault("L11c")
def test_no_color_is_obeyed_even_by_the_progress(source: Path, run_folder: Path) -> None:
    with Simulator(source, Settings(latency_ms=50)) as simulator:
        words = ["crawl", "1", "--pbx", simulator.url, "-o", "a.json"]
        _, plain = on_terminal(run_folder, words, TERM="xterm-256color", NO_COLOR="1", **LOGIN)
        _, colored = on_terminal(run_folder, words, TERM="xterm-256color", **LOGIN)
    color = "\x1b[38;"
    assert color not in plain
    assert "reading menus" in plain
    assert color in colored


@pytest.mark.fault("D10")
def test_nothing_is_read_from_a_terminal(run_folder: Path) -> None:
    status, seen = on_terminal(run_folder, ["crawl", "--from", "-", "-o", "a.json"])
    assert (status, "nothing is piped in" in seen) == (2, True)


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.fault("L12", promise="shows escapes; files stay UTF-8; exit as elsewhere")
@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, ASCII, {"PYTHONIOENCODING": "ascii"}])
def test_a_console_without_the_letters_shows_escapes_and_files_stay_utf_8(
    locale: dict[str, str], tmp_path: Path
) -> None:
    name = "主菜单 é 😀"
    source = pbx(tmp_path / "pbx", menu(1, name=name, timeout_dest="ivr", timeout_dest_value=1))
    words = ("--from", source, "-o", "a.json")
    run = flowgraph_in(tmp_path / "run", "loops", "name:" + name, *words, **locale)
    assert run.status == 1
    assert name in run.stdout or r"\u4e3b\u83dc\u5355 \xe9 \U0001f600" in run.stdout
    assert name.encode() in run.files["a.json"]
    gone = pbx(tmp_path / "gone", menu(1, press1_dest="ivr", press1_dest_value=name))
    as_json = ("loops", 1, "--from", gone, "--format", "json")
    report = flowgraph_in(tmp_path / "three", *as_json, **locale)
    assert json.loads(report.stdout)["missing"][0]["id"] == f"ivr:{name}"
    saved = flowgraph_in(tmp_path / "two", "crawl", 1, "--from", source, "-o", "-", **locale)
    assert json.loads(saved.stdout)["ivrs"][0]["name"] == name


# -- L13, L14, L16, L17 ----------------------------------------------------------------------


@pytest.mark.fault("L13", promise="goes on with options and environment; exit 0")
@pytest.mark.parametrize("home", ["", "/nowhere", "/dev/null", "/proc"])
def test_no_home_is_no_hindrance(home: str, source: Path, run_folder: Path) -> None:
    places = {"HOME": home, "XDG_CONFIG_HOME": home}
    run = flowgraph_in(run_folder, "loops", 1, "--from", source, **places)
    assert run.status == 0
    asked = flowgraph_in(run_folder, "loops", 1, "--profile", "x", **places)
    assert (asked.status, told(asked)["what"]) == (2, "there is no flowgraph.toml for --profile x")


@pytest.mark.fault("L14", promise="measures by a clock that only runs; exit 0")
def test_a_clock_that_jumps_ends_nothing(source: Path, run_folder: Path) -> None:
    jumps = (
        "import itertools, time; real, step = time.time, itertools.count()\n"
        "time.time = lambda: real() + (-1) ** next(step) * 86400 * 400\n"
        "from flowgraph.__main__ import main; main()"
    )
    words = ("draw", "1", "--timeout", "5", "-o", "a.svg", "-o", "a.json")
    with Simulator(
        source, Settings(token_life_s=300), Faults.of("retry-after=1:ivr/get:1")
    ) as pbx_:
        line = [sys.executable, "-c", jumps, *words, "--pbx", pbx_.url]
        run = finished(run_folder, line, **LOGIN)
        assert (pbx_.logins, pbx_.count("refresh_token"), pbx_.tokens_in_use) == (1, 0, 0)
    assert (run.status, sorted(run.files)) == (0, ["a.json", "a.svg"])


@pytest.mark.fault("L14b", promise="goes on; exit 0")
def test_no_time_zone_is_no_hindrance(source: Path, run_folder: Path) -> None:
    words = ("crawl", 1, "--from", source, "--stamp", "-o", "a.json")
    run = flowgraph_in(run_folder, *words, TZ="Nowhere/Land")
    assert run.status == 0
    assert json.loads(run.files["a.json"])["stamp"].endswith("+00:00")


@pytest.mark.fault("L16", promise="says so; exit 2")
def test_too_little_memory_is_told(run_folder: Path) -> None:
    with (run_folder / "a.json").open("wb") as stream:
        stream.truncate(400 * 1024 * 1024)
    run = shell(run_folder, "ulimit -v 400000; flowgraph loops --from a.json")
    assert (run.status, told(run)["what"]) == (2, "out of memory")


@pytest.mark.fault("L16")
def test_a_small_input_needs_little_memory(source: Path, run_folder: Path) -> None:
    run = shell(run_folder, "ulimit -v 400000; flowgraph loops 1 --from ../pbx")
    assert run.status == 0


@pytest.mark.fault("L17", promise="gives the same bytes; exit 0")
def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    outputs = [word for suffix in ("svg", "png", "pdf", "dot", "json")
               for word in ("-o", f"a.{suffix}")]  # fmt: skip
    runs = [
        flowgraph_in(tmp_path / name, "draw", 1, "--from", SAMPLE, *outputs, PYTHONHASHSEED=seed)
        for name, seed in (("one", "1"), ("two", "2"))
    ]
    assert runs[0].status == 0
    assert len(runs[0].files) == 5
    assert runs[0].files == runs[1].files


# -- the sample ------------------------------------------------------------------------------


@pytest.mark.fault("L2")
@pytest.mark.parametrize("place", ["/proc/x", "file", "file/x"])
def test_the_demo_says_where_it_cannot_write(place: str, run_folder: Path) -> None:
    (run_folder / "file").write_bytes(OLD)
    run = flowgraph_in(run_folder, "demo", "--output", place)
    assert (run.status, run.files, run.stdout) == (2, {"file": OLD}, "")
    assert place in told(run)["where"]


@pytest.mark.fault("L20", promise="says so; exit 2")
@pytest.mark.parametrize("words", [("/nowhere",), ("file",), (".",), ("pbx", "--port", "1x")])
def test_the_simulator_says_what_it_cannot_serve(
    words: tuple[str, ...], source: Path, run_folder: Path
) -> None:
    (run_folder / "file").write_bytes(OLD)
    run = flowgraph_in(run_folder, "simulate", *words)
    assert (run.status, run.stdout) == (2, "")
    assert told(run)["next"]


@pytest.mark.fault("L20")
def test_two_simulators_on_one_port_are_told_apart(source: Path, run_folder: Path) -> None:
    with Simulator(source, Settings()) as simulator:
        port = simulator.url.rpartition(":")[2]
        run = flowgraph_in(run_folder, "simulate", source, "--port", port)
    assert (run.status, run.stdout) == (2, "")
    assert port in told(run)["what"] + told(run)["where"]
