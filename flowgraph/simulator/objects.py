"""Everything but menus: the four verbs over the rows of one list file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .catalogue import Kind
from .folder import PbxFolder
from .listing import Row, identity, listed, required, required_ids, searched
from .messages import (
    ACCESS_DENIED,
    NOT_FOUND,
    PARTIAL_SUCCESS,
    SUCCESS,
    Answer,
    Refusal,
    envelope,
    success,
)

#: What a folder without ``system.json`` tells of its PBX. No clock, model or firmware: what is not
#: known is left out, or the PBX would say more than its folder does.
_SYSTEM = {
    "sn": "SIMULATED",
    "system_date_format": "YYYY/MM/DD",
    "system_time_format": "hh:mm:ss",
}


class Objects:
    """Answers for the kinds that are one list file each.

    Args:
        folder: Where the files are.
    """

    def __init__(self, folder: PbxFolder) -> None:
        self._folder = folder

    def answer(self, kind: Kind, verb: str, query: Mapping[str, str]) -> Answer:
        """Answer ``list``, ``search``, ``get`` or ``query``; an absent list is not permitted."""
        rows = self._folder.rows(kind.name)
        if rows is None:
            raise Refusal(ACCESS_DENIED)
        if verb == "list":
            return listed(kind, rows, query)
        if verb == "search":
            return searched(kind, rows, query)
        return _single(rows, query) if verb == "get" else _several(rows, query)

    def system(self, device_name: str) -> Answer:
        """Answer ``system/information``.

        Args:
            device_name: Name to give whatever the folder says; empty where there is no such wish.
        """
        data: dict[str, Any] = {
            "device_name": self._folder.name,
            **_SYSTEM,
            **self._folder.system(),
        }
        return success(data={**data, "device_name": device_name or data["device_name"]})


def _by_id(rows: list[dict[str, Any]]) -> dict[str, Row]:
    return {identity(row.get("id", "")): row for row in rows}


def _single(rows: list[dict[str, Any]], query: Mapping[str, str]) -> Answer:
    row = _by_id(rows).get(identity(required(query, "id")))
    if row is None:
        raise Refusal(NOT_FOUND)
    return success(data=row)


def _several(rows: list[dict[str, Any]], query: Mapping[str, str]) -> Answer:
    ids, known = required_ids(query), _by_id(rows)
    found = [known[one] for one in ids if one in known]
    return envelope(SUCCESS if len(found) == len(ids) else PARTIAL_SUCCESS, data=found)
