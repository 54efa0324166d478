"""How things are called where their kind stands beside them."""

from __future__ import annotations

import pytest
from calling import pbx

from flowgraph.diagram.naming import name_of, place_of, style_of


@pytest.mark.parametrize(
    ("node", "style", "name", "place"),
    [
        ("ivr:1", "ivr", "Welcome", "6201 Welcome"),
        ("queue:3", "queue", "Sales", "640 Sales"),
        ("inbound_route:1", "inbound_route", "Line 1", "Line 1"),
        ("ext_vm:24", "ext_vm", "Voicemail", "204"),
        ("external_num:555", "external_num", "555", "External number 555"),
        ("ivr:9", "not-followed", "IVR id 9", "IVR id 9"),
        ("end_call:", "end_call", "Hang up", "Hang up"),
    ],
)
def test_each_has_a_name_a_place_and_a_style(node: str, style: str, name: str, place: str) -> None:
    _, graph = pbx(
        *("inbound_route:1 -default-> ivr:1", "ivr:1 -1-> queue:3", "ivr:1 -2-> ext_vm:24"),
        *("ivr:1 -3-> external_num:555", "ivr:1 -4-> ivr:9", "ivr:1 -5-> end_call:"),
        ivr_1={"name": "Welcome", "number": "6201"},
    )
    data = graph.nodes[node]
    assert (style_of(data), name_of(data), place_of(data)) == (style, name, place)
