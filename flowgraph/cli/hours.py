"""``flowgraph hours``: at which hour the calls of an inbound route go where."""

from __future__ import annotations

from datetime import datetime

import click

from .options import (
    CrawlOptions,
    SourceOptions,
    at_option,
    reading_options,
    redact_options,
    report_options,
    source_options,
)

_EPILOG = """\b
Examples:
  flowgraph hours Main_Line --pbx https://192.168.5.150:8088
  flowgraph hours did:+15550100 --profile office --at 2026-12-24
  flowgraph hours --all --from snapshot.json --format json

\b
ENTRY is an inbound route's id or name (2, Main_Line, route:Main_Line) or a number that it takes
(did:+15550100). Marked are the hours in which a caller can reach no person by any key. --at shows
the week of that day with its holidays, and from there each holiday's next date.
"""


@click.command("hours", epilog=_EPILOG)
@source_options
@click.argument("entries", nargs=-1, metavar="ENTRY...")
@click.option("--all", "everything", is_flag=True, help="Tell every inbound route.")
@at_option
@report_options("text", "json")
@reading_options
@redact_options
def command(  # noqa: PLR0913, PLR0917  one parameter an option
    source: SourceOptions,
    what: CrawlOptions,
    entries: tuple[str, ...],
    at: datetime | None,
    format_: str,
    report: str,
) -> int:
    """Tell at which hour an inbound route's calls go where."""
    from ..callgraph import call_graph
    from ..errors import InputError
    from ..model.destination import INBOUND_ROUTE
    from ..outputs import check_targets
    from ..reports.hours import Timetable, render_json, render_text
    from .clock import read_clock, tell_forced, tell_unread
    from .gather import gather
    from .status import exit_status
    from .telling import tell

    check_targets([report, *what.files], source.from_ or "")
    roots = tuple(map(_root, entries))
    if not roots and not what.everything:
        raise click.UsageError("no ENTRY: which inbound route? Or --all for every one.")
    snapshot = gather(source, what._replace(roots=roots))
    graph = call_graph(snapshot)
    tell_unread(snapshot)
    read = read_clock(source, snapshot, at)
    routes = [r for r in snapshot.routes.values() if r.node_id in snapshot.roots]
    if not routes:
        refusal = snapshot.refusals.get(INBOUND_ROUTE)
        why = refusal.message if refusal else "there is none"
        raise InputError(f"no inbound route can be told: {why}", hint="check with flowgraph doctor")
    tell_forced(graph, read.moment, snapshot.roots)
    tables = [Timetable(graph, r, read.schedule, read.moment, read.today) for r in routes]
    if format_ == "json":
        text = render_json(graph, tables, read.schedule, read.origin)
    else:
        refusals = {kind: refusal.message for kind, refusal in snapshot.refusals.items()}
        text = render_text(tables, read.origin, refusals)
    tell(text, report, is_data=format_ == "json", quiet=what.quiet)
    return exit_status(is_partial=snapshot.is_partial)


def _root(entry: str) -> str:
    """Give an entry in the form of a ROOT; a bare word is an inbound route's id or name."""
    word, colon, value = entry.partition(":")
    form = word.strip().lower()
    if not colon:
        return f"route:{entry}"
    if form in ("did", "route"):
        return entry
    if form == "inbound_route":
        return f"route:{value}"
    raise click.UsageError(
        f"ENTRY {entry!r} is no inbound route: write 2, Main_Line or did:+15550100."
    )
