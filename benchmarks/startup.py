"""How long the commands take that load nothing."""

from __future__ import annotations

import npm
from measure import PYTHON, Command, peer, take_turns
from report import Section, cost_table
from shapes import Bench

EMPTY = "an empty Python start"
GOALS = {"help": "--help", "version": "--version", "slip": "drow"}
OTHERS = ("draw --help", "explain trap")
#: So short that the best of a few is luck.
TIMES_MORE = 5


def measure(bench: Bench) -> Section:
    """Measure start-up."""
    commands = [Command(EMPTY, (PYTHON, "-c", "pass"))]
    for words in (*GOALS.values(), *OTHERS):
        line = (PYTHON, "-m", "flowgraph", *words.split())
        commands.append(Command(f"flowgraph {words}", line))
    commands.append(peer("bare click, as many commands: --help", "bare_click.py", "--help"))
    commands += [
        Command(f"{name} --version", (str(path), "--version"))
        for name, path in npm.programs(bench.is_quick).items()
        if path
    ]
    costs = take_turns(commands, bench.sizes.times * (1 if bench.is_quick else TIMES_MORE))
    empty = costs[EMPTY].cpu_s
    measured = {key: costs[f"flowgraph {words}"].cpu_s / empty for key, words in GOALS.items()}
    return Section(
        "Start-up",
        "Commands that read no menus, against a Python that does nothing.",
        [cost_table("Start-up", costs, by="cpu")],
        measured,
    )
