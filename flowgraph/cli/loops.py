"""``flowgraph loops``: name the loops."""

from __future__ import annotations

from typing import Any

import click

from .options import (
    CrawlOptions,
    SourceOptions,
    crawl_options,
    fail_on_option,
    picture_options,
    redact_options,
    report_options,
    source_options,
    targets_option,
)

_EPILOG = """\b
Examples:
  flowgraph loops 5 --pbx https://192.168.5.150:8088
  flowgraph loops --all --profile office --show info
  flowgraph loops 5 --from snapshot.json --format json --report loops.json
  flowgraph loops 5 --from snapshot.json -o loops.svg

\b
Verdicts, worst first:
  passive    a caller who presses nothing goes round for hours         error
  trap       no way out, whatever the caller presses                   error
  failover   nobody answers, and the call comes back to where it was   warning
  wrong-key  wrong keys lead to and fro between menus                  warning
  caller     the caller chooses to go round: back, main menu, repeat   info
"""


@click.command("loops", epilog=_EPILOG)
@source_options
@crawl_options
@redact_options
@report_options("text", "json")
@click.option("--show", type=click.Choice(["info"]), help="Tell loops that need no attention, too.")
@fail_on_option
@targets_option("Draw a picture as well, as 'flowgraph draw' does.")
@picture_options
def command(  # noqa: PLR0913, PLR0917  one parameter an option
    source: SourceOptions,
    what: CrawlOptions,
    format_: str,
    report: str,
    show: str | None,
    fail_on: str,
    targets: tuple[str, ...],
    **look: Any,
) -> int:
    """Name the loops, and the keys that close them."""
    from ..outputs import check_targets
    from ..reports.loops import render_json, render_text
    from .gather import gather_named
    from .pictures import draw, judge_at, look_of, plan
    from .status import exit_status
    from .telling import tell

    check_targets([*targets, report, *what.files], source.from_ or "")
    planned = plan(targets, look_of(look))
    names = gather_named(source, what)
    snapshot, planned = names.shown, planned.known_as(names)
    judged = judge_at(source, snapshot, look["at"])
    if format_ == "json":
        text = render_json(judged.graph, judged.loops)
    else:
        text = render_text(judged.graph, judged.loops, show_info=show == "info")
    tell(text, report, is_data=format_ == "json", quiet=what.quiet)
    all_written = draw(planned, judged, quiet=what.quiet, alone=False) if targets else True
    return exit_status(
        (loop.severity for loop in judged.loops),
        fail_on=fail_on,
        is_partial=snapshot.is_partial or not all_written,
    )
