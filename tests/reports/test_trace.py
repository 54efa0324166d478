from __future__ import annotations

import json
import re
from typing import Any

import pytest
from calling import ALLOWED, pbx
from hostile import STRINGS
from menus import snapshot_of

from flowgraph.analysis.targets import whole_graph
from flowgraph.analysis.tokens import parse_keys
from flowgraph.analysis.trace import trace
from flowgraph.callgraph import CallGraph
from flowgraph.model.directory import Entry
from flowgraph.reports.trace import RENDERERS
from flowgraph.text import visible

TIMED = {"prompts": ("a.wav", "b.wav"), "prompt_repeat": 2, "resp_timeout_s": 5}
GRAPH = pbx(
    "inbound_route:1 -default-> ivr:1",
    "inbound_route:1 -office-> ivr:1",
    "ivr:1 -1-> ivr:2",
    "ivr:1 -8-> ivr:9",
    "ivr:1 -timeout-> ivr:2",
    "ivr:2 -1-> queue:3",
    "ivr:2 -5-> play_prompt:a.wav",
    "ivr:2 -7-> end_call:",
    "ivr:2 -timeout-> ivr:1",
    "ivr:2 -invalid-> ivr:1",
    "queue:3 -fail-> ext_vm:24",
    prompts={"a.wav": "five words make two seconds", "b.wav": ""},
    ivr_1={"name": "Welcome", "number": "6200", **TIMED, **ALLOWED},
    ivr_2={"name": "主菜单", "number": "6201", **TIMED, "prompts": ("a.wav",)},
    queue_3={"limit_s": 60},
)[1]


def report(form: str, keys: str, root: str = "ivr:1", graph: CallGraph = GRAPH) -> str:
    return RENDERERS[form](graph, trace(graph, root, parse_keys(keys)))


def blocks(keys: str, root: str = "ivr:1", graph: CallGraph = GRAPH) -> list[str]:
    return report("text", keys, root, graph).rstrip("\n").split("\n\n")


def test_each_place_is_a_block_and_the_end_says_where_the_call_is():
    *places, end, assumed = blocks("office,1,1", "inbound_route:1")
    assert places == [
        "Inbound route 1 Line 1 (inbound_route:1)\n  branch: business hours",
        "IVR 6200 Welcome (ivr:1)\n"
        "  hears a.wav: “five words make two seconds”\n"
        "        b.wav\n"
        "  presses 1, after ≥ 2 s",
        "IVR 6201 主菜单 (ivr:2)\n"
        "  hears a.wav: “five words make two seconds”\n"
        "  presses 1, after 2 s",
    ]
    assert (
        end == "the call is at Queue 640 Sales (queue:3), after ≥ 4 s\n    failover  Voicemail 204"
    )
    assert assumed.startswith("assumed:\n  a caller hears a greeting once")


def test_in_a_menu_its_keys_and_the_way_of_a_silent_caller_are_told():
    assert blocks("")[0] == (
        "the call is in IVR 6200 Welcome (ivr:1)\n"
        "  hears a.wav: “five words make two seconds”\n"
        "        b.wav\n"
        "    1       IVR 6201 主菜单\n"
        "    8       IVR id 9\n"
        "    no key  IVR 6201 主菜单\n"
        "  may be dialled: 204\n"
        "  a silent caller gets to IVR 6201 主菜单, then IVR 6200 Welcome, and so goes round"
    )


def test_where_nobody_says_what_silence_leads_to_it_is_said():
    graph = whole_graph(snapshot_of("ivr:1 -timeout-> ivr:2", "ivr:2 -1-> queue:3"))
    assert blocks("timeout", graph=graph)[1].endswith(
        "what happens to a silent caller is not set, and the vendor does not say"
    )
    assert blocks("", graph=graph)[0].endswith(
        "a silent caller gets to IVR id 2; what comes then is not set, and the vendor does not say"
    )


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ("timeout", "presses nothing, after ≥ 14 s"),
        ("1,invalid", "presses a wrong key, after 2 s"),
        ("1,4", "presses 4, which is not set: a wrong key, after 2 s"),
        ("1,4", "goes round: back at IVR 6200 Welcome"),
        ("204", "dials 204, after ≥ 2 s"),
        ("1,1,fail", "gets no answer: failover, after 60 s"),
        ("1,5", "is back in the menu"),
    ],
)
def test_a_move_is_told_in_words(keys: str, line: str):
    assert f"  {line}\n" in report("text", keys)


