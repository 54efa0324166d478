"""What is told: a headline, a text for people, a document for programs.

The document is what ``--command`` reads on standard input and what a plain webhook gets::

    {"version": 1, "event": "changed" | "attention" | "settled" | "failed" | "recovered",
     "fingerprint", "pbx", "subject", "text", "old", "new", "diff": {…}, "holds": ["…"],
     "error": {"what", "where", "hint"}}

``old`` and ``new`` are names of snapshots in the archive, ``diff`` is the document of
``flowgraph diff --format json``, ``holds`` what begins to hold or ends (``attention``,
``settled``); null where they do not apply. The same change has the same ``fingerprint``, whoever
asks and when.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from typing import Any, NamedTuple

from ..errors import FlowgraphError
from ..masking import mask
from ..reports.diff import render
from ..reports.diff.outcome import Outcome
from ..reports.diff.story import sections
from ..text import one_line, shorten, visible
from .naming import said

VERSION = 1
_LONGEST_SUBJECT = 120
_LONGEST_NAME = 60
_FINGERPRINT_DIGITS = 16
_NAMELESS = "the PBX"


class Message(NamedTuple):
    """Something to be told.

    Attributes:
        event: ``changed``, ``attention``, ``settled``, ``failed`` or ``recovered``.
        subject: A headline of one line.
        text: Everything, in lines.
        document: The same for programs.
        picture: PNG of what changed, where there is one.
    """

    event: str
    subject: str
    text: str
    document: dict[str, Any]
    picture: Path | None = None

    @property
    def fingerprint(self) -> str:
        """What tells this message from others."""
        return str(self.document["fingerprint"])


def changed(outcome: Outcome, old: Path, new: Path, picture: Path | None = None) -> Message:
    """Tell what changed.

    Args:
        outcome: The comparison of two kept snapshots.
        old: The older one.
        new: The newer one.
        picture: PNG of what changed.
    """
    diff = json.loads(render("json", outcome))
    pbx = outcome.comparison.new.snapshot.name
    number = len(outcome.comparison.changes)
    told = "another verdict" if not number else f"{number} change{'' if number == 1 else 's'}"
    period = f"from {said(old.stem)} to {said(new.stem)}"
    again = f"flowgraph diff {quote(str(old))} {quote(str(new))} --show info"
    text = (
        f"{_named(pbx)}: {told} {period}\n\n{render('text', outcome)}\n"
        f"Everything about it:\n  {again}\n"
    )
    subject = _headline(pbx, f"{told}{_first(outcome, len(_named(pbx)) + len(told))}")
    return _message("changed", subject, text, pbx, picture, old=old.stem, new=new.stem, diff=diff)


def _first(outcome: Outcome, used: int) -> str:
    """Say the first change; one that is too long by how it is now, which is the news."""
    for section in sections(outcome.comparison):
        for block in section.blocks:
            for row in block.lines:
                whole = ": ".join(filter(None, (block.place, row.text)))
                short = ": ".join(filter(None, (block.place, f"{row.subject} {row.after}")))
                is_long = used + len(whole) > _LONGEST_SUBJECT - 4
                return f": {one_line(short if is_long and row.before else whole)}"
            return f": {' '.join(filter(None, (block.place, block.state)))}"
    return ""


def attention(lines: Sequence[str], pbx: str) -> Message:
    """Tell what begins to hold.

    Args:
        lines: What it is; at least one.
        pbx: What the PBX is called.
    """
    return _of_lines("attention", lines, pbx)


def settled(lines: Sequence[str], pbx: str) -> Message:
    """Tell what holds no longer, as :func:`attention`."""
    return _of_lines("settled", lines, pbx)


def _of_lines(event: str, lines: Sequence[str], pbx: str) -> Message:
    text = "".join(f"{_named(pbx)}: {line}\n" for line in lines)
    more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
    return _message(event, _headline(pbx, lines[0] + more), text, pbx, holds=list(lines))


def failed(error: FlowgraphError, pbx: str) -> Message:
    """Tell that the PBX cannot be read.

    Args:
        error: Why.
        pbx: What the PBX was called when it last could; empty where nobody knows.
    """
    parts = {"what": error.what, "where": error.where, "hint": error.hint}
    safe = {name: visible(mask(part)) for name, part in parts.items()}
    subject = _headline(pbx, f"cannot be read: {safe['what']}")
    where = f"where: {safe['where']}\n" if safe["where"] else ""
    next_ = f"next:  {safe['hint']}\n" if safe["hint"] else ""
    text = f"{subject}\n\n{where}{next_}\nNothing is compared until it can be read again.\n"
    return _message("failed", subject, text, pbx, kind=type(error).__name__, error=safe)


def recovered(pbx: str) -> Message:
    """Tell that the PBX can be read again, after it was told that it cannot."""
    subject = _headline(pbx, "can be read again")
    return _message("recovered", subject, f"{subject}\n", pbx)


def _headline(pbx: str, told: str) -> str:
    return shorten(one_line(f"{_named(pbx)}: {told}"), _LONGEST_SUBJECT)


def _named(pbx: str) -> str:
    return shorten(one_line(pbx), _LONGEST_NAME) or _NAMELESS


def _message(  # noqa: PLR0913  the parts of a message
    event: str,
    subject: str,
    text: str,
    pbx: str,
    picture: Path | None = None,
    *,
    old: str | None = None,
    new: str | None = None,
    diff: dict[str, Any] | None = None,
    error: dict[str, str] | None = None,
    holds: list[str] | None = None,
    kind: str = "",
) -> Message:
    # What a trouble says may differ from night to night; what kind it is does not.
    what = json.dumps([event, pbx, kind, diff, holds], sort_keys=True)
    fingerprint = hashlib.sha256(what.encode()).hexdigest()[:_FINGERPRINT_DIGITS]
    document = {
        "version": VERSION,
        "event": event,
        "fingerprint": fingerprint,
        "pbx": pbx or None,
        "subject": subject,
        "text": text,
        "old": old,
        "new": new,
        "diff": diff,
        "holds": holds,
        "error": error,
    }
    return Message(event, subject, text, document, picture)
