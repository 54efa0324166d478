"""Options of a picture that could change nothing are told before anything is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import flowgraph_command, read
from shell import SAMPLE, told

from flowgraph.cli.pictures import Judged, Look, draw, judge, plan
from flowgraph.cli.unused import CHANGES
from flowgraph.exports import FORMATS
from flowgraph.simulator import Settings, Simulator

LOGIN = {"FLOWGRAPH_CLIENT_ID": "demo", "FLOWGRAPH_CLIENT_SECRET": "demo"}
#: A wish for each option; the engine is left out, since its pictures may be alike.
WISHES: dict[str, object] = {
    "direction": "TB",
    "leaves": "folded",
    "tree": True,
    "focus": "ivr:5",
    "theme": "print",
    "paper": "a3",
    "overview": "always",
    "title": "For the board",
}


@pytest.mark.parametrize(
    ("words", "what", "cure"),
    [
        (
            ("draw", 1, "--hops", 2),
            "--hops says how far around --focus is drawn, and there is no --focus",
            "add --focus DEST, or leave --hops out",
        ),
        (
            ("draw", 1, "-o", "x.svg", "--paper", "a4"),
            "--paper would change nothing that is written",
            "--paper is for .pdf: add such a file with -o, or leave the option out",
        ),
        (
            ("draw", 1, "-o", "x.json", "--title", "Ours", "--leaves", "apart"),
            "--leaves and --title would change nothing that is written",
            "--leaves is for .svg .png .pdf .html .drawio .dot .mmd .md; --title is for .svg .png"
            " .pdf .html .drawio .dot .mmd .md .txt: add such a file with -o, or leave the option"
            " out",
        ),
        (
            ("draw", 1, "-o", "x.html", "--theme", "contrast"),
            "--theme would change nothing that is written",
            "--theme is for .svg .png .pdf .drawio .dot .mmd .md: add such a file with -o, or leave"
            " the option out",
        ),
        (
            ("draw", 1, "-o", "x.drawio", "--overview", "never"),
            "--overview would change nothing that is written",
            "--overview is for .svg .png .pdf: add such a file with -o, or leave the option out",
        ),
    ],
)
def test_it_is_said_what_an_option_is_for(
    words: tuple[object, ...], what: str, cure: str, tmp_path: Path
) -> None:
    run = flowgraph_command(tmp_path / "run", *words, "--from", SAMPLE)
    assert (run.status, run.stdout, run.files) == (2, "", {})
    assert (told(run)["what"], told(run)["next"]) == (what, cure)


@pytest.mark.parametrize("command", ["check", "loops"])
@pytest.mark.parametrize(
    "wish", [("--focus", "5"), ("--hops", "1"), ("--engine", "bundled"), ("--tree",)]
)
def test_a_report_without_a_picture_takes_no_wish_for_one(
    command: str, wish: tuple[str, ...], tmp_path: Path
) -> None:
    with Simulator(SAMPLE, Settings()) as simulator:
        line = (command, 1, "--pbx", simulator.url, *wish)
        run = flowgraph_command(tmp_path / "run", *line, **LOGIN)
        assert simulator.requests == []
    assert (run.status, run.stdout) == (2, "")
    assert wish[0] in told(run)["what"]


def test_a_diff_without_a_picture_takes_no_title(tmp_path: Path) -> None:
    run = flowgraph_command(tmp_path / "run", "diff", SAMPLE, SAMPLE, "--title", "Ours")
    assert run.status == 2
    assert flowgraph_command(tmp_path / "run", "diff", SAMPLE, SAMPLE).status == 0


def test_one_file_that_takes_it_is_enough_and_so_is_what_is_done_anyway(tmp_path: Path) -> None:
    mixed = ("-o", "x.json", "-o", "x.pdf", "--paper", "a2", "--focus", "ivr:5", "--hops", "1")
    run = flowgraph_command(tmp_path / "run", "draw", 1, "--from", SAMPLE, *mixed)
    assert run.status == 0
    usual = ("-o", "x.json", "--direction", "LR", "--theme", "screen", "--engine", "auto")
    assert flowgraph_command(tmp_path / "run", "draw", 1, "--from", SAMPLE, *usual).status == 0


def test_an_empty_focus_is_no_destination(tmp_path: Path) -> None:
    run = flowgraph_command(tmp_path / "run", "draw", 1, "--from", SAMPLE, "--focus", "")
    assert (run.status, run.files) == (2, {})


@pytest.fixture(scope="module")
def judged() -> Judged:
    return judge(read(SAMPLE, [1]))


def drawn(judged: Judged, look: Look, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    targets = [str(folder / f"x{suffix}") for suffix in FORMATS]
    assert draw(plan(targets, look), judged, quiet=True)
    return {suffix: (folder / f"x{suffix}").read_bytes() for suffix in FORMATS}


@pytest.fixture(scope="module")
def plain(judged: Judged, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return drawn(judged, Look(), tmp_path_factory.mktemp("plain") / "x")


def test_every_option_is_known() -> None:
    assert {*WISHES, "engine"} == set(CHANGES) == set(Look._fields) - {"at", "hops"}


@pytest.mark.parametrize("name", WISHES)
def test_an_option_changes_the_formats_that_it_is_for_and_no_other(
    name: str, judged: Judged, plain: dict[str, bytes], tmp_path: Path
) -> None:
    found = drawn(judged, Look(**{name: WISHES[name]}), tmp_path / "x")
    assert {suffix for suffix in FORMATS if found[suffix] != plain[suffix]} == set(CHANGES[name])
