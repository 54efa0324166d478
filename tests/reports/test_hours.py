from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from menus import snapshot_of

from flowgraph.analysis.schedule import parse_moment
from flowgraph.analysis.times import Moment, Origin, moment
from flowgraph.callgraph import call_graph
from flowgraph.model.destination import Destination
from flowgraph.model.route import Route
from flowgraph.model.schedule import (
    EveryYear,
    Holiday,
    MonthDay,
    OfficeHours,
    Period,
    Schedule,
    Unread,
)
from flowgraph.reports.hours import Timetable, render_json, render_text

HOURS = (
    OfficeHours("1", days_of_week=(0, 1, 2, 3, 4), office=(Period(480, 1050),)),
    OfficeHours("2", days_of_week=(5,), months=(12,), office=(Period(540, 720),)),
)
CHRISTMAS = Holiday("1", "Christmas", EveryYear(MonthDay(12, 24), MonthDay(12, 26)))
SCHEDULE = Schedule(HOURS, (CHRISTMAS,))
BRANCHES = {
    "default": Destination("ivr", "1"),
    "office": Destination("ivr", "1"),
    "outoffice": Destination("ext_vm", "4"),
    "holiday": Destination("ext_vm", "4"),
}


def table(
    schedule: Schedule = SCHEDULE,
    *,
    at: str = "",
    today: date | None = None,
    **facts: Any,
) -> Timetable:
    given = {"name": "Main_Line", "time_condition": "global", "branches": BRANCHES, **facts}
    route = Route(id="7", **given)
    snapshot = snapshot_of(
        "ivr:1 -0-> queue:3", roots=(route.node_id,), ivr_1={"number": "6200", "name": "Welcome"}
    )._replace(routes={route.node_id: route})
    when = parse_moment(at) if at else None
    held = moment(snapshot.routes, schedule, at=when) if when else Moment()
    return Timetable(call_graph(snapshot), route, schedule, held, when.date() if when else today)


def text(one: Timetable, origin: Origin = "", **refusals: str) -> str:
    return render_text([one], origin, refusals)


def test_a_week_is_told_as_spans_a_grid_and_a_legend():
    assert (
        text(table())
        == """\
Main_Line (inbound route 7)
time zone: not known, times are the PBX's own

  a  business hours           IVR 6200 Welcome
  B  outside hours, holidays  Voicemail id 4  ! no person can be reached

an ordinary week
  Mon-Fri   00:00-08:00  outside hours   Voicemail id 4  ! no person can be reached
            08:00-17:30  business hours  IVR 6200 Welcome
            17:30-24:00  outside hours   Voicemail id 4  ! no person can be reached
  Sat, Sun  00:00-24:00  outside hours   Voicemail id 4  ! no person can be reached

       0     6     12    18
  Mon  BBBBBBBBaaaaaaaaa/BBBBBB
  Tue  BBBBBBBBaaaaaaaaa/BBBBBB
  Wed  BBBBBBBBaaaaaaaaa/BBBBBB
  Thu  BBBBBBBBaaaaaaaaa/BBBBBB
  Fri  BBBBBBBBaaaaaaaaa/BBBBBB
  Sat  BBBBBBBBBBBBBBBBBBBBBBBB
  Sun  BBBBBBBBBBBBBBBBBBBBBBBB
  / changes within the hour
  a capital: no person can be reached
  not in an ordinary week: Sat 09:00-12:00, only in Dec

holidays
  Christmas, every year 24 Dec to 26 Dec
"""
    )


def test_a_moment_shows_its_week_and_what_holds_then():
    told = text(table(at="2026-12-24T21:00"))
    assert "at 2026-12-24 21:00 (holiday): Voicemail id 4  ! no person can be reached" in told
    assert "the week of Thu 2026-12-24" in told
    assert "  Thu-Sat  00:00-24:00  holidays        Voicemail id 4" in told
    assert "Christmas, every year 24 Dec to 26 Dec, next Thu 2026-12-24" in told


def test_holidays_have_their_next_date_where_today_is_known_and_the_week_stays_ordinary():
    told = text(table(today=date(2026, 12, 27)))
    assert "next Fri 2027-12-24" in told
    assert "an ordinary week" in told


