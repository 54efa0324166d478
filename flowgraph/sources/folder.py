"""A PBX folder, read offline through the same parser as the live PBX.

Format: ``ivr/<id>.json`` holds a whole ``ivr/get`` answer, ``ivr/<id>.body`` with
``ivr/<id>.meta.json`` exact bytes and status, ``<kind>.json`` the bare list of a kind.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..model.destination import IVR
from ..model.directory import Entry, Listing
from ..model.ids import canonical_id, id_order, name_text
from ..model.ivr import Ivr
from ..model.make import Make
from ..model.missing import NOT_FOUND, UNREADABLE, Missing
from ..model.snapshot import Refusal
from ..places import kind_at
from ..text import visible
from .files import read_bytes
from .interface import Batch, Objects, Rows
from .openapi import codes, wire
from .openapi.objects import make_from_data, object_from_data, rows_of

_EVERYTHING = 1_000_000
_PLAIN_NAMES = ("pbx", ".", "")


class FolderSource:
    """Answers from a PBX folder.

    Args:
        folder: The folder that holds ``ivr/``, or one that holds it as ``pbx/ivr/``.

    Raises:
        InputError: There is no ``ivr/`` in it, or it may not be looked at.
    """

    is_live = False
    chunk = _EVERYTHING
    recorded_roots: tuple[str, ...] = ()
    is_whole = False
    dropped_fields: tuple[str, ...] = ()
    cut = ""

    def __init__(self, folder: Path) -> None:
        self.place = str(folder)
        self._folder = folder if kind_at(folder / "ivr") == "folder" else folder / "pbx"
        if kind_at(self._folder / "ivr") != "folder":
            raise InputError(
                "this is no PBX folder: it has no folder 'ivr'",
                where=str(folder),
                hint="name a folder that holds ivr/<id>.json, a snapshot, or a saved answer",
            )

    def __enter__(self) -> FolderSource:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The PBX's device name, else the name of the folder (of its parent, if it is ``pbx``)."""
        device = name_text(self._system().get("device_name")).strip()
        folder = self._folder.resolve()
        named = folder.parent if folder.name in _PLAIN_NAMES else folder
        # A folder's name may hold bytes that are no text.
        return device or visible(named.name)

    @property
    def make(self) -> Make:
        """Model and firmware of the PBX."""
        return make_from_data(self._system())

    def _system(self) -> dict[str, Any]:
        try:
            system = _parsed(self._folder / "system.json")
        except (InputError, wire.Refused):
            return {}
        return system if isinstance(system, dict) else {}

    def ask(self, ids: Sequence[str]) -> Batch:
        """Read some menus; see :class:`~flowgraph.sources.interface.Source`."""
        return Batch(tuple(self._ivr(identity) for identity in ids))

    def _ivr(self, asked: str) -> Ivr | Missing:
        try:
            answer = self._answer(asked)
            if answer is None:
                reason = codes.describe(codes.NOT_FOUND)
                return Missing(asked, NOT_FOUND, codes.NOT_FOUND, reason)
            return wire.ivr(asked, wire.envelope(answer))
        except wire.Refused as error:
            return wire.gap(asked, error)
        except InputError as error:
            return Missing(asked, UNREADABLE, None, f"{error.what}: {error.where}")

    def _answer(self, asked: str) -> wire.Answer | None:
        path = self.menu_file(asked)
        if path is None:
            return None
        status = self._status(asked) if path.suffix == ".body" else {}
        return wire.Answer(status.get("status", 200), read_bytes(path))

    def menu_file(self, asked: str) -> Path | None:
        """Find the file that answers for a menu; None where there is none.

        Raises:
            InputError: The folder, or what is known of the answer beside it, cannot be read.
        """
        raw = self._file(asked, ".body")
        # "times" tells a live PBX to answer so for a while; offline there is no while.
        if raw and "times" not in self._status(asked):
            return raw
        return self._file(asked, ".json")

    def list_file(self, kind: str) -> Path:
        """Name the file that holds the list of a kind; it may not be there."""
        return self._folder / f"{kind}.json"

    def _status(self, asked: str) -> dict[str, Any]:
        path = self._file(asked, ".meta.json")
        return _meta(path) if path else {}

    def _file(self, asked: str, ending: str) -> Path | None:
        """Find a file of a menu; an id names a file of this folder or none."""
        name = f"{asked}{ending}"
        # One look at the folder is cheaper than several at each of ten thousand files.
        if not asked or name not in self._menu_names:
            return None
        path = self._folder / "ivr" / name
        return path if kind_at(path) == "file" else None

    @cached_property
    def _menu_names(self) -> frozenset[str]:
        folder = self._folder / "ivr"
        try:
            return frozenset(os.listdir(folder))  # noqa: PTH208
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            raise InputError(f"cannot be read: {reason}", where=str(folder)) from None

    def index(self) -> Sequence[Entry]:
        """List all menus by id; of one that cannot be read the id alone is known.

        Raises:
            InputError: The folder cannot be read.
        """
        names = (name for name in self._menu_names if name.endswith((".json", ".body")))
        stems = {visible(name.partition(".")[0]) for name in names}
        menus = ((stem, self._ivr(stem)) for stem in sorted(stems - {""}, key=id_order))
        return [
            Entry(stem, menu.number, menu.name) if isinstance(menu, Ivr) else Entry(stem, "", "")
            for stem, menu in menus
        ]

    def listing(self, kind: str) -> Listing:
        """Read ``<kind>.json``; see :class:`~flowgraph.sources.interface.Source`."""
        if kind == IVR:
            return Listing({entry.id: entry for entry in self.index()})
        rows, refusal = self._rows(kind)
        if refusal:
            return Listing(refusal=refusal)
        return Listing({entry.id: entry for entry in wire.entries(rows)})

    def _rows(self, kind: str) -> tuple[list[Any], str]:
        """Read a list file: its rows, or why there are none."""
        path = self.list_file(kind)
        # As from a live PBX, a list that cannot be read costs the names alone.
        try:
            if not kind_at(path):
                return [], f"{path.name} is not in the folder"
            rows = _parsed(path)
        except InputError as error:
            return [], f"{path.name}: {error.what}"
        except wire.Refused as error:
            message = error.message.replace("the answer", "the file")
            return [], f"{path.name}: {message}"
        return (rows, "") if isinstance(rows, list) else ([], f"{path.name} holds no list")

    def rows(self, kind: str) -> Rows:
        """Read ``<kind>.json``; see :class:`~flowgraph.sources.interface.Source`."""
        rows, refusal = self._rows(kind)
        return Rows((), Refusal(refusal)) if refusal else Rows(rows_of(rows))

    def objects(self, kind: str, ids: Sequence[str]) -> Objects:
        """Read some rows of ``<kind>.json``; see :class:`~flowgraph.sources.interface.Source`."""
        rows, refusal = self._rows(kind)
        if refusal:
            return Objects({}, Refusal(refusal))
        known = {canonical_id(row.get("id")): row for row in rows_of(rows)}
        return Objects({i: object_from_data(kind, i, known[i]) for i in ids if i in known})

    def cancel(self) -> None:
        """Nothing is ever under way."""

    def close(self) -> None:
        """Nothing was taken."""


def _parsed(path: Path) -> Any:
    """Read a file of the folder with the one strict decoder."""
    return wire.parse(read_bytes(path))[0]


def _meta(path: Path) -> dict[str, Any]:
    meta = _parsed(path)
    if not isinstance(meta, dict) or not isinstance(meta.get("status", 200), int):
        raise InputError("no status of an answer", where=str(path))
    return meta


def is_saved_answer(fields: dict[str, Any]) -> bool:
    """Whether a JSON object is one saved answer of ``ivr/get``."""
    return "errcode" in fields


def answer_id(fields: dict[str, Any]) -> str:
    """Give the id that a saved answer names; empty where it names none."""
    data = fields.get("data")
    return canonical_id(data.get("id")) if isinstance(data, dict) else ""
