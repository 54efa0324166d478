from __future__ import annotations

import json
import re

import pytest
from hostile import STRINGS
from menus import snapshot_of

from flowgraph.analysis.targets import find_target, whole_graph
from flowgraph.analysis.who import who
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Entry
from flowgraph.model.extension import Extension
from flowgraph.model.group import Group
from flowgraph.model.prompt import Prompt
from flowgraph.model.route import Route
from flowgraph.model.snapshot import Snapshot
from flowgraph.reports.who import render_json, render_text
from flowgraph.text import visible

SNAPSHOT = snapshot_of(
    "ivr:1 -2-> ivr:2",
    "ivr:2 -2-> extension:24",
    "ivr:2 -timeout-> extension:24",
    "ivr:2 -5-> ext_vm:24",
    "ivr:1 -4-> ring_group:4",
    ivr_1={"number": "6200", "name": "Welcome", "dial_ext_option": "all", "prompts": ("a.wav",)},
    ivr_2={"number": "6201", "name": "Menú principal"},
    directory={
        "extension": {"24": Entry("24", "303", "Lucía"), "25": Entry("25", "304", "Owen")},
        "queue": {"3": Entry("3", "6400", "Front desk")},
        "ring_group": {"4": Entry("4", "6300", "Hygiene")},
    },
)._replace(
    groups={
        "queue:3": Group(kind="queue", id="3", members=("303",)),
        "ring_group:4": Group(kind="ring_group", id="4", fail=Destination("extension", "24")),
    },
    extensions={
        "extension:25": Extension(id="25", forwards={"busy": Destination("extension", "24")})
    },
    routes={
        "inbound_route:7": Route(
            id="7", name="Main_Line", branches={"office": Destination("ivr", "1")}
        )
    },
    prompts={"1": Prompt("1", "a.wav", ("a.wav",))},
)


def text(dest: str, snapshot: Snapshot = SNAPSHOT) -> str:
    graph = whole_graph(snapshot)
    return render_text(graph, who(snapshot, graph, find_target(snapshot, graph, dest)))


def document(dest: str, snapshot: Snapshot = SNAPSHOT) -> dict[str, object]:
    graph = whole_graph(snapshot)
    answer = who(snapshot, graph, find_target(snapshot, graph, dest))
    return json.loads(render_json(graph, answer))


def test_each_key_is_a_line_from_the_number_dialled_to_the_key_pressed():
    assert text("303") == (
        "Extension 303 Lucía (extension:24)\n"
        "  Main_Line (business hours) > Welcome 6200 > 2 > Menú principal 6201 > 2\n"
        "  Main_Line (business hours) > Welcome 6200 > 2 > Menú principal 6201 > no key\n"
        "  Main_Line (business hours) > Welcome 6200 > 4 > Hygiene 6300 (failover)\n"
        "  any call to Owen 304 (busy)\n"
        "  agent of Queue 6400 Front desk\n"
        "  may be dialled, as any extension, in IVR 6200 Welcome\n"
        "\n"
        "Voicemail 303 Lucía (ext_vm:24)\n"
        "  Main_Line (business hours) > Welcome 6200 > 2 > Menú principal 6201 > 5\n"
    )


def test_what_is_known_but_unused_is_said_to_be_so():
    assert text("6400") == "nothing leads to Queue 6400 Front desk (queue:3)\n"


def test_a_greeting_names_its_menus():
    assert text("a.wav") == "Prompt a.wav\n  greeting of IVR 6200 Welcome\n"


def test_a_very_long_way_is_shortened_in_the_middle():
    steps = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, 40)]
    line = text("queue:3", snapshot_of(*steps, "ivr:40 -0-> queue:3")).splitlines()[1]
    assert line.startswith("  IVR id 1 > 1 > … 28 more … > IVR id 30 > 1 > ")
    assert line.endswith(" > IVR id 40 > 0")


def test_json_has_every_part_of_the_contract():
    first = {"from": "inbound_route:7", "key": "office", "to": "ivr:1"}
    read = document("303")
    assert list(read) == [
        "version",
        "missing",
        "destinations",
        "prompt",
        "ways",
        "members",
        "dialled",
        "greetings",
        "current",
    ]
    assert (read["version"], read["missing"], read["prompt"]) == (1, [], None)
    assert read["destinations"] == [
        {"id": "extension:24", "label": "Extension 303 Lucía"},
        {"id": "ext_vm:24", "label": "Voicemail 303 Lucía"},
    ]
    ways = {(way["from"], way["key"]): way for way in read["ways"]}
    assert ways["ivr:2", "5"] == {
        "from": "ivr:2",
        "key": "5",
        "to": "ext_vm:24",
        "reached": True,
        "left_out": 0,
        "steps": [
            first,
            {"from": "ivr:1", "key": "2", "to": "ivr:2"},
            {"from": "ivr:2", "key": "5", "to": "ext_vm:24"},
        ],
    }
    assert ways["extension:25", "busy"]["reached"] is False
    assert read["members"] == [{"id": "queue:3", "label": "Queue 6400 Front desk", "how": "agent"}]
    assert read["dialled"] == [{"id": "ivr:1", "label": "IVR 6200 Welcome", "how": "all"}]
    greeting = {"id": "ivr:1", "label": "IVR 6200 Welcome", "file": "a.wav"}
    assert document("a.wav")["greetings"] == [greeting]


def test_json_is_valid_where_nothing_leads_there_and_tells_what_is_missing():
    snapshot = snapshot_of("ivr:1 -1-> ivr:9", "ivr:1 -2-> queue:3", missing={"9": "unreadable"})
    graph = whole_graph(snapshot._replace(directory=SNAPSHOT.directory))
    snapshot = snapshot._replace(directory=SNAPSHOT.directory)
    empty = json.loads(
        render_json(graph, who(snapshot, graph, find_target(snapshot, graph, "304")))
    )
    assert (empty["ways"], empty["members"]) == ([], [])
    assert empty["missing"][0]["id"] == "ivr:9"


@pytest.mark.parametrize("name", STRINGS, ids=range(len(STRINGS)))
def test_a_name_commands_no_terminal_and_forges_no_line(name: str):
    # What the wire lets through; it has replaced what no reader could see.
    name = visible(name)
    snapshot = snapshot_of(
        "ivr:1 -1-> queue:3",
        ivr_1={"number": name, "name": name, "prompts": (name,)},
        directory={"queue": {"3": Entry("3", name, name)}},
    )
    lines = text("queue:3", snapshot).split("\n")
    assert len(lines) == 3
    assert not any(re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", line) for line in lines)
