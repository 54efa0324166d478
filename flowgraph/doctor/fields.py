"""Names and types, never values, of the fields that flowgraph does not know.

A type is a JSON type. A name is told only if it looks like a field's; an object whose names are
data, such as phone numbers, must not tell them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from ..errors import FlowgraphError
from ..masking import is_secret_field
from ..model.ids import canonical_id
from ..model.ivr import Ivr
from ..model.missing import Missing
from ..model.route import Route
from ..sources.folder import FolderSource
from ..sources.openapi import wire
from ..sources.openapi.endpoints import DETAIL_STEMS, LISTS
from ..sources.openapi.known import KNOWN_PATHS, is_known_of_menus
from ..sources.openapi.objects import route_from_data, rows_of
from .checks import failure
from .live import LivePbx
from .saved import SavedPbx

#: Objects of a kind that are read.
MOST_OBJECTS = 10
#: Names of a kind that are told; more than that are no names of fields.
MOST_NAMES = 200
ODD_NAME = "(odd name)"

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}", re.ASCII)
_INNER_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_TYPES: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (str, "string"),
    (int, "number"),
    (float, "number"),
    (list, "array"),
    (dict, "object"),
)


class Field(NamedTuple):
    """A field that is not known.

    Attributes:
        name: With its path: ``hours[].start``.
        types: JSON types that were seen.
        seen_in: Number of objects that have it.
        is_misunderstood: Whether the name is known and the content was not understood.
    """

    name: str
    types: tuple[str, ...]
    seen_in: int
    is_misunderstood: bool = False


class Kind(NamedTuple):
    """What was seen of one kind of object.

    Attributes:
        kind: Our word for it.
        read: Number of objects that were read.
        fields: By name.
        dropped: Names of fields that hold secrets.
        refusal: Why the kind could not be read; empty where it could.
    """

    kind: str
    read: int = 0
    fields: tuple[Field, ...] = ()
    dropped: tuple[str, ...] = ()
    refusal: str = ""


class _Seen(NamedTuple):
    """One object: what is to be looked through, and what was dropped from it before."""

    data: Mapping[str, Any]
    dropped: Sequence[str] = ()


def unknown_fields(patient: LivePbx | SavedPbx) -> Iterator[Kind]:
    """Read a few objects of each kind and tell what is not known of them.

    Args:
        patient: Its way in was found.
    """
    read = _of_live if isinstance(patient, LivePbx) else _of_saved
    for kind in LISTS:
        try:
            seen = list(islice(read(patient, kind), MOST_OBJECTS))  # type: ignore[arg-type]
        except (wire.Refused, FlowgraphError) as error:
            yield Kind(kind, refusal=failure(error).message)
        except _NotThere as error:
            yield Kind(kind, refusal=str(error))
        else:
            yield summary(kind, seen)


# -- reading ---------------------------------------------------------------------------------


class _NotThere(Exception):
    """The input does not hold a kind."""


def _of_live(pbx: LivePbx, kind: str) -> Iterator[_Seen]:
    stem = "ivr" if kind == "ivr" else DETAIL_STEMS.get(kind, "")
    for row in rows_of(list(pbx.rows(kind, MOST_OBJECTS))):
        identity = canonical_id(row.get("id"))
        if not stem:
            yield _Seen(row)
            continue
        try:
            opened = pbx.ask(f"{stem}/get", {"id": identity})
        except wire.Refused:
            # The list tells something, too.
            if kind != "ivr":
                yield _Seen(row)
            continue
        if kind == "ivr":
            yield from _of_menu(wire.ivr(identity, opened))
        else:
            details = rows_of(opened.fields.get("data"))
            yield _of_row(kind, {**row, **(details[0] if details else {})})


def _of_saved(pbx: SavedPbx, kind: str) -> Iterator[_Seen]:
    source = pbx.source
    if kind == "ivr":
        for entry in source.index():
            for menu in source.ask([entry.id]).answers:
                yield from _of_menu(menu)
    elif isinstance(source, FolderSource):
        rows, refusal, _ = source.rows(kind)
        if refusal:
            raise _NotThere("not in the folder, or no list")
        yield from (_of_row(kind, row) for row in rows)
    elif kind == "inbound_route":
        ids = list(source.listing(kind).entries)
        for route in source.objects(kind, ids).found.values():
            if isinstance(route, Route):
                yield _Seen(route.unknown, route.dropped)
    else:
        raise _NotThere("a snapshot does not keep what it does not know of this kind")


def _of_menu(menu: Ivr | Missing) -> Iterator[_Seen]:
    if isinstance(menu, Ivr):
        yield _Seen(menu.unknown, menu.dropped)


def _of_row(kind: str, row: Mapping[str, Any]) -> _Seen:
    if kind != "inbound_route":
        return _Seen(row)
    route = route_from_data("", row)
    return _Seen(route.unknown, route.dropped)


# -- telling ---------------------------------------------------------------------------------


def summary(kind: str, objects: Sequence[_Seen]) -> Kind:
    """Put together what was seen of one kind; pure."""
    types: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    dropped: set[str] = set()
    known = KNOWN_PATHS.get(kind, frozenset())
    for seen in objects:
        found = list(_walk(seen.data, "", known, dropped))
        dropped.update(_told(name, _NAME) for name in seen.dropped)
        counts.update({name for name, _ in found})
        for name, type_ in found:
            types[name].add(type_)
    fields = [
        Field(
            name,
            tuple(sorted(types[name])),
            counts[name],
            kind == "ivr" and is_known_of_menus(name),
        )
        for name in sorted(types)
    ]
    return Kind(kind, len(objects), tuple(fields[:MOST_NAMES]), tuple(sorted(dropped)))


def _walk(
    data: Mapping[str, Any], path: str, known: frozenset[str], dropped: set[str]
) -> Iterator[tuple[str, str]]:
    """Give path and type of each field that is not known; secret ones are only named."""
    pattern = _INNER_NAME if path else _NAME
    for name, value in data.items():
        here = path + _told(name, pattern)
        if is_secret_field(name):
            dropped.add(here)
            continue
        if here not in known:
            yield here, _type(value)
        yield from _inside(value, here, known, dropped)


def _inside(
    value: Any, path: str, known: frozenset[str], dropped: set[str]
) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        yield from _walk(value, f"{path}.", known, dropped)
    elif isinstance(value, list):
        for item in value:
            if not isinstance(item, dict) and path not in known:
                yield f"{path}[]", _type(item)
            yield from _inside(item, f"{path}[]", known, dropped)


def _told(name: str, pattern: re.Pattern[str]) -> str:
    return name if pattern.fullmatch(name) else ODD_NAME


def _type(value: Any) -> str:
    return next((word for type_, word in _TYPES if isinstance(value, type_)), "null")
