from __future__ import annotations

import pytest
from menus import snapshot_of

from flowgraph.analysis.targets import Target, find_focus, find_target, whole_graph
from flowgraph.callgraph import call_graph
from flowgraph.errors import UsageError
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.prompt import Prompt

_DIRECTORY = {
    "extension": {
        "24": Entry("24", "304", "Lucía Ibáñez"),
        "25": Entry("25", "305", "Front Desk"),
        "26": Entry("26", "306", "lucía ibáñez"),
    },
    "queue": {"3": Entry("3", "6400", "Front desk"), "9": Entry("9", "304", "Orders")},
}
SNAPSHOT = snapshot_of(
    "ivr:5 -1-> queue:3",
    "ivr:5 -2-> ext_vm:24",
    "ivr:5 -3-> play_prompt:IVR.wav",
    "ivr:5 -4-> ivr:6",
    "ivr:5 -5-> hologram:7",
    "ivr:5 -6-> end_call:",
    ivr_5={"number": "6205", "name": "Main  menu", "prompts": ("ivr", "lost.wav")},
    directory=_DIRECTORY,
)
SNAPSHOT = SNAPSHOT._replace(
    prompts={
        "1": Prompt("1", "IVR.wav", ("ivr.wav", "ivr"), "tts", "Hello"),
        "2": Prompt("2", "spare.wav", ("spare.wav",)),
    }
)
for key, number in (("7", ("555 0142", "9")), ("8", ("5550142", ""))):
    SNAPSHOT.ivrs["5"].keys[key] = Destination("external_num", *number)
GRAPH = whole_graph(SNAPSHOT)


def find(text: str) -> Target:
    return find_target(SNAPSHOT, GRAPH, text)


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("queue:3", ["queue:3"]),
        ("QUEUE: 03", ["queue:3"]),
        ("queue:9", ["queue:9"]),
        ("extension:24", ["extension:24"]),
        ("ext_vm:25", ["ext_vm:25"]),
        ("ivr:6", ["ivr:6"]),
        ("hologram:7", ["hologram:7"]),
        ("end_call:", ["end_call:"]),
        ("end_call", ["end_call:"]),
        ("play_prompt:IVR.wav", ["play_prompt:IVR.wav"]),
        ("external_num:9-555 0142", ["external_num:9-555 0142"]),
        ("6400", ["queue:3"]),
        ("6205", ["ivr:5"]),
        ("305", ["extension:25", "ext_vm:25"]),
        ("Main menu", ["ivr:5"]),
        ("MAIN MENU", ["ivr:5"]),
        ("Front desk", ["queue:3"]),
        ("Front Desk", ["extension:25", "ext_vm:25"]),
        ("Lucía Ibáñez", ["extension:24", "ext_vm:24"]),
        ("5550142", ["external_num:5550142", "external_num:9-555 0142"]),
        ("555-0142", ["external_num:5550142", "external_num:9-555 0142"]),
        ("9 5550142", ["external_num:9-555 0142"]),
        ("IVR.wav", ["play_prompt:IVR.wav"]),
        ("ivr.WAV", ["play_prompt:IVR.wav"]),
        ("lost.wav", []),
        ("spare.wav", []),
    ],
)
def test_a_destination_is_found_by_id_number_name_or_file(text: str, nodes: list[str]):
    assert list(find(text).nodes) == nodes


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("304", ["extension:24", "queue:9"]),
        ("FRONT DESK", ["extension:25", "queue:3"]),
        ("LUCÍA IBÁÑEZ", ["extension:24", "extension:26"]),
    ],
)
def test_several_of_a_name_are_listed_with_their_ids(text: str, ids: list[str]):
    with pytest.raises(UsageError, match="several things are called") as caught:
        find(text)
    for identity in ids:
        assert identity in caught.value.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Lucia Ibanez", "'Lucía Ibáñez' (extension:24)"),
        ("desk", "'Front desk' (queue:3)"),
        ("Ibañes", "(extension:24)"),
        ("6401", "'6400' (queue:3)"),
        ("555014", "'5550142'"),
        ("spare", "'spare.wav'"),
        ("queue:77", "write queue:3"),
        ("constellation", "write queue:3"),
        ("", "write queue:3"),
    ],
)
def test_what_is_unknown_is_told_with_the_nearest(text: str, hint: str):
    with pytest.raises(UsageError, match="nothing is called") as caught:
        find(text)
    assert hint in caught.value.hint


def test_a_list_that_could_not_be_read_is_named_where_nothing_is_found():
    refused = Directory({"conference": Listing(refusal="permission missing", code=10005)})
    snapshot = SNAPSHOT._replace(directory=refused)
    with pytest.raises(UsageError) as caught:
        find_target(snapshot, whole_graph(snapshot), "6500")
    assert "could not be read: conference" in caught.value.hint


def test_the_whole_graph_holds_what_no_call_reaches():
    assert {"extension:26", "ext_vm:26", "queue:9"} <= set(GRAPH)


def test_a_picture_is_drawn_around_what_no_key_leads_to_as_well():
    drawn = call_graph(SNAPSHOT)
    assert find_focus(SNAPSHOT, drawn, "queue:3") == (drawn, "queue:3")
    graph, node = find_focus(SNAPSHOT, drawn, "extension:26")
    assert (node, node in graph, node in drawn) == ("extension:26", True, False)
    with pytest.raises(UsageError):
        find_focus(SNAPSHOT, drawn, "nobody at all")
