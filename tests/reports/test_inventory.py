from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hostile import STRINGS
from menus import calls

from flowgraph.analysis.inventory import Inventory
from flowgraph.reports.inventory import render_csv, render_json, render_table
from flowgraph.text import columns, one_line, visible

GRAPH = calls("ivr:1 -1-> queue:3")
COLUMNS = ("id", "name", "limit_s", "used_by", "keys")
ROWS = [
    {
        "id": "queue:3",
        "name": "前台",
        "limit_s": 0,
        "used_by": [{"id": "ivr:1", "label": "IVR 6200", "key": "timeout"}],
        "keys": ["1", "#", "timeout"],
    },
    {"id": "queue:12", "name": "Back", "limit_s": None, "used_by": [], "keys": None},
    {
        "id": "queue:13",
        "name": "Night",
        "limit_s": 300,
        "used_by": [{"id": "ivr:2", "label": "IVR 2"}, {"id": "a", "label": "B", "when": "busy"}],
        "keys": [],
    },
]
LISTED = Inventory("queues", COLUMNS, ROWS)


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_a_table_stands_in_columns_whatever_the_script():
    table = render_table(GRAPH, LISTED)
    assert table == (
        "id        name   limit s  used by            keys\n"
        "queue:3   前台   none     IVR 6200 > no key  1, #, no key\n"
        "queue:12  Back\n"
        "queue:13  Night  300      IVR 2; busy: B\n"
    )


def test_an_empty_table_says_so_and_the_other_forms_stay_valid():
    empty = Inventory("ring-groups", COLUMNS, [])
    assert render_table(GRAPH, empty) == "no ring-groups\n"
    assert cells(render_csv(GRAPH, empty)) == [list(COLUMNS)]
    assert json.loads(render_json(GRAPH, empty))["rows"] == []


def test_json_keeps_every_cell_as_it_is():
    assert json.loads(render_json(GRAPH, LISTED)) == {
        "version": 1,
        "missing": [],
        "kind": "queues",
        "rows": ROWS,
    }


def test_a_long_cell_is_short_in_the_table_and_whole_in_csv():
    rows = [dict.fromkeys(COLUMNS, "word " * 100)]
    long = Inventory("queues", COLUMNS, rows)
    assert max(map(len, render_table(GRAPH, long).splitlines())) < 300
    assert "…" in render_table(GRAPH, long)
    assert cells(render_csv(GRAPH, long))[1] == [("word " * 100).strip()] * len(COLUMNS)


@pytest.mark.fault("E8")
@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+15550100", "'+15550100"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r\n+1", "'+1"),
        (" =1", "'=1"),
        ("1=1", "1=1"),
        ("a,b", "a,b"),
        ('say "x"', 'say "x"'),
        ("'quoted'", "'quoted'"),
    ],
)
def test_no_cell_is_a_formula_and_nothing_else_is_changed(name: str, cell: str):
    listed = Inventory("queues", ("id", "name"), [{"id": "queue:1", "name": name}])
    assert cells(render_csv(GRAPH, listed)) == [["id", "name"], ["queue:1", cell]]


@pytest.mark.parametrize("name", STRINGS, ids=range(len(STRINGS)))
def test_a_hostile_name_breaks_no_row_and_commands_no_terminal(name: str):
    # What the wire lets through; it has replaced what no reader could see.
    name = visible(name)
    place = {"id": "ivr:1", "label": name}
    row = {"id": "queue:1", "name": name, "limit_s": 1, "used_by": [place], "keys": [name]}
    listed = Inventory("queues", COLUMNS, [row])
    table = render_table(GRAPH, listed)
    assert table.count("\n") == 2
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", table)
    assert max(map(columns, table.splitlines())) < 250
    written = render_csv(GRAPH, listed)
    assert written.count("\n") == 2
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", written)
    row_of_csv = cells(written)[1]
    assert row_of_csv[1].removeprefix("'") == one_line(name).removeprefix("'")
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row_of_csv)
