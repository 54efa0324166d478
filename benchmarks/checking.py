"""The rules on large PBXs, against finding loops alone and against the limit with models."""

from __future__ import annotations

from measure import Cost, ours, peer, take_turns
from report import Section, Table, cost_table
from shapes import Bench

MODELS = "the limit with models"
#: From here on once: a run takes a minute or more.
LARGE = 50_000


def measure(bench: Bench) -> Section:
    """Measure check on trees of all sizes."""
    costs = {menus: _on(bench, menus) for menus in bench.sizes.check}
    tables = [_table(menus, of) for menus, of in costs.items()]
    return Section(
        "Check",
        "All rules on a PBX folder. No goal speaks of them; the limit finds loops and nothing "
        "else, as in the section on loops.",
        tables,
    )


def _on(bench: Bench, menus: int) -> dict[str, Cost]:
    pbx = str(bench.pbx("tree", menus))
    commands = [peer(MODELS, "limit.py", pbx, "--models")]
    for word in ("loops", "check"):
        commands.append(ours(f"flowgraph {word}", word, "1", "--from", pbx, "-q"))
    return take_turns(commands, 1 if menus >= LARGE else bench.sizes.times)


def _table(menus: int, costs: dict[str, Cost]) -> Table:
    per_menu = {name: spent.cpu_s / menus * 1e6 for name, spent in costs.items()}
    notes = {name: f"{time:,.0f} us cpu a menu" for name, time in per_menu.items()}
    return cost_table(f"Check of {menus:,} menus", costs, by="cpu", notes=notes)
