"""Which pseudonym stands for what: the one thing of a redaction that must not be shared."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

from ..model.ids import node_order
from .found import MEMBER, Found, Give

VERSION = 1


class Pseudonym(NamedTuple):
    """What stands for what.

    Attributes:
        kind: Whose name it is, or ``number``, ``dialled``, ``file``, ``member``.
        id: Whose it is; of a number its node; empty where nobody has it.
        was: The text of the PBX.
        is_: The text in its place.
    """

    kind: str
    id: str
    was: str
    is_: str


def mapping_of(found: Iterable[Found], give: Give) -> tuple[Pseudonym, ...]:
    """List every text that has another one in its place, by kind and id.

    A text that only refers to something, as a member or a file, is left out where that is told.
    """
    rows = {Pseudonym(*one, give(*one)) for one in found}
    owned = {row[2:] for row in rows if _is_owned(row)}
    told = {row for row in rows if _is_owned(row) or row[2:] not in owned}
    return tuple(sorted((row for row in told if row.was != row.is_), key=_order))


def _is_owned(row: Pseudonym) -> bool:
    return bool(row.id) and row.kind != MEMBER


def _order(row: Pseudonym) -> tuple[object, ...]:
    return row.kind, node_order(row.id if ":" in row.id else f":{row.id}"), row.was


def render_map(mapping: Iterable[Pseudonym]) -> str:
    """Write the mapping as JSON: ``{"version": 1, "names": [{"kind", "id", "was", "is"}, …]}``."""
    names = [{"kind": r.kind, "id": r.id, "was": r.was, "is": r.is_} for r in mapping]
    document = {"version": VERSION, "names": names}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
