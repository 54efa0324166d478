"""The edges of a call graph as CSV, a key a line, for spreadsheets and databases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.destination import EXTERNAL_NUM, PROMPT_KINDS
from ..model.ids import node_order
from ..tables import Row, csv_table
from . import Drawing
from .listing import Listing

_COLUMNS = (
    "source",
    "source_number",
    "source_name",
    "key",
    "key_in_words",
    "target",
    "target_kind",
    "target_number",
    "target_name",
    "loops",
)


def write(drawing: Drawing) -> str:
    """Write a line of names, then a line for each key that leads somewhere.

    Returns:
        Lines by source, then in the order of keys. ``loops`` names the kinds of loop that the key
        is part of, worst first. Quoting and formulas are as :func:`~flowgraph.tables.csv_table`
        has it.
    """
    listing = Listing(drawing)
    nodes = sorted(drawing.graph, key=node_order)
    return csv_table([_COLUMNS, *(row for node in nodes for row in _rows(listing, node))])


def _rows(listing: Listing, node: str) -> Iterator[Row]:
    source = listing.graph.nodes[node]
    for way in listing.ways(node):
        if way.target:
            target = listing.graph.nodes[way.target]
            yield (
                *(node, source["number"], source["name"]),
                *(way.key, way.caption),
                *(way.target, target["kind"], *_called(target)),
                "; ".join(loop.kind for loop in way.loops),
            )


def _called(data: Mapping[str, Any]) -> tuple[str, str]:
    """Give number and name, in which an external number and a file stand as well."""
    number = data["prefix"] + data["value"] if data["kind"] == EXTERNAL_NUM else data["number"]
    return number, data["value"] if data["kind"] in PROMPT_KINDS else data["name"]
