"""``flowgraph demo``: the whole main job on a bundled sample, over real HTTP, without a PBX."""

from __future__ import annotations

from pathlib import Path

import click

_EPILOG = """\b
Examples:
  flowgraph demo
  flowgraph demo --output /tmp/pictures

\b
The sample is a dental practice with nine menus by day and night and one loop of each kind.
"""
ROOT = "1"


@click.command("demo", epilog=_EPILOG)
@click.option(
    "--output",
    "folder",
    metavar="FOLDER",
    default="output",
    show_default=True,
    help="Where the pictures go.",
)
def command(folder: str) -> int:
    """Try everything on a sample, without a PBX."""
    from pydantic import SecretStr

    from ..outputs import check_targets, make_folder
    from ..reports.loops import render_text
    from ..simulator import Settings, Simulator
    from ..sources.opening import Pbx, open_pbx
    from .gather import gather_from
    from .options import CrawlOptions
    from .pictures import Look, draw, judge, plan
    from .status import exit_status

    make_folder(folder)
    targets = [str(Path(folder) / f"harbour-dental-{ROOT}{suffix}") for suffix in (".svg", ".png")]
    check_targets(targets)
    planned = plan(targets, Look())
    what = CrawlOptions((ROOT,))
    with Simulator(sample_folder(), Settings()) as simulator:
        click.echo(f"reading the sample PBX {simulator.url} from IVR {ROOT}", err=True)
        secret = SecretStr("demo")
        with open_pbx(Pbx(simulator.url, "demo", secret)) as source:
            judged = judge(gather_from(source, what).shown)
        click.echo(
            f"{len(judged.snapshot.ivrs)} menus in {len(simulator.requests)} requests", err=True
        )
    click.echo(render_text(judged.graph, judged.loops, show_info=True), nl=False)
    all_written = draw(planned, judged, quiet=False)
    return exit_status(is_partial=not all_written)


def sample_folder() -> Path:
    """Find the bundled sample: in the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    bundled = package / "samples" / "harbour-dental" / "pbx"
    return bundled if bundled.is_dir() else package.parent / "samples" / "harbour-dental" / "pbx"
