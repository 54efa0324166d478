"""A snapshot is read as it was written, and a broken one is refused with the place of the slip."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowgraph.errors import InputError
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.ids import id_order
from flowgraph.model.ivr import Ivr
from flowgraph.model.missing import NOT_FOLLOWED, NOT_FOUND, UNREADABLE, Missing, Status
from flowgraph.model.snapshot import Snapshot
from flowgraph.sources.openapi import wire
from flowgraph.sources.snapshot_file import FORMAT, VERSION, dump, load

FULL = Snapshot(
    name="Head office",
    roots=("5", "2"),
    ivrs={
        "2": Ivr(id="2", keys={"0": Destination("queue", "7")}, unknown={"x": [1, {"y": None}]}),
        "5": Ivr(id="5", name="主\n菜", prompts=("a.wav",), stop_recording={"0": True}),
    },
    missing={"9": Missing("9", NOT_FOUND, 60001, "no such object")},
    directory=Directory(
        {
            "extension": Listing(refusal="permission missing", code=10005),
            "queue": Listing({"7": Entry("7", "6400", "Orders")}, complete=False),
        }
    ),
    cut="stopped at --max-menus 2",
    is_whole=True,
    dropped_fields=("prompt_manger_password",),
    stamp="2026-01-01T00:00:00+00:00",
)  # fmt: skip


def read(text: str) -> Snapshot:
    return load(wire.decode(text.encode()).fields, "a.json")


def test_everything_is_read_as_it_was_written() -> None:
    assert read(dump(FULL)) == FULL
    assert read(dump(FULL._replace(stamp=""))) == FULL._replace(stamp="")


def test_it_is_one_documented_json_file() -> None:
    text = dump(FULL)
    document = json.loads(text)
    assert (document["format"], document["version"]) == (FORMAT, VERSION)
    assert document["roots"] == ["ivr:5", "ivr:2"]
    assert document["missing"][0]["id"] == "ivr:9"
    assert "主" in text
    assert text.endswith("}\n")


ids = st.integers(1, 50).map(str)
texts = st.text(max_size=10)
statuses: st.SearchStrategy[Status] = st.sampled_from([NOT_FOUND, UNREADABLE, NOT_FOLLOWED])


def by_id(values: list[Any]) -> dict[str, Any]:
    return {value.id: value for value in sorted(values, key=lambda value: id_order(value.id))}


def _snapshot(parts: dict[str, Any]) -> Snapshot:
    return Snapshot(**parts)


entries = st.lists(st.tuples(ids, texts, texts).map(Entry._make), max_size=3)
menus = st.tuples(ids, texts).map(lambda row: Ivr(id=row[0], name=row[1]))
codes = st.none() | st.integers(-3, 99)
gaps = st.tuples(ids, statuses, codes, texts).map(Missing._make)
refusals = st.tuples(st.text(min_size=1, max_size=9), codes)
listings = entries.map(lambda rows: Listing(by_id(rows))) | refusals.map(
    lambda row: Listing(refusal=row[0], code=row[1])
)
directories = st.dictionaries(st.sampled_from(["queue", "extension", "later_kind"]), listings)
snapshots = st.fixed_dictionaries(
    {
        "name": texts,
        "roots": st.lists(ids, max_size=3, unique=True).map(tuple),
        "ivrs": st.lists(menus, max_size=4).map(by_id),
        "missing": st.lists(gaps, max_size=3).map(by_id),
        "directory": directories.map(lambda found: Directory(dict(sorted(found.items())))),
        "cut": texts,
        "is_whole": st.booleans(),
        "dropped_fields": st.lists(texts, max_size=2).map(tuple),
        "stamp": st.sampled_from(["", "2026-01-01"]),
    }
).map(_snapshot)


@settings(max_examples=100, deadline=None)
@given(snapshots)
def test_any_snapshot_is_dumped_loaded_and_dumped_to_the_same_bytes(snapshot: Snapshot) -> None:
    text = dump(snapshot)
    again = dump(read(text))
    # What no terminal could show has a stand-in from the first reading on.
    assert again == dump(read(again))
    escaped = any(sign in text for sign in ("\\u00", "\\b", "\\f"))
    if not escaped and not any("\x7f" <= c <= "\x9f" or c in "\ufffe\uffff" for c in text):
        assert again == text


def change(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def edit(document: dict[str, Any]) -> None:
        *folders, last = [int(p) if p.isdigit() else p for p in path.split(".")]
        place: Any = document
        for folder in folders:
            place = place[folder]
        place[last] = value

    return edit


@pytest.mark.fault("D10")
@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("format", "other", "no flowgraph snapshot"),
        ("format", None, "no flowgraph snapshot"),
        ("version", VERSION + 1, f"version {VERSION + 1}, this flowgraph reads up to {VERSION}"),
        ("version", 10**30, f"this flowgraph reads up to {VERSION}"),
        ("version", 0, "no valid version"),
        ("version", -1, "no valid version"),
        ("version", True, "no valid version"),
        ("version", "1", "no valid version"),
        ("version", None, "no valid version"),
        ("ivrs", None, "no valid ivrs"),
        ("ivrs", {}, "no valid ivrs"),
        ("ivrs.1", [], "no valid ivrs[1]"),
        ("ivrs.1.id", None, "no valid ivrs[1].id"),
        ("ivrs.0.id", {}, "no valid ivrs[0].id"),
        ("roots", None, "no valid roots"),
        ("roots", "ivr:5", "no valid roots"),
        ("roots.0", None, "no valid roots[0]"),
        ("roots.1", "ivr:", "no valid roots[1]"),
        ("missing", {}, "no valid missing"),
        ("missing.0", 5, "no valid missing[0]"),
        ("missing.0.id", "", "no valid missing[0].id"),
        ("missing.0.status", "lost", "no valid missing[0].status"),
        ("missing.0.status", [], "no valid missing[0].status"),
        ("missing.0.code", "60001", "no valid missing[0].code"),
        ("missing.0.code", True, "no valid missing[0].code"),
        ("dropped_fields", "x", "no valid dropped_fields"),
        ("lists", [], "no valid lists"),
        ("lists.queue", [], "no valid lists.queue"),
        ("lists.queue.entries", None, "no valid lists.queue.entries"),
        ("lists.queue.entries.0", "7", "no valid lists.queue.entries[0]"),
        ("lists.queue.entries.0.id", None, "no valid lists.queue.entries[0].id"),
        ("lists.extension.refused", "no", "no valid lists.extension.refused"),
        ("lists.extension.refused.code", "x", "no valid lists.extension.refused.code"),
        ("objects", [], "no valid objects"),
        ("objects.queue", 5, "no valid objects.queue"),
        ("objects.fax", {}, "no valid objects.fax"),
        ("objects.queue.entries", {}, "no valid objects.queue.entries"),
        ("objects.queue.entries", [5], "no valid objects.queue.entries[0]"),
        ("objects.queue.entries", [{"id": ""}], "no valid objects.queue.entries[0].id"),
        ("objects.queue", {"refused": {}}, "no valid objects.queue.entries"),
        ("refused", [], "no valid refused"),
        ("refused", {"queue": 5}, "no valid refused.queue"),
        ("refused", {"queue": {"code": True}}, "no valid refused.queue.code"),
    ],
)
def test_a_slip_is_named_by_its_path(path: str, value: object, named: str) -> None:
    document = json.loads(dump(FULL))
    change(path, value)(document)
    with pytest.raises(InputError) as caught:
        load(document, "a.json")
    assert named in caught.value.what
    assert caught.value.where.startswith("a.json")
    assert caught.value.hint


@pytest.mark.parametrize(
    "part", ["missing", "lists", "objects", "dropped_fields", "name", "cut", "whole"]
)
def test_a_part_that_is_not_there_is_empty(part: str) -> None:
    document = json.loads(dump(FULL))
    del document[part]
    assert load(document, "a.json").ivrs == FULL.ivrs


def test_a_refusal_without_a_reason_is_no_empty_list() -> None:
    document = json.loads(dump(FULL))
    document["lists"]["extension"]["refused"] = {}
    assert not load(document, "a.json").directory.listings["extension"].is_known


def test_edited_by_hand_it_is_put_in_order() -> None:
    document = json.loads(dump(FULL))
    document["ivrs"].reverse()
    document["ivrs"][0]["id"] = 5
    document["roots"] = [5, "002", "ivr:5"]
    assert dump(load(document, "a.json")) == dump(FULL)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 99) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "status", "entries", "refused", "code"]), inner)
    ),
    max_leaves=6,
)
PARTS = [
    "name",
    "roots",
    "whole",
    "cut",
    "missing",
    "dropped_fields",
    "ivrs",
    "lists",
    "stamp",
    "objects",
    "refused",
]


@pytest.mark.fault("D10")
@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(PARTS), json_values))
def test_a_snapshot_of_anything_is_read_or_refused(parts: dict[str, Any]) -> None:
    document = {"format": FORMAT, "version": VERSION, "roots": [], "ivrs": [], **parts}
    # Anything else that is raised is a fault of ours.
    with contextlib.suppress(InputError):
        dump(load(document, "a.json"))
