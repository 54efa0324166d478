from __future__ import annotations

from menus import snapshot_of

from flowgraph.model.directory import Directory, Listing
from flowgraph.model.missing import NOT_FOUND, UNREADABLE, Missing
from flowgraph.model.snapshot import Snapshot
from flowgraph.notes import notes
from flowgraph.sources.openapi.schedule_fields import schedule_from_rows


def told(snapshot: Snapshot) -> list[str]:
    return list(notes(snapshot))


def test_a_healthy_pbx_needs_no_note() -> None:
    assert told(snapshot_of("ivr:1 -1-> queue:1")) == []


def test_the_most_important_comes_first() -> None:
    snapshot = snapshot_of("ivr:1 -1-> ivr:2", "ivr:1 -2-> ivr:3", ivr_1={"unknown": {"x": 1}})
    snapshot = snapshot._replace(
        cut="stopped",
        missing={**snapshot.missing, "3": Missing("3", UNREADABLE, -2, "errcode -2")},
        directory=Directory({"queue": Listing(refusal="permission missing")}),
    )
    beginnings = ["the crawl is incomplete: stopped", "IVR 3 could not be read: errcode -2",
                  "IVR 2 does not exist, but IVR 1 key 1 leads there",
                  "names of queues are not known: ids are shown, and what lies "
        "behind them is not known "
        "(permission missing)",
                  "1 unknown field was kept"]  # fmt: skip
    for note, beginning in zip(told(snapshot), beginnings, strict=True):
        assert note.startswith(beginning)


def test_who_leads_to_a_menu_that_is_not_there_is_counted() -> None:
    several = snapshot_of("ivr:1 -1-> ivr:9", "ivr:1 -2-> ivr:9", "ivr:1 -3-> ivr:9")
    assert told(several) == ["IVR 9 does not exist, but IVR 1 key 1 and 2 more lead there"]
    asked = snapshot_of("ivr:1 -1-> queue:1")._replace(
        missing={"7": Missing("7", NOT_FOUND, 60001, "")}
    )
    assert told(asked) == ["IVR 7 does not exist, but was asked for"]


def test_a_list_that_is_cut_off_is_told() -> None:
    directory = Directory({"extension": Listing(complete=False)})
    snapshot = snapshot_of("ivr:1 -1-> extension:1")._replace(directory=directory)
    assert told(snapshot) == ["the list of extensions is not complete: the PBX gave 0 rows"]


def test_a_note_is_one_short_line_whatever_the_pbx_says() -> None:
    snapshot = snapshot_of(
        f"ivr:1 -1-> ivr:{'x' * 100_000}", ivr_1={"unknown": {"a\nerror: b" * 1000: 1}}
    )._replace(cut="a\nb")
    for note in told(snapshot):
        assert "\n" not in note
        assert len(note) <= 400


def test_many_dangling_keys_take_no_time() -> None:
    steps = [f"ivr:{i} -{key}-> ivr:{i}{key}00000" for i in range(1, 3000) for key in range(10)]
    notes = told(snapshot_of(*steps))
    assert notes[-1] == f"{len(steps) - 10} more of the same kind"


def test_hours_that_are_not_understood_are_told() -> None:
    rows = [{"id": 1, "days_of_week": "mon", "office_times": "8am-6pm"}]
    schedule = schedule_from_rows({"business_hour": rows, "holiday": [{"id": 2, "type": "moon"}]})
    snapshot = snapshot_of("ivr:1 -1-> queue:1")._replace(schedule=schedule)
    expected = [
        'business hours 1: office_times "8am-6pm" is not understood; whether it is open then is '
        "not known",
        'holiday 2: type "moon" is not understood; on which days it falls is not known',
    ]
    assert told(snapshot) == expected
    assert list(notes(snapshot, is_judged=True)) == expected
