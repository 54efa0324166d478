"""Loop finders on the same graphs: trees of three sizes, a ring, a star, and all to all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import npm
from goals import Measured
from measure import HERE, Command, Cost, cost, ours, peer, take_turns
from report import Section, Table, cost_table
from shapes import DENSE, Bench
from sizes import Sizes

#: A shape, and how many menus it has.
Graph = tuple[str, int]

LIMIT = "the limit: json and networkx"
MODELS = "the limit with models"
OURS = "flowgraph loops"
_CRUISE = ("--config", str(HERE / "peers" / "no-circular.cjs"), ".")
_CRASH = re.compile(r"RangeError|Maximum call stack|\w*Error: .*")
_COUNT = re.compile(r"(\d+) (loops|circular|errors)")


def measure(bench: Bench) -> Section:
    """Measure all loop finders on all graphs."""
    sizes = bench.sizes
    found = npm.programs(bench.is_quick)
    trees = {*sizes.trees, sizes.grown, sizes.ring, sizes.star, DENSE}
    graphs: list[Graph] = [("tree", size) for size in sorted(trees)]
    graphs += [("ring", sizes.ring), ("star", sizes.star), ("dense", DENSE)]
    costs = {graph: _on(bench, *graph, found) for graph in graphs}
    named = {graph: _loops_named(bench, *graph) for graph in graphs}
    why = "left out by --quick" if bench.is_quick else "not installed"
    tables = [_table(graph, costs[graph], named[graph], why) for graph in graphs]
    return Section(
        "Loops",
        "A PBX folder for flowgraph and the limit; for madge and dependency-cruiser the same graph "
        "as ES modules, one file a menu. A tree has a twentieth of its links lead back up. In a "
        "ring the last menu leads to the first, in a star all menus do.",
        tables,
        _measured(sizes, costs, named),
    )


def _on(bench: Bench, shape: str, menus: int, found: dict[str, Path | None]) -> dict[str, Cost]:
    pbx = str(bench.pbx(shape, menus))
    commands = [
        peer(LIMIT, "limit.py", pbx),
        peer(MODELS, "limit.py", pbx, "--models"),
        ours(OURS, "loops", "1", "--from", pbx),
    ]
    if path := found["madge"]:
        words = (str(path), "--circular", "--no-spinner", ".")
        commands.append(Command("madge", words, folder=bench.modules(shape, menus)))
    if path := found["dependency-cruiser"]:
        words = (str(path), *_CRUISE)
        commands.append(Command("dependency-cruiser", words, folder=bench.modules(shape, menus)))
    return take_turns(commands, bench.sizes.times)


def _table(graph: Graph, costs: dict[str, Cost], named: int, why_not: str) -> Table:
    shape, menus = graph
    rows = {name: costs.get(name, why_not) for name in (MODELS, OURS, LIMIT, *npm.PROGRAMS)}
    notes = {name: _remark(spent) for name, spent in costs.items()}
    notes[OURS] = f"loops: {named}"
    return cost_table(f"{shape.capitalize()} of {menus:,} menus", rows, by="cpu", notes=notes)


def _remark(spent: Cost) -> str:
    """Say what a program found, or how it broke."""
    if not spent.ended:
        return "did not end"
    if crash := _CRASH.search(spent.said):
        return f"crashed: {crash[0][:60]}"
    counted = list(_COUNT.finditer(spent.said))
    return f"{counted[-1][2]}: {counted[-1][1]}" if counted else f"exit status {spent.status}"


def _loops_named(bench: Bench, shape: str, menus: int) -> int:
    pbx = str(bench.pbx(shape, menus))
    said = cost(ours(OURS, "loops", "1", "--from", pbx, "-q", "--format", "json")).said
    return len(json.loads(_json_of(said))["loops"])


def _json_of(said: str) -> str:
    """Cut off the warnings before the report."""
    return said[said.index("{\n") :]


def _measured(
    sizes: Sizes, costs: dict[Graph, dict[str, Cost]], named: dict[Graph, int]
) -> dict[str, Measured]:
    largest = costs["tree", sizes.trees[-1]]
    grown = costs["tree", sizes.grown][OURS]
    values: dict[str, Measured] = {"madge": _against_madge(largest)}
    values["limit"] = largest[OURS].cpu_s / largest[MODELS].cpu_s
    for shape, menus in (("ring", sizes.ring), ("dense", DENSE), ("star", sizes.star)):
        values[shape] = named[shape, menus]
        tree = costs["tree", menus][OURS]
        values[f"{shape}-tree"] = costs[shape, menus][OURS].cpu_s / tree.cpu_s
    values["growth"] = largest[OURS].cpu_s / grown.cpu_s
    values["memory"] = largest[OURS].peak_mib
    return values


def _against_madge(costs: dict[str, Cost]) -> Measured:
    if "madge" not in costs:
        return "madge is not there"
    return costs[OURS].cpu_s / costs["madge"].cpu_s
