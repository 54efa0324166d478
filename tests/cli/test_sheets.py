"""Call flows that are too big for one picture: an overview, and sheets that it leads to."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from helpers import TREES, flowgraph_command, generate, read_json
from lxml import etree
from shell import menu, pbx

SAMPLE = Path(__file__).parents[2] / "samples" / "harbour-dental" / "pbx"
HREF = "{http://www.w3.org/1999/xlink}href"


def links(picture: Path) -> set[str]:
    root = etree.parse(str(picture)).getroot()
    return {unquote(element.get(HREF)) for element in root.iter() if element.get(HREF)}


def reached(start: Path) -> set[Path]:
    """Follow every link from a picture on."""
    found = {start.resolve()}
    waiting = [start.resolve()]
    while waiting:
        place = waiting.pop()
        for link in links(place):
            target = (place.parent / link).resolve()
            assert target.is_file(), f"{place.name} leads to {link}"
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("big")
    generate(TREES / "generate.py", "fleet-large", folder / "pbx", "--n", 700)
    return folder


def test_above_the_threshold_an_overview_is_drawn_whose_boxes_lead_to_every_menu(big):
    line = ("draw", "1", "--from", "pbx", "-o", "all.svg", "-o", "all.png")
    run = flowgraph_command(big, *line)
    assert run.status == 0
    assert "wrote all.svg (an overview; its " in run.stderr
    assert "wrote all.png (an overview; -o all.svg writes a sheet for each part" in run.stderr
    places = reached(big / "all.svg")
    assert places == {(big / "all.svg").resolve(), *(big / "all-sheets").resolve().iterdir()}
    words = " ".join(text for p in places for text in etree.parse(str(p)).getroot().itertext())
    folded = " ".join(words.split())
    for file in (big / "pbx" / "ivr").glob("*.json"):
        data = read_json(file)["data"]
        assert f"{data['number']} " in folded
        assert data["name"] in folded


def test_a_sheet_leads_back_to_the_overview(big):
    flowgraph_command(big, "draw", "1", "--from", "pbx", "-o", "all.svg")
    sheets = list((big / "all-sheets").iterdir())
    assert all("../all.svg" in links(sheet) for sheet in sheets)


def test_the_same_call_flow_gives_the_same_sheets_and_what_is_gone_leaves_none(big, tmp_path):
    line = ("draw", "1", "--from", big / "pbx", "-o", "all.svg")
    first = flowgraph_command(tmp_path, *line).files
    stale = tmp_path / "all-sheets" / "part-ivr-99999.svg"
    mine = tmp_path / "all-sheets" / "notes.svg"
    stale.write_text("old")
    mine.write_text("mine")
    again = flowgraph_command(tmp_path, *line).files
    assert mine.exists()
    assert {name: again[name] for name in again if name != "all-sheets/notes.svg"} == first


def test_a_small_call_flow_can_be_cut_on_request_and_a_big_one_left_whole(tmp_path, big):
    line = ("draw", "1", "--from", SAMPLE, "-o", "small.svg", "--overview", "always")
    run = flowgraph_command(tmp_path, *line)
    assert len(reached(tmp_path / "small.svg")) == 2
    assert "its one sheet is in small-sheets/" in run.stderr
    run = flowgraph_command(
        *(tmp_path, "draw", "1", "--from", big / "pbx", "-o", "whole.svg", "--overview", "never")
    )
    assert "whole-sheets" not in {Path(name).parts[0] for name in run.files}


def test_one_menu_of_a_big_call_flow_is_drawn_without_an_overview(tmp_path, big):
    line = ("draw", "1", "--from", big / "pbx", "-o", "one.png", "--focus", "ivr:5")
    assert set(flowgraph_command(tmp_path, *line).files) == {"one.png"}


@pytest.mark.fault("D14", "E15")
def test_names_lead_nowhere_whatever_they_are(tmp_path):
    hostile = ["javascript:alert(1)", "../../etc/passwd", "<a href='x'>", "\\N \\L %2e%2e"]
    menus = [
        menu(n, name=name, press1_dest="ivr", press1_dest_value=str(n + 1))
        for n, name in enumerate(hostile, 1)
    ]
    folder = pbx(tmp_path / "pbx", *menus)
    line = ("draw", "1", "--from", folder, "-o", "x.svg", "--overview", "always")
    flowgraph_command(tmp_path / "run", *line)
    for place in reached(tmp_path / "run" / "x.svg"):
        assert all(
            link.startswith(("part-ivr-", "x-sheets/part-ivr-", "../x.svg"))
            for link in links(place)
        )
