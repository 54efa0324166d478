"""Every edit that docs/what-if.md shows can be made as it stands there, and does what it says.

``FLOWGRAPH_UPDATE_GOLDEN=1`` writes what the commands print now into the page.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from shell import flowgraph_in

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "what-if.md"
_BLOCK = re.compile(r"^```(diff|console)\n(.*?)^```$", re.M | re.S)
_COMPARE = "$ flowgraph diff today.json edited.json\n"


class Trial(NamedTuple):
    """Edits, and what is printed about them."""

    edits: tuple[str, ...]
    printed: str


def trials() -> Iterator[Trial]:
    edits: list[str] = []
    for language, text in _BLOCK.findall(PAGE.read_text()):
        if language == "diff":
            edits.append(text)
        elif text.startswith(_COMPARE):
            yield Trial(tuple(edits), text.removeprefix(_COMPARE))
            edits.clear()


def edited(text: str, edit: str) -> str:
    """Make an edit as a reader would: find the place behind ``@@``, then the lines below it."""
    head, *rows = edit.splitlines()
    place = 0
    for word in re.findall(r'".*?"(?= |$)|[^"]+$', head.removeprefix("@@ ")):
        place = text.index(word, place) + len(word)
    place = text.index("\n", place) + 1
    before = "".join(f"{row[1:]}\n" for row in rows if row[0] in " -")
    after = "".join(f"{row[1:]}\n" for row in rows if row[0] in " +")
    place = text.index(before, place)
    return text[:place] + after + text[place + len(before) :]


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("what-if")
    (folder / "samples").symlink_to(ROOT / "samples")
    (line,) = re.findall(r"^\$ flowgraph (crawl .*)$", PAGE.read_text(), re.M)
    assert flowgraph_in(folder, *line.split()).status == 0
    return (folder / "today.json").read_text()


@pytest.mark.parametrize("trial", list(trials()))
def test_each_edit_does_what_the_page_says(trial: Trial, today: str, tmp_path: Path) -> None:
    text = today
    for edit in trial.edits:
        text = edited(text, edit)
    for name, content in (("today", today), ("edited", text)):
        (tmp_path / f"{name}.json").write_text(content)
    run = flowgraph_in(tmp_path, "diff", "today.json", "edited.json")
    assert run.status == 0
    if os.environ.get("FLOWGRAPH_UPDATE_GOLDEN"):
        shown, now = (f"{trial.edits[-1]}```\n\n```console\n{_COMPARE}{out}```"
                      for out in (trial.printed, run.stdout))  # fmt: skip
        PAGE.write_text(PAGE.read_text().replace(shown, now))
    else:
        assert run.stdout == trial.printed
    for line in ("draw --from edited.json -o a.svg", "check --from edited.json --fail-on never"):
        assert flowgraph_in(tmp_path, *line.split()).status == 0


def test_there_is_an_example_for_each_common_change() -> None:
    assert len(list(trials())) >= 11
    assert all(trial.edits for trial in trials())


def test_the_hours_of_an_edited_holiday_are_told(today: str, tmp_path: Path) -> None:
    (words,) = re.findall(r"`flowgraph (hours .*?)`", PAGE.read_text())
    (trial,) = (t for t in trials() if "Staff outing" in str(t.edits))
    text = today
    for edit in trial.edits:
        text = edited(text, edit)
    (tmp_path / "edited.json").write_text(text)
    run = flowgraph_in(tmp_path, *words.split())
    assert "Staff outing" in run.stdout
