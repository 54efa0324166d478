"""A number is found however it is written."""

from __future__ import annotations

import pytest

from flowgraph.fleet.health import Hit
from flowgraph.fleet.roster import Member
from flowgraph.fleet.searching import search

HITS = [
    Hit("external_num:5550142", "External number 5550142", "external number 5550142 · 5550142", ()),
    Hit("extension:25", "Extension 200 Café Größe", "extension 200 café grösse · 200 · 25", ()),
    Hit("inbound_route:1", "Main", "main · +49 30 1234", ()),
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("5550142", "External number 5550142"),
        ("555 0142", "External number 5550142"),
        ("(555) 0142", "External number 5550142"),
        ("+555-01.42", "External number 5550142"),
        ("0142", "External number 5550142"),
        ("cafe grosse", "Extension 200 Café Größe"),
        ("CAFE GRÖSSE", "Extension 200 Café Größe"),
        ("café 200", "Extension 200 Café Größe"),
        ("+49 30/1234", "Main"),
        ("49301234", "Main"),
        ("20025", None),
        ("", None),
        ("  ", None),
    ],
)
def test_it_is_found_however_it_is_written(wanted: str, found: str | None) -> None:
    results = [hit.label for _, hit in search([Member("a")], lambda slug: HITS, wanted)]
    assert results == ([found] if found else [])
