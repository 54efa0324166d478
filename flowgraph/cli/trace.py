"""``flowgraph trace``: play a caller."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from .options import (
    CrawlOptions,
    SourceOptions,
    at_option,
    reading_options,
    report_options,
    source_options,
)

_EPILOG = """\b
Examples:
  flowgraph trace 5 2,1 --pbx https://192.168.5.150:8088
  flowgraph trace did:+15550100 office,2,timeout --profile office
  flowgraph trace 5 '*,304' --from snapshot.json --format json
  flowgraph trace 5 --from snapshot.json

\b
ROOT is written as for 'flowgraph draw'. KEYS stand between commas; quote * and # for the shell:
  0-9 # *                           the caller presses a key
  304                               the caller dials a number, of two digits at least
  timeout                           the caller presses nothing, however often it is repeated
  invalid                           the caller presses a wrong key
  fail                              nobody answers in a queue or a ring group
  always noanswer busy              an extension forwards the call
  default office outoffice holiday  the hour; in front of the keys of an inbound route
Without KEYS, on a terminal, you are the caller; '' plays a caller who does nothing at all.
"""


@click.command("trace", epilog=_EPILOG)
@source_options
@click.argument("root", metavar="ROOT")
@click.argument("keys", metavar="[KEYS]", required=False)
@at_option
@report_options("text", "json")
@reading_options
def command(  # noqa: PLR0913, PLR0917  one parameter an option
    source: SourceOptions,
    what: CrawlOptions,
    root: str,
    keys: str | None,
    at: datetime | None,
    format_: str,
    report: str,
) -> int:
    """Play a caller: where a call goes for the keys that are pressed."""
    from ..analysis.targets import whole_graph
    from ..analysis.tokens import parse_keys
    from ..analysis.trace import trace
    from ..model.ids import root_node
    from ..outputs import STDOUT, check_targets
    from ..reports.trace import RENDERERS
    from .clock import read_clock, tell_forced, tell_unread
    from .gather import ALL_LISTS, gather
    from .playing import play
    from .status import exit_status
    from .telling import tell

    is_person = sys.stdin is not None and sys.stdin.isatty()
    if keys is None and not (is_person and report == STDOUT and format_ == "text"):
        raise click.UsageError("no KEYS: which keys does the caller press? Write 2,1,timeout.")
    check_targets([report], source.from_ or "")
    tokens = parse_keys(keys or "")
    snapshot = gather(source, what._replace(roots=(root,)), lists=ALL_LISTS)
    graph = whole_graph(snapshot)
    if at:
        tell_unread(snapshot)
    moment = read_clock(source, snapshot, at).moment
    start = root_node(snapshot.roots[0])
    tell_forced(graph, moment, [start])
    if keys is None:
        play(graph, start, moment.open)
    else:
        text = RENDERERS[format_](graph, trace(graph, start, tokens, moment.open))
        tell(text, report, is_data=format_ == "json", quiet=what.quiet)
    return exit_status(is_partial=snapshot.is_partial)
