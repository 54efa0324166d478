"""A snapshot as one JSON file: ``{"format": "flowgraph-snapshot", "version": 2, …}``.

Deterministic: sorted by id, no clock, no address, no secret. Menus stand in it under the vendor's
field names, so that whoever knows the PBX can read and edit it, and the one parser reads it back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast, get_args

from ..errors import InputError
from ..model.destination import INBOUND_ROUTE
from ..model.directory import Directory, Entry, Listing
from ..model.extension import Extension
from ..model.group import Group
from ..model.ids import canonical_id, id_order, name_text, root_node
from ..model.ivr import Ivr
from ..model.make import Make
from ..model.missing import Missing, Status
from ..model.prompt import Prompt
from ..model.route import Route
from ..model.schedule import Schedule
from ..model.snapshot import Refusal, Snapshot
from .interface import Detailed
from .openapi.fields import ivr_from_data, ivr_to_data
from .openapi.objects import (
    object_from_data,
    object_to_data,
    prompt_from_data,
    prompt_to_data,
)
from .openapi.schedule_fields import SCHEDULE_KINDS, schedule_from_rows, schedule_to_rows
from .snapshot_versions import VERSION, brought_up

FORMAT = "flowgraph-snapshot"
#: Kinds of which a snapshot holds details besides the menus.
DETAILED_KINDS = ("queue", "ring_group", "extension", "inbound_route")


def dump(snapshot: Snapshot) -> str:
    """Write a snapshot as text; the same snapshot gives the same bytes."""
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION, "name": snapshot.name}
    if snapshot.stamp:
        document["stamp"] = snapshot.stamp
    document |= {
        "pbx": snapshot.make._asdict(),
        "roots": [root_node(root) for root in snapshot.roots],
        "whole": snapshot.is_whole,
        "cut": snapshot.cut,
        "missing": [gap.as_row() for gap in snapshot.missing.values()],
        "dropped_fields": list(snapshot.dropped_fields),
        "ivrs": [ivr_to_data(ivr) for ivr in snapshot.ivrs.values()],
        "lists": {
            kind: _listing_rows(listing)
            for kind, listing in sorted(snapshot.directory.listings.items())
        },
        "prompts": _prompt_rows(snapshot),
        "schedule": schedule_to_rows(snapshot.schedule) if snapshot.schedule else None,
        "objects": {
            kind: _object_rows(snapshot, kind)
            for kind in DETAILED_KINDS
            if kind not in snapshot.refusals
        },
        "refused": _refused_rows(snapshot),
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _listing_rows(listing: Listing) -> dict[str, Any]:
    if not listing.is_known:
        return {"refused": {"code": listing.code, "message": listing.refusal}}
    entries = sorted(listing.entries.values(), key=lambda entry: id_order(entry.id))
    return {"complete": listing.complete, "entries": [entry._asdict() for entry in entries]}


def _prompt_rows(snapshot: Snapshot) -> list[dict[str, Any]] | None:
    if snapshot.prompts is None:
        return None
    return [prompt_to_data(prompt) for prompt in snapshot.prompts.values()]


def _refused_rows(snapshot: Snapshot) -> dict[str, Any]:
    return {
        kind: {"code": refusal.code, "message": refusal.message}
        for kind, refusal in sorted(snapshot.refusals.items())
        # That a folder does not hold a list is no answer of a PBX; whoever reads this finds it out.
        if kind in DETAILED_KINDS or refusal.code is not None
    }


def _object_rows(snapshot: Snapshot, kind: str) -> dict[str, Any]:
    items: list[Detailed] = [*snapshot.groups.values(), *snapshot.extensions.values()]
    items += snapshot.routes.values()
    found = [item for item in items if item.node_id.startswith(f"{kind}:")]
    found.sort(key=lambda item: id_order(item.id))
    return {"entries": [object_to_data(item) for item in found]}


def load(document: Mapping[str, Any], place: str) -> Snapshot:
    """Read a snapshot.

    Args:
        document: The file's parsed JSON.
        place: The file's name, for messages.

    Raises:
        InputError: It is no snapshot, of a newer version, or a part of it is malformed; the
            message names the part.
    """
    if document.get("format") != FORMAT:
        raise InputError(
            "this file is no flowgraph snapshot",
            where=place,
            hint="make one with 'flowgraph crawl', or name a PBX folder",
        )
    reader = _Reader(place)
    version = reader.version(document.get("version"))
    return reader.snapshot(brought_up(document, version))


class _Reader:
    """Reads the parts of a document and names the place of a slip."""

    def __init__(self, place: str) -> None:
        self._place = place

    def version(self, version: Any) -> int:
        if type(version) is not int or version < 1:
            raise self._slip("version", f"a number from 1 to {VERSION}")
        if version > VERSION:
            raise InputError(
                f"the snapshot has version {version}, this flowgraph reads up to {VERSION}",
                where=self._place,
                hint="update flowgraph",
            )
        return version

    def snapshot(self, document: Mapping[str, Any]) -> Snapshot:
        ivrs = [
            self._ivr(row, index) for index, row in enumerate(self._part(document, "ivrs", list))
        ]
        gaps = [
            self._gap(row, index)
            for index, row in enumerate(self._part(document, "missing", list, []))
        ]
        lists = self._part(document, "lists", dict, {})
        objects = self._part(document, "objects", dict, {})
        refused = self._part(document, "refused", dict, {})
        detailed = {item.node_id: item for kind in objects for item in self._objects(objects, kind)}
        return Snapshot(
            name=name_text(document.get("name")),
            roots=tuple(dict.fromkeys(self._roots(document))),
            ivrs={ivr.id: ivr for ivr in sorted(ivrs, key=lambda ivr: id_order(ivr.id))},
            missing={gap.id: gap for gap in sorted(gaps, key=lambda gap: id_order(gap.id))},
            directory=Directory({kind: self._listing(lists, kind) for kind in sorted(lists)}),
            groups={n: item for n, item in detailed.items() if isinstance(item, Group)},
            extensions={n: item for n, item in detailed.items() if isinstance(item, Extension)},
            routes={n: item for n, item in detailed.items() if isinstance(item, Route)},
            make=self._make(document),
            schedule=self._schedule(document),
            prompts=self._prompts(document),
            refusals={
                kind: self._refusal(refused[kind], f"refused.{kind}") for kind in sorted(refused)
            },
            cut=name_text(document.get("cut")),
            is_whole=document.get("whole") is True,
            dropped_fields=tuple(map(str, self._part(document, "dropped_fields", list, []))),
            stamp=name_text(document.get("stamp")),
        )

    def _roots(self, document: Mapping[str, Any]) -> Iterator[str]:
        for index, root in enumerate(self._part(document, "roots", list)):
            kind, _, identity = name_text(root).rpartition(":")
            identity = self._id(identity, f"roots[{index}]")
            yield f"{INBOUND_ROUTE}:{identity}" if kind == INBOUND_ROUTE else identity

    def _ivr(self, row: Any, index: int) -> Ivr:
        place = f"ivrs[{index}]"
        fields = self._object(row, place)
        return ivr_from_data(self._id(fields.get("id"), f"{place}.id"), fields)

    def _gap(self, row: Any, index: int) -> Missing:
        place = f"missing[{index}]"
        fields = self._object(row, place)
        status, code = fields.get("status"), self._code(fields, place)
        if status not in get_args(Status):
            raise self._slip(f"{place}.status", f"one of {', '.join(get_args(Status))}")
        identity = self._id(fields.get("id"), f"{place}.id")
        return Missing(identity, cast(Status, status), code, name_text(fields.get("message")))

    def _listing(self, lists: Mapping[str, Any], kind: str) -> Listing:
        place = f"lists.{kind}"
        fields = self._object(lists[kind], place)
        if "refused" in fields:
            refusal = self._refusal(fields["refused"], f"{place}.refused")
            return Listing(refusal=refusal.message, code=refusal.code)
        entries = [
            self._entry(row, f"{place}.entries[{index}]")
            for index, row in enumerate(self._part(fields, "entries", list, at=f"{place}."))
        ]
        is_complete = fields.get("complete", True) is True
        return Listing({entry.id: entry for entry in entries}, complete=is_complete)

    def _entry(self, row: Any, place: str) -> Entry:
        fields = self._object(row, place)
        identity = self._id(fields.get("id"), f"{place}.id")
        return Entry(identity, name_text(fields.get("number")), name_text(fields.get("name")))

    def _id(self, value: Any, place: str) -> str:
        identity = canonical_id(name_text(value).removeprefix("ivr:"))
        if not identity:
            raise self._slip(place, "an id")
        return identity

    def _code(self, fields: Mapping[str, Any], place: str) -> int | None:
        code = fields.get("code")
        if code is not None and type(code) is not int:
            raise self._slip(f"{place}.code", "a number or null")
        return code

    def _make(self, document: Mapping[str, Any]) -> Make:
        fields = self._part(document, "pbx", dict, {})
        return Make(name_text(fields.get("model")), name_text(fields.get("firmware")))

    def _schedule(self, document: Mapping[str, Any]) -> Schedule | None:
        if document.get("schedule") is None:
            return None
        lists = self._part(document, "schedule", dict)
        for kind in SCHEDULE_KINDS:
            if lists.get(kind) is not None:
                self._part(lists, kind, list, at="schedule.")
        return schedule_from_rows(lists)

    def _prompts(self, document: Mapping[str, Any]) -> dict[str, Prompt] | None:
        if document.get("prompts") is None:
            return None
        rows = self._part(document, "prompts", list)
        read = [prompt_from_data(self._object(r, f"prompts[{n}]")) for n, r in enumerate(rows)]
        return {prompt.id: prompt for prompt in sorted(read, key=lambda p: id_order(p.id))}

    def _objects(self, objects: Mapping[str, Any], kind: str) -> list[Detailed]:
        place = f"objects.{kind}"
        if kind not in DETAILED_KINDS:
            raise self._slip(place, f"one of {', '.join(DETAILED_KINDS)}")
        rows = self._part(self._object(objects[kind], place), "entries", list, at=f"{place}.")
        return [self._detailed(kind, row, f"{place}.entries[{n}]") for n, row in enumerate(rows)]

    def _detailed(self, kind: str, row: Any, place: str) -> Detailed:
        fields = self._object(row, place)
        return object_from_data(kind, self._id(fields.get("id"), f"{place}.id"), fields)

    def _refusal(self, refused: Any, place: str) -> Refusal:
        fields = self._object(refused, place)
        # Without a reason it would pass for a list that is known and empty.
        reason = name_text(fields.get("message")) or "no reason given"
        return Refusal(reason, self._code(fields, place))

    def _part(
        self, fields: Mapping[str, Any], name: str, type_: type, default: Any = None, at: str = ""
    ) -> Any:
        value = fields.get(name, default)
        if not isinstance(value, type_):
            raise self._slip(at + name, "a list" if type_ is list else "an object")
        return value

    def _object(self, value: Any, place: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self._slip(place, "an object")
        return value

    def _slip(self, field: str, wanted: str) -> InputError:
        return InputError(
            f"the snapshot has no valid {field}",
            where=f"{self._place}, {field}",
            hint=f"put {wanted} there, or crawl again",
        )
