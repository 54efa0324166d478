from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from calling import ALLOWED, pbx
from hostile import STRINGS
from menus import snapshot_of

from flowgraph.analysis.paths import survey, ways_to
from flowgraph.analysis.targets import find_target, whole_graph
from flowgraph.model.directory import Entry
from flowgraph.model.snapshot import Snapshot
from flowgraph.reports.paths import RENDERERS
from flowgraph.text import columns, visible

SETTINGS = {"prompts": ("a.wav",), "prompt_repeat": 2, "resp_timeout_s": 5, "digit_timeout_s": 3}
SAMPLE = pbx(
    "ivr:1 -1-> ivr:2",
    "ivr:1 -2-> extension:24",
    "ivr:1 -timeout-> ext_vm:25",
    "ivr:2 -1-> queue:3",
    "ivr:2 -9-> ivr:7",
    "queue:3 -fail-> end_call:",
    prompts={"a.wav": "five words make two seconds"},
    ivr_1={"name": "Welcome", "number": "6200", **SETTINGS, **ALLOWED},
    ivr_2={"name": "主菜单", "number": "6201", **SETTINGS, "prompts": ("a.wav", "b.wav")},
    queue_3={"limit_s": 60},
)[0]
WAIT = "a queue or ring group hands a call on after the longest time that is set for it"


def report(form: str, snapshot: Snapshot = SAMPLE, dest: str = "", *roots: str) -> str:
    graph = whole_graph(snapshot)
    begins = roots or ("ivr:1",)
    if dest:
        found = ways_to(graph, begins, find_target(snapshot, graph, dest))
        return RENDERERS[form](graph, found)
    return RENDERERS[form](graph, survey(snapshot, graph, begins))


# -- for people ------------------------------------------------------------------------------


def test_a_table_for_each_root_stands_above_what_is_worth_knowing():
    text = report("text")
    table, deepest, silent, unreached, assumed = text.split("\n\n")
    assert table.splitlines() == [
        "from IVR 6200 Welcome (ivr:1)",
        "  keys            presses    time  destination      remark",
        "  1                     1     2 s  IVR 6201 主菜单",
        "  2                     1     5 s  Extension 204    waits after 2: 204 may be dialled",
        "  no key                0    14 s  Voicemail 205",
        "  1, 1                  2   ≥ 4 s  Queue 640 Sales",
        "  1, 9                  2   ≥ 4 s  IVR id 7         not followed",
        "  1, 1, failover        2  ≥ 64 s  Hang up",
    ]
    assert deepest == (
        "deepest, with 2 keys to press:\n"
        "  Hang up (end_call:)\n"
        "  IVR id 7 (ivr:7)\n"
        "  Queue 640 Sales (queue:3)"
    )
    assert silent == ("reached only by a caller who presses nothing:\n  Voicemail 205 (ext_vm:25)")
    assert unreached == (
        "no way found to (not everything could be read):\n"
        "  Queue 649 Lonely (queue:9)\n"
        "  2 extensions, which may still be dialled, or ring in a group"
    )
    assert assumed.startswith("assumed:\n  a caller hears a greeting once")
    assert assumed.endswith(f"{WAIT}\n")


def test_columns_stay_in_line_with_wide_and_very_long_names():
    directory = {
        "queue": {"3": Entry("3", "64", "客户服务" * 40), "4": Entry("4", "65", "x" * 500)}
    }
    snapshot = snapshot_of("ivr:1 -1-> queue:3", "ivr:1 -2-> queue:4", "ivr:1 -3-> ivr:9",
                           directory=directory)  # fmt: skip
    lines = report("text", snapshot).splitlines()
    assert all(columns(line) < 180 for line in lines)
    head, *_, missing = lines[1:5]
    assert columns(missing.partition("does not")[0]) == columns(head.partition("remark")[0])


def test_a_way_of_very_many_keys_is_shortened():
    steps = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, 200)]
    line = "  1, 1, 1, 1, 1, 1, 1, 1, … 191 more …      199  not known  IVR id 200 "
    assert line in report("text", snapshot_of(*steps))


def test_very_many_names_are_counted_instead():
    many = {str(n): Entry(str(n), str(6000 + n), "") for n in range(1, 90)}
    text = report("text", snapshot_of("ivr:1 -1-> queue:1", directory={"queue": many}))
    assert "\n  … 68 more …\n" in text


def test_an_entry_with_hours_is_told_by_its_hours():
    snapshot, _ = pbx(
        "inbound_route:1 -default-> ivr:1",
        "inbound_route:1 -office-> queue:3",
        "ivr:1 -1-> queue:9",
    )
    lines = report("text", snapshot, "", "inbound_route:1").splitlines()
    assert [line.split("  ")[1] for line in lines[2:5]] == [
        "business hours", "otherwise", "otherwise, 1",
    ]  # fmt: skip


def test_one_destination_is_told_with_all_its_shortest_ways():
    snapshot, _ = pbx("ivr:1 -1-> queue:3", "ivr:1 -*-> queue:3", "ivr:2 -1-> ivr:1")
    assert report("text", snapshot, "Sales").startswith(
        "from IVR id 1 (ivr:1)\n"
        "  keys  presses       time  destination\n"
        "  1           1  not known  Queue 640 Sales\n"
        "  *           1  not known  Queue 640 Sales\n"
    )
    assert report("text", snapshot, "Lonely") == (
        "from IVR id 1 (ivr:1): no way found to Queue 649 Lonely\n"
    )
    assert report("text", snapshot, "ivr:1") == "from IVR id 1 (ivr:1): calls start at IVR id 1\n"


