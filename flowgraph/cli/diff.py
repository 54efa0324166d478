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
    redact_options,
    report_options,
    targets_option,
)

if TYPE_CHECKING:
    from ..model.snapshot import Snapshot
    from ..reports.diff.outcome import Outcome
    from ..rules.settings import RuleSettings
    from ..sources.interface import Source
    from .names import Names
    from .pictures import Judged, Plan

    Sides = tuple[Names, Names]

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
@redact_options
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
    from ..outputs import check_targets
    from ..reports.diff import render
    from ..reports.diff.weighing import weigh
    from .check import rules_asked
    from .pictures import draw, look_of, plan
    from .status import exit_status
    from .telling import tell

    ends = _ends(source, old, new)
    for end in ends:
        check_targets([*targets, report, *what.files], end.from_ or "")
    asked = rules_asked()
    title = "What changed" if what.redact else _title(ends)
    planned = plan(targets, look_of(look)).titled(title)
    sides = _read(ends, what)
    planned = _focused(planned, sides)
    (before, after), settings = (side.shown for side in sides), _settings(asked.settings, sides)
    outcome = weigh(before, after, asked.rules, settings, show_info=show == "info")
    is_different = _tell_lost(outcome, sides) or outcome.is_different
    tell(render(format_, outcome), report, is_data=format_ != "text", quiet=what.quiet)
    drawn = drawn_changes(outcome)
    all_written = draw(planned, drawn, quiet=what.quiet, alone=False) if targets else True
    is_partial = any(map(_is_partial, (before, after))) or not all_written
    return exit_status(["error"] if exit_code and is_different else [], is_partial=is_partial)


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


def _read(ends: Ends, what: CrawlOptions) -> Sides:
    """Read both sides, and let them start at the same place, as far as they can."""
    from ..analysis.compare.scope import Ground, on_common_ground
    from .gather import gather_from, gather_named, open_source, settings_of, warn
    from .names import Names
    from .redacting import check_redaction, redacted_alike

    check_redaction(what)
    # One mapping tells the names of both.
    each = what._replace(redact_map=None)
    how: dict[str, Any] = {"numbers": True, "is_judged": True}
    old = gather_named(ends.old, each, lists=_lists(what), **how).original
    settings = settings_of(ends.new)
    with open_source(ends.new, settings) as source:
        there = each if what.roots else each._replace(roots=_same_roots(old, source))
        speed = settings.get("concurrency")
        new = gather_from(source, there, speed, lists=_lists(there), **how).original
    ground = Ground(old, new) if what.roots else on_common_ground(old, new)
    if ground.remark:
        warn(ground.remark)
    before, after = redacted_alike([ground.old, ground.new], what)
    return Names(ground.old, before), Names(ground.new, after)


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


# -- under other names -----------------------------------------------------------------------


def _focused(planned: Plan, sides: Sides) -> Plan:
    """Find the focus on the new side, else on the old one."""
    from ..errors import UsageError

    before, after = sides
    try:
        return planned.known_as(after)
    except UsageError:
        return planned.known_as(before)


def _settings(settings: RuleSettings, sides: Sides) -> RuleSettings:
    """Let what is accepted be accepted on both sides."""
    accepted = (entry for side in sides for entry in side.settings(settings).accepted)
    return settings._replace(accepted=tuple(dict.fromkeys(accepted)))


def _tell_lost(outcome: Outcome, sides: Sides) -> bool:
    """Tell how much has changed that is not shown, because its texts are left out."""
    from ..analysis.compare import compare
    from .gather import warn

    before, after = sides
    if not (before.are_replaced and after.are_replaced):
        return False
    changes = compare(before.original, after.original).changes
    lost = len(changes) - len(outcome.comparison.changes)
    if lost > 0:
        told = "one change is" if lost == 1 else f"{lost} changes are"
        warn(f"{told} in what --redact leaves out; run it without --redact to see that")
    return lost > 0


# -- what became of it -----------------------------------------------------------------------


def drawn_changes(outcome: Outcome) -> Judged:
    """Give what is drawn of a comparison: both sides in one, with what is wrong with the new."""
    from ..diagram.changes import union
    from .pictures import Judged

    comparison = outcome.comparison
    listed = [*outcome.findings.new, *outcome.findings.unchanged]
    return Judged(comparison.new.snapshot, union(comparison), [], listed=listed)
