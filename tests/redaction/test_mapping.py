from __future__ import annotations

import json

from menus import snapshot_of

from flowgraph.redaction import NAME, redact
from flowgraph.redaction.mapping import render_map

MAIN = {"name": "Main", "number": "6200"}


def test_the_mapping_tells_what_was_there_by_kind_and_id() -> None:
    snapshot = snapshot_of(
        "ivr:10 -1-> external_num:5550142",
        "ivr:2 -1-> queue:3",
        ivr_10={"name": "Sales"},
        ivr_2=MAIN,
    )._replace(name="Acme")
    document = json.loads(render_map(redact(snapshot).mapping))
    rows = [tuple(row.values()) for row in document["names"]]
    assert document["version"] == 1
    assert set(document["names"][0]) == {"kind", "id", "was", "is"}
    assert [(kind, identity, was) for kind, identity, was, _ in rows] == [
        ("dialled", "", "5550142"),
        ("ivr", "2", "Main"),
        ("ivr", "10", "Sales"),
        ("number", "ivr:2", "6200"),
        ("pbx", "", "Acme"),
    ]
    assert ("ivr", "2", "Main", "Menu 2") in rows
    assert ("pbx", "", "Acme", NAME) in rows


def test_a_file_is_told_once_where_it_is_on_the_list() -> None:
    snapshot = snapshot_of("ivr:1 -1-> play_prompt:a.wav", ivr_1={"prompts": ("b.wav",)})
    assert [row[:3] for row in redact(snapshot).mapping] == [
        ("file", "", "a.wav"),
        ("file", "", "b.wav"),
    ]


def test_what_has_no_private_text_has_an_empty_mapping() -> None:
    assert redact(snapshot_of("ivr:1 -1-> queue:2")).mapping == ()
    assert render_map(()) == '{\n "version": 1,\n "names": []\n}\n'
