"""A spreadsheet gets every key as a row, and takes no name for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from menus import calls

from flowgraph.exports import Drawing
from flowgraph.model.directory import Entry

from .drawings import ALL, HOSTILE, Case, drawing, drawing_of, hostile, names_of, written

PbxOf = Callable[[Path], Path]


def rows(planned: Drawing) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(".csv", planned), newline="")))


def test_a_key_is_a_row_with_both_ends_in_ids_numbers_and_names():
    graph = calls(
        "ivr:1 -timeout-> queue:7",
        "ivr:1 -2-> external_num:5550100",
        "ivr:1 -3-> play_prompt:prices.wav",
        ivr_1={"number": "6201", "name": "Main"},
        directory={"queue": {"7": Entry("7", "6400", "Orders")}},
    )
    main = {"source": "ivr:1", "source_number": "6201", "source_name": "Main"}
    first, second, third = rows(drawing(graph))
    assert first == main | {
        **{"key": "2", "key_in_words": "2", "target": "external_num:5550100"},
        **{"target_kind": "external_num", "target_number": "5550100", "target_name": ""},
        "loops": "",
    }
    assert (second["target_name"], second["target_kind"]) == ("prices.wav", "play_prompt")
    assert third == main | {
        **{"key": "timeout", "key_in_words": "no key", "target": "queue:7"},
        **{"target_kind": "queue", "target_number": "6400", "target_name": "Orders"},
        "loops": "",
    }


def test_a_row_names_the_loops_that_its_key_is_part_of():
    graph = calls("ivr:1 -timeout-> ivr:2", "ivr:2 -timeout-> ivr:1", "ivr:2 -1-> ivr:1")
    found = {(row["source"], row["key"]): row["loops"] for row in rows(drawing(graph))}
    assert found == {
        ("ivr:1", "timeout"): "passive; trap",
        ("ivr:2", "timeout"): "passive; trap",
        ("ivr:2", "1"): "trap",
    }


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_no_key_of_a_case_is_lost(case: Case, pbx_of: PbxOf):
    planned = drawing_of(pbx_of(case.folder), case.root)
    found = [(row["source"], row["target"], row["key"]) for row in rows(planned)]
    assert sorted(found) == sorted(planned.graph.edges(keys=True))


@pytest.mark.fault(
    "E8",
    promise="puts an apostrophe before what a spreadsheet would run; each name stays in its cell",
)
@pytest.mark.parametrize("strings", HOSTILE, ids=range(len(HOSTILE)))
def test_every_hostile_name_is_text_in_one_cell(strings: Sequence[str]):
    table = rows(hostile(strings))
    assert {len(row) for row in table} == {10}
    cells = [cell for row in table for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    for name in names_of(strings):
        marked = f"'{name}" if name.startswith(("=", "+", "-", "@")) else name
        assert marked in {row["source_name"] for row in table}
        assert marked in {row["target_name"] for row in table}
