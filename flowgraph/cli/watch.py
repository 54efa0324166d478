"""``flowgraph watch``: crawl, keep, compare, tell."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Container
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..errors import (
    ConfigError,
    FlowgraphError,
    Interrupted,
    LoginRefused,
    UsageError,
)
from .options import (
    CrawlOptions,
    SourceOptions,
    crawl_options,
    look_options,
    source_options,
    targets_option,
)
from .telling import say

if TYPE_CHECKING:
    from ..book.material import Material
    from ..model.snapshot import Snapshot
    from ..reports.diff.outcome import Outcome
    from ..watch.archive import Archive
    from ..watch.channels import Channel
    from ..watch.conditions import Condition
    from ..watch.cycle import Cycle, Tools
    from ..watch.message import Message
    from ..watch.retention import Retention
    from .check import Asked
    from .pictures import Plan

# Spelt out, because the modules that know them take time to load; a test holds them together.
SHAPES = ("json", "slack", "teams")
SECURITIES = ("starttls", "tls", "none")

#: After these, another try would fail as well, or do harm: a PBX blocks who fails to log in.
_FINAL = (UsageError, ConfigError, LoginRefused, Interrupted)

_EPILOG = """\b
Examples:
  flowgraph watch --profile office --archive office
  flowgraph watch --profile office --archive office -o menus.svg --site pages --keep 365d
  flowgraph watch --profile office --archive office --webhook slack
  flowgraph watch --profile office --archive office --every 1h --command ./tell.sh
  flowgraph watch --profile office --archive office --smtp mail.example.net \\
      --mail-from pbx@example.net --mail-to admin@example.net

\b
The first run keeps a snapshot; each later one prints what changed since, keeps a dated snapshot
with a report and a picture of the change, and tells it once. Where nothing changed, nothing is
printed and nothing is kept. Without ROOT the whole PBX is watched. What a run cannot read is
taken for unchanged. What could not be told is told with the next run. Told once, and once more
when it ends: that somebody has forced a route, that a list or a menu or the whole PBX cannot be
read.

\b
From the environment, never from the command line:
  FLOWGRAPH_WEBHOOK_URL                        address of the webhook
  FLOWGRAPH_SMTP_USER, FLOWGRAPH_SMTP_PASSWORD account at the mail server
