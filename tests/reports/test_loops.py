from __future__ import annotations

import json

from menus import calls

from flowgraph.analysis.loops import loops
from flowgraph.reports.loops import render_json, render_text, witness


def named(number: int, name: str) -> dict[str, object]:
    return {"number": f"62{number:02}", "name": name}


NIGHT = calls(
    "ivr:1 -timeout-> ivr:2",
    "ivr:2 -timeout-> ivr:1",
    "ivr:2 -1-> ivr:1",
    "ivr:1 -0-> extension:1",
    ivr_1=named(1, "Main"),
    ivr_2=named(2, "Night"),
)


def test_the_witness_is_told_in_words():
    assert witness(NIGHT, loops(NIGHT)[0].witness) == "Main -no key-> Night -no key-> Main"


def test_the_text_names_menus_the_way_round_and_what_to_change():
    text = render_text(NIGHT, loops(NIGHT))
    assert "error: passive loop" in text
    assert "6201 Main, 6202 Night" in text
    assert "change where 'no key' of 6202 Night leads" in text


def test_loops_that_need_no_attention_are_counted_and_told_on_request():
    assert "1 loop for information not shown (1 caller)" in render_text(NIGHT, loops(NIGHT))
    shown = render_text(NIGHT, loops(NIGHT), show_info=True)
    assert "info: caller loop" in shown
    assert "not shown" not in shown


def test_a_flow_without_loops_says_so():
    graph = calls("ivr:1 -0-> extension:1")
    assert render_text(graph, loops(graph)) == "no loops in 1 menu\n"


def test_a_very_long_way_round_is_shortened():
    steps = [f"ivr:{n} -1-> ivr:{n % 40 + 1}" for n in range(1, 41)]
    graph = calls(*steps)
    text = render_text(graph, loops(graph))
    assert "more …" in text
    assert max(map(len, text.splitlines())) < 400


def test_json_has_every_part_of_the_contract_and_is_valid_when_empty():
    document = json.loads(render_json(NIGHT, loops(NIGHT)))
    assert document["version"] == 1
    assert document["missing"] == []
    assert document["loops"][0] == {
        "kind": "passive",
        "severity": "error",
        "menus": ["ivr:1", "ivr:2"],
        "witness": [
            {"from": "ivr:1", "key": "timeout", "to": "ivr:2"},
            {"from": "ivr:2", "key": "timeout", "to": "ivr:1"},
        ],
        "break": {"from": "ivr:2", "key": "timeout"},
    }
    assert json.loads(render_json(calls("ivr:1 -0-> queue:1"), []))["loops"] == []
