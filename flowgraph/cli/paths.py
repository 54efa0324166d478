"""``flowgraph paths``: the shortest keys to every destination."""

from __future__ import annotations

import click

from .options import (
    CrawlOptions,
    SourceOptions,
    crawl_options,
    redact_options,
    report_options,
    source_options,
)

_EPILOG = """\b
Examples:
  flowgraph paths 5 --pbx https://192.168.5.150:8088
  flowgraph paths did:+15550100 --profile office --to "Front desk"
  flowgraph paths 5 --from snapshot.json --format csv --report paths.csv

\b
DEST is written as for 'flowgraph who': queue:3, 304, "Front desk", an external number, the file
of a prompt. All ways to it that are equally short are told. 'flowgraph trace' plays the keys.
Seconds are estimated; what they rest on stands below them. With --all, paths begin where calls
come in: at inbound routes, then at menus to which none leads.
"""


@click.command("paths", epilog=_EPILOG)
@source_options
@crawl_options
@redact_options
@click.option("--to", metavar="DEST", help="Tell the ways to this destination alone.")
@report_options("text", "csv", "markdown", "json")
def command(
    source: SourceOptions, what: CrawlOptions, to: str | None, format_: str, report: str
) -> int:
    """Find the shortest keys to every destination, with presses and seconds."""
    from ..analysis.paths import survey, ways_to
    from ..analysis.targets import whole_graph
    from ..model.destination import IVR
    from ..model.ids import root_node
    from ..outputs import check_targets
    from ..reports.paths import RENDERERS
    from .gather import ALL_LISTS, gather_named
    from .status import exit_status
    from .telling import tell

    check_targets([report, *what.files], source.from_ or "")
    is_named = bool(what.roots) or what.everything
    names = gather_named(source, what, lists=(*ALL_LISTS, IVR) if is_named else None)
    snapshot = names.shown
    graph = whole_graph(snapshot)
    roots = [root_node(root) for root in snapshot.roots]
    if to is None:
        text = RENDERERS[format_](graph, survey(snapshot, graph, roots))
    else:
        target = names.target(graph, to)
        text = RENDERERS[format_](graph, ways_to(graph, roots, target))
    tell(text, report, is_data=format_ != "text", quiet=what.quiet)
    return exit_status(is_partial=snapshot.is_partial)
