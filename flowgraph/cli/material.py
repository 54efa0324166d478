"""What every document is written from, read and judged as the user said."""

from __future__ import annotations

from ..book.material import Material, lasting
from .check import check, rules_asked
from .clock import read_clock
from .gather import ALL_LISTS, gather
from .options import CrawlOptions, SourceOptions
from .pictures import judge


def read_material(source: SourceOptions, what: CrawlOptions) -> Material:
    """Read the PBX, and judge what holds at any hour.

    Rules, limits and accepted findings are those of ``flowgraph.toml``. No moment counts, so that
    nothing is forced or closed: the same settings give the same material.

    Raises:
        FlowgraphError: The settings or the PBX cannot be read.
    """
    asked = rules_asked()
    lists = ALL_LISTS if what.everything else None
    snapshot = lasting(gather(source, what, lists=lists, numbers=True, is_judged=True))
    judged = judge(snapshot)
    checked = check(asked, judged)
    clock = read_clock(source, snapshot, None)
    return Material(
        snapshot,
        judged.graph,
        judged.loops,
        checked.counting,
        checked.judgement.not_checked,
        len(checked.accepted),
        clock.schedule,
        clock.origin,
    )