@pytest.mark.parametrize(
    ("keys", "end"),
    [
        ("1,7", "the call has ended at Hang up (end_call:), after ≥ 4 s"),
        (
            "8",
            "the call leads to IVR id 9 (ivr:9): not followed (not reached from the roots), after ",
        ),
        (
            "205,1",
            "it is not known where the call is: it was last at IVR 6200 Welcome (ivr:1), after",
        ),
    ],
)
def test_the_end_of_a_call_is_told(keys: str, end: str):
    assert any(block.startswith(end) for block in blocks(keys))


def test_why_it_is_not_known_and_what_was_not_played_is_told():
    text = report("text", "205,1,2")
    assert (
        "  not known where the call goes: 205 is no number that may be dialled in this menu; the\n"
        "    vendor does not say what happens (several keys are written 2,0,5)\n"
    ) in text
    assert "  keys that were not played: 1, 2\n" in text


def test_a_very_long_silence_is_shortened():
    steps = [f"ivr:{n} -timeout-> ivr:{n + 1}" for n in range(1, 100)]
    text = report("text", "", graph=whole_graph(snapshot_of(*steps, "ivr:100 -1-> queue:1")))
    assert ", then … 87 more …; what comes then is not set" in " ".join(text.split())


def test_very_many_numbers_are_counted():
    rows = tuple({"id": str(n), "number": str(n)} for n in range(200, 300))
    settings = {"dial_ext_option": "allow", "dial_ext_list": rows}
    graph = whole_graph(snapshot_of("ivr:1 -1-> queue:1", ivr_1=settings))
    assert "  may be dialled: 200, 201, 202, 203, 204, 205, 206, 207, … 92 more …\n" in report(
        "text", "", graph=graph
    )


# -- for machines ----------------------------------------------------------------------------


def document(keys: str, root: str = "ivr:1") -> dict[str, Any]:
    read: dict[str, Any] = json.loads(report("json", keys, root))
    return read


def test_json_has_every_part_of_the_contract():
    read = document("1,5,8,2")
    assert list(read) == [
        "version", "missing", "assumed", "root", "keys", "hops", "outcome", "node", "label",
        "reason", "left", "seconds", "seconds_is_least", "unknown_prompts", "silent",
    ]  # fmt: skip
    assert (read["version"], read["missing"], read["keys"]) == (1, [], ["1", "5", "8", "2"])
    assert read["hops"][1] == {
        "from": "ivr:2",
        "label": "IVR 6201 主菜单",
        "heard": [{"file": "a.wav", "text": "five words make two seconds"}],
        "token": "5",
        "key": "5",
        "to": "play_prompt:a.wav",
        "returns": True,
        "back": False,
        "reason": None,
        "seconds": 4.0,
        "seconds_is_least": False,
        "unknown_prompts": 0,
    }
    assert (read["hops"][2]["token"], read["hops"][2]["key"]) == ("8", "invalid")
    assert (read["outcome"], read["node"], read["label"]) == (
        "unknown",
        "ivr:1",
        "IVR 6200 Welcome",
    )


def test_json_says_what_a_silent_caller_meets():
    assert document("1")["silent"] == {
        "end": "round",
        "steps": [
            {"from": "ivr:2", "key": "timeout", "to": "ivr:1"},
            {"from": "ivr:1", "key": "timeout", "to": "ivr:2"},
        ],
    }
    assert document("1,1")["silent"] is None


def test_json_has_keys_that_play_the_same_call_again():
    graph = pbx("inbound_route:1 -office-> ivr:1", "ivr:1 -1-> queue:3")[1]
    read = json.loads(report("json", "1", "inbound_route:1", graph))
    assert read["keys"] == ["office", "1"]


def test_json_of_what_is_not_known_holds_the_reason_and_the_rest():
    read = document("205,1")
    assert (read["outcome"], read["left"], read["silent"]) == ("unknown", ["1"], None)
    assert read["reason"].startswith("205 is no number")
    assert (read["hops"][0]["to"], read["hops"][0]["key"]) == (None, None)


@pytest.mark.fault("E11")
@pytest.mark.parametrize("name", STRINGS, ids=range(len(STRINGS)))
def test_a_name_commands_no_terminal_and_forges_no_line(name: str):
    # What the wire lets through; it has replaced what no reader could see.
    name = visible(name)
    snapshot = snapshot_of(
        "ivr:1 -1-> queue:3",
        ivr_1={"number": name, "name": name, "prompts": (name,)},
        directory={"queue": {"3": Entry("3", name, name)}},
    )
    lines = report("text", "1", graph=whole_graph(snapshot)).split("\n")
    assert lines[2].startswith("  presses 1")
    assert not any(re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", line) for line in lines)
