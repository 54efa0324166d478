"""The benchmarks run and tell of every goal. How fast anything is no test says: machines differ."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BENCH = ROOT / "benchmarks" / "bench.py"
PATIENCE_S = 200

#: What the table of each section begins its rows with.
ROWS = {
    "Start-up": ("an empty Python", "flowgraph --help", "flowgraph --version", "bare click"),
    "Crawl": ("naive script", "batch script", "flowgraph crawl", "bare sockets, batch"),
    "Loops": ("the limit with models", "flowgraph loops", "madge", "dependency-cruiser"),
    "Check": ("the limit with models", "flowgraph loops", "flowgraph check"),
    "Drawing": ("the engine alone", "flowgraph draw"),
    "Page": ("8",),
}
#: The goals, by what is measured for them; sizes are those of a quick run.
GOALS = (
    ("`--help` against an empty Python", "at most 5.00x"),
    ("`--version` against an empty Python", "at most 5.00x"),
    ("a usage error against an empty Python", "at most 5.00x"),
    ("crawl of 8 menus at 1 ms, times faster than the naive", "at least 40.00x"),
    ("crawl of 8 menus at 1 ms, against the batch", "at most 1.50x"),
    ("crawl of 8 menus at 1 ms, no batch, 8 at a time, times faster", "at least 6.00x"),
    ("crawl of 8 menus at 1 ms, no batch, 8 at a time, against 8 bare", "at most 1.25x"),
    ("requests beyond 1 login", "at most 0"),
    ("menus fetched twice", "at most 0"),
    ("`loops` of 8 menus against madge", "at most 0.65x"),
    ("`loops` of 8 menus against the limit", "at most 1.30x"),
    ("loops named in a ring", "exactly 1"),
    ("`loops` of that ring", "at most 1.30x"),
    ("loops named in 13 menus", "exactly 1"),
    ("`loops` of these 13", "at most 1.30x"),
    ("loops named in a star", "exactly 1"),
    ("`loops` of that star", "at most 1.30x"),
    ("growth of `loops`", "at most 10.00x"),
    ("peak memory of `loops`", "at most 250 MiB"),
    ("SVG of 8 menus, seconds above", "at most 0.50 s"),
    ("SVG of 8 menus against the engine", "at most 1.50x"),
    ("SVG of 8 menus against the engine", "at most 1.10x"),
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Run everything that needs neither npm nor a browser, on tiny graphs."""
    file = tmp_path_factory.mktemp("speed") / "speed.md"
    line = [sys.executable, str(BENCH), "--quick", "--write", str(file)]
    done = subprocess.run(line, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    text = file.read_text()
    assert done.stdout.strip() in re.sub(r"\n\n+", "\n\n", text)
    return text


def rows(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def section(page: str, title: str) -> str:
    return page.partition(f"## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("title", ROWS)
def test_every_section_prints_its_rows(page: str, title: str) -> None:
    first = [row[0] for row in rows(section(page, title))]
    assert [want for want in ROWS[title] if not any(name.startswith(want) for name in first)] == []


@pytest.mark.parametrize(("what", "bound"), GOALS)
def test_every_goal_has_a_verdict(page: str, what: str, bound: str) -> None:
    found = [row for row in rows(page) if row[0].startswith(what) and row[1] == bound]
    assert found
    assert all(re.fullmatch(r"met|\*\*missed\*\*|not measured: .+", row[3]) for row in found)


def test_a_goal_that_is_missed_has_a_line_with_the_reason(page: str) -> None:
    missed = [row[0] for row in rows(page) if row[-1] == "**missed**"]
    told = re.findall(r"^- Missed: (.+?)\. [A-Z`].+\.$", page, re.M)
    assert sorted("; ".join(told).split("; ")) == sorted(missed)


def test_what_needs_npm_or_a_browser_says_that_it_was_left_out(page: str) -> None:
    absent = [row for row in rows(page) if row[-1] == "left out by --quick"]
    assert {row[0] for row in absent} == {"madge", "dependency-cruiser", "8"}


def test_the_loops_of_every_shape_are_counted_alike_by_all_programs(page: str) -> None:
    tables = section(page, "Loops").split("### ")[1:]
    found = [{row[-1] for row in rows(table) if row[-1].startswith("loops: ")} for table in tables]
    assert [len(numbers) for numbers in found] == [1] * len(tables)


def test_no_menu_is_fetched_twice_by_a_crawl(page: str) -> None:
    assert [row[2] for row in rows(page) if row[0] == "menus fetched twice"] == ["0"]


def test_the_page_says_on_which_machine_with_which_versions_and_when(page: str) -> None:
    facts = {row[0]: row[1] for row in rows(page.partition("\n## ")[0])}
    assert "--quick" in facts["command"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", facts["date"])
    assert re.fullmatch(r"\d+ cores, .+, \d+ GiB", facts["machine"])
    assert all(re.search(rf"\b{name} \d", facts["libraries"]) for name in ("networkx", "pydantic"))


def test_a_section_that_there_is_not_is_refused() -> None:
    line = [sys.executable, str(BENCH), "loops"]
    done = subprocess.run(line, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.returncode == 2
    assert "no such section: loops" in done.stderr


def test_what_npm_fetches_is_pinned_and_named_without_an_address() -> None:
    lock = (ROOT / "benchmarks" / "package-lock.json").read_text()
    package = (ROOT / "benchmarks" / "package.json").read_text()
    assert re.findall(r'"(madge|dependency-cruiser)": "\d+\.\d+\.\d+"', package)
    assert '"resolved"' not in lock
