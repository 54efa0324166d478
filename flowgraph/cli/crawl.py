"""``flowgraph crawl``: crawl and save."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ..exports import FORMATS
from .options import CrawlOptions, SourceOptions, crawl_options, redact_options, source_options

if TYPE_CHECKING:
    from ..model.snapshot import Snapshot

_EPILOG = """\b
Examples:
  flowgraph crawl --all --pbx https://192.168.5.150:8088 -o office.json
  flowgraph crawl 5 --profile office -o - | flowgraph loops --from -

\b
Every command reads a snapshot in the place of the PBX: --from office.json
"""


@click.command("crawl", epilog=_EPILOG)
@source_options
@crawl_options
@redact_options
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar="FILE",
    help="Snapshot to write; - for standard output.",
)
@click.option(
    "--stamp", is_flag=True, help="Put the time into the snapshot, which makes each one differ."
)
def command(source: SourceOptions, what: CrawlOptions, target: str, stamp: bool) -> int:
    """Save the phone menus from ROOT as a snapshot."""
    from ..crawl import CrawlInterrupted
    from ..outputs import check_targets
    from .gather import ALL_LISTS, gather
    from .status import exit_status

    _refuse_picture(target)
    check_targets([target, *what.files], source.from_ or "")
    try:
        # A snapshot of everything stands in for the PBX, so it holds what no call reaches, too.
        snapshot = gather(source, what, lists=ALL_LISTS if what.everything else None)
    except CrawlInterrupted as interrupted:
        # What was fetched is kept; the snapshot says that it is cut off.
        if interrupted.snapshot.ivrs:
            target = _beside(target)
            _save(interrupted.snapshot, target, stamp, what.quiet)
        raise
    _save(snapshot, target, stamp, what.quiet)
    return exit_status(is_partial=snapshot.is_partial)


def _save(snapshot: Snapshot, target: str, stamp: bool, quiet: bool) -> None:
    from datetime import UTC, datetime

    from ..outputs import STDOUT, write_whole
    from ..sources.snapshot_file import dump

    if stamp:
        snapshot = snapshot._replace(stamp=datetime.now(UTC).isoformat(timespec="seconds"))
    content = dump(snapshot).encode()
    if target == STDOUT:
        # Bytes, because a snapshot is UTF-8 whatever the terminal is.
        click.echo(content, nl=False)
        return
    write_whole(target, content)
    if not quiet:
        state = ", not all there are" if snapshot.cut else ""
        click.echo(f"wrote {target} ({len(snapshot.ivrs)} menus{state})", err=True)


def _beside(target: str) -> str:
    """Name a file for what an interrupted crawl has: never over a snapshot that may be whole."""
    place = Path(target)
    if not place.is_file():
        return target
    return str(place.with_name(f"{place.stem}.partial{place.suffix}"))


def _refuse_picture(target: str) -> None:
    if Path(target).suffix.lower() in set(FORMATS) - {".json"}:
        raise UsageError(
            "a snapshot is no picture", where=f"-o {target}", hint="name a .json, or use draw"
        )
