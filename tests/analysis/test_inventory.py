from __future__ import annotations

from typing import Any

import pytest
from menus import snapshot_of

from flowgraph.analysis.inventory import KINDS, inventory
from flowgraph.analysis.targets import Target, whole_graph
from flowgraph.analysis.who import who
from flowgraph.cli.list import KINDS as OFFERED
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Entry
from flowgraph.model.extension import Extension
from flowgraph.model.group import Group
from flowgraph.model.prompt import Prompt
from flowgraph.model.route import Route
from flowgraph.model.snapshot import Snapshot

SNAPSHOT = snapshot_of(
    "ivr:1 -*-> ivr:2",
    "ivr:1 -2-> queue:3",
    "ivr:1 -timeout-> queue:3",
    "ivr:1 -3-> play_prompt:Prices.WAV",
    "ivr:1 -4-> play_prompt:lost.wav",
    "ivr:2 -1-> play_greeting:",
    ivr_1={"number": "6200", "name": "Welcome", "prompts": ("welcome", "default")},
    ivr_2={"number": "6201", "name": "Second", "prompts": ()},
    directory={
        "extension": {"24": Entry("24", "303", "Lucía"), "3": Entry("3", "304", "Owen")},
        "queue": {"3": Entry("3", "6400", "Front desk"), "10": Entry("10", "6401", "Spare")},
        "ring_group": {"4": Entry("4", "6300", "Hygiene")},
        "conference": {"1": Entry("1", "6500", "Room")},
        "group_vm": {"2": Entry("2", "6600", "Messages")},
    },
)._replace(
    groups={
        "queue:3": Group(
            kind="queue", id="3", strategy="ring_all", limit_s=0, members=("303",), dynamic=(),
            fail=Destination("group_vm", "2"), knows_fail=True,
        ),
        "ring_group:4": Group(kind="ring_group", id="4", members=("Owen",), limit_s=20),
    },
    extensions={
        "extension:3": Extension(
            id="3", presence="away",
            forwards={"busy": Destination("queue", "3"), "always": Destination("ivr", "1")},
        )
    },
    routes={
        "inbound_route:7": Route(
            id="7", position=2, name="Main", did_patterns=("+1555",), time_condition="global",
            branches={"office": Destination("ivr", "1")}, current=Destination("ivr", "99"),
        )
    },
    prompts={
        "1": Prompt("1", "welcome.wav", ("welcome.wav", "welcome"), "tts", "Hello", "en-US"),
        "2": Prompt("2", "prices.wav", ("prices.wav",), "record"),
        "9": Prompt("9", "spare.wav", ("spare.wav",), "record"),
    },
)  # fmt: skip


def rows(kind: str, snapshot: Snapshot = SNAPSHOT) -> list[dict[str, Any]]:
    return inventory(kind, snapshot, whole_graph(snapshot)).rows


def test_the_command_offers_every_kind():
    assert OFFERED == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_has_every_column_and_an_id_of_its_own(kind: str):
    listed = inventory(kind, SNAPSHOT, whole_graph(SNAPSHOT))
    assert listed.rows
    assert all(set(row) == set(listed.columns) for row in listed.rows)
    ids = [row["id"] for row in listed.rows if row["id"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", KINDS)
def test_a_pbx_without_anything_gives_an_empty_list(kind: str):
    assert rows(kind, Snapshot("", (), {}, {})) == []


def test_menus():
    assert rows("menus")[0] == {
        "id": "ivr:1",
        "number": "6200",
        "name": "Welcome",
        "prompts": ["welcome", "default"],
        "keys": ["2", "3", "4", "*", "timeout"],
        "timeout": {"id": "queue:3", "label": "Queue 6400 Front desk"},
        "invalid": None,
        "reached_by": 2,
    }


def test_entries_tell_where_each_hour_leads_and_where_calls_go_now():
    (entry,) = rows("entries")
    assert entry["dids"] == ["+1555"]
    assert (entry["callers"], entry["default"]) == (None, None)
    assert entry["office"] == {"id": "ivr:1", "label": "IVR 6200 Welcome"}
    assert entry["current"] == {"id": "ivr:99", "label": "ivr 99"}


def test_extensions_tell_forwards_and_groups_in_the_order_of_ids():
    owen, lucia = rows("extensions")
    assert (owen["id"], lucia["id"]) == ("extension:3", "extension:24")
    assert [(place["when"], place["id"]) for place in owen["forwards"]] == [
        ("always", "ivr:1"),
        ("busy", "queue:3"),
    ]
    assert [place["id"] for place in owen["groups"]] == ["ring_group:4"]
    assert [place["id"] for place in lucia["groups"]] == ["queue:3"]
    # Nothing is known of her forwarding, which is not the same as none.
    assert (lucia["forwards"], lucia["presence"]) == (None, None)


def test_queues_and_ring_groups():
    desk, spare = rows("queues")
    assert desk == {
        "id": "queue:3",
        "number": "6400",
        "name": "Front desk",
        "strategy": "ring_all",
        "limit_s": 0,
        "failover": {"id": "group_vm:2", "label": "Group voicemail 6600 Messages"},
        "agents": ["303"],
        "dynamic_agents": [],
        "reached_by": 3,
    }
    assert (spare["limit_s"], spare["agents"], spare["reached_by"]) == (None, None, 0)
    assert rows("ring-groups")[0]["members"] == ["Owen"]


def test_prompts_are_used_unused_missing_default_or_unset():
    told = {(row["file"], row["state"]): row["used_by"] for row in rows("prompts")}
    first = {"id": "ivr:1", "label": "IVR 6200 Welcome"}
    second = {"id": "ivr:2", "label": "IVR 6201 Second"}
    assert told == {
        ("welcome.wav", "used"): [first],
        ("prices.wav", "used"): [first | {"key": "3"}],
        ("spare.wav", "unused"): [],
        ("default", "default"): [first],
        ("lost.wav", "missing"): [first | {"key": "4"}],
        (None, "unset"): [second],
    }
    assert [row["state"] for row in rows("prompts")].count("unset") == 2
    assert rows("prompts")[0]["text"] == "Hello"


def test_without_the_list_of_prompts_none_is_called_missing():
    states = {row["state"] for row in rows("prompts", SNAPSHOT._replace(prompts=None))}
    assert states == {"not checked", "default", "unset"}


@pytest.mark.parametrize("kind", ["menus", "extensions", "queues", "ring-groups", "voicemails"])
def test_a_thing_is_reached_by_as_many_keys_as_who_tells(kind: str):
    graph = whole_graph(SNAPSHOT)
    for row in rows(kind):
        answer = who(SNAPSHOT, graph, Target((row["id"],), ""))
        assert len(answer.ways) == row["reached_by"], row["id"]
