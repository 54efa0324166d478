"""Expectations of a call flow, as somebody who keeps a file of them meets the command."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from shell import SAMPLE, flowgraph_in, menu, pbx, told, write

from flowgraph.simulator import Faults, Settings, Simulator

Generated = Callable[..., Path]

LOGIN = {"FLOWGRAPH_CLIENT_ID": "demo", "FLOWGRAPH_CLIENT_SECRET": "demo"}
WORKDAYS = [
    {"id": 1, "days_of_week": "mon tue wed thu fri", "office_times": [{"value": "09:00-18:00"}]}
]
CHRISTMAS = [{"id": 1, "name": "Christmas", "type": "month", "start": "12-24", "end": "12-26"}]


def route(identity: int, did: str, **fields: Any) -> dict[str, Any]:
    stems = {"def_dest": 1, "office_time_dest": 1, "outoffice_time_dest": 2, "holiday_dest": 2}
    branches = {
        key: value
        for stem, target in stems.items()
        for key, value in ((stem, "ivr"), (f"{stem}_value", str(target)))
    }
    return {
        "id": identity,
        "pos": identity,
        "name": f"Line_{identity}",
        "did_pattern_list": [{"did_pattern": did}] if did else [],
        "cid_pattern_list": [],
        "enb_time_condition": 1,
        "time_condition": "global",
        **branches,
        **fields,
    }


def office(folder: Path, *routes: dict[str, Any], **lists: Any) -> Path:
    """A menu by day with a queue behind it, and one by night with a voicemail."""
    given = {"business_hour": WORKDAYS, "holiday": CHRISTMAS, **lists}
    return pbx(
        folder,
        menu(1, name="Welcome", press1_dest="queue", press1_dest_value="7", timeout_dest="ivr",
             timeout_dest_value="2"),
        menu(2, name="Night", press1_dest="ext_vm", press1_dest_value="8"),
        queue=[{"id": 7, "number": "6400", "name": "Orders"}],
        extension=[{"id": 8, "number": "101", "caller_id_name": "Ada"}],
        inbound_route=[*routes] or [route(3, "+15550100")],
        **given,
    )  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    return folder


def expect(place: Path, *rows: str, top: str = 'from = "did:+15550100"\n') -> str:
    text = top + "".join(f"[[expect]]\n{row}\n" for row in rows)
    (place / "office.toml").write_text(text, encoding="utf-8")
    return "office.toml"


BY_DAY = 'at = "2026-10-06T10:00"\nkeys = "1"\nreaches = "queue Orders"'
AT_NIGHT = 'keys = "outoffice,1"\nreaches = "voicemail Ada"'
WRONG = 'keys = "office,1"\nreaches = "voicemail Ada"'


# -- running -------------------------------------------------------------------------------------


def test_what_is_right_is_one_line_and_what_is_wrong_is_exit_1(place: Path, tmp_path: Path) -> None:
    source = office(tmp_path / "pbx")
    good = flowgraph_in(place, "test", expect(place, BY_DAY, AT_NIGHT), "--from", source)
    assert (good.status, good.stderr) == (0, "")
    assert good.stdout.endswith("\n2 passed, 0 failed; 4 of 6 keys tried (66 %)\n")
    assert "passed  " not in good.stdout
    bad = flowgraph_in(place, "test", expect(place, BY_DAY, WRONG), "--from", source)
    assert bad.status == 1
    assert "FAILED  did:+15550100: office,1 reaches voicemail Ada  (office.toml, line 6)" in (
        bad.stdout
    )
    assert "1 passed, 1 failed" in bad.stdout


def test_what_passed_is_told_to_those_who_ask(place: Path, tmp_path: Path) -> None:
    source = office(tmp_path / "pbx")
    words = ("test", expect(place, BY_DAY), "--from", source, "--show", "passed")
    run = flowgraph_in(place, *words)
    assert "passed  did:+15550100 at 2026-10-06 10:00: 1 reaches queue Orders\n" in run.stdout


def test_keys_of_all_entries_count_whether_or_not_anybody_expects_anything_of_them(
    place: Path, tmp_path: Path
) -> None:
    source = office(tmp_path / "pbx", route(3, "+15550100"), route(4, "+15550110"))
    words = ("test", expect(place, BY_DAY, AT_NIGHT), "--from", source)
    run = flowgraph_in(place, *words)
    assert "Inbound route 4 Line_4 (inbound_route:4): business hours, outside hours" in run.stdout
    assert "4 of 9 keys tried (44 %)" in run.stdout
    one = flowgraph_in(place, *words, "--root", "did:+15550100")
    assert "4 of 6 keys tried (66 %)" in one.stdout
    night = flowgraph_in(place, *words, "--root", "2")
    assert night.stdout == "2 passed, 0 failed; 1 of 1 keys tried (100 %)\n"


def test_too_few_keys_are_exit_1(place: Path, tmp_path: Path) -> None:
    source = office(tmp_path / "pbx")
    words = ("test", expect(place, BY_DAY, AT_NIGHT), "--from", source)
    assert flowgraph_in(place, *words, "--min-coverage", 66).status == 0
    run = flowgraph_in(place, *words, "--min-coverage", 67)
    assert run.status == 1
    assert run.stdout.endswith("too few keys are tried: 66 % of them, not 67 %\n")
    assert flowgraph_in(place, *words, "--min-coverage", 101).status == 2


def test_a_live_pbx_a_folder_and_a_snapshot_tell_the_same(place: Path, tmp_path: Path) -> None:
    source = office(tmp_path / "pbx")
    words = ("test", expect(place, BY_DAY, AT_NIGHT, WRONG), "--format", "json")
    offline = flowgraph_in(place, *words, "--from", source)
    flowgraph_in(place, "crawl", "--all", "--from", source, "-o", "a.json")
    saved = flowgraph_in(place, *words, "--from", "a.json")
    with Simulator(source, Settings()) as simulator:
        live = flowgraph_in(place, *words, "--pbx", simulator.url, **LOGIN)
    assert offline.status == saved.status == live.status == 1
    assert offline.stdout == saved.stdout == live.stdout


def test_a_pbx_that_could_be_read_in_part_is_exit_3_whatever_failed(
    place: Path, tmp_path: Path
) -> None:
    source = office(tmp_path / "pbx")
    (source / "ivr" / "2.json").write_text("{")
    for rows in ((BY_DAY,), (BY_DAY, WRONG)):
        run = flowgraph_in(place, "test", expect(place, *rows), "--from", source)
        assert run.status == 3
    run = flowgraph_in(place, "test", expect(place, AT_NIGHT), "--from", source)
    assert "  got       IVR id 2 (ivr:2)\n  why       " in run.stdout


def test_a_pbx_that_cannot_be_read_is_exit_2_and_nothing_is_said_to_have_failed(
    place: Path, tmp_path: Path
) -> None:
    faults = Faults.of("deny=ivr")
    with Simulator(office(tmp_path / "pbx"), Settings(), faults) as simulator:
        words = ("test", expect(place, BY_DAY), "--pbx", simulator.url)
        run = flowgraph_in(place, *words, **LOGIN)
    assert (run.status, run.stdout) == (2, "")


def test_what_the_pbx_has_lost_is_a_failure_and_no_slip(place: Path, tmp_path: Path) -> None:
    source = office(tmp_path / "pbx")
    write(source / "queue.json", [{"id": 9, "number": "6400", "name": "Bestellungen"}])
    run = flowgraph_in(place, "test", expect(place, BY_DAY), "--from", source)
    assert run.status == 1
    assert "there is no queue called 'Orders'" in run.stdout
    write(source / "inbound_route.json", [route(3, "+15550199")])
    run = flowgraph_in(place, "test", expect(place, BY_DAY), "--from", source)
    assert run.status == 1
    assert "  got       no call\n" in run.stdout
    assert "no inbound route takes the number '+15550100'" in run.stdout


def test_the_caller_decides_between_routes(place: Path, tmp_path: Path) -> None:
    vip = route(1, "+15550100", cid_pattern_list=[{"cid_pattern": "+1555X."}], def_dest_value="2",
                enb_time_condition=0, time_condition="disabled")  # fmt: skip
    source = office(tmp_path / "pbx", vip, route(3, "+15550100"))
    rows = ('caller = "+15550177"\nreaches = "menu Night"', AT_NIGHT)
    run = flowgraph_in(place, "test", expect(place, *rows), "--from", source)
    assert "1 passed, 1 failed" in run.stdout
    assert "several inbound routes take the number" in run.stdout
    assert "or write caller, which may decide" in " ".join(run.stdout.split())


def test_routes_with_hours_of_their_own_are_no_guess(place: Path, tmp_path: Path) -> None:
    source = office(tmp_path / "pbx", route(3, "+15550100", time_condition="custom"))
    run = flowgraph_in(place, "test", expect(place, BY_DAY, AT_NIGHT), "--from", source)
    assert "has hours of its own, which the PBX does not tell" in " ".join(run.stdout.split())
    assert "1 passed, 1 failed" in run.stdout


def test_hours_that_may_not_be_read_are_a_warning_where_a_moment_counts(
    place: Path, tmp_path: Path
) -> None:
    faults = Faults.of("deny=businesshour", "deny=holidays")
    with Simulator(office(tmp_path / "pbx"), Settings(), faults) as simulator:
        words = ("--pbx", simulator.url)
        timed = flowgraph_in(place, "test", expect(place, BY_DAY), *words, **LOGIN)
        named = flowgraph_in(place, "test", expect(place, AT_NIGHT), *words, **LOGIN)
    assert "warning: business hours are not known: permission missing" in timed.stderr
    assert timed.status == 1
    assert (named.status, "business hours" in named.stderr) == (0, False)


# -- reports -------------------------------------------------------------------------------------


def test_a_ci_server_gets_junit_in_a_file(place: Path, tmp_path: Path) -> None:
    source = office(tmp_path / "pbx")
    words = ("--from", source, "--format", "junit", "--report", "test.xml")
    run = flowgraph_in(place, "test", expect(place, BY_DAY, WRONG), *words)
    assert (run.status, run.stdout, run.stderr) == (1, "", "wrote test.xml\n")
    (suite,) = etree.fromstring(run.files["test.xml"])
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == (
        "office.toml",
        "2",
        "1",
    )


def test_a_report_never_overwrites_the_file_it_is_about(place: Path, tmp_path: Path) -> None:
    source = office(tmp_path / "pbx")
    file = expect(place, BY_DAY)
    run = flowgraph_in(place, "test", file, "--from", source, "--report", file)
    assert run.status == 2
    assert "the output is a file that is read" in told(run)["what"]


# -- slips ---------------------------------------------------------------------------------------


def test_slips_of_the_file_are_told_together_before_anything_is_read(place: Path) -> None:
    file = expect(place, 'reachs = "x"', 'keys = "1,,2"\nreaches = "x"')
    run = flowgraph_in(place, "test", file, "--pbx", "http://127.0.0.1:1", **LOGIN)
    assert run.status == 2
    assert told(run)["what"].splitlines() == [
        "office.toml, line 3: unknown setting reachs; did you mean reaches?",
        "  office.toml, line 5: keys: a key is empty; write 0-9, #, *, timeout, invalid, fail, "
        "always, noanswer, busy, default, office, outoffice, holiday or a number to dial, with "
        "commas between them",
    ]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ((), "Missing argument 'FILE'"),
        (("no.toml",), "there is no such file"),
        (("office.toml", "5"), "unexpected extra argument (5)"),
        (("office.toml", "--root", "77"), "there is no IVR 77"),
        (("office.toml", "--root", "did:1"), "no inbound route takes the number '1'"),
        (("new.toml", "--init", "--root", "x"), "'x' is no id"),
        (("new.toml", "--init", "--min-coverage", "5"), "--init writes FILE and no report"),
        (("new.toml", "--init", "--show", "passed"), "--init writes FILE and no report"),
        (("new.toml", "--init", "--format", "json"), "--init writes FILE and no report"),
        (("new.toml", "--init", "--report", "x"), "--init writes FILE and no report"),
        (("no/new.toml", "--init"), "there is no such folder"),
        (("-", "--init"), "standard output is no file"),
        (("office.toml", "--init"), "this file is there already"),
    ],
)
def test_slips_of_the_command_line_write_nothing(words, what, place: Path, tmp_path: Path) -> None:
    source = office(tmp_path / "pbx")
    expect(place, BY_DAY)
    run = flowgraph_in(place, "test", *words, "--from", source)
    assert (run.status, run.stdout) == (2, "")
    assert what in told(run)["what"], run.stderr
    assert list(run.files) == ["office.toml"]


# -- the first file ------------------------------------------------------------------------------


@pytest.mark.parametrize("root", [(), ("--root", "did:+15550110"), ("--root", "number:6205")])
def test_a_first_file_passes_at_once(root: tuple[str, ...], place: Path) -> None:
    run = flowgraph_in(place, "test", "a.toml", "--from", SAMPLE, "--init", *root)
    assert run.status == 0
    assert run.stderr.splitlines()[-1].startswith("wrote a.toml (")
    again = flowgraph_in(place, "test", "a.toml", "--from", SAMPLE, *root)
    assert again.status == 0
    # What it cannot try is the key to a menu that was removed.
    (untried,) = [line for line in again.stdout.splitlines() if line.startswith("  ")]
    assert untried == '  IVR 6205 Billing & "Insurance" (ivr:8): 3'
    expected = tomllib.loads((place / "a.toml").read_text())["expect"]
    assert f"{len(expected)} passed, 0 failed" in again.stdout


def test_a_first_file_is_the_same_whoever_is_asked(place: Path) -> None:
    flowgraph_in(place, "test", "a.toml", "--from", SAMPLE, "--init")
    flowgraph_in(place, "crawl", "--all", "--from", SAMPLE, "-o", "a.json")
    flowgraph_in(place, "test", "b.toml", "--from", "a.json", "--init")
    with Simulator(SAMPLE, Settings()) as simulator:
        flowgraph_in(place, "test", "c.toml", "--pbx", simulator.url, "--init", **LOGIN)
    first = (place / "a.toml").read_text()
    assert first == (place / "b.toml").read_text() == (place / "c.toml").read_text()
    assert first.count('from = "did:+15550110"') == 1
    assert first.count('from = "route:Insurance_Line"') == 3


def test_a_first_file_without_routes_begins_at_menus(place: Path, tmp_path: Path) -> None:
    source = office(tmp_path / "pbx")
    (source / "inbound_route.json").unlink()
    run = flowgraph_in(place, "test", "a.toml", "--from", source, "--init", "-q")
    assert (run.status, run.stderr) == (0, "")
    assert 'from = "number:6201"\nkeys = "1"\n' in (place / "a.toml").read_text()
    assert flowgraph_in(place, "test", "a.toml", "--from", source).stdout == (
        "3 passed, 0 failed; 3 of 3 keys tried (100 %)\n"
    )


def test_where_no_key_leads_anywhere_no_file_is_written(place: Path, tmp_path: Path) -> None:
    source = pbx(tmp_path / "pbx", menu(1), inbound_route=[])
    run = flowgraph_in(place, "test", "a.toml", "--from", source, "--init")
    assert (run.status, run.files) == (2, {})
    assert "no key leads anywhere" in told(run)["what"]


def test_a_first_file_of_a_large_pbx_passes_too(generated: Generated, place: Path) -> None:
    source = generated("fleet-large", 200)
    assert flowgraph_in(place, "test", "a.toml", "--from", source, "--init", "-q").status == 0
    run = flowgraph_in(place, "test", "a.toml", "--from", source)
    assert run.status == 0
    assert " passed, 0 failed; " in run.stdout
    assert run.stdout.count("\n") < 20


# -- the sample ----------------------------------------------------------------------------------


def test_the_expectations_of_the_sample_pass() -> None:
    file = SAMPLE.parent / "expectations.toml"
    for source in (SAMPLE, SAMPLE.parent / "snapshot.json"):
        run = flowgraph_in(SAMPLE.parent, "test", file.name, "--from", source, "--format", "json")
        assert run.status == 0, run.stdout
        document = json.loads(run.stdout)
        assert document["summary"] == {"passed": 15, "failed": 0}
        assert all(row["line"] for row in document["expectations"])


def test_quiet_is_silent_where_all_is_well_and_speaks_where_it_is_not(tmp_path: Path):
    source = office(tmp_path / "pbx")
    place = tmp_path / "quiet"
    place.mkdir()
    assert flowgraph_in(place, "test", "a.toml", "--from", source, "--init").status == 0
    run = flowgraph_in(place, "test", "a.toml", "--from", source, "-q")
    assert (run.status, run.stdout, run.stderr) == (0, "", "")
    (place / "b.toml").write_text('[[expect]]\nfrom = "1"\nreaches = "hang up"\n')
    run = flowgraph_in(place, "test", "b.toml", "--from", source, "-q")
    assert run.status == 1
    assert "hang up" in run.stdout.lower()
