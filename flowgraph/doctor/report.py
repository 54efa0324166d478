"""The results as text or JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ..model.make import Make
from .checks import Check, version_text
from .fields import Field, Kind

_NAME_WIDTH = 20
_STATUS_WIDTH = 9
PASTE = "No secret, name, address or serial number is in these lines: paste them into a bug report."
SEND = (
    "Please look these lines over and send them, with the firmware version, to flowgraph's issue "
    "tracker: that is how new fields are learnt."
)


def text_of(checks: Iterable[Check]) -> Iterator[str]:
    """Write checks one by one; those that are skipped for one reason are told together."""
    for (status, reason), group in groupby(checks, key=_kind_of_line):
        if status == "skipped":
            yield _skipped([check.name for check in group], reason)
            continue
        for check in group:
            line = f"{status:<{_STATUS_WIDTH}}{check.name:<{_NAME_WIDTH}}{check.result.message}\n"
            yield line + _cure(check.result.next)


def _kind_of_line(check: Check) -> tuple[str, str]:
    status, message, *_ = check.result
    return status, message if status == "skipped" else ""


def _skipped(names: Sequence[str], reason: str) -> str:
    first, *others = names
    more = f"; also: {', '.join(others)}" if others else ""
    return f"{'skipped':<{_STATUS_WIDTH}}{first:<{_NAME_WIDTH}}{reason}{more}\n"


def _cure(text: str) -> str:
    return f"{'':<{_STATUS_WIDTH + _NAME_WIDTH}}next: {text}\n" if text else ""


def text_end(checks: Sequence[Check]) -> str:
    """Write what stands below the checks."""
    counts = Counter(check.result.status for check in checks)
    told = ", ".join(f"{counts[status]} {status}" for status in ("failed", "warning", "ok"))
    return f"\n{told}\n{PASTE}\n"


def json_of(checks: Sequence[Check]) -> str:
    """Write all checks as one document."""
    counts = Counter(check.result.status for check in checks)
    return _document(
        {
            "checks": [
                {
                    "check": check.name,
                    "status": check.result.status,
                    "message": check.result.message,
                    "next": check.result.next,
                    "code": check.result.code,
                }
                for check in checks
            ],
            "summary": {s: counts[s] for s in ("ok", "warning", "failed", "skipped")},
        }
    )


def fields_text(make: Make, kinds: Iterable[Kind]) -> str:
    """Write fields as a table by kind."""
    lines = ["Fields that flowgraph does not know: names and types, never values.", ""]
    lines += [f"firmware {_known(make.firmware)}, model {_known(make.model)}"]
    for kind in kinds:
        lines += ["", *_kind_lines(kind)]
    return "\n".join([*lines, "", SEND, ""])


def _kind_lines(kind: Kind) -> Iterator[str]:
    if kind.refusal:
        yield f"{kind.kind}: {kind.refusal}"
        return
    nothing = "" if kind.fields else ", nothing unknown"
    yield f"{kind.kind}: {kind.read} read{nothing}"
    width = max((len(field.name) for field in kind.fields), default=0)
    for field in kind.fields:
        yield f"  {field.name:<{width}}  {_types(field)}  {field.seen_in} of {kind.read}"
    if kind.dropped:
        yield f"  dropped, as a secret may be in it: {', '.join(kind.dropped)}"


def _types(field: Field) -> str:
    types = " or ".join(field.types)
    return f"{types} (known name, not understood)" if field.is_misunderstood else types


def fields_json(make: Make, kinds: Iterable[Kind]) -> str:
    """Write fields as one document."""
    return _document(
        {
            "firmware": _known(make.firmware),
            "model": _known(make.model),
            "kinds": [
                {
                    "kind": kind.kind,
                    "read": kind.read,
                    "refusal": kind.refusal or None,
                    "fields": [
                        {
                            "name": field.name,
                            "types": list(field.types),
                            "count": field.seen_in,
                            "known_name": field.is_misunderstood,
                        }
                        for field in kind.fields
                    ],
                    "dropped": list(kind.dropped),
                }
                for kind in kinds
            ],
        }
    )


def _known(text: str) -> str:
    return version_text(text) if text else "not known"


def _document(content: dict[str, object]) -> str:
    whole = {"version": 1, **content, "missing": []}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