def test_a_root_from_which_nothing_leads_says_why():
    snapshot = snapshot_of(ivr_1={})
    assert report("text", snapshot) == "from IVR id 1 (ivr:1): no key leads anywhere\n"
    lost = snapshot_of("ivr:2 -1-> ivr:9", missing={"9": "unreadable"})
    assert report("text", lost, "", "ivr:9").startswith("from IVR id 9 (ivr:9): could not be read")


def test_a_list_that_could_not_be_read_is_named():
    snapshot = SAMPLE._replace(
        directory=SAMPLE.directory._replace(
            listings={
                **SAMPLE.directory.listings,
                "conference": SAMPLE.directory.listings["queue"]._replace(
                    entries={}, refusal="not allowed"
                ),
            }
        )
    )
    assert "whose list could not be read: conference\n" in report("text", snapshot)


# -- a page ----------------------------------------------------------------------------------


def test_a_page_has_a_table_that_ends_numbers_flush():
    page = report("markdown")
    assert page.startswith(
        "## From IVR 6200 Welcome (ivr:1)\n\n| keys | presses | time | destination | remark |\n"
        "| --- | --: | --: | --- | --- |\n"
    )
    assert "\n## Deepest, with 2 keys to press\n\n- Hang up (end\\_call:)\n" in page


# -- a spreadsheet ---------------------------------------------------------------------------


def rows(text: str) -> list[dict[str, str]]:
    # Python's reader gives up at 131,072 characters, which a hostile name may have.
    return list(csv.DictReader(io.StringIO(text)))


def test_a_spreadsheet_has_a_line_for_each_path():
    found = rows(report("csv"))
    assert [row["destination"] for row in found] == [
        "ivr:2", "extension:24", "ext_vm:25", "queue:3", "ivr:7", "end_call:",
    ]  # fmt: skip
    assert found[1]["slow"] == "ivr:1 2 (204)"
    assert (found[3]["keys"], found[3]["menus"]) == ("1, 1", "ivr:1, ivr:2")
    assert (found[3]["seconds"], found[3]["seconds_is_least"]) == ("4.0", "yes")
    assert [row["only_silent"] for row in found] == ["no", "no", "yes", "no", "no", "no"]


@pytest.mark.fault("E8")
def test_no_name_becomes_a_formula():
    # A kind that this version does not know is told as the PBX writes it.
    (row,) = rows(report("csv", pbx("ivr:1 -1-> =1+1:x")[0]))
    assert (row["destination"], row["label"]) == ("'=1+1:x", "'=1+1 x")


# -- for machines ----------------------------------------------------------------------------


def document(*arguments: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(report("json", *arguments))
    return read


def test_json_has_every_part_of_the_contract():
    read = document()
    assert list(read) == [
        "version", "missing", "assumed", "roots", "to", "paths", "has_more", "most_presses",
        "deepest", "only_silent", "unreached", "unread",
    ]  # fmt: skip
    assert (read["version"], read["roots"], read["to"]) == (1, ["ivr:1"], None)
    assert read["paths"][1] == {
        "root": "ivr:1",
        "destination": "extension:24",
        "keys": ["2"],
        "presses": 1,
        "label": "Extension 204",
        "seconds": 5.0,
        "seconds_is_least": False,
        "unknown_prompts": 0,
        "menus": ["ivr:1"],
        "slow": [{"menu": "ivr:1", "key": "2", "number": "204"}],
        "only_silent": False,
        "left_out": 0,
    }
    assert read["paths"][2]["keys"] == ["timeout"]
    assert (read["most_presses"], read["deepest"]) == (2, ["end_call:", "ivr:7", "queue:3"])
    assert read["only_silent"] == ["ext_vm:25"]
    assert read["unreached"] == ["extension:25", "extension:26", "queue:9"]
    assert read["unread"] == []
    assert WAIT in read["assumed"]


def test_json_of_one_destination_says_nothing_of_the_others():
    read = document(SAMPLE, "Sales")
    assert read["to"] == {"label": "Queue 640 Sales", "nodes": ["queue:3"]}
    assert [path["keys"] for path in read["paths"]] == [["1", "1"]]
    assert [read[name] for name in ("deepest", "only_silent", "unreached", "unread")] == [None] * 4


def test_json_bounds_a_path_and_says_by_how_much():
    steps = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, 200)]
    last = document(snapshot_of(*steps))["paths"][-1]
    assert (len(last["keys"]), last["left_out"], last["presses"]) == (100, 99, 199)


def test_json_is_valid_where_nothing_was_found_and_tells_what_is_missing():
    read = document(snapshot_of("ivr:1 -1-> ivr:9", missing={"9": "unreadable"}), "ivr:1")
    assert (read["paths"], read["assumed"], read["missing"][0]["id"]) == ([], [], "ivr:9")


# -- hostile names ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", STRINGS, ids=range(len(STRINGS)))
def test_a_name_commands_no_terminal_and_forges_no_line(name: str):
    # What the wire lets through; it has replaced what no reader could see.
    name = visible(name)
    snapshot = snapshot_of(
        "ivr:1 -1-> queue:3",
        ivr_1={"number": name, "name": name, "prompts": (name,)},
        directory={"queue": {"3": Entry("3", name, name)}},
    )
    lines = report("text", snapshot).split("\n")
    assert [line.strip() for line in lines[3:5]] == ["", "assumed:"]
    assert not any(re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", line) for line in lines)
    assert len(rows(report("csv", snapshot))) == 1
    page = report("markdown", snapshot).split("\n")
    assert len([line for line in page if line.startswith("|")]) == 3
