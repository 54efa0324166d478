"""Pictures against the engine alone on the very same DOT."""

from __future__ import annotations

from pathlib import Path

from goals import Measured
from measure import Command, Cost, cost, ours, take_turns
from report import Section, cost_table
from shapes import Bench

from flowgraph.exports import engine

ALONE = "the engine alone"
#: One picture, like the engine's: above 500 menus flowgraph would draw an overview and sheets.
OURS = "flowgraph draw --overview never"
AS_IT_COMES = "flowgraph draw"
_DPI = 96


def measure(bench: Bench) -> Section:
    """Measure SVG pictures of three sizes."""
    costs = {menus: _drawn(bench, menus) for menus in dict.fromkeys(bench.sizes.pictures)}
    tables = [cost_table(f"SVG of {menus:,} menus", of, by="cpu") for menus, of in costs.items()]
    return Section(
        "Drawing",
        "flowgraph reads the folder, finds loops, decides what to draw and runs the bundled engine "
        "on it; the engine alone draws the same DOT.",
        tables,
        _measured(bench, costs),
    )


def _drawn(bench: Bench, menus: int) -> dict[str, Cost]:
    draw = ("draw", "1", "--from", str(bench.pbx("tree", menus)), "-q", "-o")
    dot, picture = bench.scratch / "picture.dot", str(bench.scratch / "picture.svg")
    cost(ours("dot", *draw, str(dot)))
    commands = [
        _alone(dot, picture),
        ours(OURS, *draw, picture, "--overview", "never"),
        ours(AS_IT_COMES, *draw, picture),
    ]
    return take_turns(commands, bench.sizes.times)


def _alone(dot: Path, picture: str) -> Command:
    bundled = engine.find("bundled")
    assert bundled is not None
    line = tuple(bundled.line("svg", picture, _DPI))
    return Command(ALONE, line, stdin=dot.read_bytes(), statuses=(0,))


def _measured(bench: Bench, costs: dict[int, dict[str, Cost]]) -> dict[str, Measured]:
    small, middle, large = (costs[menus] for menus in bench.sizes.pictures)
    return {
        "small-picture": small[OURS].cpu_s - small[ALONE].cpu_s,
        "picture": middle[OURS].cpu_s / middle[ALONE].cpu_s,
        "large-picture": large[OURS].cpu_s / large[ALONE].cpu_s,
    }
