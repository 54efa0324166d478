"""``flowgraph diff``: from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from helpers import Run, flowgraph_command
from shell import SAMPLE, answer, menu, pbx, shell, small, told, write

from flowgraph.cli.diff import FORMATS
from flowgraph.reports.diff import FORMATS as RENDERED
from flowgraph.simulator import Settings, Simulator

LOGIN = {"FLOWGRAPH_CLIENT_ID": "demo", "FLOWGRAPH_CLIENT_SECRET": "demo"}


def test_the_options_name_what_there_is():
    assert tuple(RENDERED) == FORMATS


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return small(tmp_path / "before")


@pytest.fixture
def after(tmp_path: Path, before: Path) -> Path:
    """The same PBX after somebody rerouted key 0 of menu 2 to a voicemail."""
    folder = tmp_path / "after"
    shutil.copytree(before, folder)
    keys = {"press0_dest": "ext_vm", "press0_dest_value": "9"}
    back = {"press_star_dest": "ivr", "press_star_dest_value": "1"}
    write(folder / "ivr" / "2.json", answer(menu(2, **back, **keys)))
    return folder


def diff(folder: Path, *arguments: object, **environment: str) -> Run:
    return flowgraph_command(folder / "run", "diff", *arguments, **environment)


def saved(folder: Path, pbx_folder: Path, name: str, *roots: object) -> Path:
    target = folder / name
    run = flowgraph_command(folder, "crawl", *(roots or ["--all"]), "--from", pbx_folder,
                            "-o", target)  # fmt: skip
    assert run.status == 0, run.stderr
    return target


# -- what is compared ------------------------------------------------------------------------


def test_an_edit_is_told_in_words(tmp_path: Path, before: Path, after: Path):
    run = diff(tmp_path, before, after)
    assert run.status == 0
    assert run.stdout.startswith(
        "6202 Menu 2\n  key 0: Queue 6400 Orders -> Voicemail id 9\neffects\n"
    )


def test_nothing_is_printed_where_nothing_differs(tmp_path: Path, before: Path):
    snapshot = saved(tmp_path, before, "all.json")
    for sides in ((before, before), (snapshot, before), (before, snapshot), (snapshot, snapshot)):
        run = diff(tmp_path, *sides, "--exit-code")
        assert (run.status, run.stdout, run.stderr) == (0, "", "")


@pytest.mark.parametrize("roots", [(), (1,), ("name:English main menu",), ("route:Main_Line",)])
def test_a_snapshot_is_the_same_as_the_live_pbx_that_it_was_made_of(
    tmp_path: Path, roots: tuple[object, ...]
):
    folder = tmp_path / "pbx"
    shutil.copytree(SAMPLE, folder)
    snapshot = saved(tmp_path, folder, "saved.json", *roots)
    with Simulator(folder, Settings()) as simulator:
        run = diff(tmp_path, snapshot, "--pbx", simulator.url, "--exit-code", **LOGIN)
        assert (run.status, run.stdout, run.stderr) == (0, "", "")
        (folder / "ivr" / "15.json").unlink()
        run = diff(tmp_path, snapshot, "--pbx", simulator.url, "--exit-code", **LOGIN)
    assert run.status == 1
    assert "6221 Labs & partners" in run.stdout


def test_the_live_pbx_may_be_a_profile(tmp_path: Path, before: Path, after: Path):
    snapshot = saved(tmp_path, before, "all.json")
    with Simulator(after, Settings()) as simulator:
        text = f'[profile.x]\npbx = "{simulator.url}"\nclient_id = "demo"\nclient_secret = "demo"\n'
        (tmp_path / "run").mkdir()
        (tmp_path / "run" / "flowgraph.toml").write_text(text)
        (tmp_path / "run" / "flowgraph.toml").chmod(0o600)
        run = diff(tmp_path, snapshot, "--profile", "x")
    assert "key 0: Queue 6400 Orders -> Voicemail id 9" in run.stdout


def test_a_snapshot_edited_as_text_tells_what_the_edit_would_do(tmp_path: Path, before: Path):
    snapshot = saved(tmp_path, before, "all.json")
    edited = tmp_path / "edited.json"
    edited.write_text(snapshot.read_text().replace('"press0_dest": "queue"', '"press0_dest": ""'))
    run = diff(tmp_path, snapshot, edited)
    assert "key 0: Queue 6400 Orders -> not set" in run.stdout
    assert "cannot be reached any more: Queue 6400 Orders" in run.stdout


def test_hours_that_cannot_be_understood_are_told_as_such_and_not_as_gone(tmp_path: Path):
    old = saved(tmp_path, SAMPLE, "old.json")
    edited = old.read_text(encoding="utf-8").replace('"08:00-18:00"', '"8am-6pm"')
    new = tmp_path / "new.json"
    new.write_text(edited, encoding="utf-8")
    run = diff(tmp_path, old, new)
    assert "removed" not in run.stdout
    unclear = 'business hours 1: office_times "8am-6pm" is not understood'
    assert f"list of business hours (new side: {unclear})" in run.stdout
    assert f"warning: {unclear}; whether it is open then is not known" in run.stderr


def test_a_part_is_compared_with_that_part_of_the_other_side(
    tmp_path: Path, before: Path, after: Path
):
    part = saved(tmp_path, before, "part.json", 2)
    run = diff(tmp_path, part, after)
    assert "key 0: Queue 6400 Orders" in run.stdout
    assert run.stderr == ""
    run = diff(tmp_path, after, part)
    assert run.stderr == (
        "warning: one side was read from ivr:2 alone: only what that leads to is compared\n"
    )


def test_a_root_that_is_gone_is_a_difference_and_no_failure(tmp_path: Path, before: Path):
    part = saved(tmp_path, before, "part.json", 1, 2)
    gone = tmp_path / "gone"
    shutil.copytree(before, gone)
    (gone / "ivr" / "2.json").unlink()
    run = diff(tmp_path, part, gone, "--exit-code")
    assert run.status == 1
    assert "6202 Menu 2 (not reached any more)" in run.stdout


def test_roots_may_be_named_and_are_found_on_each_side(tmp_path: Path, before: Path):
    other = pbx(
        tmp_path / "other",
        menu(5, press1_dest="end_call"),
        {**menu(6, press1_dest="end_call"), "name": "Menu 2"},
        inbound_route=[],
    )
    run = diff(tmp_path, before, other, "--root", "name:Menu 2")
    assert "Menu 2" in run.stdout
    assert "6205" not in run.stdout


def test_one_side_may_come_from_standard_input(tmp_path: Path, before: Path, after: Path):
    snapshot = saved(tmp_path, before, "all.json")
    run = shell(tmp_path / "run", f"flowgraph diff - {after} < {snapshot}")
    assert "key 0: Queue 6400 Orders -> Voicemail id 9" in run.stdout


def test_one_saved_answer_is_compared_with_its_menu(tmp_path: Path, before: Path, after: Path):
    run = diff(tmp_path, before / "ivr" / "2.json", after)
    assert "key 0: Queue id 7 -> Voicemail id 9" in run.stdout
    assert "6201" not in run.stdout.partition("not compared")[0]


def test_what_a_side_cannot_read_is_not_compared_and_the_job_is_done_in_part(
    tmp_path: Path, before: Path
):
    torn = tmp_path / "torn"
    shutil.copytree(before, torn)
    (torn / "ivr" / "2.json").write_text('{"errcode": 0, "data": {')
    run = diff(tmp_path, before, torn, "--exit-code")
    assert run.status == 3
    assert run.stdout.startswith(
        "not compared, and taken for unchanged\n  IVR 6202 Menu 2 (new side: "
    )


# -- what comes out --------------------------------------------------------------------------


def test_exit_status_is_one_only_on_request(tmp_path: Path, before: Path, after: Path):
    assert diff(tmp_path, before, after).status == 0
    assert diff(tmp_path, before, after, "--exit-code").status == 1


def test_findings_follow_the_settings_and_accepted_ones_do_not_count(
    tmp_path: Path, before: Path, after: Path
):
    def rules(settings: str) -> set[str]:
        (tmp_path / "run").mkdir(exist_ok=True)
        (tmp_path / "run" / "flowgraph.toml").write_text(settings)
        found: dict[str, Any] = json.loads(
            diff(tmp_path, before, after, "--format", "json").stdout
        )["findings"]
        return {finding["rule"] for finding in (*found["new"], *found["fixed"])}

    assert "no-person" in rules("")
    assert "no-person" not in rules('[check]\nignore = ["no-person"]\n')
    accept = '[[check.accept]]\nrule = "no-person"\nplace = "{}"\nreason = "agreed"\n'
    assert "no-person" not in rules(accept.format("ivr:1") + accept.format("ivr:2"))


def test_pictures_are_drawn_beside_the_report(tmp_path: Path, before: Path, after: Path):
    run = diff(tmp_path, before, after, "-o", "changes.svg", "-o", "changes.txt", "--format",
               "markdown", "--report", "changes.md")  # fmt: skip
    assert (run.status, run.stdout) == (0, "")
    assert set(run.files) == {"changes.svg", "changes.txt", "changes.md"}
    assert "What changed: before -&gt; after" in run.files["changes.svg"].decode()
    assert "~ 0  -> + Voicemail id 9" in run.files["changes.txt"].decode()
    assert run.files["changes.md"].startswith(b"# What changed\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a.json",), "no NEW"),
        (("-", "-"), "standard input can be one side alone"),
        (("a.json", "b.json", "--pbx", "https://pbx.example.net"), "name two new sides"),
        ((), "Missing argument 'OLD'"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_read(
    tmp_path: Path, arguments: tuple[str, ...], words: str
):
    run = diff(tmp_path, *arguments)
    assert (run.status, run.stdout) == (2, "")
    assert words in told(run)["what"]


def test_neither_side_is_overwritten(tmp_path: Path, before: Path, after: Path):
    snapshot = saved(tmp_path, before, "all.json")
    for sides in ((snapshot, after), (after, snapshot)):
        run = diff(tmp_path, *sides, "--format", "json", "--report", snapshot)
        assert run.status == 2
        assert told(run)["what"] == "the output is a file that is read"


def test_two_sides_of_one_name_are_told_apart_in_the_headline(tmp_path: Path, before: Path):
    for place in ("monday", "tuesday"):
        shutil.copytree(before, tmp_path / "run" / place / "pbx")
    run = diff(tmp_path, "monday/pbx", "tuesday/pbx", "-o", "changes.txt")
    text = run.files["changes.txt"].decode()
    assert text.startswith("What changed: monday/pbx -> tuesday/pbx\nnothing changed\n")
