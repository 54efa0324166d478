"""A fleet in words, as a table and as data: pure functions of its rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..reports.findings.words import counted
from ..tables import csv_table, text_table
from ..text import one_line, shorten
from .causes import causes
from .health import Hit
from .row import Row

VERSION = 1
_LONGEST = 100
_MOST_NAMED = 5


def render(form: str, rows: Sequence[Row]) -> str:
    """Write a fleet in a form.

    Args:
        form: A key of :data:`FORMATS`.
        rows: One for each PBX, in the order of the roster.
    """
    return FORMATS[form](rows)


# -- for people ------------------------------------------------------------------------------


def _text(rows: Sequence[Row]) -> str:
    table = text_table([_HEAD, *map(_cells, rows)], right=_RIGHT)
    causes = "".join(f"{line}\n" for line in causes_of(rows))
    return f"{table}\n{total(rows)}\n{causes}"


_HEAD = ("PBX", "", "menus", "depth", "loops", "errors", "warnings", "changes")
_RIGHT = frozenset(range(2, len(_HEAD)))
_STATES = {"ok": "", "partial": "in part", "failed": "not read"}


def _cells(row: Row) -> tuple[str, ...]:
    if row.health is None:
        return (row.name, _STATES[row.status], *[""] * (len(_HEAD) - 2))
    found = row.health
    return (
        row.name,
        _STATES[row.status],
        str(found.menus),
        str(found.depth),
        str(found.loops["error"] + found.loops["warning"]),
        str(found.findings["error"]),
        str(found.findings["warning"]),
        "" if row.changes is None else str(row.changes),
    )


def total(rows: Sequence[Row]) -> str:
    """Count the PBXs in one line."""
    counts = summary(rows)
    parts = [f"{counts['ok']} read"]
    for key, words in (
        ("partial", "read in part"),
        ("failed", "not read"),
        ("with_errors", "with errors"),
        ("changed", "changed since last time"),
    ):
        parts += [f"{counts[key]} {words}"] if counts[key] else []
    return f"{counted(counts['pbxs'], 'PBX')}: {', '.join(parts)}"


def causes_of(rows: Iterable[Row]) -> Iterator[str]:
    """Tell why PBXs could not be read, the same cause once: ``12 of 40: …``."""
    rows = list(rows)
    for what, hint, of in causes(rows, lambda row: row):
        yield f"{len(of)} of {len(rows)}: {shorten(one_line(what), _LONGEST)}"
        yield f"  which: {named([row.name for row in of])}"
        if hint:
            yield f"  next:  {one_line(hint)}"


def named(names: Sequence[str]) -> str:
    """Name the first of some PBXs, and count the others."""
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


# -- for programs ----------------------------------------------------------------------------


def summary(rows: Sequence[Row]) -> dict[str, int]:
    """Count the PBXs: all, by status, with errors, changed since last time."""
    by_status = {name: sum(row.status == name for row in rows) for name in _STATES}
    errors = sum(bool(row.health and row.health.findings["error"]) for row in rows)
    changed = sum(bool(row.changes) for row in rows)
    return {"pbxs": len(rows), **by_status, "with_errors": errors, "changed": changed}


def _json(rows: Sequence[Row]) -> str:
    document: dict[str, Any] = {
        "version": VERSION,
        "missing": [],
        "pbxs": [row.as_document() for row in rows],
        "summary": summary(rows),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


_FIGURES = ("pbx", "firmware", "menus", "entries", "depth", "unread")


def _csv(rows: Sequence[Row]) -> str:
    severities = ("error", "warning", "info")
    heads = [f"{kind}_{s}" for kind in ("loops", "findings") for s in severities]
    head = ("name", "tags", "status", "at", "changes", *_FIGURES, *heads, "failure", "next")
    return csv_table([head, *(_csv_row(row, severities) for row in rows)])


def _csv_row(row: Row, severities: Sequence[str]) -> tuple[str, ...]:
    found = row.health
    figures = [str(getattr(found, name)) if found else "" for name in _FIGURES]
    counts = [
        str(group[severity]) if found else ""
        for group in ((found.loops, found.findings) if found else ({}, {}))
        for severity in severities
    ]
    why = (row.failure.what, row.failure.hint) if row.failure else ("", "")
    changes = "" if row.changes is None else str(row.changes)
    return (row.name, " ".join(row.tags), row.status, row.at, changes, *figures, *counts, *why)


FORMATS: Mapping[str, Callable[[Sequence[Row]], str]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
}


# -- searching -------------------------------------------------------------------------------


def found_text(found: Sequence[tuple[str, Hit]]) -> str:
    """Tell where something was found: the PBX, the thing, what leads there."""
    rows = [
        (name if first else "", hit.label if first else "", place)
        for name, hit in found
        for first, place in zip(
            (True, *[False] * len(hit.places)), hit.places or ("nothing leads there",), strict=False
        )
    ]
    return text_table(rows) if rows else ""


def found_json(found: Sequence[tuple[str, Hit]]) -> str:
    """Write where something was found as data."""
    rows = [
        {"name": name, "node": hit.node, "label": hit.label, "places": list(hit.places)}
        for name, hit in found
    ]
    document = {"version": VERSION, "missing": [], "found": rows}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def found_csv(found: Sequence[tuple[str, Hit]]) -> str:
    """Write where something was found for a spreadsheet: a row a place."""
    head = ("name", "node", "label", "place")
    rows = [
        (name, hit.node, hit.label, place) for name, hit in found for place in hit.places or ("",)
    ]
    return csv_table([head, *rows])


FOUND: Mapping[str, Callable[[Sequence[tuple[str, Hit]]], str]] = {
    "text": found_text,
    "json": found_json,
    "csv": found_csv,
}
