"""``flowgraph draw``: crawl and draw."""

from __future__ import annotations

from typing import Any

import click

from .options import (
    CrawlOptions,
    SourceOptions,
    crawl_options,
    picture_options,
    redact_options,
    source_options,
    targets_option,
)

_EPILOG = """\b
Examples:
  flowgraph draw 5 --pbx https://192.168.5.150:8088 -o menus.svg -o menus.png
  flowgraph draw name:"Main menu" --profile office -o menus.pdf
  flowgraph draw --all --from snapshot.json -o menus.svg
  flowgraph draw route:Main_Line --profile office --at 2026-12-24T21:00 -o eve.svg
  flowgraph draw --all --profile office --redact -o forum.svg

\b
ROOT is an IVR's id (5 or ivr:5), number:6204, name:"Main menu", did:+15550100 or
route:Main_Line.
The format follows from the file's name:
.svg .png .pdf .html .drawio .dot .mmd .md .txt .json .graphml .csv
"""


@click.command("draw", epilog=_EPILOG)
@source_options
@crawl_options
@redact_options
@targets_option("Picture to write; may be given several times.  [default: output/<PBX>-<ROOT>.svg]")
@picture_options
def command(
    source: SourceOptions, what: CrawlOptions, targets: tuple[str, ...], **look: Any
) -> int:
    """Draw the phone menus from ROOT."""
    from ..outputs import check_targets
    from ..places import kind_at
    from .check import check, rules_asked
    from .gather import gather_named
    from .pictures import DEFAULT_FOLDER, default_target, draw, judge_at, look_of, plan
    from .status import exit_status

    folder = f"{DEFAULT_FOLDER}/" if kind_at(DEFAULT_FOLDER) else ""
    check_targets([*(targets or [f"{folder}picture.svg"]), *what.files], source.from_ or "")
    planned = plan(targets or ["picture.svg"], look_of(look))
    is_page = any(suffix == _PAGE for _, suffix in planned.pictures)
    names = gather_named(source, what, numbers=is_page)
    snapshot = names.shown
    if not targets:
        target = default_target(snapshot, source.from_, what.everything)
        planned = planned._replace(pictures=((target, *planned.pictures[0][1:]),))
    judged = judge_at(source, snapshot, look["at"])
    if is_page:
        # A page that said nothing of what is wrong would pass for a clean bill of health.
        judged = judged._replace(listed=check(rules_asked().known_as(names), judged).counting)
    all_written = draw(planned.known_as(names), judged, quiet=what.quiet)
    return exit_status(is_partial=snapshot.is_partial or not all_written)


#: The format that lists what is wrong.
_PAGE = ".html"