def test_who_named_the_time_zone_is_said():
    zoned = SCHEDULE._replace(timezone="Europe/Berlin")
    assert "time zone: Europe/Berlin from the profile\n" in text(table(zoned), "profile")
    assert "time zone: Europe/Berlin from the PBX\n" in text(table(zoned), "pbx")


def test_hours_that_could_not_be_read_leave_the_branches():
    told = text(table(Schedule()), business_hour="permission missing")
    assert "business hours: not known, the list could not be read (permission missing)" in told
    assert "holidays: not known, the list could not be read\n" in told
    assert "  a  business hours           IVR 6200 Welcome\n" in told
    assert "ordinary week" not in told


def test_a_branch_that_is_not_set_is_not_guessed():
    branches = {key: BRANCHES[key] for key in ("default", "office")}
    told = text(table(branches=branches, at="2026-10-06T21:00"))
    assert "outside hours, holidays: not set; the vendor does not say what happens" in told
    assert "(outside hours): not known, the branch is not set" in told
    assert "Mon  ????????aaaaaaaaa/??????" in told


def test_a_route_with_hours_of_its_own_says_so():
    told = text(table(time_condition="route_scope", at="2026-10-06T10:00"))
    assert "hours: not known, the route has hours of its own (route_scope)" in told
    assert "ordinary week" not in told


def test_a_route_without_a_time_condition_needs_no_table():
    told = text(table(time_condition="disabled", branches={"default": BRANCHES["default"]}))
    assert told.endswith("\n\n  a  at any time  IVR 6200 Welcome\n")


def test_doubts_are_told():
    told = text(table(SCHEDULE._replace(remarks=("unknown holiday 3 left out",))))
    before, _, after = told.partition("! not for certain: unknown holiday 3 left out\n")
    assert "Mon" in after, "it stands before the week, which would pass for certain"
    assert "Mon" not in before


def test_hours_that_are_not_understood_are_not_known_instead_of_closed():
    monday = Unread("business_hour", "7", "business hours 7: unclear", days_of_week=(0,))
    schedule = SCHEDULE._replace(hours=(), unread=(monday,), remarks=(monday.reason,))
    told = text(table(schedule, at="2026-10-05T10:00"))
    assert "(not known): not known, the business hours were not understood\n" in told
    told = text(table(schedule))
    assert re.search(r"\n  Mon +00:00-24:00 +not known\n", told)
    assert "Mon  ????????????????????????" in told
    assert "Tue  BBBBBBBBBBBBBBBBBBBBBBBB" in told


def test_names_of_any_width_keep_the_columns():
    one = table()
    one.graph.nodes["ivr:1"]["label"] = "IVR 6200 日本語\n\x1b x" * 30
    lines = text(one).splitlines()
    assert max(map(len, lines)) < 140
    assert lines[3].startswith("  a  business hours           IVR 6200 日本語")


def test_json_has_every_part_of_the_contract():
    one = table(at="2026-12-24T21:00")
    document = json.loads(render_json(one.graph, [one], SCHEDULE, ""))
    assert document["version"] == 1
    assert document["missing"] == []
    assert document["timezone"] == {"name": None, "from": None}
    assert document["holidays"] == [
        {
            "id": "1",
            "name": "Christmas",
            "text": "Christmas, every year 24 Dec to 26 Dec",
            "next": "2026-12-24",
        }
    ]
    (entry,) = document["entries"]
    assert list(entry) == [
        *("node", "name", "time_condition", "branches", "week_of", "week", "at", "override")
    ]
    assert entry["branches"][1] == {
        "key": "outoffice",
        "destination": "ext_vm:4",
        "label": "Voicemail id 4",
        "person": False,
    }
    assert [day["day"] for day in entry["week"]][3] == "thursday"
    assert entry["week"][3]["spans"] == [
        {
            "from": "00:00",
            "to": "24:00",
            "phase": "holiday",
            "destination": "ext_vm:4",
            "person": False,
        }
    ]
    assert entry["at"] == {"words": "at 2026-12-24 21:00 (holiday)", "key": "holiday"}


def test_json_is_valid_when_nothing_is_known():
    one = table(Schedule(), branches={})
    document = json.loads(render_json(one.graph, [one], Schedule(), ""))
    assert document["holidays"] is None
    assert document["entries"][0]["week"] is None
    assert render_text([], "") == "no inbound route\n"
