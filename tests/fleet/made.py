"""Rows of a fleet as a run would have found them, and the page that tells of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flowgraph.fleet.health import Health, Hit
from flowgraph.fleet.page import pages
from flowgraph.fleet.row import Row
from flowgraph.fleet.visit import Failure

AT = "2025-11-05T02:04:59+00:00"
TIMED_OUT = Failure("ConnectionFailed", "timed out", "10.0.1.5:8088", "check the firewall")


def counts(error: int = 0, warning: int = 0, info: int = 0) -> dict[str, int]:
    return {"error": error, "warning": warning, "info": info}


def health(*errors: str, **figures: Any) -> Health:
    """Give a PBX with some errors in words; ``figures`` are fields of :class:`Health`."""
    usual: dict[str, Any] = {
        "pbx": "P550",
        "firmware": "",
        "menus": 4,
        "entries": 1,
        "depth": 2,
        "loops": counts(),
        "findings": counts(error=len(errors)),
        "errors": errors,
        "unread": 0,
        "is_partial": False,
    }
    return Health(**{**usual, **figures})


def row(name: str, found: Health | Failure | None = None, **fields: Any) -> Row:
    """Give a PBX; it is fine where nothing else is said."""
    found = found or health()
    is_read = isinstance(found, Health)
    usual: dict[str, Any] = {
        "name": name,
        "slug": name.casefold().replace(" ", "-"),
        "tags": (),
        "status": ("partial" if found.is_partial else "ok") if is_read else "failed",
        "at": AT,
        "seconds": 1.5,
        "failure": None if is_read else found,
        "health": found if is_read else None,
        "changes": 0 if is_read else None,
    }
    return Row(**{**usual, **fields})


def hit(node: str, label: str, *places: str, besides: str = "") -> Hit:
    """Give something that can be searched, with what leads there."""
    value = node.partition(":")[2]
    return Hit(node, label, f"{label} {besides} {value}".casefold(), places)


def fleet(*rows: Row, hits: Mapping[str, Sequence[Hit]] | None = None) -> dict[str, bytes]:
    """Write the page; each PBX has one of its own."""
    return pages(rows, hits or {}, lambda slug: f"pbx/{slug}/callflow.html")
