"""``flowgraph site``: a folder of pages that documents the call flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from ..site import FORMATS
from .options import CrawlOptions, SourceOptions, crawl_options, redact_options, source_options

if TYPE_CHECKING:
    from ..book.material import Material
    from ..site.folder import Changes

_EPILOG = """\b
Examples:
  flowgraph site --all --pbx https://192.168.5.150:8088 -o site
  flowgraph site --all --from snapshot.json -o handbook --format markdown
  flowgraph site route:Main_Line --profile office -o main-line

\b
The pages need no server and no network: open site/index.html, put the folder on a share or
into git. A run over unchanged settings changes no byte. Files of an earlier run that are no
longer part of the site are removed; whatever else the folder holds is left alone. With
--format markdown it is a project for MkDocs: cd handbook && mkdocs serve. Rules and accepted
findings are those of 'flowgraph check' and flowgraph.toml.
"""


@click.command("site", epilog=_EPILOG)
@source_options
@crawl_options
@redact_options
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    metavar="FOLDER",
    help="Where the pages go: an empty folder, or that of an earlier site.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="Pages for any browser, or Markdown for MkDocs.",
)
def command(source: SourceOptions, what: CrawlOptions, folder: str, format_: str) -> int:
    """Write a documentation site of the menus from ROOT."""
    from ..outputs import check_targets
    from ..site.folder import check_folder
    from .material import read_material
    from .status import exit_status

    check_folder(folder, source.from_ or "")
    check_targets(what.files, source.from_ or "")
    material = read_material(source, what)
    published = publish(material, folder, format_)
    if not what.quiet:
        click.echo(f"wrote {folder} ({_told(published.changes)})", err=True)
    is_partial = material.snapshot.is_partial or not published.is_whole
    return exit_status(is_partial=is_partial)


class Published(NamedTuple):
    """What became of the folder.

    Attributes:
        changes: What was done to its files.
        is_whole: Whether no picture is missing.
    """

    changes: Changes
    is_whole: bool


def publish(material: Material, folder: str, format_: str) -> Published:
    """Write a site; a picture that fails is told on stderr, and the rest goes on.

    Args:
        material: What it is written from.
        folder: Where it goes; see :func:`~flowgraph.site.folder.check_folder`.
        format_: One of :data:`~flowgraph.site.FORMATS`.

    Raises:
        EngineError: There is no engine for pictures.
        OutputError: Something cannot be written.
        UsageError: The folder holds something else.
    """
    from ..book.pictures import Pictures
    from ..book.writing import write as write_book
    from ..exports import engine_for
    from ..site import folder as folders
    from ..site import write as write_site
    from .gather import warn

    engine = engine_for(".svg", "auto")
    assert engine is not None  # noqa: S101  SVG is drawn by one
    pictures = Pictures(material.graph, material.loops, material.findings)
    site = write_site(format_, write_book(material), pictures, engine)
    changes = folders.publish(folder, site.files)
    for failure in site.failures.values():
        warn(f"a picture is missing: {failure}")
    return Published(changes, not site.failures)


def _told(changes: Changes) -> str:
    """Count what was done, for example ``19 files: 2 changed, 17 unchanged``."""
    counts = changes._asdict()
    files = sum(counts.values()) - changes.removed
    return f"{files} files: " + ", ".join(f"{n} {word}" for word, n in counts.items() if n)
