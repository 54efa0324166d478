"""``flowgraph watch`` keeps what changed, tells it once, and survives whatever ends it."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from network import http, scripted
from shell import COMMAND, assert_calm, environment, flowgraph_in, small, started, told

from flowgraph.cli.watch import SECURITIES, SHAPES
from flowgraph.simulator import Faults, Settings, Simulator
from flowgraph.watch.channels import mail, shapes

SAMPLE = Path(__file__).parents[2] / "samples" / "harbour-dental" / "pbx"
LOGIN = {"FLOWGRAPH_CLIENT_ID": "demo", "FLOWGRAPH_CLIENT_SECRET": "demo"}
CHANGE = "6200 Welcome / Bienvenidos\n  key 1: IVR 6201 English main menu -> Hang up\n"


@pytest.fixture
def pbx(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "pbx"))


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    return folder


@pytest.fixture
def live(pbx: Path) -> Iterator[Simulator]:
    with Simulator(pbx, Settings()) as simulator:
        yield simulator


def lead(pbx: Path, menu: int, key: str, kind: str, value: str = "") -> None:
    """Let a key of a menu lead elsewhere, as an administrator would."""
    file = pbx / "ivr" / f"{menu}.json"
    answer = json.loads(file.read_text())
    answer["data"] |= {f"press{key}_dest": kind, f"press{key}_dest_value": value}
    file.write_text(json.dumps(answer))


def snapshots(folder: Path) -> list[Path]:
    return sorted((folder / "archive" / "snapshots").glob("*.json"))


def key_1(snapshot: Path) -> str:
    menus = json.loads(snapshot.read_text())["ivrs"]
    (found,) = (menu["press1_dest"] for menu in menus if menu["id"] == "1")
    return str(found)


def watch(folder: Path, *words: object, **variables: str) -> Any:
    return flowgraph_in(folder, "watch", "--archive", "archive", *words, **variables)


def test_the_choices_are_those_that_there_are() -> None:
    assert tuple(shapes.SHAPES) == SHAPES
    assert mail.SECURITIES == SECURITIES


# -- keeping and telling ---------------------------------------------------------------------


def test_exactly_what_changed_between_two_runs_is_told_once(
    live: Simulator, pbx: Path, run_folder: Path
) -> None:
    words = ("--pbx", live.url)
    first = watch(run_folder, *words, **LOGIN)
    assert first.status == 0
    assert first.stdout.startswith("Harbour Dental: Insurance_Line is forced to Night & weekend")
    assert "changes are told from now on" in first.stderr
    same = watch(run_folder, *words, **LOGIN)
    assert (same.status, same.stdout) == (0, "")
    assert "kept" not in same.stderr
    assert len(snapshots(run_folder)) == 1

    lead(pbx, 1, "1", "end_call")
    changed = watch(run_folder, *words, **LOGIN)
    assert changed.status == 0
    assert CHANGE in changed.stdout
    assert changed.stdout.count(" -> Hang up") == 1
    assert [key_1(file) for file in snapshots(run_folder)] == ["ivr", "end_call"]

    again = watch(run_folder, *words, **LOGIN)
    assert (again.status, again.stdout) == (0, "")
    assert len(snapshots(run_folder)) == 2


def test_a_change_is_kept_as_report_and_picture(pbx: Path, run_folder: Path) -> None:
    watch(run_folder, "--from", pbx)
    lead(pbx, 1, "1", "end_call")
    run = watch(run_folder, "--from", pbx)
    newest = snapshots(run_folder)[-1].stem
    kept = {name.rpartition("/")[2]: content for name, content in run.files.items()}
    assert "key 1 | IVR 6201 English main menu | Hang up" in kept[f"{newest}.md"].decode()
    assert kept[f"{newest}.png"].startswith(b"\x89PNG")
    assert b"Harbour Dental: what changed" in kept[f"{newest}.svg"]
    rows = json.loads((run_folder / "archive" / "changes" / f"{newest}.json").read_text())
    assert [(row["node"], row["key"], row["what"]) for row in rows["changes"]] == [
        ("ivr:1", "1", "changed")
    ]


def test_there_and_back_is_two_changes(pbx: Path, run_folder: Path) -> None:
    watch(run_folder, "--from", pbx)
    for kind, value in (("end_call", ""), ("ivr", "2"), ("end_call", "")):
        lead(pbx, 1, "1", kind, value)
        assert "key 1:" in watch(run_folder, "--from", pbx).stdout
    assert len(snapshots(run_folder)) == 4


def test_pictures_and_pages_show_what_is_there_now(pbx: Path, run_folder: Path) -> None:
    words = ("--from", pbx, "-o", "now.svg", "--site", "pages")
    first = watch(run_folder, *words).files
    assert b"<svg" in first["now.svg"]
    assert watch(run_folder, *words).files == first
    lead(pbx, 1, "1", "end_call")
    then = watch(run_folder, *words).files
    assert then["now.svg"] != first["now.svg"]
    assert then["pages/menu-1.html"] != first["pages/menu-1.html"]


def test_somebody_at_lunch_is_no_change(pbx: Path, run_folder: Path) -> None:
    watch(run_folder, "--from", pbx)
    file = pbx / "extension.json"
    people = json.loads(file.read_text())
    for person in people:
        if "presence_status" in person:
            person["presence_status"] = "away"
    file.write_text(json.dumps(people))
    assert watch(run_folder, "--from", pbx).stdout == ""
    assert len(snapshots(run_folder)) == 1


def test_old_snapshots_go_by_the_rule(pbx: Path, run_folder: Path) -> None:
    for value in ("2", "3", "4", "5"):
        lead(pbx, 1, "1", "ivr", value)
        watch(run_folder, "--from", pbx, "--keep", "2")
    assert len(snapshots(run_folder)) == 2
    assert len(list((run_folder / "archive" / "changes").glob("*.md"))) == 2
    assert len(list((run_folder / "archive" / "changes").iterdir())) == 8


def test_other_files_in_the_archive_are_left_alone(pbx: Path, run_folder: Path) -> None:
    watch(run_folder, "--from", pbx)
    notes = run_folder / "archive" / "snapshots" / "before the move.json"
    notes.write_text("ours")
    lead(pbx, 1, "1", "end_call")
    assert watch(run_folder, "--from", pbx, "--keep", "1").status == 0
    assert notes.read_text() == "ours"


def test_the_newest_snapshot_can_be_edited_to_try_who_is_told(pbx: Path, run_folder: Path) -> None:
    watch(run_folder, "--from", pbx)
    (file,) = snapshots(run_folder)
    file.write_text(file.read_text().replace("English main menu", "English menu"))
    assert "English menu -> English main menu" in watch(run_folder, "--from", pbx).stdout


# -- what holds ------------------------------------------------------------------------------


def force(pbx: Path, route: int, value: str) -> None:
    """Let the PBX say where calls of a route go now, as after an override code."""
    file = pbx / "inbound_route.json"
    routes = json.loads(file.read_text())
    for one in routes:
        if one["id"] == route:
            one["current_destination"], one["current_desination_value"] = "ivr", value
    file.write_text(json.dumps(routes))


def test_a_forced_route_is_told_once_and_that_it_is_over(
    live: Simulator, pbx: Path, run_folder: Path
) -> None:
    words = ("--pbx", live.url, "-q")
    force(pbx, 4, "8")
    force(pbx, 1, "3")  # where it leads at no hour at all
    first = watch(run_folder, *words, **LOGIN).stdout
    assert "Main_Line is forced to Menú principal en español: the schedule says" in first
    assert watch(run_folder, *words, **LOGIN).stdout == ""
    file = pbx / "inbound_route.json"
    routes = json.loads(file.read_text())
    for one in routes:
        one.pop("current_destination")
    file.write_text(json.dumps(routes))
    over = watch(run_folder, *words, **LOGIN).stdout
    assert over == "Harbour Dental: Main_Line is no longer forced\n"
    assert watch(run_folder, *words, **LOGIN).stdout == ""
    # Where calls go at a moment is no change of what is set up.
    assert len(snapshots(run_folder)) == 1


def test_a_list_that_is_refused_is_told_once_and_what_changed_meanwhile(
    pbx: Path, run_folder: Path
) -> None:
    denied = Faults.of("deny=queue")
    with Simulator(pbx, Settings()) as fine, Simulator(pbx, Settings(), denied) as blind:
        good, bad = (("--pbx", one.url, "-q") for one in (fine, blind))
        watch(run_folder, *good, **LOGIN)
        lost = watch(run_folder, *bad, **LOGIN)
        assert "the list of queues cannot be read, so what changes there is not seen" in lost.stdout
        assert watch(run_folder, *bad, **LOGIN).stdout == ""
        file = pbx / "queue.json"
        file.write_text(file.read_text().replace('"max_wait_time": 300', '"max_wait_time": 60'))
        back = watch(run_folder, *good, **LOGIN).stdout
    assert "waiting limit: 300 s -> 60 s" in back
    assert "the list of queues can be read again" in back


# -- who is told -----------------------------------------------------------------------------


def posts(received: bytes) -> list[dict[str, Any]]:
    bodies = re.findall(rb"\r\n\r\n(\{.*?\})(?=POST|$)", received, re.S)
    return [json.loads(body) for body in bodies]


@pytest.mark.fault("W1", promise="tries again, and tells everything with the next run; exit 3")
def test_a_webhook_is_told_once_and_again_if_it_was_not_there(pbx: Path, run_folder: Path) -> None:
    answers = {"state": http(b"", status="404 Not Found")}
    with scripted({"": lambda connection: connection.sendall(answers["state"])}) as server:
        words = ("--from", pbx, "--webhook", "json")
        variables = {"FLOWGRAPH_WEBHOOK_URL": f"{server.url}/T0/s3cr3t"}
        assert watch(run_folder, *words, **variables).status == 0
        lead(pbx, 1, "1", "end_call")
        lost = watch(run_folder, *words, **variables)
        assert lost.status == 3
        assert "the webhook answered with HTTP status 404" in lost.stderr
        assert "told again with the next run" in lost.stderr

        answers["state"] = http(b"ok")
        lead(pbx, 1, "2", "end_call")
        late = watch(run_folder, *words, **variables)
        assert late.status == 0
        assert watch(run_folder, *words, **variables).status == 0
        assert server.connections == 2
        (_, document) = posts(server.received)
    # Since it was told nothing, it is told both changes; the terminal was told one by one.
    assert {row["key"] for row in document["diff"]["changes"]} == {"1", "2"}
    assert late.stdout.count("-> Hang up") == 1
    assert "s3cr3t" not in lost.stderr + lost.stdout
    assert not any(b"s3cr3t" in content for content in late.files.values())


def test_what_was_taken_back_before_it_could_be_told_is_not_told(
    pbx: Path, run_folder: Path
) -> None:
    fails, works = ("--command", "false"), ("--command", "sh -c 'cat > told.json'")
    watch(run_folder, "--from", pbx, *fails)
    lead(pbx, 1, "1", "end_call")
    assert watch(run_folder, "--from", pbx, *fails).status == 3
    lead(pbx, 1, "1", "ivr", "2")
    assert watch(run_folder, "--from", pbx, *works).status == 0
    assert not (run_folder / "told.json").exists()


def test_a_channel_that_fails_at_its_first_change_is_told_with_the_next_run(
    pbx: Path, run_folder: Path
) -> None:
    watch(run_folder, "--from", pbx)
    lead(pbx, 1, "1", "end_call")
    assert watch(run_folder, "--from", pbx, "--command", "false").status == 3
    telling = "sh -c 'cat > told.json; test -s $FLOWGRAPH_PICTURE && touch picture'"
    late = watch(run_folder, "--from", pbx, "--command", telling)
    assert (late.status, late.stdout) == (0, "")
    document = json.loads((run_folder / "told.json").read_text())
    assert [row["key"] for row in document["diff"]["changes"]] == ["1"]
    assert (run_folder / "picture").exists()


def test_another_pbx_does_not_get_into_an_archive(pbx: Path, run_folder: Path) -> None:
    watch(run_folder, "--from", pbx)
    other = Path(__file__).parents[1] / "data" / "trees" / "genesys-simplefinancial" / "pbx"
    run = watch(run_folder, "--from", other)
    assert run.status == 2
    assert "this archive is of Harbour Dental" in told(run)["what"]
    assert len(snapshots(run_folder)) == 1


def test_a_pbx_may_be_renamed(pbx: Path, run_folder: Path) -> None:
    watch(run_folder, "--from", pbx)
    file = pbx / "system.json"
    file.write_text(file.read_text().replace("Harbour Dental", "Harbour Smiles"))
    assert watch(run_folder, "--from", pbx).status == 0


def test_each_change_has_a_fingerprint_of_its_own(pbx: Path, run_folder: Path) -> None:
    prints = []
    for folder in ("a", "b"):
        lead(pbx, 1, "1", "ivr", "2")
        words = ("--from", pbx, "--archive", folder, "--command", "sh -c 'cat > told.json'")
        flowgraph_in(run_folder, "watch", *words)
        for kind in ("end_call", "dial_by_name"):
            lead(pbx, 1, "1", kind)
            flowgraph_in(run_folder, "watch", *words)
            prints.append(json.loads((run_folder / "told.json").read_text())["fingerprint"])
    assert prints[:2] == prints[2:]
    assert prints[0] != prints[1]


@pytest.mark.fault(
    "W6",
    promise="tells it once, and that it is back; loses no change; exit 2 or 3 meanwhile",
)
def test_that_the_pbx_cannot_be_read_is_told_once_and_that_it_can_again(
    live: Simulator, pbx: Path, run_folder: Path
) -> None:
    log = ("--command", "sh -c 'cat >> told.json'")
    watch(run_folder, "--pbx", live.url, *log, **LOGIN)
    for _ in range(2):
        lost = watch(run_folder, "--pbx", "http://127.0.0.1:1", *log, **LOGIN)
        assert lost.status == 2
        assert told(lost)["what"]
    lead(pbx, 1, "1", "end_call")
    back = watch(run_folder, "--pbx", live.url, *log, **LOGIN)
    assert back.stdout.startswith("Harbour Dental: can be read again\nHarbour Dental: 1 change")
    assert CHANGE in back.stdout
    text = (run_folder / "told.json").read_text()
    documents = [json.loads(part + "}") for part in text.split("\n}\n")[:-1]]
    assert [document["event"] for document in documents] == [
        "attention",
        "failed",
        "recovered",
        "changed",
    ]
    assert documents[1]["subject"].startswith("Harbour Dental: cannot be read:")
    assert documents[1]["error"]["hint"]


@pytest.mark.fault("W6")
def test_a_menu_that_cannot_be_read_for_a_night_hides_no_change(
    pbx: Path, run_folder: Path
) -> None:
    watch(run_folder, "--from", pbx)
    good = (pbx / "ivr" / "2.json").read_text()
    (pbx / "ivr" / "2.json").write_text("{")
    lead(pbx, 1, "2", "end_call")
    partial = watch(run_folder, "--from", pbx)
    assert partial.status == 3
    assert "key 2:" in partial.stdout
    assert "not compared" in partial.stdout
    (pbx / "ivr" / "2.json").write_text(good)
    lead(pbx, 2, "0", "end_call")
    mended = watch(run_folder, "--from", pbx)
    assert mended.status == 0
    assert "6201 English main menu\n  key 0:" in mended.stdout
    assert "6200" not in mended.stdout


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--webhook", "slack"), "no address for the webhook"),
        (("--webhook", "slack", "--webhook", "teams"), "there is one webhook"),
        (("--command", "no-such-program"), "there is no such program"),
        (("--mail-to", "a@example.net"), "e-mail needs --mail-from, too"),
        (("--mail-from", "a@example.net"), "e-mail needs --mail-to, too"),
        (
            ("--mail-from", "a@example.net", "--mail-to", "b@example.net"),
            "e-mail needs --smtp, too",
        ),
        (("--command", ""), "the command is empty"),
        (("--keep", "soon"), "neither a number nor a span"),
        (("--every", "0s"), "no span of time"),
        (("-o", "a.xyz"), "a.xyz"),
        (("-o", "missing/a.svg"), "there is no such folder"),
        (("--site", "archive.txt"), "not a folder"),
    ],
)
def test_a_slip_is_told_before_anything_is_read(
    words: tuple[str, ...], what: str, run_folder: Path
) -> None:
    (run_folder / "archive.txt").write_text("")
    run = watch(run_folder, "--from", "no-such-pbx", *words)
    assert run.status == 2
    assert what in run.stderr
    assert "no-such-pbx" not in run.stderr
    assert not (run_folder / "archive").exists()


@pytest.mark.fault("W4", promise="names the file and the cure; exit 2")
@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"format": "other"}', '{"format": "flowgraph-watch"}', "[" * 9999]
)
def test_a_damaged_state_is_told_with_its_cure(content: str, pbx: Path, run_folder: Path) -> None:
    watch(run_folder, "--from", pbx)
    (run_folder / "archive" / "state.json").write_text(content)
    run = watch(run_folder, "--from", pbx)
    assert run.status == 2
    assert "state.json" in told(run)["where"]
    assert "remove it" in told(run)["next"]


# -- whatever ends it ------------------------------------------------------------------------

#: Runs the command, and kills it at the n-th time that a file comes into its place.
_KILLED = """
import os, signal, sys
from pathlib import Path
left, real = int(sys.argv.pop(1)), Path.replace
def replace(self, target):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(self, target)
Path.replace = replace
from flowgraph.__main__ import main
main()
"""


def killed(folder: Path, at: int, *words: object) -> tuple[int, str]:
    line = [COMMAND[0], "-c", _KILLED, at, "watch", "--archive", "archive", *words]
    done = subprocess.run(
        list(map(str, line)), cwd=folder, env=environment(folder), capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode()


@pytest.mark.fault("W3", promise="loses nothing; the next run tells what was to be told")
def test_a_run_that_is_killed_anywhere_loses_nothing_and_the_next_one_tells(
    tmp_path: Path,
) -> None:
    pbx = small(tmp_path / "pbx")
    words = ("--from", pbx, "--command", "sh -c 'cat >> told.json'")
    watch(tmp_path / "run-0", *words)
    before = {file.name: file.read_bytes() for file in snapshots(tmp_path / "run-0")}
    lead(pbx, 1, "1", "end_call")
    for at in range(1, 50):
        folder = Path(shutil.copytree(tmp_path / "run-0", tmp_path / f"run-{at}"))
        status, printed = killed(folder, at, *words)
        kept = {file.name: file.read_bytes() for file in snapshots(folder)}
        assert before.items() <= kept.items()
        after = watch(folder, *words)
        assert after.status == 0
        assert "  key 1: IVR 6202 Menu 2 -> Hang up\n" in printed + after.stdout
        assert [key_1(file) for file in snapshots(folder)] == ["ivr", "end_call"]
        assert (folder / "told.json").read_text().count('"event": "changed"') in (1, 2)
        assert not list(folder.rglob("*.part"))
        newest = snapshots(folder)[-1].stem
        assert (folder / "archive" / "changes" / f"{newest}.md").exists()
        if status == 0:
            break
    assert 5 < at < 49
    assert (folder / "told.json").read_text().count('"event": "changed"') == 1


@pytest.mark.fault("W3")
def test_a_run_that_is_killed_while_it_reads_leaves_no_lock(pbx: Path, run_folder: Path) -> None:
    watch(run_folder, "--from", pbx)
    with Simulator(pbx, Settings(latency_ms=2000)) as slow:
        line = [*COMMAND, "watch", "--archive", "archive", "--pbx", slow.url]
        with started(run_folder, line, **LOGIN) as process:
            until(lambda: slow.requests)
            process.kill()
            process.wait(20)
    assert watch(run_folder, "--from", pbx).status == 0
    assert len(snapshots(run_folder)) == 1


def until(is_so: Callable[[], Any], patience_s: float = 30.0) -> None:
    deadline = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.fault("W5", promise="the second one is refused; exit 2")
@pytest.mark.fault("L6")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_watch_that_goes_on_tells_each_change_and_stops_cleanly(
    number: int, status: int, pbx: Path, run_folder: Path
) -> None:
    words = ["watch", "--archive", "archive", "--from", str(pbx), "--every", "1s"]
    with started(run_folder, [*COMMAND, *words]) as process:
        until(lambda: len(snapshots(run_folder)) == 1)
        lead(pbx, 1, "1", "end_call")
        until(lambda: len(snapshots(run_folder)) == 2)
        other = watch(run_folder, "--from", pbx)
        assert other.status == 2
        assert told(other)["what"] == "another run is at work in this folder"
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert process.returncode == status
    assert CHANGE in out
    assert out.count("key 1:") == 1
    assert_calm(err)
    assert not list(run_folder.rglob("*.part"))
    assert watch(run_folder, "--from", pbx).status == 0


@pytest.mark.fault("W6")
def test_a_watch_goes_on_when_the_pbx_is_away_for_a_while(pbx: Path, run_folder: Path) -> None:
    away = pbx.with_name("away")
    with started(
        run_folder,
        [*COMMAND, "watch", "--archive", "archive", "--from", str(pbx), "--every", "1s"],
    ) as process:
        until(lambda: snapshots(run_folder))
        pbx.rename(away)
        time.sleep(2)
        lead(away, 1, "1", "end_call")
        away.rename(pbx)
        assert process.stdout
        out = ""
        while CHANGE not in out and (line := process.stdout.readline()):
            out += line
        process.terminate()
        _, err = process.communicate(timeout=30)
    assert CHANGE in out
    assert len(snapshots(run_folder)) == 2
    assert "there is no such file or folder" in err


@pytest.mark.fault("S10")
def test_a_refused_login_ends_a_watch_before_the_pbx_blocks_it(
    live: Simulator, run_folder: Path
) -> None:
    wrong = LOGIN | {"FLOWGRAPH_CLIENT_SECRET": "wrong"}
    run = watch(run_folder, "--pbx", live.url, "--every", "1s", **wrong)
    assert run.status == 2
    assert sum("get_token" in str(request) for request in live.requests) == 1


@pytest.mark.fault("W7", promise="in no output and no file; hooks do not inherit them")
def test_secrets_of_the_channels_are_nowhere(pbx: Path, run_folder: Path) -> None:
    secrets = {
        "FLOWGRAPH_WEBHOOK_URL": "http://127.0.0.1:1/hook-s3cr3t",
        "FLOWGRAPH_SMTP_USER": "watch",
        "FLOWGRAPH_SMTP_PASSWORD": "mail-s3cr3t",
    }
    mail_words = ("--smtp", "127.0.0.1:1", "--mail-from", "a@b.example", "--mail-to", "c@d.example")
    words = ("--from", pbx, "--webhook", "teams", *mail_words, "--command", "env")
    watch(run_folder, *words, **secrets)
    lead(pbx, 1, "1", "end_call")
    run = watch(run_folder, *words, "-v", **secrets)
    assert run.status == 3
    assert "the webhook cannot be reached" in run.stderr
    assert "the mail server cannot be reached" in run.stderr
    assert "s3cr3t" not in run.stdout + run.stderr
    assert not any(b"s3cr3t" in content for content in run.files.values())
