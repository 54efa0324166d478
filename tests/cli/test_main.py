"""The command as its user meets it: help, slips, secrets, endings."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from shell import HOME, environment, flowgraph_in, shell, small, told

from flowgraph import __version__
from flowgraph.cli import main as cli
from flowgraph.errors import FlowgraphError, Interrupted, UsageError

HEAVY = ("networkx", "requests", "pydantic", "rich", "graphviz", "reportlab", "svglib", "urllib3")


# -- help ------------------------------------------------------------------------------------


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_names_every_command_and_begins_with_examples(option: str, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", option)
    assert (run.status, run.stderr) == (0, "")
    for name in cli.COMMANDS:
        assert re.search(rf"^  {name} +{re.escape(cli.COMMANDS[name])}$", run.stdout, re.M)
    for word in ("Examples:", "Exit status:", "FLOWGRAPH_CLIENT_ID"):
        assert word in run.stdout


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_has_help_with_examples_that_are_its_own(name: str, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", name, "--help")
    assert (run.status, run.stderr) == (0, "")
    assert run.stdout.startswith(f"Usage: flowgraph {name}")
    assert re.search(rf"Examples:\n +flowgraph {name}\b", run.stdout)
    assert max(map(len, run.stdout.splitlines())) <= 100


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_option_of_a_command_is_explained(name: str, tmp_path: Path) -> None:
    text = flowgraph_in(tmp_path / "run", name, "--help").stdout
    options = re.findall(r"^  (-[-\w, ]+?)(?: [A-Z\[<]\S*)*(?:  +(\S.*))?$", text, re.M)
    assert options
    lines = text.splitlines()
    for flag, words in options:
        row = next(i for i, line in enumerate(lines) if line.startswith(f"  {flag}"))
        assert words or lines[row + 1].startswith(" " * 10), flag


def test_without_a_command_help_is_shown_and_nothing_was_done(tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run")
    assert (run.status, run.stdout) == (2, "")
    assert run.stderr.startswith("Usage: flowgraph")


def test_the_version_is_told(tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "--version")
    assert (run.status, run.stdout, run.stderr) == (0, f"flowgraph {__version__}\n", "")


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("--version",),
        *((name, "--help") for name in cli.COMMANDS),
        ("dwar", "5"),
        ("draw", "--no-such-option"),
        ("loops", "--timeout", "x"),
    ],
    ids=" ".join,
)
def test_help_and_slips_load_nothing_heavy(words: tuple[str, ...], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "flowgraph", *words],
        env=environment(tmp_path),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = set(re.findall(r"^import time: .*\| +([\w.]+)$", done.stderr, re.M))
    assert "flowgraph.cli.main" in loaded
    assert loaded.isdisjoint(HEAVY)


# -- slips -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "what", "following"),
    [
        (("dwar",), "no such command: 'dwar'. Did you mean 'draw'?", "flowgraph --help"),
        (("DRAW",), "no such command: 'DRAW'. Did you mean 'draw'?", "flowgraph --help"),
        (("loop",), "no such command: 'loop'. Did you mean 'loops'?", "flowgraph --help"),
        (("simulat",), "Did you mean 'simulate'?", "flowgraph --help"),
        (("xyzzy",), "There are: draw, crawl, loops", "flowgraph --help"),
        (("--nope",), "No such option '--nope'", "flowgraph --help"),
        (("draw", "--outptu", "x"), "Did you mean '--output'?", "flowgraph draw --help"),
        (("crawl", "1"), "Missing option '-o'", "flowgraph crawl --help"),
        (("loops", "--timeout", "x"), "'x' is not a valid float", "flowgraph loops --help"),
        (("loops", "--timeout", "nan"), "'nan' is not a valid number", "flowgraph loops --help"),
        (("loops", "--timeout", "inf"), "inf is not in the range", "flowgraph loops --help"),
        (("loops", "--timeout", "1e300"), "is not in the range", "flowgraph loops --help"),
        (("loops", "--max-answer-mib", "0"), "not in the range", "flowgraph loops --help"),
        (("loops", "--max-depth", "-1"), "-1 is not in the range", "flowgraph loops --help"),
        (("loops", "--max-menus", "0"), "0 is not in the range", "flowgraph loops --help"),
        (("loops", "--concurrency", "9"), "9 is not in the range", "flowgraph loops --help"),
        (("loops", "--format", "xml"), "'xml' is not one of", "flowgraph loops --help"),
        (("loops", "--fail-on", "all"), "'all' is not one of", "flowgraph loops --help"),
        (("draw", "--engine", "x"), "'x' is not one of", "flowgraph draw --help"),
        (("draw", "1"), "no PBX: where are the menus to be read?", "--pbx URL, --profile NAME"),
        (("draw", "--from", "pbx"), "no ROOT", "write 5, ivr:5, number:6204"),
        (("loops", "1", "--from", "pbx", "--pbx", "https://x"), "two sources", "leave one"),
        (("loops", "1", "--pbx", "https://x"), "no Client ID and secret", "FLOWGRAPH_CLIENT_ID"),
        (("loops", "abc", "--from", "pbx"), "'abc' is no id", 'by its name it is name:"abc"'),
        (
            ("loops", "nmae:x", "--from", "pbx"),
            "'nmae:x' has an unknown form",
            "did you mean name:x?",
        ),
        (("loops", "num:6201", "--from", "pbx"), "unknown form", "did you mean number:6201?"),
        (("loops", "99", "--from", "pbx"), "no root can be read: IVR 99", "IVRs 1 (Menu 1)"),
        (("loops", "6201", "--from", "pbx"), "no root can be read", "write number:6201"),
        (
            ("loops", "name:Menu", "--from", "pbx"),
            "no IVR has the name",
            "mean 'Menu 2', 'Menu 1'?",
        ),
        (("loops", "--profile", "x"), "there is no flowgraph.toml", "[profile.x]"),
        (("loops", "1", "--from", ""), "no PBX", "--from PATH"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_slip_is_answered_with_what_where_and_what_next(
    words: tuple[str, ...], what: str, following: str, tmp_path: Path
) -> None:
    small(tmp_path / "run" / "pbx")
    before = sorted((tmp_path / "run").rglob("*"))
    run = flowgraph_in(tmp_path / "run", *words)
    assert (run.status, run.stdout) == (2, "")
    assert what in told(run)["what"]
    assert following in told(run)["next"]
    assert sorted((tmp_path / "run").rglob("*")) == before


@pytest.mark.fault(
    "D10",
    promise="names the file and the place in it, bounds its size, writes nothing; exit 2",
)
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (None, "there is no such file or folder"),
        (b"", "the file is empty"),
        (b'{"format": "flowgraph-snapshot", "version": 1, "ivrs": [{"id"', "no valid JSON"),
        (b'{"format": "flowgraph-snapshot", "version": 99}', "this flowgraph reads up to 2"),
        (b'{"format": "flowgraph-snapshot", "version": 1}', "no valid ivrs"),
        (b'{"nodes": []}', "no flowgraph snapshot"),
        (b"PK\x03\x04\xff", "not in UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
    ],
    ids=["absent", "empty", "cut off", "newer", "no menus", "another", "binary", "deep"],
)
@pytest.mark.parametrize("command", ["draw", "crawl", "loops"])
def test_a_bad_input_is_refused_by_name_and_nothing_is_written(
    content: bytes | None, what: str, command: str, tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    if content is not None:
        (folder / "in.json").write_bytes(content)
    output = ("-o", "out.json")
    run = flowgraph_in(folder, command, "--from", "in.json", *output)
    assert run.status == 2
    assert what in told(run)["what"]
    assert told(run)["where"].startswith("in.json")
    assert told(run)["next"]
    assert [path.name for path in folder.iterdir()] == (["in.json"] if content is not None else [])


@pytest.mark.fault("D10")
@pytest.mark.parametrize("source", [".", "/dev/zero", "/dev/null", "huge"])
def test_what_is_no_input_at_all_is_refused_at_once(source: str, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    with (folder / "huge").open("wb") as stream:
        stream.truncate(1024**3)
    run = flowgraph_in(folder, "loops", "1", "--from", source)
    assert run.status == 2
    assert told(run)["where"] == source
    assert told(run)["next"]


@pytest.mark.fault("D10")
def test_nothing_on_standard_input_is_told(tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "loops", "--from", "-")
    assert (run.status, told(run)["what"]) == (2, "the file is empty")
    assert told(run)["where"] == "standard input"


def test_a_snapshot_can_be_piped_from_command_to_command(tmp_path: Path) -> None:
    small(tmp_path / "run" / "pbx")
    run = shell(tmp_path / "run", "flowgraph crawl 1 --from pbx -o - | flowgraph loops --from -")
    assert (run.status, run.stderr) == (0, "")
    assert "1 loop for information not shown (1 caller)" in run.stdout


# -- secrets ---------------------------------------------------------------------------------


@pytest.mark.fault("S7")
@pytest.mark.parametrize(
    "words",
    [
        ("draw", "5", "--client-secret", "hunter2"),
        ("draw", "5", "--client-secret=hunter2"),
        ("--client-secret=hunter2", "draw", "5"),
        ("loops", "--password=hunter2"),
        ("crawl", "--secret", "hunter2"),
        ("loops", "--token=hunter2"),
        ("loops", "--pin", "hunter2"),
    ],
    ids=" ".join,
)
def test_a_secret_on_the_command_line_is_refused_with_the_right_way(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    run = flowgraph_in(tmp_path / "run", *words)
    assert run.status == 2
    assert "a secret is never an option" in told(run)["what"]
    assert "FLOWGRAPH_CLIENT_SECRET in the environment" in told(run)["next"]
    assert "hunter2" not in run.stdout + run.stderr


@pytest.mark.fault("S7")
@pytest.mark.parametrize(
    "words",
    [
        ("loops", "client_secret=hunter2", "--from", "pbx"),
        ("loops", "1", "--from", "password=hunter2"),
        ("token=hunter2",),
        ("loops", "--timeout", "token=hunter2"),
        ("loops", "1", "--pbx", "https://user:hunter2@pbx.example.net"),
    ],
    ids=" ".join,
)
def test_a_secret_that_slipped_in_is_not_repeated(words: tuple[str, ...], tmp_path: Path) -> None:
    small(tmp_path / "run" / "pbx")
    run = flowgraph_in(tmp_path / "run", *words)
    assert run.status == 2
    assert "hunter2" not in run.stdout + run.stderr


# -- endings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (UsageError("what", where="here", hint="that"), 2,
         "error: what\n  where: here\n  next:  that\n"),
        (FlowgraphError("token=abc\x1b[2J"), 2, "error: token=***\n"),
        (Interrupted(exit_status=143), 143, "interrupted\n"),
        (KeyboardInterrupt(), 130, "interrupted\n"),
        (cli.Terminated(129), 129, "interrupted\n"),
        (BrokenPipeError(32, "Broken pipe"), 141, ""),
        (OSError(28, "No space left on device"), 2, "error: cannot be written: no space left on "
         "device\n  where: standard output\n  next:  make room, or write into a file\n"),
        (MemoryError(), 2, "error: out of memory\n  next:  draw or read fewer menus, see "
         "--max-depth\n"),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_every_ending_has_its_status_and_its_words(
    error: BaseException,
    status: int,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr(cli, "_execute", fail)
    monkeypatch.setattr(cli, "_prepare", lambda: None)
    assert cli.run([]) == status
    assert capsys.readouterr().err == message


@pytest.mark.fault("S3")
def test_a_fault_of_our_own_shows_its_place_and_no_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        secret = "hunter2"
        raise ValueError(f"bad {secret}")

    monkeypatch.setattr(cli, "_execute", fail)
    monkeypatch.setattr(cli, "_prepare", lambda: None)
    assert cli.run([]) == 2
    shown = capsys.readouterr().err
    assert "flowgraph has a bug: ValueError" in shown
    assert "test_main.py:" in shown
    assert "hunter2" not in shown


@pytest.mark.parametrize("fault", [OSError(13, "Permission denied", "a.json"), OSError(111, "x")])
def test_a_fault_that_is_no_streams_is_a_bug(
    fault: OSError, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise fault

    monkeypatch.setattr(cli, "_execute", fail)
    monkeypatch.setattr(cli, "_prepare", lambda: None)
    assert cli.run([]) == 2
    assert "has a bug" in capsys.readouterr().err


def test_a_shell_can_ask_for_completions(tmp_path: Path) -> None:
    words = {"COMP_WORDS": "flowgraph dr", "COMP_CWORD": "1"}
    run = flowgraph_in(tmp_path / "run", _FLOWGRAPH_COMPLETE="bash_complete", **words)
    assert run.stdout.strip() == "plain,draw"


def test_the_package_runs_from_any_folder(tmp_path: Path) -> None:
    assert Path(HOME, "flowgraph", "__main__.py").is_file()
    assert flowgraph_in(tmp_path / "run", "--version").status == 0
