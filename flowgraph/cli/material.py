"""What every document is written from, read and judged as the user said."""

from __future__ import annotations

from ..book.material import Material, lasting
from ..model.snapshot import Snapshot
from .check import Asked, check, rules_asked
from .clock import read_clock
from .gather import ALL_LISTS, gather_named
from .options import CrawlOptions, SourceOptions
from .pictures import judge


def read_material(source: SourceOptions, what: CrawlOptions) -> Material:
    """Read the PBX, and judge what holds at any hour; as :func:`material_of`.

    Raises:
        FlowgraphError: The settings or the PBX cannot be read.
    """
    asked = rules_asked()
    lists = ALL_LISTS if what.everything else None
    names = gather_named(source, what, lists=lists, numbers=True, is_judged=True)
    return material_of(source, names.shown, asked.known_as(names))


def material_of(source: SourceOptions, snapshot: Snapshot, asked: Asked) -> Material:
    """Judge what holds at any hour.

    Rules, limits and accepted findings are those of ``flowgraph.toml``. No moment counts, so that
    nothing is forced or closed: the same settings give the same material.

    Args:
        source: Where it was read, which may name the time zone.
        snapshot: What was read.
        asked: What the rules are asked.
    """
    snapshot = lasting(snapshot)
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
