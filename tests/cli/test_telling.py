"""Whatever stands in a name, text on a terminal is read in the order in which it was written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from shell import flowgraph_in, menu, pbx, told

from flowgraph.text import on_terminal

#: Embeddings, overrides, isolates, and their ends.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: Turns round what follows: "(key 1)" would be read as "(1 yek)" in front of "Sales".
NAME = "Sales \u202e\u2067(key 1)"
SHOWN = "Sales \\u202e\\u2067(key 1)"
#: What people write from right to left, with the marks that they may need.
HEBREW = "תמיכה\u200f Support 24\u200e"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return pbx(
        tmp_path / "pbx",
        menu(1, name=NAME, press1_dest="queue", press1_dest_value="7", press2_dest="ivr",
             press2_dest_value="2", press3_dest="ivr", press3_dest_value="9", timeout_dest="ivr",
             timeout_dest_value="1", dial_ext_option="all"),
        menu(2, name=HEBREW, press_star_dest="ivr", press_star_dest_value="1"),
        queue=[{"id": 7, "number": "6400", "name": NAME}],
        extension=[{"id": 1, "number": "100", "caller_id_name": NAME}],
        inbound_route=[{"id": 1, "name": NAME, "did_pattern": NAME, "default_destination": "ivr",
                        "default_desination_value": "1"}],
        system={"device_name": NAME},
    )  # fmt: skip


REPORTS = [
    ("loops", "--all", "--show", "info"),
    ("check", "--all", "--show", "info"),
    ("paths", "--all"),
    ("who", "queue:7"),
    ("list", "queues"),
    ("list", "entries"),
    ("trace", "1", "2,*,1"),
    ("hours", "route:1"),
    ("doctor",),
]


@pytest.mark.fault(
    "E12",
    promise="shows them as `\\u202e` and the like in reports and messages; data and pictures keep "
    "them; marks and letters of such scripts stay",
)
@pytest.mark.parametrize("words", REPORTS, ids=" ".join)
def test_no_name_turns_the_rest_of_a_line_round(
    words: tuple[str, ...], source: Path, tmp_path: Path
) -> None:
    run = flowgraph_in(tmp_path / "run", *words, "--from", source)
    assert run.stdout
    assert not TURNING.search(run.stdout + run.stderr)
    assert SHOWN in run.stdout or words[0] == "doctor"


def test_a_report_in_a_file_is_the_one_on_the_terminal(source: Path, tmp_path: Path) -> None:
    words = ("check", "--all", "--from", source)
    run = flowgraph_in(tmp_path / "run", *words)
    kept = flowgraph_in(tmp_path / "run", *words, "--report", "a.txt")
    assert kept.files["a.txt"].decode() == run.stdout


@pytest.mark.fault("E12")
@pytest.mark.parametrize(
    ("words", "place"),
    [
        (("loops", "name:\u202ex"), "\\u202ex"),
        (("who", "\u2067nobody"), "\\u2067nobody"),
        (("explain", "\u202etrap"), "\\u202etrap"),
        (("draw", "1", "-o", "\u202e/a.svg"), "/\\u202e"),
        (("\u202edraw",), "\\u202edraw"),
    ],
)
def test_no_message_is_turned_round(
    words: tuple[str, ...], place: str, source: Path, tmp_path: Path
) -> None:
    from_ = () if words[0] in ("explain", "\u202edraw") else ("--from", source)
    run = flowgraph_in(tmp_path / "run", *words, *from_)
    assert run.status == 2
    assert not TURNING.search(run.stdout + run.stderr)
    assert place in told(run)["what"] + told(run)["where"]


@pytest.mark.fault("E12")
def test_a_warning_is_not_turned_round(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "crawl", 1, "--from", source, "-o", "a.json")
    assert "warning: IVR 9 does not exist" in run.stderr
    assert SHOWN in run.stderr
    assert not TURNING.search(run.stderr)


@pytest.mark.fault("E12")
def test_data_and_pictures_keep_the_name_as_it_is(source: Path, tmp_path: Path) -> None:
    outputs = [word for end in ("json", "svg", "html", "md", "csv") for word in ("-o", f"a.{end}")]
    run = flowgraph_in(tmp_path / "run", "draw", "--all", "--from", source, *outputs)
    assert json.loads(run.files["a.json"])["nodes"][0]["name"] == NAME
    for end in ("json", "svg", "html", "md", "csv"):
        text = run.files[f"a.{end}"].decode()
        assert TURNING.search(text) or "&#8238;" in text or "\\u202e" in text, end
    found = flowgraph_in(tmp_path / "run", "check", "--all", "--from", source, "--format", "json")
    assert NAME in {row["name"] for row in json.loads(found.stdout)["findings"]}


@pytest.mark.fault("E12")
@pytest.mark.fault("E13")
def test_names_from_right_to_left_stay_as_they_are(source: Path, tmp_path: Path) -> None:
    run = flowgraph_in(tmp_path / "run", "loops", "--all", "--show", "info", "--from", source)
    assert HEBREW in run.stdout


def test_a_stand_in_stays_what_it_is() -> None:
    assert on_terminal(on_terminal(NAME)) == on_terminal(NAME) == SHOWN
    assert on_terminal(HEBREW) == HEBREW