Rules and accepted findings are those of 'flowgraph check' and flowgraph.toml.
"""


class _Span(click.ParamType[timedelta]):
    """A span of time such as ``15m``."""

    name = "span"

    def convert(self, value: Any, param: Any, ctx: Any) -> timedelta:
        """Read it."""
        from ..watch.durations import parse_span

        span = value if isinstance(value, timedelta) else parse_span(value)
        if span is None:
            self.fail(f"{value!r} is no span of time: write 15m, 1h or 1d.", param, ctx)
        return span


class _Keep(click.ParamType["Retention"]):
    """A rule such as ``100`` or ``365d``."""

    name = "rule"

    def convert(self, value: Any, param: Any, ctx: Any) -> Retention:
        """Read it."""
        from ..watch.retention import Retention, parse_retention

        rule = value if isinstance(value, Retention) else parse_retention(value)
        if rule is None:
            self.fail(f"{value!r} is neither a number nor a span such as 365d.", param, ctx)
        return rule


class Letters(NamedTuple):
    """How e-mail is sent, as the user said it."""

    smtp: str | None
    smtp_security: str
    mail_from: str | None
    mail_to: tuple[str, ...]


@click.command("watch", epilog=_EPILOG)
@source_options
@crawl_options
@click.option(
    "--archive",
    "folder",
    required=True,
    metavar="FOLDER",
    help="Where dated snapshots and what changed with each are kept.",
)
@click.option(
    "--keep",
    type=_Keep(),
    metavar="N|SPAN",
    help="Keep N snapshots, or those that held within a span: 100, 365d.  [default: all]",
)
@click.option(
    "--every", type=_Span(), metavar="SPAN", help="Run again and again: 15m, 1h, 1d, until stopped."
)
@targets_option("Draw what is there now, at each run, as 'flowgraph draw' does.")
@click.option("--site", metavar="FOLDER", help="Write the site of what is there now, at each run.")
@click.option(
    "--command",
    "line",
    metavar="LINE",
    help="Run this when something is to be told; it reads JSON on standard input.",
)
@click.option(
    "--webhook",
    "webhooks",
    type=click.Choice(SHAPES),
    multiple=True,
    help="Post what is to be told to FLOWGRAPH_WEBHOOK_URL, in this shape.",
)
@click.option("--mail-to", multiple=True, metavar="ADDRESS", help="Send what is to be told there.")
@click.option("--mail-from", metavar="ADDRESS", help="Sender of the mail.")
@click.option(
    "--smtp", metavar="HOST[:PORT]", envvar="FLOWGRAPH_SMTP", help="The mail server to hand it to."
)
@click.option(
    "--smtp-security",
    type=click.Choice(SECURITIES),
    default=SECURITIES[0],
    show_default=True,
    help="How the connection to it is encrypted.",
)
@look_options
def command(  # noqa: PLR0913, PLR0917  one parameter an option
    source: SourceOptions,
    what: CrawlOptions,
    folder: str,
    keep: Retention | None,
    every: timedelta | None,
    targets: tuple[str, ...],
    site: str | None,
    line: str | None,
    webhooks: tuple[str, ...],
    mail_to: tuple[str, ...],
    mail_from: str | None,
    smtp: str | None,
    smtp_security: str,
    **look: Any,
) -> int:
    """Keep a snapshot whenever something changed, and tell it once."""
    from ..outputs import check_targets
    from ..watch.archive import Archive
    from ..watch.retention import Retention
    from .check import rules_asked
    from .pictures import look_of, plan

    letters = Letters(smtp, smtp_security, mail_from, mail_to)
    channels = [_Print(), *_channels(line, webhooks, letters)]
    check_targets(targets, source.from_ or "")
    _check_site(site, source)
    planned = plan(targets, look_of(look))
    asked = rules_asked()
    archive = Archive(folder)
    archive.prepare()
    watching = _Watching(source, what, planned, site, asked)
    tools = watching.tools(channels, keep or Retention())
    with archive.locked():
        if every is None:
            return _once(archive, tools, what)
        return _again_and_again(archive, tools, what, every)


def _check_site(site: str | None, source: SourceOptions) -> None:
    if site:
        from ..site.folder import check_folder

        check_folder(site, source.from_ or "")


# -- who is told -----------------------------------------------------------------------------


class _Print:
    """Standard output, which whoever started the run reads, or cron mails."""

    name = "print"

    def send(self, message: Message) -> None:
        # A failure is told on standard error anyway, by the status of the run.
        if message.event != "failed":
            say(message.text, nl=False)


def _channels(line: str | None, webhooks: tuple[str, ...], letters: Letters) -> list[Channel]:
    """Set the channels up, so that a slip is told before anything is fetched."""
    channels: list[Channel] = []
    if len(webhooks) > 1:
        hint = "name one shape; a --command can post to others"
        raise UsageError("there is one webhook, FLOWGRAPH_WEBHOOK_URL", hint=hint)
    if line is not None:
        from ..watch.channels.command import Command

        channels.append(Command(line))
    for shape in webhooks:
        from ..watch.channels.webhook import Webhook

        channels.append(Webhook(shape, _secret("FLOWGRAPH_WEBHOOK_URL")))
    if letters.mail_to or letters.mail_from:
        channels.append(_mail(letters))
    return channels


def _mail(letters: Letters) -> Channel:
    from ..watch.channels.mail import Mail, parse_address, parse_server

    for option, value in (
        ("--mail-to", letters.mail_to),
        ("--mail-from", letters.mail_from),
        ("--smtp", letters.smtp),
    ):
        if not value:
            raise UsageError(f"e-mail needs {option}, too", hint="see 'flowgraph watch --help'")
    server = parse_server(
        letters.smtp or "",
        letters.smtp_security,
        os.environ.get("FLOWGRAPH_SMTP_USER", "").strip(),
        _secret("FLOWGRAPH_SMTP_PASSWORD"),
    )
    recipients = tuple(parse_address(text, "--mail-to") for text in letters.mail_to)
    return Mail(server, parse_address(letters.mail_from or "", "--mail-from"), recipients)


def _secret(variable: str) -> Any:
    from pydantic import SecretStr

    return SecretStr(os.environ.get(variable, "").strip())


# -- what a cycle works with -----------------------------------------------------------------


class _Watching(NamedTuple):
    """What is read, and what is written of it."""

    source: SourceOptions
    what: CrawlOptions
    planned: Plan
    site: str | None
    asked: Asked

    def tools(self, channels: list[Channel], retention: Retention) -> Tools:
        from ..watch.cycle import Tools
        from .gather import warn

        return Tools(
            self.read,
            self.holds,
            self.compare,
            self.show,
            self.draw_changes,
            channels,
            retention,
            lambda: datetime.now(UTC),
            warn,
        )

    def read(self) -> Snapshot:
        from .gather import ALL_LISTS, gather

        lists = None if self.what.roots else ALL_LISTS
        return gather(self.source, self.what, lists=lists, numbers=True, is_judged=True)

    def holds(self, snapshot: Snapshot, known: Container[str]) -> list[Condition]:
        from ..callgraph import call_graph
        from ..watch.conditions import conditions
        from .clock import read_clock

        moment = read_clock(self.source, snapshot, None).moment
        return list(conditions(snapshot, call_graph(snapshot), moment, known))

    def compare(self, old: Snapshot, new: Snapshot) -> Outcome:
        from ..analysis.compare.scope import on_common_ground
        from ..reports.diff.weighing import weigh
        from ..watch.keeping import at_no_moment
        from .gather import warn

        ground = on_common_ground(old, new)
        if ground.remark:
            warn(ground.remark)
        # Where calls go at the moment of reading is told by itself, see holds.
        sides = (at_no_moment(ground.old), at_no_moment(ground.new))
        outcome = weigh(*sides, self.asked.rules, self.asked.settings)
        return outcome._replace(how_to_show="'flowgraph diff … --show info' tells them")

    def show(self, snapshot: Snapshot) -> bool:
        from .material import material_of
        from .pictures import Judged, draw

        if not (self.planned.pictures or self.site):
            return True
        material = material_of(self.source, snapshot, self.asked)
        judged = Judged(
            material.snapshot, material.graph, list(material.loops), listed=material.findings
        )
        is_drawn = not self.planned.pictures or draw(self.planned, judged, quiet=True, alone=False)
        return self._publish(material) and is_drawn

    def _publish(self, material: Material) -> bool:
        from .gather import warn
        from .site import publish

        if not self.site:
            return True
        try:
            return publish(material, self.site, "html").is_whole
        except FlowgraphError as error:
            warn(str(error))
            return False

    def draw_changes(self, outcome: Outcome, beside: str) -> bool:
        from .diff import drawn_changes
        from .pictures import Look, draw, plan

        name = outcome.comparison.new.snapshot.name
        look = Look(overview="never", title=f"{name}: what changed" if name else "What changed")
        pictures = plan([f"{beside}.svg", f"{beside}.png"], look)
        return draw(pictures, drawn_changes(outcome), quiet=True, alone=False)


# -- once, or again and again ----------------------------------------------------------------


def _once(archive: Archive, tools: Tools, what: CrawlOptions) -> int:
    from ..watch.cycle import run_cycle
    from .status import exit_status

    cycle = run_cycle(archive, tools)
    _remark(archive, cycle, quiet=what.quiet)
    return exit_status(is_partial=cycle.is_partial)


def _again_and_again(archive: Archive, tools: Tools, what: CrawlOptions, every: timedelta) -> int:
    """Run cycles until a signal ends it; one that fails is told, and the next one tries again."""
    span = every.total_seconds()
    if not what.quiet:
        click.echo("watching; Ctrl-C ends it", err=True)
    while True:
        # The clock of the wall may be set; this one only runs.
        begun = time.monotonic()
        try:
            _once(archive, tools, what)
        except _FINAL:
            raise
        except FlowgraphError as error:
            tools.warn(str(error))
        # A crawl switches the collector off, for a program that ends soon.
        gc.collect()
        time.sleep(max(0.0, begun + span - time.monotonic()))


def _remark(archive: Archive, cycle: Cycle, *, quiet: bool) -> None:
    """Say where what changed is kept; of a PBX that stayed as it was nothing is said."""
    if cycle.kept and not quiet:
        first = "" if cycle.outcome else "; changes are told from now on"
        click.echo(f"kept {archive.path(cycle.kept)}{first}", err=True)
