"""``flowgraph list``: what is on the PBX."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .options import (
    CrawlOptions,
    SourceOptions,
    reading_options,
    redact_options,
    report_options,
    source_options,
)

if TYPE_CHECKING:
    from ..model.snapshot import Snapshot

# Spelt out, because the modules that know them take time to load; a test holds them together.
KINDS = (
    "menus",
    "entries",
    "extensions",
    "queues",
    "ring-groups",
    "conferences",
    "voicemails",
    "prompts",
)

_EPILOG = """\b
Examples:
  flowgraph list menus --pbx https://192.168.5.150:8088
  flowgraph list queues --profile office --format csv --report queues.csv
  flowgraph list prompts --from snapshot.json

\b
Kinds:
  menus, entries (inbound routes), extensions, queues, ring-groups, conferences,
  voicemails (of groups), prompts (used, unused, missing, default, unset)

\b
In CSV a cell that a spreadsheet would take for a formula, such as +15550100, begins with an
apostrophe. A table shortens what is very long; CSV and JSON do not.
"""


@click.command("list", epilog=_EPILOG)
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@source_options
@reading_options
@redact_options
@report_options("table", "csv", "json")
def command(kind: str, source: SourceOptions, what: CrawlOptions, format_: str, report: str) -> int:
    """List what is on the PBX."""
    from ..analysis.inventory import inventory, list_of
    from ..analysis.targets import whole_graph
    from ..outputs import check_targets
    from ..reports.inventory import RENDERERS
    from .gather import ALL_LISTS, gather
    from .status import exit_status
    from .telling import tell

    check_targets([report, *what.files], source.from_ or "")
    snapshot = gather(source, what, lists=ALL_LISTS)
    _require(snapshot, kind, list_of(kind))
    if kind == "prompts":
        _warn_of_prompts(snapshot)
    graph = whole_graph(snapshot)
    text = RENDERERS[format_](graph, inventory(kind, snapshot, graph))
    tell(text, report, is_data=format_ != "table", quiet=what.quiet)
    return exit_status(is_partial=snapshot.is_partial)


def _require(snapshot: Snapshot, kind: str, list_: str) -> None:
    """Refuse to call a list empty that could not be read."""
    from ..errors import InputError, PbxRefused
    from ..model.destination import INBOUND_ROUTE

    refusal = snapshot.refusals.get(list_)
    listing = snapshot.directory.listings.get(list_)
    if not list_ or (listing and listing.is_known) or (list_ == INBOUND_ROUTE and not refusal):
        return
    reason = listing.refusal if listing else refusal.message if refusal else ""
    code = listing.code if listing else refusal.code if refusal else None
    what = f"{kind} cannot be listed: {reason or 'the input does not hold this list'}"
    if code is None:
        raise InputError(what, hint="read the PBX itself, or a snapshot that holds the list")
    raise PbxRefused(what, code=code, hint="see Integrations > API on the PBX")


def _warn_of_prompts(snapshot: Snapshot) -> None:
    from .gather import warn

    if snapshot.prompts is None:
        refusal = snapshot.refusals.get("custom_prompt")
        reason = f" ({refusal.message})" if refusal else ""
        warn(f"the list of prompts could not be read, only those in use are shown{reason}")
    elif snapshot.is_partial or not snapshot.is_whole:
        warn("not every menu was read, so a prompt that is called unused may be used there")
