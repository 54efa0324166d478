"""Options that several commands share; nothing that takes time is loaded here."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from ..config import RANGES
from .status import FAIL_ON

if TYPE_CHECKING:
    from datetime import datetime

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_TIMEOUT_S = 30.0
# Spelt out, because the module that knows them takes time to load; a test holds them together.
PAPERS = ("a4", "a3", "a2", "a1", "a0", "letter", "legal", "tabloid")
DEFAULT_ANSWER_MIB = 32.0


class SourceOptions(NamedTuple):
    """Where the menus come from, as the user said it; None where nothing was said."""

    pbx: str | None = None
    profile: str | None = None
    from_: str | None = None
    ca_file: str | None = None
    insecure: bool | None = None
    timeout: float | None = None
    max_answer_mib: float | None = None


class CrawlOptions(NamedTuple):
    """What to read, as the user said it."""

    roots: tuple[str, ...] = ()
    everything: bool = False
    max_depth: int | None = None
    max_menus: int | None = None
    concurrency: int | None = None
    menus_only: bool = False
    quiet: bool = False
    verbose: bool = False
    redact: bool = False
    redact_map: str | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """Files that reading writes by itself; see :func:`redact_options`."""
        return (self.redact_map,) if self.redact_map else ()


class _Number(click.FloatRange):
    """A number within the bounds that a profile's key of the same name has."""

    def __init__(self, key: str) -> None:
        super().__init__(*RANGES[key])

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        """Read it; NaN slips through any comparison and is refused by name."""
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value!r} is not a valid number.", param, ctx)
        return number


_NAMED = (
    click.option(
        "--pbx",
        metavar="URL",
        envvar="FLOWGRAPH_PBX",
        help="The PBX, for example https://192.168.5.150:8088.",
    ),
    click.option(
        "--profile", metavar="NAME", envvar="FLOWGRAPH_PROFILE", help="A profile of flowgraph.toml."
    ),
)
_SAVED = (
    click.option(
        "--from",
        "from_",
        metavar="PATH",
        help="A PBX folder, a snapshot, or one saved answer of ivr/get; - for standard input.",
    ),
)
_CONNECTION = (
    click.option("--ca-file", metavar="FILE", help="PEM file with the certificate to trust."),
    click.option(
        "--insecure", is_flag=True, default=None, help="Do not check the PBX's certificate."
    ),
    click.option(
        "--timeout",
        type=_Number("timeout"),
        metavar="S",
        help="Seconds to wait for an answer.  [default: 30]",
    ),
    click.option(
        "--max-answer-mib",
        type=_Number("max_answer_mib"),
        metavar="MIB",
        help="Largest answer that is read.  [default: 32]",
    ),
)

_BEGINNING = (
    click.argument("roots", nargs=-1, metavar="[ROOT]..."),
    click.option(
        "--all", "everything", is_flag=True, help="Start from every inbound route and every IVR."
    ),
    click.option(
        "--max-depth",
        type=click.IntRange(min=0),
        metavar="N",
        help="Follow menus N steps deep; 0 reads the roots alone.",
    ),
    click.option(
        "--menus-only",
        is_flag=True,
        help="Follow no queue, ring group or extension, and leave inbound routes out.",
    ),
)

_READING = (
    click.option(
        "--max-menus",
        type=click.IntRange(min=1),
        metavar="N",
        help="Stop after N menus of a live PBX.  [default: 10000]",
    ),
    click.option(
        "--concurrency",
        type=click.IntRange(1, 8),
        metavar="N",
        help="Requests at a time, 1-8.  [default: 2]",
    ),
    click.option(
        "-q", "--quiet", is_flag=True, help="No progress, no remarks; warnings and errors stay."
    ),
    click.option(
        "-v", "--verbose", is_flag=True, help="Tell every request on stderr; tokens are masked."
    ),
)

_REDACTION = (
    click.option(
        "--redact",
        is_flag=True,
        help="Replace names, numbers and files by pseudonyms, everywhere.",
    ),
    click.option(
        "--redact-map",
        metavar="FILE",
        help="Save which pseudonym stands for what; only with --redact. Not to be shared.",
    ),
)


def source_options(command: F) -> F:
    """Add the options that say where menus come from; given as one ``source`` argument."""
    return _bundled(command, _NAMED + _SAVED + _CONNECTION, "source", SourceOptions)


def live_options(command: F) -> F:
    """Add the options that say how to reach a live PBX; given as one ``source`` argument."""
    return _bundled(command, _NAMED + _CONNECTION, "source", SourceOptions)


