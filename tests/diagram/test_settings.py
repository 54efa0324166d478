"""Everything that the PBX holds about a node, as people say it."""

from __future__ import annotations

import pytest
from menus import calls

from flowgraph.diagram.settings import rows


@pytest.mark.parametrize(
    ("name", "value", "row"),
    [
        ("strategy", "ring_all", ("Ring strategy", "ring all")),
        ("strategy", None, ("Ring strategy", "not known")),
        ("presence", "do_not_disturb", ("Presence", "do not disturb")),
        ("missing", "not_found", ("Status", "not found")),
        ("limit_s", 25, ("Waits at most", "25 s")),
        ("limit_s", None, ("Waits at most", "not known")),
        ("knows_fail", False, ("Failover is told by the PBX", "no")),
        ("members", ["301", "302"], ("Members", "301, 302")),
        ("members", [], ("Members", "none")),
        ("trunks", ["City_SIP"], ("Trunks", "City_SIP")),
        ("alert_info", "my_ring", ("Alert-Info", "my_ring")),
    ],
)
def test_values_are_said_and_names_stay_as_they_are(
    name: str, value: object, row: tuple[str, str]
) -> None:
    assert list(rows({name: value})) == [row]


def test_what_is_left_over_and_what_is_not_known_is_told_field_by_field() -> None:
    data = {"leftovers": {"timeout": {"value": "5", "prefix": ""}}, "unknown_fields": {"new": [1]}}
    assert list(rows(data)) == [("Left over: no key", "value 5"), ("Unknown field: new", "1")]


def test_nothing_of_a_menu_is_left_out_but_what_its_page_tells_elsewhere() -> None:
    data = {**calls("ivr:5 -1-> queue:7").nodes["ivr:5"], "of_tomorrow": "here"}
    told = dict(rows(data))
    assert told["of_tomorrow"] == "here"
    assert told["Waits for a key"] == "not known"
    assert not {"label", "number", "prompts", "Keys"} & told.keys()
