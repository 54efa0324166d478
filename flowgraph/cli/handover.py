"""``flowgraph handover``: the document for the customer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import click

from .options import CrawlOptions, SourceOptions, crawl_options, redact_options, source_options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ..analysis.expectations.expectation import Expectation
    from ..book.material import Material
    from ..handover.document import Document, Signing, Wishes
    from ..handover.pictures import Drawn

# Spelt out, because the modules that know them take time to load.
_PAPERS = ("a4", "letter")
_SUFFIXES = (".pdf", ".html")
# Debian and Ubuntu name them alike; together they have nearly all that people write.
_INSTALL = (
    "install a font that has them (Debian, Ubuntu: apt install fonts-noto-core fonts-noto-cjk "
    "fonts-symbola)"
)
_HTML = "write a .html as well, which shows all characters"
_TITLE = "Telephone system: call flow"

_EPILOG = """\b
Examples:
  flowgraph handover --all --profile office --customer "Harbour Dental" -o handover.pdf
  flowgraph handover --all --from snapshot.json --expectations office.toml -o a.pdf -o a.html
  flowgraph handover route:Main_Line --profile office --date 2026-11-25 -o main-line.pdf

\b
A title page, a page for each number by day, at night and on holidays, all key tables, a script of
all announcements, points for attention, and a sheet to sign: one line for each expectation of
'flowgraph test', else for the shortest keys to each destination. Without --date or --stamp the
same settings give the same bytes.
"""


@click.command("handover", epilog=_EPILOG)
@source_options
@crawl_options
@redact_options
@click.option(
    "-o",
    "--output",
    "targets",
    multiple=True,
    required=True,
    metavar="FILE",
    help="What to write, .pdf or .html; may be given several times.",
)
@click.option("--customer", default="", metavar="NAME", help="For whom it is.")
@click.option("--title", default=_TITLE, show_default=True, metavar="TEXT", help="Headline.")
@click.option("--author", default="", metavar="NAME", help="Who prepared it.")
@click.option(
    "--date",
    "day",
    metavar="YYYY-MM-DD",
    help="Date on the cover.  [default: none]",
)
@click.option("--stamp", is_flag=True, help="Today's date on the cover.")
@click.option(
    "--expectations",
    "file",
    metavar="FILE",
    help="Make the sheet to sign of the expectations of 'flowgraph test'.",
)
@click.option(
    "--paper",
    type=click.Choice(_PAPERS),
    default=_PAPERS[0],
    show_default=True,
    help="PDF: size of the pages.",
)
def command(  # noqa: PLR0913, PLR0917  one parameter an option
    source: SourceOptions,
    what: CrawlOptions,
    targets: tuple[str, ...],
    customer: str,
    title: str,
    author: str,
    day: str | None,
    stamp: bool,
    file: str | None,
    paper: str,
) -> int:
    """Write a document for the customer: call flow, key tables, script, sheet to sign."""
    from ..outputs import check_targets
    from .material import read_material
    from .status import exit_status

    _check(targets, day, stamp, file, what)
    wishes = _wishes(title, customer, author, _date(day, stamp))
    check_targets([*targets, *what.files, *([file] if file else [])], source.from_ or "")
    expectations = _expectations(file)
    material = read_material(source, what)
    document = _document(material, wishes, expectations, file)
    drawn = _draw(material, document)
    is_whole = _write(targets, document, drawn, paper, quiet=what.quiet)
    return exit_status(is_partial=material.snapshot.is_partial or not is_whole)


def _check(
    targets: Sequence[str],
    day: str | None,
    stamp: bool,
    file: str | None,
    what: CrawlOptions,
) -> None:
    """Refuse what can be known to be wrong before anything is read."""
    from pathlib import Path

    from ..errors import UsageError

    for target in targets:
        if Path(target).suffix.lower() not in _SUFFIXES:
            hint = "name a .pdf or a .html"
            raise UsageError("a document of an unknown format", where=f"-o {target}", hint=hint)
    if day is not None and stamp:
        raise UsageError("--date and --stamp both name a date", hint="leave one of them out")
    if file and what.redact:
        hint = "leave out --expectations: the sheet is then made from the shortest keys"
        raise UsageError("a file of expectations has names, which --redact replaces", hint=hint)


def _expectations(file: str | None) -> list[Expectation]:
    from pathlib import Path

    from ..expectation_file import read_expectations

    return read_expectations(Path(file)) if file else []


def _date(day: str | None, stamp: bool) -> date | None:
    """Give the day on the cover."""
    from datetime import datetime

    if stamp:
        return datetime.now().astimezone().date()
    return _day(day) if day is not None else None


def _day(text: str) -> date:
    """Read a day as people type it.

    Raises:
        UsageError: It is none, or there is no such day.
    """
    from datetime import date

    from ..errors import UsageError
    from ..text import one_line, shorten

    asked = one_line(text)
    reason = "it is no date"
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", asked, re.ASCII):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            reason = "there is no such day"
    raise UsageError(
        f"date {shorten(asked, 60)!r} is not understood: {reason}",
        where="--date",
        hint="write the day as in 2026-12-24, or name --stamp for today",
    )


def _wishes(title: str, customer: str, author: str, day: date | None) -> Wishes:
    from ..handover.document import Wishes
    from ..handover.words import date_words
    from ..text import one_line, visible

    headline, whom, who = (one_line(visible(words)) for words in (title, customer, author))
    return Wishes(headline or _TITLE, whom, who, date_words(day) if day else "")


def _document(
    material: Material, wishes: Wishes, expectations: Sequence[Expectation], file: str | None
) -> Document:
    from ..book.writing import write as write_book
    from ..handover.writing import write

    book = write_book(material)
    signing = _signing(material, expectations, file) if file else None
    return write(book, material.snapshot.make, wishes, signing)


def _signing(material: Material, expectations: Sequence[Expectation], file: str | None) -> Signing:
    """Play each expectation, and write the sheet of them."""
    from ..analysis.expectations.destinations import Destinations
    from ..analysis.expectations.judging import Judge
    from ..analysis.targets import whole_graph
    from ..book.places import Places
    from ..handover.signing import from_expectations
    from .arrivals import Arrivals
    from .gather import warn

    snapshot = material.snapshot
    graph = whole_graph(snapshot)
    destinations = Destinations(snapshot, graph)
    judge = Judge(graph, destinations, snapshot.routes, material.schedule)
    arrivals = Arrivals(snapshot, graph)
    results = [judge.judge(one, arrivals.arrival(one.start, one.caller)) for one in expectations]
    if failed := sum(not result.passed for result in results):
        warn(
            f"{failed} of {len(results)} expectations are not met at present; they are marked on "
            f"the sheet to sign\n  next:  flowgraph test {file}"
        )
    places = Places(graph)
    return from_expectations(results, places.__getitem__, material.schedule)


def _draw(material: Material, document: Document) -> Drawn:
    from ..exports import engine_for
    from ..handover.pictures import draw
    from .gather import warn

    engine = engine_for(".svg", "auto")
    assert engine is not None  # noqa: S101  SVG is drawn by one
    starts = [entry.place.node for entry in document.entries]
    drawn = draw(material.graph, material.loops, material.findings, starts, engine)
    for failure in drawn.failures:
        warn(f"a picture is missing: {failure}")
    return drawn


class _Written(NamedTuple):
    """Bytes of a file, and what is to be said of it."""

    content: bytes
    note: str = ""


def _write(
    targets: Sequence[str], document: Document, drawn: Drawn, paper: str, *, quiet: bool
) -> bool:
    """Write all files; one that fails costs only itself.

    Raises:
        OutputError: None could be written.
    """
    from ..errors import OutputError
    from ..outputs import write_whole
    from .gather import warn

    failures: list[OutputError] = []
    for target in targets:
        done = _made(target, document, drawn, paper)
        try:
            write_whole(target, done.content)
        except OutputError as error:
            failures.append(error)
            continue
        if done.note:
            warn(f"{target}: {done.note}")
        if not quiet:
            click.echo(f"wrote {target}", err=True)
    if len(failures) == len(targets):
        raise failures[0]
    for failure in failures:
        warn(str(failure))
    return not failures and not drawn.failures


def _made(target: str, document: Document, drawn: Drawn, paper: str) -> _Written:
    if target.lower().endswith(".html"):
        from ..handover import html

        return _Written(html.write(document, drawn.sheets))
    from ..handover import pdf

    made = pdf.write(document, drawn.sheets, paper)
    return _Written(made.content, _lacking(made.strange) if made.strange else "")


def _lacking(characters: Sequence[str]) -> str:
    """Say for which characters codes stand, and what to do about it."""
    from ..exports.typefaces import needs_layout

    many = len(characters) > 1
    example = f"for example U+{ord(characters[0]):04X}" if many else f"U+{ord(characters[0]):04X}"
    stand = "characters stand as codes" if many else "character stands as a code"
    ways = [] if all(map(needs_layout, characters)) else [_INSTALL]
    return (
        f"{len(characters)} {stand}, {example}: no font that can be used on this computer has "
        f"{'them' if many else 'it'}\n  next:  {'; or '.join([*ways, _HTML])}"
    )