def crawl_options(command: F) -> F:
    """Add ROOT and the options that say what to read; given as one ``what`` argument."""
    return _bundled(command, _BEGINNING + _READING, "what", CrawlOptions)


def reading_options(command: F) -> F:
    """Add the options of :func:`crawl_options` that make sense where the whole PBX is read."""
    return _bundled(command, _READING, "what", CrawlOptions)


def redact_options(command: F) -> F:
    """Add the options that put pseudonyms in the place of names and numbers.

    For a command that also has :func:`crawl_options` or :func:`reading_options`: they are part of
    ``what``, and what is gathered by that has no names any more. What the user names besides is
    found by :class:`~.names.Names`. ``what.files`` are to be checked with other outputs.
    """
    for option in reversed(_REDACTION):
        command = option(command)
    return command


def _bundled(command: F, options: tuple[Any, ...], name: str, bundle: Any) -> F:
    def run(**values: Any) -> Any:
        parts = {field: values.pop(field) for field in bundle._fields if field in values}
        return command(**values, **{name: bundle(**parts)})

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__click_params__ = list(getattr(command, "__click_params__", []))  # type: ignore[attr-defined]
    for option in reversed(options):
        run = option(run)
    return run  # type: ignore[return-value]


def picture_options(command: F) -> F:
    """Add the options that say how a picture is drawn."""
    return _at("; the rest is greyed")(look_options(command))


def look_options(command: F) -> F:
    """Add the options of :func:`picture_options` that go with no moment."""
    for option in reversed(_LOOK):
        command = option(command)
    return command


def _moment(context: click.Context, option: click.Parameter, text: str | None) -> datetime | None:
    if text is None:
        return None
    from ..analysis.schedule import parse_moment

    return parse_moment(text)


def _at(more: str = "") -> Callable[[F], F]:
    words = f"What holds then, as 2026-12-24T21:00 in the PBX's own time{more}."
    return click.option("--at", metavar="MOMENT", callback=_moment, help=words)


def at_option(command: F) -> F:
    """Add the moment whose time branches count; given as ``at``, None where nothing was said."""
    return _at()(command)


_LOOK = (
    click.option(
        "--direction",
        type=click.Choice(["LR", "TB"], case_sensitive=False),
        default="LR",
        show_default=True,
        help="Calls run to the right or down.",
    ),
    click.option(
        "--leaves",
        type=click.Choice(["auto", "apart", "folded"]),
        default="auto",
        show_default=True,
        help="Destinations as nodes of their own, or in the menus' tables alone.",
    ),
    click.option(
        "--tree",
        is_flag=True,
        help="Draw each menu once and its repetitions as references: fewer lines cross.",
    ),
    click.option(
        "--focus", metavar="DEST", help="Draw one menu or destination with what is around it."
    ),
    click.option(
        "--hops",
        type=click.IntRange(min=1),
        metavar="N",
        help="How far around it; only with --focus.  [default: 1]",
    ),
    click.option(
        "--theme",
        type=click.Choice(["screen", "print", "contrast"]),
        default="screen",
        show_default=True,
        help="Colours: for screens, for paper in black and white, light on black.",
    ),
    click.option(
        "--paper",
        type=click.Choice(PAPERS),
        help="PDF: put it on such a sheet, upright or across.  [default: as large as it is]",
    ),
    click.option(
        "--overview",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="SVG, PNG, PDF: an overview with sheets for its parts; auto: above 500 menus.",
    ),
    click.option("--title", default="", metavar="TEXT", help="Headline of the picture."),
    click.option(
        "--engine",
        type=click.Choice(["auto", "bundled", "system", "pango"]),
        default="auto",
        show_default=True,
        help="The drawing engine.",
    ),
)


def targets_option(help_: str) -> Callable[[F], F]:
    """Add ``-o``, given as ``targets``: pictures to write.

    Args:
        help_: What is drawn.
    """
    return click.option("-o", "--output", "targets", multiple=True, metavar="FILE", help=help_)


def fail_on_option(command: F) -> F:
    """Add the severity from which on a run ends with exit status 1; given as ``fail_on``."""
    return click.option(
        "--fail-on",
        type=click.Choice(FAIL_ON),
        default="error",
        show_default=True,
        help="Lowest severity that ends with exit status 1.",
    )(command)


def report_options(*formats: str) -> Callable[[F], F]:
    """Add the options that say in what form a report is told, and where it goes.

    Args:
        formats: Forms, the default first.
    """

    def decorate(command: F) -> F:
        command = click.option(
            "--report",
            metavar="FILE",
            default="-",
            help="Where the report goes.  [default: standard output]",
        )(command)
        return click.option(
            "--format",
            "format_",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            help="Form of the report.",
        )(command)

    return decorate
