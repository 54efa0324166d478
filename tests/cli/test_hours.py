"""Hours of an entry, ``--at`` and forced routes, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from shell import SAMPLE, flowgraph_in, menu, pbx, told, write

from flowgraph.simulator import Faults, Settings, Simulator

LOGIN = {"FLOWGRAPH_CLIENT_ID": "demo", "FLOWGRAPH_CLIENT_SECRET": "demo"}
ALWAYS = [{"id": 1, "days_of_week": "all", "office_times": [{"value": "00:00-23:59"}]}]
WORKDAYS = [
    {"id": 1, "days_of_week": "mon tue wed thu fri", "office_times": [{"value": "09:00-18:00"}]}
]
CHRISTMAS = [{"id": 1, "name": "Christmas", "type": "month", "start": "12-24", "end": "12-26"}]
BERLIN = [{"id": 1, "timezone": "UTC+1 Europe/Berlin", "timezone_type": "global"}]
ZONED = {"time_zone": BERLIN}


def route(identity: int, name: str, current: int, **fields: Any) -> dict[str, Any]:
    stems = {"def_dest": 1, "office_time_dest": 1, "outoffice_time_dest": 2, "holiday_dest": 2}
    branches = {
        key: value
        for stem, target in stems.items()
        for key, value in ((stem, "ivr"), (f"{stem}_value", str(target)))
    }
    return {
        "id": identity,
        "name": name,
        "did_pattern_list": [{"did_pattern": "+15550100"}],
        "enb_time_condition": 1,
        "time_condition": "global",
        "current_destination": "ivr",
        "current_desination_value": str(current),
        **branches,
        **fields,
    }


def timed(folder: Path, *routes: dict[str, Any], **lists: Any) -> Path:
    """A menu by day with a queue behind it, and one by night without anybody."""
    given = {"business_hour": WORKDAYS, "holiday": CHRISTMAS, **lists}
    return pbx(
        folder,
        menu(1, name="Welcome", press0_dest="queue", press0_dest_value="7"),
        menu(2, name="Night", press0_dest="ext_vm", press0_dest_value="8"),
        queue=[{"id": 7, "number": "6400", "name": "Orders"}],
        extension=[{"id": 8, "number": "101", "caller_id_name": "Ada"}],
        inbound_route=[*routes] or [route(3, "Main_Line", 1)],
        **given,
    )  # fmt: skip


@pytest.mark.parametrize(
    "entry", ["3", "Main_Line", "route:3", "route:Main_Line", "inbound_route:3", "did:+15550100"]
)
def test_an_entry_is_named_by_id_name_or_number(entry: str, tmp_path: Path) -> None:
    source = timed(tmp_path / "pbx")
    run = flowgraph_in(tmp_path / "run", "hours", entry, "--from", source)
    assert (run.status, run.stderr) == (0, "")
    assert run.stdout.startswith("Main_Line (inbound route 3)\n")
    assert "  Mon-Fri   00:00-09:00  outside hours   IVR 6202 Night" in run.stdout
    assert "IVR 6202 Night  ! no person can be reached" in run.stdout
    assert "IVR 6201 Welcome  !" not in run.stdout


def test_the_same_folder_gives_the_same_bytes_whatever_the_day(tmp_path: Path) -> None:
    source = timed(tmp_path / "pbx")
    words = ("hours", "--all", "--from", source)
    first = flowgraph_in(tmp_path / "run", *words)
    assert first.stdout == flowgraph_in(tmp_path / "run", *words, TZ="Pacific/Auckland").stdout
    assert "next" not in first.stdout
    at = flowgraph_in(tmp_path / "run", *words, "--at", "2026-12-24T21:00").stdout
    assert "at 2026-12-24 21:00 (holiday): IVR 6202 Night" in at
    assert "next Thu 2026-12-24" in at


def test_a_live_pbx_a_folder_and_a_snapshot_tell_the_same(tmp_path: Path) -> None:
    source = timed(tmp_path / "pbx", **ZONED)
    run_folder = tmp_path / "run"
    words = ("hours", "3", "--at", "2026-12-24T21:00", "--format", "json")
    offline = flowgraph_in(run_folder, *words, "--from", source)
    flowgraph_in(run_folder, "crawl", "--all", "--from", source, "-o", "a.json")
    saved = flowgraph_in(run_folder, *words, "--from", "a.json")
    with Simulator(source, Settings()) as simulator:
        live = flowgraph_in(run_folder, *words, "--pbx", simulator.url, **LOGIN)
    entries = [json.loads(run.stdout)["entries"][0] for run in (offline, saved, live)]
    for entry in entries:
        entry.pop("override")  # a live one depends on the hour of the test
    assert entries[0] == entries[1] == entries[2]
    assert offline.stdout == saved.stdout
    assert json.loads(live.stdout)["timezone"] == {"name": "Europe/Berlin", "from": "pbx"}


def test_lists_that_may_not_be_read_are_a_warning_and_the_branches_stay(tmp_path: Path) -> None:
    source = timed(tmp_path / "pbx")
    faults = Faults.of("deny=businesshour", "deny=holidays")
    with Simulator(source, Settings(), faults) as simulator:
        run = flowgraph_in(tmp_path / "run", "hours", "3", "--pbx", simulator.url, **LOGIN)
    assert run.status == 0
    assert "warning: business hours are not known: permission missing" in run.stderr
    assert "warning: holidays are not known: permission missing" in run.stderr
    assert "business hours: not known, the list could not be read (permission" in run.stdout
    assert "IVR 6201 Welcome" in run.stdout


def test_slips_are_told_before_anything_is_read(tmp_path: Path) -> None:
    source = timed(tmp_path / "pbx")
    for words, what in (
        ((), "no ENTRY"),
        (("ivr:1",), "is no inbound route"),
        (("Mian_Line",), "no inbound route has the name"),
        (("3", "--at", "tomorrow"), "moment 'tomorrow' is not understood"),
    ):
        run = flowgraph_in(tmp_path / "run", "hours", *words, "--from", source)
        assert run.status == 2
        assert what in told(run)["what"], run.stderr


def test_without_routes_there_are_no_hours(tmp_path: Path) -> None:
    source = timed(tmp_path / "pbx")
    (source / "inbound_route.json").unlink()
    run = flowgraph_in(tmp_path / "run", "hours", "3", "--from", source)
    assert run.status == 2
    assert "inbound routes cannot be read" in told(run)["what"]


# -- the time zone -------------------------------------------------------------------------------


def test_the_profiles_zone_counts_more_than_the_pbxs(tmp_path: Path) -> None:
    source = timed(tmp_path / "pbx", **ZONED)
    run_folder = tmp_path / "run"
    run_folder.mkdir()
    words = ("hours", "3", "--at", "2026-10-06T07:30Z")
    with Simulator(source, Settings()) as simulator:
        for line, said, key in (
            ("", "time zone: Europe/Berlin from the PBX", "business hours"),
            ('timezone = "Europe/London"', "time zone: Europe/London from the profile", "outside"),
        ):
            file = run_folder / "flowgraph.toml"
            file.write_text(f'[profile.x]\npbx = "{simulator.url}"\n{line}\n')
            run = flowgraph_in(run_folder, *words, "--profile", "x", **LOGIN)
            assert run.status == 0, run.stderr
            assert said in run.stdout
            assert f"({key}" in run.stdout


def test_a_zone_that_does_not_exist_is_told_with_the_nearest(tmp_path: Path) -> None:
    run_folder = tmp_path / "run"
    run_folder.mkdir()
    text = '[profile.x]\npbx = "http://127.0.0.1:1"\ntimezone = "Europe/Berln"\n'
    (run_folder / "flowgraph.toml").write_text(text)
    run = flowgraph_in(run_folder, "hours", "3", "--profile", "x")
    assert run.status == 2
    assert "there is no time zone 'Europe/Berln'" in told(run)["what"]
    assert told(run)["where"] == "flowgraph.toml, line 3"
    assert "Europe/Berlin" in told(run)["next"]


def test_a_zone_of_the_pbx_that_nobody_knows_is_no_obstacle(tmp_path: Path) -> None:
    zones = [{"id": 1, "timezone": "UTC+1 Mars/Olympus", "timezone_type": "global"}]
    source = timed(tmp_path / "pbx", time_zone=zones)
    run = flowgraph_in(
        tmp_path / "run", "hours", "3", "--from", source, "--at", "2026-10-06T10:00Z"
    )
    assert run.status == 0
    assert "time zone: not known, times are the PBX's own" in run.stdout
    assert "the PBX's time zone 'Mars/Olympus' is not known here" in run.stderr


# -- pictures ------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["draw", "loops"])
def test_a_picture_greys_what_is_closed_at_a_moment(command: str, tmp_path: Path) -> None:
    source = timed(tmp_path / "pbx")
    words = (command, "route:3", "--from", source, "-o", "a.dot", "-q")
    dot = flowgraph_in(tmp_path / "run", *words, "--at", "2026-12-24T21:00").files["a.dot"].decode()
    assert "at 2026-12-24 21:00 (holiday)" in dot
    assert "closed at this moment" in dot
    assert dot.count("· closed") == 3
    any_hour = flowgraph_in(tmp_path / "run", *words).files["a.dot"].decode()
    assert "closed" not in any_hour


# -- forced routes -------------------------------------------------------------------------------


def test_a_route_that_is_forced_now_is_marked_and_told(tmp_path: Path) -> None:
    routes = (route(3, "Main_Line", 2), route(4, "Other", 1))
    source = timed(tmp_path / "pbx", *routes, business_hour=ALWAYS, holiday=[], **ZONED)
    with Simulator(source, Settings()) as simulator:
        where = ("--pbx", simulator.url)
        drawn = flowgraph_in(tmp_path / "run", "draw", "--all", *where, "-o", "a.dot", **LOGIN)
        hours = flowgraph_in(tmp_path / "run", "hours", "3", "4", *where, **LOGIN)
    line = (
        "warning: route Main_Line is forced to Night: the schedule says Welcome; "
        "somebody may have dialled the override code\n"
    )
    assert line in drawn.stderr
    assert line in hours.stderr
    assert "Other" not in drawn.stderr
    dot = drawn.files["a.dot"].decode()
    assert "! forced to Night: the schedule says Welcome" in dot
    assert '"inbound-route-3":kforced:e -> "ivr-2":h:w' in dot
    assert "closed" not in dot
    assert hours.stdout.count("! forced to Night: the schedule says Welcome\n") == 1


def test_a_route_that_is_forced_now_is_not_taken_for_forced_at_another_moment(
    tmp_path: Path,
) -> None:
    routes = (route(3, "Main_Line", 2), route(4, "Other", 1))
    source = timed(tmp_path / "pbx", *routes, business_hour=ALWAYS, holiday=[], **ZONED)
    words = ("draw", "--all", "-o", "a.dot", "--at", "2035-06-05T10:00")
    with Simulator(source, Settings()) as simulator:
        run = flowgraph_in(tmp_path / "run", *words, "--pbx", simulator.url, **LOGIN)
    dot = run.files["a.dot"].decode()
    assert "! forced to Night: the schedule says Welcome" in dot
    assert "kforced" not in dot
    assert "overridden" not in dot


@pytest.mark.parametrize("overview", ["never", "always"])
def test_a_picture_at_a_moment_shows_where_a_forced_route_sends_its_calls(
    overview: str, tmp_path: Path
) -> None:
    words = ("draw", "--all", "--from", SAMPLE, "-o", "a.svg", "--overview", overview)
    run = flowgraph_in(tmp_path / "run", *words, "--at", "2026-12-24T21:00")
    picture = run.files["a.svg"].decode()
    assert "forced: calls go here instead" in picture
    assert "forced to Night &amp; weekend / Noche: the schedule" in picture
    assert "not reached at this moment" in picture


# -- around a telephone --------------------------------------------------------------------------


def test_around_a_telephone_are_its_voicemail_and_the_groups_that_ring_it(tmp_path: Path) -> None:
    words = ("draw", "--all", "--from", SAMPLE, "-q", "-o", "a.txt", "--focus")
    run = flowgraph_in(tmp_path / "run", *words, "304")
    text = run.files["a.txt"].decode()
    for line in (
        "  1  -> Extension 304",
        "  no key  -> Voicemail 304",
        "  rings  -> Extension 304",
        "Queue 6402",
        "Ring group 6301",
    ):
        assert line in text
    # Nobody's key: a member alone.
    member = flowgraph_in(tmp_path / "run", *words, "303").files["a.txt"].decode()
    assert member.count("  rings  -> Extension 303") == 3
    assert "Voicemail 303" in member
    lost = flowgraph_in(tmp_path / "run", *words, "399")
    assert (lost.status, told(lost)["what"]) == (2, "nothing is called '399'")


def test_where_the_zone_is_assumed_the_warning_says_so(tmp_path: Path) -> None:
    source = timed(
        tmp_path / "pbx", route(3, "Main_Line", 2), business_hour=ALWAYS, holiday=[], time_zone=[]
    )
    with Simulator(source, Settings()) as simulator:
        run = flowgraph_in(tmp_path / "run", "loops", "1", "--pbx", simulator.url, **LOGIN)
    assert (
        "the schedule says Welcome, if the PBX stands in this computer's time zone;" in run.stderr
    )


def test_a_folder_is_not_compared_with_the_clock(tmp_path: Path) -> None:
    source = timed(tmp_path / "pbx", route(3, "Main_Line", 2), business_hour=ALWAYS, holiday=[])
    for words in ((), ("--at", "2026-10-06T10:00")):
        run = flowgraph_in(
            tmp_path / "run", "draw", "--all", "--from", source, "-o", "a.dot", *words
        )
        assert run.stderr == "wrote a.dot\n"
    queue = route(3, "Main_Line", 7, current_destination="queue")
    write(source / "inbound_route.json", [queue])
    words = ("draw", "--all", "--from", source, "-o", "a.dot", "-q")
    assert flowgraph_in(tmp_path / "run", *words).stderr == ""
    run = flowgraph_in(tmp_path / "run", *words, "--at", "2026-10-06T10:00")
    assert "route Main_Line is forced to Queue 6400 Orders: the schedule says Welcome" in run.stderr
