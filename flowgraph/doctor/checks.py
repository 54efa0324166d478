"""Steps and their results."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from ..errors import FlowgraphError
from ..masking import mask
from ..sources.openapi import codes
from ..sources.openapi.transport import TransportError
from ..sources.openapi.wire import Refused
from ..text import one_line, shorten, visible

Status = Literal["ok", "warning", "failed", "skipped"]


class Result(NamedTuple):
    """What a step found.

    Attributes:
        status: ``failed`` if the work cannot be done like this.
        message: What was found, without a name or an address.
        next: What to do about it; empty where there is nothing to do.
        code: errcode or HTTP status of the PBX, None where there was neither.
    """

    status: Status
    message: str
    next: str = ""
    code: int | None = None


class Step(NamedTuple):
    """A step, not yet taken.

    Attributes:
        name: What it looks at.
        look: Takes it.
        needs: Steps without which it makes no sense.
    """

    name: str
    look: Callable[[], Result]
    needs: tuple[str, ...] = ()


class Check(NamedTuple):
    """A step that was taken, or skipped."""

    name: str
    result: Result


def examine(steps: Iterable[Step]) -> Iterator[Check]:
    """Take steps one after the other; one that needs a failed one is skipped."""
    culprits: dict[str, str] = {}
    for step in steps:
        culprit = next((culprits[name] for name in step.needs if name in culprits), "")
        skipped = Result("skipped", f"because '{culprit}' failed")
        result = skipped if culprit else step.look()
        if result.status == "failed" or culprit:
            culprits[step.name] = culprit or step.name
        yield Check(step.name, result)


# -- what may be told of an error --------------------------------------------------------------

# Parts of our messages that quote what another side sent, or name a host.
_QUOTED = (
    (re.compile(r"; it starts with .*", re.DOTALL), ""),
    (re.compile(r"(redirects to) .*?;"), r"\1 another place;"),
    (re.compile(r"the name '.*' is not known"), "the name of the host is not known"),
)
_MAX_SHOWN = 200


def failure(
    error: FlowgraphError | TransportError | Refused,
    secrets: Iterable[str] = (),
    status: Status = "failed",
) -> Result:
    """Tell an error: a code in our own words rather than the PBX's, and what to do.

    Args:
        error: What was raised.
        secrets: Texts that must not be told, if the message should hold one.
        status: How bad it is.
    """
    code: int | None = getattr(error, "code", None)
    if code is not None:
        what = codes.describe(code)
    else:
        what = getattr(error, "message", "") or getattr(error, "what", "")
        for pattern, stand_in in _QUOTED:
            what = pattern.sub(stand_in, what)
    cure = codes.cure(code) or getattr(error, "hint", "") or "check the source, then try again"
    return Result(status, _safe(what, secrets), _safe(cure, secrets), code)


def _safe(text: str, secrets: Iterable[str]) -> str:
    return shorten(visible(one_line(mask(text, secrets))), _MAX_SHOWN)


_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .+_/()-]{0,39}")


def version_text(text: str) -> str:
    """Give a version or model as it came, unless it looks like something else.

    >>> version_text("37.20.0.1"), version_text("mail: ana@example.net")
    ('37.20.0.1', '(an odd text)')
    """
    return text.strip() if _VERSION.fullmatch(text.strip()) else "(an odd text)"
