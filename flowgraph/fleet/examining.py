"""``doctor`` over a fleet: what stands in the way at each PBX."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from ..doctor.checks import Check, examine
from ..doctor.live import LivePbx
from ..doctor.saved import SavedPbx
from ..errors import FlowgraphError
from ..tables import csv_table
from .report import VERSION, named
from .running import Lost
from .visit import Task, with_secret


class Examination(NamedTuple):
    """What was found at a PBX.

    Attributes:
        slug: The PBX's name as that of a folder.
        checks: Every step with its result.
    """

    slug: str
    checks: tuple[Check, ...]

    @property
    def is_well(self) -> bool:
        """Whether nothing failed without which nothing works."""
        return all(check.result.status != "failed" for check in self.checks)


def examine_one(task: Task) -> Examination | Lost:
    """Take the steps of ``flowgraph doctor`` at one PBX; it can be sent to another process."""
    if task.pbx is None:
        return Examination(task.slug, tuple(examine(SavedPbx(task.from_, "").steps())))
    try:
        patient = LivePbx(with_secret(task), "", datetime.now().astimezone())
    except FlowgraphError as error:
        return Lost(task.slug, error.what)
    try:
        return Examination(task.slug, tuple(examine(patient.steps())))
    finally:
        patient.close()


class _Cause(NamedTuple):
    check: str
    status: str
    message: str
    next: str


def text(examined: Sequence[tuple[str, Examination | Lost]]) -> str:
    """Tell what stands in the way, the same cause once: ``12 of 40: login: …``."""
    well = sum(isinstance(found, Examination) and found.is_well for _, found in examined)
    lines = [f"{well} of {len(examined)} can be read"]
    for cause, names in _causes(examined):
        lines.append(f"{cause.status}  {len(names)} of {len(examined)}: {_told(cause)}")
        lines.append(f"  which: {named(names)}")
        lines += [f"  next:  {cause.next}"] if cause.next else []
    return "\n".join(lines) + "\n"


def _told(cause: _Cause) -> str:
    return f"{cause.check}: {cause.message}"


def _causes(
    examined: Sequence[tuple[str, Examination | Lost]],
) -> Iterator[tuple[_Cause, list[str]]]:
    """Group what failed or is worth a warning: failures first, of them the commonest."""
    causes: defaultdict[_Cause, list[str]] = defaultdict(list)
    for name, found in examined:
        for cause in _of_one(found):
            causes[cause].append(name)
    yield from sorted(causes.items(), key=lambda item: (item[0].status, -len(item[1]), item[0]))


def _of_one(found: Examination | Lost) -> Iterator[_Cause]:
    if isinstance(found, Lost):
        yield _Cause("visit", "failed ", found.what, "")
        return
    for name, result in found.checks:
        if result.status in ("failed", "warning"):
            yield _Cause(name, f"{result.status:<7}", result.message, result.next)


def document(examined: Sequence[tuple[str, Examination | Lost]]) -> str:
    """Write every step at every PBX as data."""
    rows = [
        {
            "name": name,
            "checks": [
                {"check": check, **result._asdict()}
                for check, result in (found.checks if isinstance(found, Examination) else ())
            ],
            "failure": found.what if isinstance(found, Lost) else None,
        }
        for name, found in examined
    ]
    content = {"version": VERSION, "missing": [], "pbxs": rows}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def table(examined: Sequence[tuple[str, Examination | Lost]]) -> str:
    """Write what failed or is worth a warning for a spreadsheet: a row for each."""
    head = ("name", "status", "check", "message", "next")
    rows = [
        (name, cause.status.strip(), cause.check, cause.message, cause.next)
        for name, found in examined
        for cause in _of_one(found)
    ]
    return csv_table([head, *rows])


FORMATS = {"text": text, "json": document, "csv": table}
