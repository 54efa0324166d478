"""What is on the PBX, as a table for people, CSV for spreadsheets and JSON for programs."""

from __future__ import annotations

import json
from typing import Any

from ..analysis.inventory import Inventory
from ..callgraph import CallGraph
from ..model.keys import DEFAULT, spoken
from ..tables import csv_table, text_table
from ..text import one_line, wrap

VERSION = 1

#: Widest column of the table; what is shortened there is whole in CSV and JSON.
_WIDEST = 48


def render_json(graph: CallGraph, listed: Inventory) -> str:
    """Write the list as the JSON document of the reference."""
    document = {
        "version": VERSION,
        "missing": graph.graph["missing"],
        "kind": listed.kind,
        "rows": [{name: row[name] for name in listed.columns} for row in listed.rows],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def render_csv(graph: CallGraph, listed: Inventory) -> str:
    """Write the list for a spreadsheet: a line of names, then a line an object."""
    cells = [[_words(name, row[name]) for name in listed.columns] for row in listed.rows]
    return csv_table([listed.columns, *cells])


def _heading(column: str) -> str:
    # Of routes with and without hours of their own.
    return "at any time or otherwise" if column == DEFAULT else spoken(column).replace("_", " ")


def render_table(graph: CallGraph, listed: Inventory) -> str:
    """Write the list for people: columns side by side, an object a line."""
    if not listed.rows:
        return f"no {listed.kind}\n"
    table = [[_heading(name) for name in listed.columns]]
    table += [
        [wrap(_words(name, row[name]), _WIDEST, 1)[0] for name in listed.columns]
        for row in listed.rows
    ]
    return text_table(table)


def _words(column: str, cell: Any) -> str:
    """Say a cell in words; empty where there is nothing to say."""
    if cell is None:
        return ""
    if isinstance(cell, list):
        is_text = all(isinstance(part, str) for part in cell)
        return (", " if is_text else "; ").join(_words(column, part) for part in cell)
    if isinstance(cell, dict):
        return _place(cell)
    if column == "limit_s" and cell == 0:
        return "none"
    return spoken(cell) if column == "keys" else str(cell)


def _place(place: dict[str, str]) -> str:
    label = one_line(place["label"])
    if "when" in place:
        return f"{spoken(place['when'])}: {label}"
    return f"{label} > {spoken(place['key'])}" if "key" in place else label


RENDERERS = {"table": render_table, "csv": render_csv, "json": render_json}
