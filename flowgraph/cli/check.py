"""``flowgraph check``: judge a call flow by rules."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

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

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..reports.findings.outcome import Outcome
    from ..rules.baseline import Baseline
    from ..rules.finding import Finding, Judgement
    from ..rules.rule import Rule
    from ..rules.settings import RuleSettings
    from .names import Names
    from .pictures import Judged

# Spelt out, because the modules that know them take time to load; a test holds them together.
FORMATS = ("text", "json", "sarif", "junit", "markdown", "csv")
RULE_SETS = ("default", "strict", "iso", "broad", "security")

_EPILOG = """\b
Examples:
  flowgraph check 5 --pbx https://192.168.5.150:8088
  flowgraph check --all --profile office --show info
  flowgraph check --all --from snapshot.json --format sarif --report check.sarif
  flowgraph check --all --from snapshot.json --baseline known.json
  flowgraph check 5 --from snapshot.json --select structure,slow-digit -o marked.svg

\b
Where nothing is wrong, nothing is printed. 'flowgraph explain' tells all rules, and of one why it
is there and how to silence it; settings stand in flowgraph.toml under [check].
A baseline holds findings that are known: only new ones are told and count.
"""


class Asked(NamedTuple):
    """What a check is about, beside the call flow.

    Attributes:
        settings: Of the file and the command line.
        rules: The rules to ask.
        known: The baseline; None where there is none.
        is_redacted: Whether what is checked has other names than the settings.
    """

    settings: RuleSettings
    rules: list[Rule]
    known: Baseline | None = None
    is_redacted: bool = False

    def known_as(self, names: Names) -> Asked:
        """Ask the same of what is shown, in which accepted findings may have other names."""
        return self._replace(settings=names.settings(self.settings), is_redacted=names.are_replaced)


class Checked(NamedTuple):
    """What came out of it.

    Attributes:
        judgement: Every finding.
        accepted: Reasons by fingerprint.
        counting: Findings that nobody has accepted.
    """

    judgement: Judgement
    accepted: Mapping[str, str]
    counting: list[Finding]


@click.command("check", epilog=_EPILOG)
@source_options
@crawl_options
@redact_options
@report_options(*FORMATS)
@click.option("--show", type=click.Choice(["info"]), help="Tell what is for information, too.")
@click.option(
    "--select",
    multiple=True,
    metavar="RULES",
    help="Ask these rules or groups alone, separated by commas.",
)
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules or groups out.")
@click.option(
    "--rule-set",
    type=click.Choice(RULE_SETS),
    help="Severities and limits.  [default: that of flowgraph.toml, else default]",
)
@fail_on_option
@click.option("--baseline", metavar="FILE", help="Findings that are known; only new ones count.")
@click.option("--update-baseline", is_flag=True, help="Write what is found now into the baseline.")
@targets_option("Draw a picture with the findings marked on it, as 'flowgraph draw' does.")
@picture_options
def command(  # noqa: PLR0913, PLR0917  one parameter an option
    source: SourceOptions,
    what: CrawlOptions,
    format_: str,
    report: str,
    show: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    rule_set: str | None,
    fail_on: str,
    baseline: str | None,
    update_baseline: bool,
    targets: tuple[str, ...],
    **look: Any,
) -> int:
    """Judge the call flow by rules, and say what to change."""
    from ..outputs import check_targets
    from ..reports.findings import render
    from .gather import gather_named
    from .pictures import draw, judge, look_of, plan
    from .status import exit_status
    from .telling import tell

    _check_baseline(baseline, what, is_written=update_baseline)
    written = [baseline] if baseline and update_baseline else []
    check_targets([*targets, report, *written, *what.files], source.from_ or "")
    asked = rules_asked(rule_set, select, ignore)
    asked = asked._replace(known=_read_baseline(baseline, may_be_absent=update_baseline))
    planned = plan(targets, look_of(look))
    names = gather_named(source, what, numbers=True, is_judged=True)
    snapshot, asked, planned = names.shown, asked.known_as(names), planned.known_as(names)
    judged = _at(source, judge(snapshot), look["at"])
    checked = check(asked, judged)
    if baseline and update_baseline:
        asked = asked._replace(known=_write_baseline(baseline, asked, judged, checked))
    place = "" if what.redact else source.from_ or ""
    outcome = _outcome(asked, judged, checked, place, show_info=show == "info")
    tell(render(format_, outcome), report, is_data=format_ != "text", quiet=what.quiet)
    new = [f for f in checked.counting if f.fingerprint not in outcome.known]
    judged = judged._replace(findings=new)
    all_written = draw(planned, judged, quiet=what.quiet, alone=False) if targets else True
    is_partial = snapshot.is_partial or not all_written
    return exit_status((f.severity for f in new), fail_on=fail_on, is_partial=is_partial)


def check(asked: Asked, judged: Judged) -> Checked:
    """Ask the rules about a call flow."""
    from ..rules.flow import Flow
    from ..rules.judging import judge
    from ..rules.settings import limits, severities

    flow = Flow(judged.graph, judged.moment, limits(asked.settings))
    judgement = judge(flow, asked.rules, severities(asked.settings))
    accepted = _accepted(asked, judgement)
    counting = [f for f in judgement.findings if f.fingerprint not in accepted]
    return Checked(judgement, accepted, counting)


def rules_asked(
    rule_set: str | None = None, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()
) -> Asked:
    """Read the settings of the file; what the command line says counts more."""
    from ..config import load_table
    from ..rules.settings import chosen, read_settings

    settings = read_settings(*load_table("check", os.environ))
    if rule_set:
        settings = settings._replace(rule_set=rule_set)
    return Asked(settings, chosen(settings, select, ignore))


def _at(source: SourceOptions, judged: Judged, at: Any) -> Judged:
    """Tell what holds at the moment; that an entry is forced is a finding here, no warning."""
    from .clock import read_clock

    return judged._replace(moment=read_clock(source, judged.snapshot, at).moment)


def _accepted(asked: Asked, judgement: Judgement) -> dict[str, str]:
    """Give the reason for each finding that is accepted, and warn of what accepts nothing."""
    from ..rules.settings import is_accepted, unused
    from .gather import warn

    settings = asked.settings
    # Under other names an entry may have become several, and to tell them would tell names.
    for entry in [] if asked.is_redacted else unused(settings, judgement.findings):
        if entry.rule in judgement.rules:
            place = f"{entry.place} key {entry.key}" if entry.key else entry.place
            warn(f"flowgraph.toml accepts {entry.rule} at {place}: mistyped, or mended by now?")
    found = ((f.fingerprint, is_accepted(settings, f)) for f in judgement.findings)
    return {fingerprint: entry.reason for fingerprint, entry in found if entry}


def _outcome(
    asked: Asked, judged: Judged, checked: Checked, place: str, *, show_info: bool
) -> Outcome:
    """Give everything that a report tells; ``place`` is the file or folder that it may name."""
    from ..reports.findings.outcome import Fixed, Outcome
    from ..rules.baseline import NOTHING_KNOWN, mended
    from ..sources.locating import locate

    known = asked.known or NOTHING_KNOWN
    gone = mended(known, checked.judgement, judged.graph)
    return Outcome(
        checked.judgement,
        judged.graph,
        known=frozenset(row.fingerprint for row in known.findings),
        fixed=tuple(Fixed(r.fingerprint, r.rule, r.severity, r.message) for r in gone),
        accepted=checked.accepted,
        has_baseline=asked.known is not None,
        show_info=show_info,
        places=locate(place),
    )


# -- the baseline ----------------------------------------------------------------------------


def _check_baseline(baseline: str | None, what: CrawlOptions, *, is_written: bool) -> None:
    """Refuse a baseline that is not named, or could not be compared."""
    from ..errors import UsageError

    if is_written and not baseline:
        raise click.UsageError("--update-baseline writes a file: name it with --baseline FILE")
    if baseline and what.redact:
        hint = "leave --baseline out: all findings are told then"
        raise UsageError("a baseline has names, which --redact replaces", hint=hint)


def _read_baseline(path: str | None, *, may_be_absent: bool) -> Baseline | None:
    from pathlib import Path

    from ..errors import InputError
    from ..places import kind_at
    from ..rules.baseline import NOTHING_KNOWN, load
    from ..sources.files import read_bytes

    if not path:
        return None
    kind = kind_at(path)
    if may_be_absent and not kind:
        return NOTHING_KNOWN
    if kind != "file":
        hint = "make it with --update-baseline"
        raise InputError("there is no such baseline", where=path, hint=hint)
    return load(read_bytes(Path(path)), path)


def _write_baseline(path: str, asked: Asked, judged: Judged, checked: Checked) -> Baseline:
    from ..outputs import write_whole
    from ..rules.baseline import NOTHING_KNOWN, dump, renewed

    before = asked.known or NOTHING_KNOWN
    baseline = renewed(before, checked.judgement, checked.counting, judged.graph)
    write_whole(path, dump(baseline).encode())
    number, kept = len(baseline.findings), len(baseline.findings) - len(checked.counting)
    told = f"; {kept} of them not looked at this time" if kept else ""
    click.echo(f"wrote {path} ({number} finding{'' if number == 1 else 's'}{told})", err=True)
    return baseline
