"""``flowgraph diff``: tell what changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from .options import (
    CrawlOptions,
    SourceOptions,
    live_options,
    look_options,
    reading_options,
    report_options,
    targets_option,
)

if TYPE_CHECKING:
    from ..analysis.compare import Comparison, Side
    from ..model.snapshot import Snapshot
    from ..reports.diff.outcome import Outcome
    from ..rules.finding import Finding
    from ..sources.interface import Source
    from .check import Asked
    from .pictures import Judged

# Spelt out, because the modules that know them take time to load; a test holds them together.
FORMATS = ("text", "markdown", "json")

_EPILOG = """\b
Examples:
  flowgraph diff monday.json tuesday.json
  flowgraph diff office.json --profile office --exit-code
  flowgraph diff office.json edited.json -o changes.svg
  flowgraph diff pbx-before pbx-after --root number:6200 --format markdown

\b
OLD and NEW are snapshots, PBX folders or saved answers; - is standard input. Without NEW the live
PBX is compared with OLD, the one of --pbx or --profile. A snapshot or a folder may be edited as
text: diff tells what the edit would do, before anybody touches the PBX.
What a side could not read is taken for unchanged, and told as not compared. Where nothing
differs, nothing is printed. Rules and accepted findings are those of 'flowgraph check' and
flowgraph.toml.
"""


class Ends(NamedTuple):
    """What is compared, as the user said it."""

    old: SourceOptions
    new: SourceOptions


@click.command("diff", epilog=_EPILOG)
@click.argument("old")
@click.argument("new", required=False)
@live_options
@click.option(
    "--root",
    "roots",
    multiple=True,
    metavar="ROOT",
    help="Compare what this leads to, as for 'flowgraph draw'.  [default: what both hold]",
)
@reading_options
@report_options(*FORMATS)
@click.option("--show", type=click.Choice(["info"]), help="Tell what is for information, too.")
@click.option("--exit-code", is_flag=True, help="End with exit status 1 if anything differs.")
@targets_option("Draw both states in one picture, marked with what became of each part.")
@look_options
def command(  # noqa: PLR0913, PLR0917  one parameter an option
    source: SourceOptions,
    what: CrawlOptions,
    old: str,
    new: str | None,
    format_: str,
    report: str,
    show: str | None,
    exit_code: bool,
    targets: tuple[str, ...],
    **look: Any,
) -> int:
    """Tell what changed from OLD to NEW, and what that does to callers."""
    from ..analysis.compare import compare
    from ..outputs import check_targets
    from ..reports.diff import render
    from .check import rules_asked
    from .pictures import draw, look_of, plan
    from .status import exit_status
    from .telling import tell

    ends = _ends(source, old, new)
    for end in ends:
        check_targets([*targets, report], end.from_ or "")
    asked = rules_asked()
    planned = plan(targets, look_of({**look, "title": look["title"] or _title(ends)}))
    before, after = _read(ends, what)
    comparison = compare(before, after)
    outcome = _outcome(comparison, asked, (before, after), show_info=show == "info")
    tell(render(format_, outcome), report, is_data=format_ != "text", quiet=what.quiet)
    drawn = _judged(comparison, outcome)
    all_written = draw(planned, drawn, quiet=what.quiet, alone=False) if targets else True
    is_partial = any(map(_is_partial, (before, after))) or not all_written
    return exit_status(
        ["error"] if exit_code and outcome.is_different else [], is_partial=is_partial
    )


# -- the two sides ---------------------------------------------------------------------------


def _ends(source: SourceOptions, old: str, new: str | None) -> Ends:
    """Say what is compared.

    Raises:
        click.UsageError: Nothing is named that could be the new side, or two things, or standard
            input twice.
    """
    if new is None and not (source.pbx or source.profile):
        raise click.UsageError(
            "no NEW: name a second snapshot or folder, or the live PBX with --pbx or --profile"
        )
    if new is not None and source.pbx and not os.environ.get("FLOWGRAPH_PBX"):
        raise click.UsageError("NEW and --pbx name two new sides: leave one of them out")
    if old == new == "-":
        raise click.UsageError("standard input can be one side alone")
    return Ends(SourceOptions(from_=old), SourceOptions(from_=new) if new else source)


def _title(ends: Ends) -> str:
    old, new = map(_name, ends)
    if old == new:
        # Two folders are often called pbx, and differ by the folder that they are in.
        old, new = (_name(end, 2) for end in ends)
    return f"What changed: {old} -> {new}"


def _name(end: SourceOptions, parts: int = 1) -> str:
    from pathlib import PurePath

    if end.from_ == "-":
        return "standard input"
    if end.from_:
        return "/".join(PurePath(end.from_).parts[-parts:]) or end.from_
    return end.profile or "the PBX"


def _read(ends: Ends, what: CrawlOptions) -> tuple[Snapshot, Snapshot]:
    """Read both sides, and let them start at the same place, as far as they can."""
    from ..analysis.compare.scope import on_common_ground
    from .gather import gather, gather_from, open_source, settings_of, warn

    old = gather(ends.old, what, lists=_lists(what), numbers=True, is_judged=True)
    settings = settings_of(ends.new)
    with open_source(ends.new, settings) as source:
        there = what if what.roots else what._replace(roots=_same_roots(old, source))
        speed = settings.get("concurrency")
        new = gather_from(source, there, speed, lists=_lists(there), numbers=True, is_judged=True)
    if what.roots:
        return old, new
    ground = on_common_ground(old, new)
    if ground.remark:
        warn(ground.remark)
    return ground.old, ground.new


def _lists(what: CrawlOptions) -> tuple[str, ...] | None:
    from .gather import ALL_LISTS

    return None if what.roots else ALL_LISTS


def _same_roots(old: Snapshot, source: Source) -> tuple[str, ...]:
    """Give the roots of the old side, as a user would write them, for a new one without any.

    Returns:
        Empty where all that the new side holds is to be read: the old one holds everything, the
        new one has roots of its own, or none of these.
    """
    from ..model.destination import INBOUND_ROUTE

    if old.is_whole or source.recorded_roots:
        return ()
    menus = {entry.id for entry in source.index()}
    entries = source.listing(INBOUND_ROUTE).entries if any(map(_is_entry, old.roots)) else {}
    ids = [root.partition(":")[2] for root in old.roots if _is_entry(root)]
    routes = [f"route:{identity}" for identity in ids if identity in entries]
    named = [root for root in old.roots if not _is_entry(root)]
    return (*named, *routes) if routes or not menus.isdisjoint(named) else ()


def _is_entry(root: str) -> bool:
    return ":" in root


def _is_partial(snapshot: Snapshot) -> bool:
    """Whether something that is there could not be read; a root that is gone is a difference."""
    from ..model.missing import UNREADABLE

    lost = (gap.status == UNREADABLE for gap in snapshot.missing.values())
    return bool(snapshot.cut) or any(lost)


# -- what became of it -----------------------------------------------------------------------


def _outcome(
    comparison: Comparison,
    asked: Asked,
    snapshots: tuple[Snapshot, Snapshot],
    *,
    show_info: bool,
) -> Outcome:
    from ..reports.diff.outcome import Outcome
    from ..rules.since import since

    missing = [
        {**gap.as_row(), "side": side}
        for side, snapshot in zip(("old", "new"), snapshots, strict=True)
        for gap in snapshot.missing.values()
    ]
    old, new = (_findings(side, asked) for side in (comparison.old, comparison.new))
    return Outcome(comparison, since(old, new), missing, show_info=show_info)


def _findings(side: Side, asked: Asked) -> list[Finding]:
    """Ask the rules about a side, at no moment; what somebody has accepted does not count."""
    from ..rules.flow import Flow
    from ..rules.judging import judge
    from ..rules.settings import is_accepted, limits, severities

    flow = Flow(side.graph, limits=limits(asked.settings))
    found = judge(flow, asked.rules, severities(asked.settings)).findings
    return [finding for finding in found if is_accepted(asked.settings, finding) is None]


def _judged(comparison: Comparison, outcome: Outcome) -> Judged:
    """Give what is drawn: both sides in one, with what is wrong with the new one."""
    from ..diagram.changes import union
    from .pictures import Judged

    listed = [*outcome.findings.new, *outcome.findings.unchanged]
    return Judged(comparison.new.snapshot, union(comparison), [], listed=listed)
