"""``flowgraph test``: calls that must get where somebody expects them to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from .options import CrawlOptions, SourceOptions, reading_options, report_options, source_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..analysis.expectations.destinations import Destinations
    from ..analysis.expectations.judging import Judge
    from ..analysis.times import Moment
    from ..callgraph import CallGraph
    from ..model.snapshot import Snapshot
    from .arrivals import Arrivals

_EPILOG = """\b
Examples:
  flowgraph test office.toml --profile office --init
  flowgraph test office.toml --profile office
  flowgraph test office.toml --from snapshot.json --format junit --report test.xml
  flowgraph test office.toml --from snapshot.json --min-coverage 80

\b
FILE holds expectations, in TOML:
  [[expect]]
  name = "2 then 1 reaches Sales"   if absent, made from the rest
  from = "did:+15550100"            any ROOT of 'flowgraph draw'; may stand once at the top
  caller = "+15550177"              decides between inbound routes that take one number
  at = "2026-12-24T21:00"           in the PBX's own time
  keys = "2,1"                      as for 'flowgraph trace'; office, outoffice or holiday in
                                    front of them name the hour, as at does; without keys: where
                                    does the call arrive?
  reaches = "queue Sales"           a kind with a number or name ("queue 6400", "voicemail 304",
                                    "menu Welcome", "external number 5550142", "prompt bye.wav"),
                                    a node id (queue:1), "hang up", "dial by name", or "unknown"
                                    where nobody can say what the PBX does

\b
Keys that no expectation has tried are told below. Exit status 1: a call got elsewhere, or too few
keys were tried.
"""


@click.command("test", epilog=_EPILOG)
@click.argument("file", metavar="FILE")
@source_options
@click.option("--init", is_flag=True, help="Write a first FILE: what calls do today.")
@click.option(
    "--root",
    "named",
    multiple=True,
    metavar="ROOT",
    help="Where calls come in: for --init, and for the keys that count. May be repeated.  "
    "[default: every inbound route, every menu to which none leads]",
)
@click.option(
    "--min-coverage",
    "minimum",
    type=click.IntRange(0, 100),
    metavar="PERCENT",
    help="Share of the keys that must be tried, else the exit status is 1.",
)
@click.option("--show", type=click.Choice(["passed"]), help="Tell what passed, too.")
@report_options("text", "json", "junit")
@reading_options
def command(  # noqa: PLR0913, PLR0917  one parameter an option
    file: str,
    source: SourceOptions,
    what: CrawlOptions,
    init: bool,
    named: tuple[str, ...],
    minimum: int | None,
    show: str | None,
    format_: str,
    report: str,
) -> int:
    """Check that calls get where they should, and tell the keys that nobody has tried."""
    from pathlib import Path

    from ..analysis.expectations.coverage import coverage
    from ..expectation_file import read_expectations
    from ..outputs import STDOUT, check_targets
    from ..reports.expectations import render
    from ..reports.expectations.outcome import Outcome
    from .clock import tell_forced, tell_unread
    from .status import exit_status
    from .telling import tell

    if init:
        if minimum is not None or show or format_ != "text" or report != STDOUT:
            raise click.UsageError("--init writes FILE and no report: leave the other options out.")
        return _init(file, source, what, named)
    check_targets([report], source.from_ or "")
    check_targets([report], file)
    expectations = read_expectations(Path(file))
    bench = _bench(source, what)
    if any(one.at for one in expectations):
        tell_unread(bench.snapshot)
    results = [
        bench.judge.judge(one, bench.arrivals.arrival(one.start, one.caller))
        for one in expectations
    ]
    begins = {result.start for result in results if result.start}
    tell_forced(bench.graph, bench.moment, begins)
    starts = _starts(bench, named, begins)
    steps = {step for result in results for step in result.steps}
    share = coverage(bench.graph, starts, steps)
    outcome = Outcome(bench.graph, results, share, file, minimum, show == "passed")
    is_right = not outcome.failed and outcome.is_covered
    # Nobody wants a mail every night that says that all is well.
    is_silent = what.quiet and is_right and format_ == "text" and report == STDOUT
    if not is_silent:
        tell(render(format_, outcome), report, is_data=format_ != "text", quiet=what.quiet)
    return exit_status(() if is_right else ("error",), is_partial=bench.snapshot.is_partial)


class _Bench(NamedTuple):
    """A PBX on which calls can be played."""

    snapshot: Snapshot
    graph: CallGraph
    arrivals: Arrivals
    destinations: Destinations
    judge: Judge
    moment: Moment


def _bench(source: SourceOptions, what: CrawlOptions) -> _Bench:
    """Read everything: a file of expectations may speak of any part of the PBX."""
    from ..analysis.expectations.destinations import Destinations
    from ..analysis.expectations.judging import Judge
    from ..analysis.targets import whole_graph
    from ..model.destination import IVR
    from .arrivals import Arrivals
    from .clock import read_clock
    from .gather import ALL_LISTS, gather

    snapshot = gather(source, what, lists=(*ALL_LISTS, IVR), is_judged=True)
    graph = whole_graph(snapshot)
    read = read_clock(source, snapshot, None)
    destinations = Destinations(snapshot, graph)
    judge = Judge(graph, destinations, snapshot.routes, read.schedule)
    arrivals = Arrivals(snapshot, graph)
    return _Bench(snapshot, graph, arrivals, destinations, judge, read.moment)


def _starts(bench: _Bench, named: Sequence[str], others: Iterable[str] = ()) -> list[str]:
    """Choose where the keys that count begin: as the user says, else wherever calls come in."""
    from ..analysis.paths import starts
    from ..model.ids import root_node

    if named:
        return bench.arrivals.named(named)
    chosen = starts(bench.graph, map(root_node, bench.snapshot.roots))
    return list(dict.fromkeys([*chosen, *sorted(others)]))


def _init(file: str, source: SourceOptions, what: CrawlOptions, named: Sequence[str]) -> int:
    """Write a first file of expectations."""
    import os

    from ..analysis.expectations.coverage import coverage
    from ..analysis.expectations.first import first_expectations
    from ..errors import InputError, UsageError
    from ..outputs import STDOUT, check_targets, write_whole
    from ..reports.expectations.toml import first_file
    from .status import exit_status

    if file == STDOUT or os.path.lexists(file):
        what_ = "standard output is no file" if file == STDOUT else "this file is there already"
        raise UsageError(what_, where=file, hint="name a new file")
    check_targets([file], source.from_ or "")
    bench = _bench(source, what)
    starts = _starts(bench, named)
    words = {node: bench.arrivals.words(node) for node in starts}
    draft = first_expectations(bench.graph, words, bench.destinations, bench.judge)
    if not draft.results:
        raise InputError("no key leads anywhere: there is nothing to expect", hint="check --root")
    share = coverage(bench.graph, starts, draft.steps)
    write_whole(file, first_file(bench.graph, draft, share).encode())
    if not what.quiet:
        told = f"{len(draft.results)} expectations, {share.tried} of {share.total} keys"
        click.echo(f"wrote {file} ({told})", err=True)
    return exit_status(is_partial=bench.snapshot.is_partial)
