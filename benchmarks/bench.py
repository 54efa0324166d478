#!/usr/bin/env python3
"""Compare flowgraph with the least that could do the same job, side by side in one run.

    .venv/bin/python benchmarks/bench.py

Prints processor seconds (user and system, children included), wall seconds and ratios. Only the
ratios of one run mean anything: machines differ, and so does the same machine from day to day.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from flowgraph.exports import engine
from flowgraph.simulator import Settings, Simulator

ROOT = Path(__file__).resolve().parent.parent
GENERATE = ROOT / "tests" / "data" / "trees" / "generate.py"
PYTHON = sys.executable
FLOWGRAPH = (PYTHON, "-m", "flowgraph")

NAIVE = """
import sys, requests
url = sys.argv[1] + "/openapi/v1.0/"
login = {"username": "demo", "password": "demo"}
token = requests.post(url + "get_token", json=login).json()["access_token"]
seen, waiting = set(), ["1"]
while waiting:
    menu = waiting.pop()
    if menu in seen:
        continue
    seen.add(menu)
    answer = requests.get(url + "ivr/get", params={"access_token": token, "id": menu}).json()
    data = answer.get("data", {})
    waiting += [data[k.replace("_dest", "_dest_value")] for k, v in data.items()
                if k.endswith("_dest") and v == "ivr"]
requests.get(url + "del_token", params={"access_token": token})
"""

BATCH = """
import sys, requests
url = sys.argv[1] + "/openapi/v1.0/"
login = {"username": "demo", "password": "demo"}
token = requests.post(url + "get_token", json=login).json()["access_token"]
seen, level = set(), ["1"]
while level:
    seen |= set(level)
    found = set()
    for start in range(0, len(level), 100):
        ids = ",".join(level[start:start + 100])
        answer = requests.get(url + "ivr/query", params={"access_token": token, "ids": ids}).json()
        for data in answer["data"]:
            found |= {data[k.replace("_dest", "_dest_value")] for k, v in data.items()
                      if k.endswith("_dest") and v == "ivr"}
    level = sorted(found - seen)
requests.get(url + "del_token", params={"access_token": token})
"""

LIMIT = """
import json, pathlib, sys, networkx
graph = networkx.MultiDiGraph()
for path in pathlib.Path(sys.argv[1], "ivr").glob("*.json"):
    data = json.loads(path.read_bytes())["data"]
    for name, kind in data.items():
        if name.endswith("_dest") and kind:
            graph.add_edge(f"ivr:{data['id']}", f"{kind}:{data[name + '_value']}", key=name)
print(sum(len(c) > 1 for c in networkx.strongly_connected_components(graph)))
"""


class Cost(NamedTuple):
    """What a command took."""

    cpu_s: float
    wall_s: float


def cost(*command: str, stdin: bytes = b"") -> Cost:
    """Run a command and count what it took, its children included."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, input=stdin, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, time.perf_counter() - started)


def best(times: int, *command: str, stdin: bytes = b"") -> Cost:
    """Give the cheapest of some runs."""
    return min(cost(*command, stdin=stdin) for _ in range(times))


def table(title: str, rows: list[tuple[str, Cost]], by: Callable[[Cost], float]) -> None:
    """Print rows with their ratio to the first."""
    print(f"\n{title}")
    first = by(rows[0][1])
    for name, spent in rows:
        print(
            f"  {name:<44} {spent.cpu_s:8.2f} s cpu {spent.wall_s:8.2f} s wall"
            f" {by(spent) / first:7.2f}x"
        )


def generate(folder: Path, profile: str, size: int) -> Path:
    """Write a synthetic PBX."""
    target = folder / f"{profile}-{size}"
    if target.exists():
        return target
    line = [PYTHON, str(GENERATE), profile, str(target), "--n", str(size)]
    subprocess.run(line, check=True, capture_output=True)
    return target


def start_up() -> None:
    """Time the commands that load nothing."""
    rows = [("an empty Python", best(5, PYTHON, "-c", "pass"))]
    for words in (("--help",), ("--version",), ("drow",)):
        rows.append((f"flowgraph {' '.join(words)}", best(5, *FLOWGRAPH, *words)))
    table("Start-up (ratio of cpu)", rows, lambda spent: spent.cpu_s)


def loops(folder: Path) -> None:
    """Time the analysis of 10,000 menus and its growth."""
    for profile in ("fleet-large", "chain"):
        small, large = (generate(folder, profile, size) for size in (1_000, 10_000))
        rows = [
            ("networkx alone, 10,000 menus", best(2, PYTHON, "-c", LIMIT, str(large))),
            (
                "flowgraph loops, 10,000 menus",
                best(2, *FLOWGRAPH, "loops", "1", "--from", str(large)),
            ),
            (
                "flowgraph loops, 1,000 menus",
                best(2, *FLOWGRAPH, "loops", "1", "--from", str(small)),
            ),
        ]
        table(f"Loops of {profile} (ratio of cpu)", rows, lambda spent: spent.cpu_s)


def crawl(folder: Path) -> None:
    """Time a crawl of 2,000 menus at 20 ms an answer."""
    pbx = generate(folder, "fleet-large", 2_000)
    output = str(folder / "snapshot.json")
    environment = ("env", "FLOWGRAPH_CLIENT_ID=demo", "FLOWGRAPH_CLIENT_SECRET=demo")
    rows: list[tuple[str, Cost]] = []
    with Simulator(pbx, Settings(latency_ms=20)) as simulator:
        for name, command in (
            ("plain batch script", (PYTHON, "-c", BATCH, simulator.url)),
            (
                "flowgraph crawl",
                (*environment, *FLOWGRAPH, "crawl", "1", "--pbx", simulator.url, "-o", output),
            ),
            ("naive script, one menu at a time", (PYTHON, "-c", NAIVE, simulator.url)),
        ):
            before = len(simulator.requests)
            spent = cost(*command)
            rows.append((f"{name}, {len(simulator.requests) - before} requests", spent))
    table("Crawl of 2,000 menus at 20 ms (ratio of wall)", rows, lambda spent: spent.wall_s)


def draw(folder: Path) -> None:
    """Time a drawing against the engine alone on the same DOT."""
    command = engine.find("bundled")
    assert command is not None
    for size in (21, 200, 1_000):
        pbx = generate(folder, "fleet-large", size)
        dot, picture = str(folder / "x.dot"), str(folder / "x.svg")
        cost(*FLOWGRAPH, "draw", "1", "--from", str(pbx), "-q", "-o", dot)
        alone = command.line("svg", picture, 96)
        rows = [
            ("the engine alone", best(2, *alone, stdin=Path(dot).read_bytes())),
            ("flowgraph draw", best(2, *FLOWGRAPH, "draw", "1", "--from", str(pbx), "-o", picture)),
        ]
        table(f"SVG of {size} menus (ratio of cpu)", rows, lambda spent: spent.cpu_s)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        start_up()
        loops(Path(scratch))
        crawl(Path(scratch))
        draw(Path(scratch))
