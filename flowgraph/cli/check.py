"""``flowgraph check``: judge a call flow by rules."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from .options import (
    CrawlOptions,
    SourceOptions,
    crawl_options,
    picture_options,
    report_options,
    source_options,
)
from .status import FAIL_ON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..rules.baseline import Known
    from ..rules.finding import Finding, Judgement
    from ..rules.settings import RuleSettings

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
Where nothing is wrong, nothing is printed. 'flowgraph explain' tells all rules, 'flowgraph explain
RULE' why one is there and how to silence it; settings stand in flowgraph.toml under [check].
A baseline holds findings that are known: only new ones are told and count.
"""


@click.command("check", epilog=_EPILOG)
@source_options
@crawl_options
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
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="error",
    show_default=True,
    help="Lowest severity that ends with exit status 1.",
)
@click.option("--baseline", metavar="FILE", help="Findings that are known; only new ones count.")
@click.option(
    "--update-baseline", is_flag=True, help="Write what is found now into the baseline."
)
@click.option(
    "-o",
    "--output",
    "targets",
    multiple=True,
    metavar="FILE",
    help="Draw a picture with the findings marked on it, as 'flowgraph draw' does.",
)
@picture_options
def command(  # noqa: PLR0913, PLR0914, PLR0917  one parameter an option
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
    from ..reports.findings.outcome import Fixed, Outcome
    from ..rules.baseline import mended
    from ..rules.flow import Flow
    from ..rules.judging import judge as judge_by
    from ..rules.settings import chosen, limits, severities
    from ..sources.locating import locate
    from .clock import read_clock
    from .gather import gather
    from .pictures import Look, draw, judge, plan
    from .status import exit_status
    from .telling import tell

    if update_baseline and not baseline:
        raise click.UsageError("--update-baseline writes a file: name it with --baseline FILE")
    written = [*targets, report, *([baseline] if baseline and update_baseline else [])]
    check_targets(written, source.from_ or "")
    settings = _settings(rule_set)
    rules = chosen(settings, select, ignore)
    known = _read_baseline(baseline, may_be_absent=update_baseline)
    planned = plan(targets, Look(**{**look, "direction": look["direction"].upper()}))
    snapshot = gather(source, what, numbers=True, is_judged=True)
    judged = judge(snapshot)
    judged = judged._replace(moment=read_clock(source, snapshot, look["at"]).moment)
    flow = Flow(judged.graph, judged.moment, limits(settings))
    judgement = judge_by(flow, rules, severities(settings))
    accepted = _accepted(settings, judgement)
    counting = [f for f in judgement.findings if f.fingerprint not in accepted]
    if baseline and update_baseline:
        known = _write_baseline(baseline, counting, quiet=what.quiet)
    fixed = mended(known, judgement, judged.graph)
    fingerprints = frozenset(row.fingerprint for row in known)
    outcome = Outcome(
        judgement,
        judged.graph,
        known=fingerprints,
        fixed=tuple(Fixed(r.fingerprint, r.rule, r.severity, r.message) for r in fixed),
        accepted=accepted,
        has_baseline=baseline is not None,
        show_info=show == "info",
        places=locate(source.from_ or ""),
    )
    tell(render(format_, outcome), report, is_data=format_ != "text", quiet=what.quiet)
    judged = judged._replace(findings=counting)
    all_written = draw(planned, judged, quiet=what.quiet, alone=False) if targets else True
    return exit_status(
        (f.severity for f in counting if f.fingerprint not in fingerprints),
        fail_on=fail_on,
        is_partial=snapshot.is_partial or not all_written,
    )


def _settings(rule_set: str | None) -> RuleSettings:
    """Read the settings of the file; what the command line says counts more."""
    from ..config import load_table
    from ..rules.settings import read_settings

    settings = read_settings(*load_table("check", os.environ))
    return settings._replace(rule_set=rule_set) if rule_set else settings


def _accepted(settings: RuleSettings, judgement: Judgement) -> dict[str, str]:
    """Give the reason for each finding that is accepted, and warn of what accepts nothing."""
    from ..rules.settings import is_accepted, unused
    from .gather import warn

    for entry in unused(settings, judgement.findings):
        if entry.rule in judgement.rules:
            warn(f"nothing is accepted by {entry.rule} at {entry.place}: is the entry still needed?")
    found = ((f.fingerprint, is_accepted(settings, f)) for f in judgement.findings)
    return {fingerprint: entry.reason for fingerprint, entry in found if entry}


def _read_baseline(path: str | None, *, may_be_absent: bool) -> tuple[Known, ...]:
    from pathlib import Path

    from ..errors import InputError
    from ..rules.baseline import load
    from ..sources.files import read_bytes

    if not path or (may_be_absent and not os.path.exists(path)):  # noqa: PTH110
        return ()
    if not os.path.isfile(path):  # noqa: PTH113  False for any name
        hint = "make it with --update-baseline"
        raise InputError("there is no such baseline", where=path, hint=hint)
    return load(read_bytes(Path(path)), path)


def _write_baseline(path: str, findings: Sequence[Finding], *, quiet: bool) -> tuple[Known, ...]:
    from ..outputs import write_whole
    from ..rules.baseline import dump, load

    content = dump(findings).encode()
    write_whole(path, content)
    if not quiet:
        click.echo(f"wrote {path} ({len(findings)} findings)", err=True)
    return load(content, path)
