"""``flowgraph trace`` as its user meets it: keys on the command line, and keys on a telephone."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from helpers import ORIGINS, PATIENCE_S, Origin, flowgraph_on
from shell import COMMAND, SAMPLE, assert_calm, environment, flowgraph_in, menu, pbx, told

pty = pytest.importorskip("pty")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """An entry with hours, two menus, people."""
    return pbx(
        tmp_path / "pbx",
        menu(1, press1_dest="ivr", press1_dest_value="2", timeout_dest="queue",
             timeout_dest_value="7", dial_ext_option="all"),
        menu(2, press0_dest="queue", press0_dest_value="7", press_star_dest="ivr",
             press_star_dest_value="1", press7_dest="end_call"),
        queue=[{"id": 7, "number": "6400", "name": "Orders", "max_wait_time": 60,
                "fail_dest": "ext_vm", "fail_dest_value": "24"}],
        extension=[{"id": 24, "number": "303", "caller_id_name": "Lucía"}],
        inbound_route=[{
            "id": 1, "name": "Main", "time_condition": "global", "enb_time_condition": 1,
            "office_time_dest": "ivr", "office_time_dest_value": "1",
            "outoffice_time_dest": "ext_vm", "outoffice_time_dest_value": "24",
            "did_option": "patterns", "did_pattern_list": [{"did_pattern": "5550100"}],
        }],
        custom_prompt=[], conference=[], group_vm=[], ring_group=[],
    )  # fmt: skip


def where(stdout: str) -> str:
    """Give the line that says where the call is."""
    return next(line for line in stdout.splitlines() if line.startswith("the call "))


# -- keys on the command line ----------------------------------------------------------------


@pytest.mark.parametrize("origin", ORIGINS)
def test_keys_are_played_and_it_is_told_where_the_call_is(
    source: Path, origin: Origin, tmp_path: Path
) -> None:
    run = flowgraph_on(source, origin, tmp_path / "run", "trace", "1", "1,0,fail")
    assert (run.status, run.stderr) == (0, "")
    assert where(run.stdout).startswith("the call is at Voicemail 303 Lucía (ext_vm:24), after ")


@pytest.mark.parametrize("origin", ORIGINS)
def test_an_extension_is_dialled_where_any_may_be(
    source: Path, origin: Origin, tmp_path: Path
) -> None:
    run = flowgraph_on(source, origin, tmp_path / "run", "trace", "1", "303")
    assert where(run.stdout).startswith("the call is at Extension 303 Lucía (extension:24)")


def test_a_number_that_was_dialled_needs_its_hour(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "trace", "did:5550100", "1", "--from", source)
    assert (run.status, run.stdout) == (2, "")
    assert told(run)["what"] == "which hour? Inbound route 1 Main leads to different places"
    assert told(run)["next"] == ("put office or outoffice in front of the keys, or say --at MOMENT")


def test_the_hour_stands_in_front_of_the_keys(source: Path, tmp_path: Path) -> None:
    def played(*words: str) -> str:
        run = flowgraph_in(tmp_path / "run", "trace", "did:5550100", *words, "--from", source)
        assert run.status == 0, run.stderr
        return where(run.stdout).partition(",")[0]

    assert played("office,1") == "the call is in IVR 6202 Menu 2 (ivr:2)"
    assert played("outoffice") == "the call is at Voicemail 303 Lucía (ext_vm:24)"


@pytest.mark.parametrize(
    ("moment", "place"),
    [("2026-12-24T10:00", "IVR 6210 Night"), ("2026-12-22T10:00", "IVR 6200 Welcome")],
)
def test_a_moment_stands_for_the_hour(moment: str, place: str, tmp_path: Path) -> None:
    words = ("trace", "did:+15550100", "", "--at", moment, "--from", SAMPLE)
    run = flowgraph_in(tmp_path / "run", *words)
    assert run.status == 0
    assert where(run.stdout).startswith(f"the call is in {place}")


def test_what_is_not_known_is_an_answer(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "trace", "1", "1,5,2", "--from", source)
    assert run.status == 0
    assert "it is not known where the call is" in run.stdout
    assert "keys that were not played: 2" in run.stdout


def test_keys_after_the_end_of_the_call_are_a_mistake(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "trace", "1", "1,7,2,1", "--from", source)
    assert (run.status, run.stdout) == (2, "")
    assert told(run) == {
        "what": "keys after the end of the call: 2, 1",
        "where": "Hang up",
        "next": "leave out 2, 1",
    }


def test_a_slip_in_the_keys_is_told_before_anything_is_read(tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "trace", "1", "1,tiemout", "--from", "nowhere")
    assert run.status == 2
    assert told(run)["what"] == "'tiemout' is no key"
    assert told(run)["next"].startswith("did you mean timeout?")


def test_without_keys_and_without_a_terminal_nobody_can_press_any(
    source: Path, tmp_path: Path
) -> None:
    run = flowgraph_in(tmp_path / "run", "trace", "1", "--from", source)
    assert (run.status, run.stdout) == (2, "")
    assert "no KEYS" in run.stderr
    quiet = flowgraph_in(tmp_path / "run", "trace", "1", "", "--from", source)
    assert where(quiet.stdout) == "the call is in IVR 6201 Menu 1 (ivr:1)"


def test_json_goes_to_a_file(source: Path, tmp_path: Path) -> None:
    words = ("trace", "1", "1", "--from", source, "--format", "json", "--report", "trace.json")
    run = flowgraph_in(tmp_path / "run", *words)
    assert (run.status, run.stdout) == (0, "")
    assert json.loads(run.files["trace.json"])["node"] == "ivr:2"


def test_what_could_not_be_read_makes_it_a_job_in_part(source: Path, tmp_path: Path) -> None:
    (source / "ivr" / "2.json").write_text("{")
    run = flowgraph_in(tmp_path / "run", "trace", "1", "1", "--from", source)
    assert run.status == 3
    assert "could not be read" in where(run.stdout)


# -- keys on a telephone ---------------------------------------------------------------------


#: Makes standard input the terminal of the session, as a shell does, and becomes the command.
_WITH_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


class Telephone:
    """A terminal at which somebody is the caller."""

    def __init__(self, keyboard: int, process: subprocess.Popen[bytes]) -> None:
        self._keyboard = keyboard
        self._process = process

    def says(self, until: str = "> ") -> str:
        """Give what is written up to the next question, or to the end."""
        heard = b""
        deadline = time.monotonic() + PATIENCE_S
        while not heard.endswith(until.encode()) or not until:
            left = max(0.0, deadline - time.monotonic())
            assert select.select([self._keyboard], [], [], left)[0], heard
            try:
                part = os.read(self._keyboard, 4096)
            except OSError:  # Linux: nobody is at the other end any more
                break
            if not part:
                break
            heard += part
        return heard.decode().replace("\r\n", "\n")

    def type(self, words: str) -> None:
        os.write(self._keyboard, words.encode())

    def press(self, words: str) -> str:
        self.type(f"{words}\n")
        return self.says()

    def press_until_it_ends(self, words: str) -> None:
        """Press it again where nothing happens, as people do.

        A signal that comes between the question and the reading of its answer is noticed by Python
        with the next one alone.
        """
        for _ in range(20):
            self.type(words)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(2)
                return

    def hang_up(self) -> int:
        self.says("")
        return self._process.wait(PATIENCE_S)


@contextmanager
def calling(folder: Path, *words: object) -> Iterator[Telephone]:
    folder.mkdir(exist_ok=True)
    keyboard, terminal = pty.openpty()
    process = subprocess.Popen(
        [COMMAND[0], "-c", _WITH_TERMINAL, *COMMAND, *map(str, words)],
        cwd=folder,
        env=environment(folder, PYTHONUTF8="1"),
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        # A session of its own, so that Ctrl-C reaches the command alone.
        start_new_session=True,
    )
    os.close(terminal)
    try:
        yield Telephone(keyboard, process)
    finally:
        process.kill()
        process.wait()
        os.close(keyboard)


def test_a_caller_presses_keys_until_the_call_ends(source: Path, tmp_path: Path) -> None:
    with calling(tmp_path / "run", "trace", "1", "--from", source) as telephone:
        begin = telephone.says()
        assert "t: press nothing, b: back, q: quit" in begin
        assert "the call is in IVR 6201 Menu 1 (ivr:1)\n    1       IVR 6202 Menu 2\n" in begin
        assert "the call is in IVR 6202 Menu 2 (ivr:2)" in telephone.press("1")
        telephone.type("7\n")
        end = telephone.says("")
        assert "the call has ended at Hang up (end_call:)" in end
        assert telephone.hang_up() == 0
        assert_calm(begin + end)


def test_a_caller_may_go_back_be_silent_dial_and_make_mistakes(
    source: Path, tmp_path: Path
) -> None:
    with calling(tmp_path / "run", "trace", "1", "--from", source) as telephone:
        telephone.says()
        assert "a key, several with commas" in telephone.press("")
        assert "'help' is no key" in telephone.press("help")
        assert "the call is at Queue 6400 Orders (queue:7)" in telephone.press("1,*,t")
        assert "the call is in IVR 6201 Menu 1 (ivr:1)" in telephone.press("b")
        assert "goes round: back at" in telephone.press("1,*")
        assert "the call is at Queue 6400 Orders (queue:7)" in telephone.press("no key")
        assert "no key matters any more" in telephone.press("1")
        telephone.type("q\n")
        assert telephone.hang_up() == 0


def test_at_an_entry_the_caller_names_the_hour(source: Path, tmp_path: Path) -> None:
    with calling(tmp_path / "run", "trace", "did:5550100", "--from", source) as telephone:
        assert "put office or outoffice in front of the keys" in telephone.says()
        assert "the call is in IVR 6201 Menu 1 (ivr:1)" in telephone.press("office")
        assert "the call is in IVR 6202 Menu 2 (ivr:2)" in telephone.press("1")


@pytest.mark.parametrize(("key", "status"), [("\x04", 0), ("\x03", 130)])
def test_the_end_of_the_input_hangs_up_and_ctrl_c_interrupts(
    key: str, status: int, source: Path, tmp_path: Path
) -> None:
    with calling(tmp_path / "run", "trace", "1", "--from", source) as telephone:
        telephone.says()
        telephone.press_until_it_ends(key)
        end = telephone.says("")
        assert telephone.hang_up() == status
        assert_calm(end)


def test_json_is_for_programs_which_press_no_keys(source: Path, tmp_path: Path) -> None:
    words = ("trace", "1", "--from", source, "--format", "json")
    with calling(tmp_path / "run", *words) as telephone:
        assert "no KEYS" in telephone.says("")
        assert telephone.hang_up() == 2
