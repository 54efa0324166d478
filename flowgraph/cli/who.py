"""``flowgraph who``: everything that leads to a destination."""

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
  flowgraph who 304 --pbx https://192.168.5.150:8088
  flowgraph who "Owen Hartley" --profile office
  flowgraph who queue:3 --from snapshot.json --format json
  flowgraph who welcome.wav 5 --from snapshot.json

\b
DEST is a node id (queue:3, extension:24, external_num:9-5550142), a number, a name, an external
number, or the file of a prompt. A person's number or name stands for the voicemail as well.
Without ROOT the whole PBX is read; of a snapshot, what it holds.
"""


@click.command("who", epilog=_EPILOG)
@click.argument("dest", metavar="DEST")
@source_options
@crawl_options
@redact_options
@report_options("text", "json")
def command(dest: str, source: SourceOptions, what: CrawlOptions, format_: str, report: str) -> int:
    """Tell everything that leads to DEST."""
    from ..analysis.targets import whole_graph
    from ..analysis.who import who
    from ..outputs import check_targets
    from ..reports.who import render_json, render_text
    from .gather import ALL_LISTS, gather_named
    from .status import exit_status
    from .telling import tell

    check_targets([report, *what.files], source.from_ or "")
    names = gather_named(source, what, lists=ALL_LISTS)
    snapshot = names.shown
    graph = whole_graph(snapshot)
    target = names.target(graph, dest)
    answer = who(snapshot, graph, target, named=bool(what.roots))
    render = render_json if format_ == "json" else render_text
    tell(render(graph, answer), report, is_data=format_ != "text", quiet=what.quiet)
    return exit_status(is_partial=snapshot.is_partial)
