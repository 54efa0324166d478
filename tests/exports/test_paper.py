"""Pictures on paper."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from helpers import flowgraph_command
from pypdf import PdfReader

from flowgraph.cli.options import PAPERS as OFFERED
from flowgraph.errors import EngineError
from flowgraph.exports.paper import PAPERS, lay

SAMPLE = Path(__file__).parents[2] / "samples" / "harbour-dental" / "pbx"


def test_the_options_name_what_there_is():
    assert tuple(PAPERS) == OFFERED


def test_a_wide_picture_lies_across_and_a_tall_one_stands():
    assert lay(900, 300, "a4").width > lay(900, 300, "a4").height
    assert lay(300, 900, "a4").width < lay(300, 900, "a4").height


def test_a_small_picture_is_not_blown_up():
    assert lay(100, 100, "a0").scale == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_the_picture_lies_within_the_margins(paper):
    place = lay(1200, 900, paper)
    assert place.left >= 28
    assert place.bottom >= 28
    assert place.left + 1200 * place.scale <= place.width - 28
    assert place.bottom + 900 * place.scale <= place.height - 28


def test_letters_that_nobody_could_read_are_refused_with_the_way_out():
    with pytest.raises(EngineError) as caught:
        lay(20_000, 9_000, "a4")
    assert "A4" in caught.value.what
    assert "--focus" in caught.value.hint


@pytest.mark.parametrize(
    ("paper", "larger"), [("a4", "a3"), ("letter", "tabloid"), ("legal", "tabloid")]
)
def test_the_way_out_is_a_sheet_of_the_same_family(paper, larger):
    with pytest.raises(EngineError, match="too small") as caught:
        lay(2900, 1500, paper)
    assert f"name --paper {larger}," in caught.value.hint


def test_where_no_sheet_of_the_family_is_large_enough_none_is_named():
    with pytest.raises(EngineError) as caught:
        lay(7000, 4000, "letter")
    assert "leave --paper out" in caught.value.hint


@pytest.mark.parametrize(
    "engine",
    [
        "bundled",
        pytest.param(
            "system", marks=pytest.mark.skipif(not shutil.which("dot"), reason="no system dot")
        ),
    ],
)
def test_a_pdf_has_the_size_of_the_paper_and_the_words_of_the_picture(tmp_path, engine):
    line = ("draw", "1", "--from", SAMPLE, "--focus", "6201", "--engine", engine, "--paper", "a4")
    run = flowgraph_command(tmp_path, *line, "-o", "one.pdf")
    assert run.status == 0, run.stderr
    (page,) = PdfReader(io.BytesIO(run.files["one.pdf"])).pages
    assert sorted(round(float(side)) for side in page.mediabox[2:]) == [595, 842]
    assert "English main menu" in " ".join(page.extract_text().split())
    again = flowgraph_command(tmp_path / "again", *line, "-o", "one.pdf")
    assert again.files["one.pdf"] == run.files["one.pdf"]


def test_too_small_a_sheet_costs_the_pdf_alone(tmp_path):
    line = ("draw", "--all", "--from", SAMPLE, "--paper", "a4", "-o", "a.pdf", "-o", "a.svg")
    run = flowgraph_command(tmp_path, *line)
    assert run.status == 3
    assert set(run.files) == {"a.svg"}
    assert "too small to read" in run.stderr
