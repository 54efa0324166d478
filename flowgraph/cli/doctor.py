"""``flowgraph doctor``: find out why it does not work, in lines that are safe to pass on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from ..outputs import STDOUT
from .options import SourceOptions, source_options
from .status import COULD_NOT, DONE
from .telling import say, tell

if TYPE_CHECKING:
    from ..doctor.checks import Check, Step
    from ..doctor.live import LivePbx
    from ..doctor.saved import SavedPbx

_EPILOG = """\b
Examples:
  flowgraph doctor                                    this computer alone
  flowgraph doctor --pbx https://192.168.5.150:8088   the way to the PBX, and its permissions
  flowgraph doctor --profile office --format json
  flowgraph doctor --fields --profile office          fields that flowgraph does not know

\b
What is printed on standard output holds no secret, no name, no address and no serial number.
Exit status: 0 all is well, or nearly; 2 something failed without which nothing works.
"""


@click.command("doctor", epilog=_EPILOG)
@source_options
@click.option(
    "--fields",
    "wants_fields",
    is_flag=True,
    help="Read a few objects and print names and types, never values, of unknown fields.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the report.",
)
def command(source: SourceOptions, wants_fields: bool, format_: str) -> int:
    """Look at each step on the way to a picture, and say what to do about it."""
    from ..doctor.checks import Step
    from ..doctor.local import CONFIGURATION, drawing_steps, read_profile, tell_program
    from .gather import require_one_source

    require_one_source(source)
    profile, settings = read_profile(None if source.from_ else source.profile, os.environ)
    first = [Step("flowgraph", tell_program), Step(CONFIGURATION, lambda: settings)]
    patient = _patient(source, profile)
    try:
        if wants_fields:
            return _tell_fields([*first, *_way_in(patient, source)], patient, format_)
        return _tell([*first, *_steps(patient, source), *drawing_steps()], format_)
    finally:
        if patient:
            patient.close()


def _patient(source: SourceOptions, profile: dict[str, Any]) -> LivePbx | SavedPbx | None:
    from ..doctor.live import LivePbx
    from ..doctor.saved import SavedPbx
    from .gather import pbx_at

    zone = str(profile.get("timezone", ""))
    if source.from_:
        return SavedPbx(source.from_, zone)
    url = source.pbx or profile.get("pbx")
    if not url:
        return None
    return LivePbx(pbx_at(url, source, profile), zone, datetime.now().astimezone())


def _steps(patient: LivePbx | SavedPbx | None, source: SourceOptions) -> list[Step]:
    return patient.steps() if patient else _no_pbx(source)


def _way_in(patient: LivePbx | SavedPbx | None, source: SourceOptions) -> list[Step]:
    from ..errors import UsageError

    if patient is None and not source.profile:
        raise UsageError(
            "no PBX: whose fields are meant?", hint="name --pbx URL, --profile NAME or --from PATH"
        )
    return patient.way_in() if patient else _no_pbx(source)


def _no_pbx(source: SourceOptions) -> list[Step]:
    """Give the step that stands for a PBX which the profile should name."""
    from ..doctor.checks import Result, Step
    from ..doctor.live import ADDRESS
    from ..doctor.local import CONFIGURATION

    if not source.profile:
        return []
    nothing = Result("failed", "the profile names no PBX", 'add a line: pbx = "https://…:8088"')
    return [Step(ADDRESS, lambda: nothing, (CONFIGURATION,))]


def _tell(steps: list[Step], format_: str) -> int:
    from ..doctor.checks import examine
    from ..doctor.report import json_of, text_end, text_of

    checks: list[Check] = []

    def noted() -> Iterator[Check]:
        for check in examine(steps):
            checks.append(check)
            yield check

    # A step may take a while, so each is told when it is done.
    for line in text_of(noted()):
        if format_ == "text":
            say(line, nl=False)
    is_json = format_ == "json"
    tell(json_of(checks) if is_json else text_end(checks), STDOUT, is_data=is_json, quiet=True)
    return _exit_status(checks)


def _tell_fields(steps: list[Step], patient: LivePbx | SavedPbx | None, format_: str) -> int:
    from ..doctor.checks import examine
    from ..doctor.fields import unknown_fields
    from ..doctor.report import fields_json, fields_text, json_of, text_end, text_of

    is_json = format_ == "json"
    checks = list(examine(steps))
    if patient is None or _exit_status(checks) != DONE:
        text = json_of(checks) if is_json else "".join(text_of(checks)) + text_end(checks)
        tell(text, STDOUT, is_data=is_json, quiet=True)
        return COULD_NOT
    kinds = list(unknown_fields(patient))
    text = (fields_json if is_json else fields_text)(patient.make, kinds)
    tell(text, STDOUT, is_data=is_json, quiet=True)
    return DONE


def _exit_status(checks: list[Check]) -> int:
    return COULD_NOT if any(check.result.status == "failed" for check in checks) else DONE
