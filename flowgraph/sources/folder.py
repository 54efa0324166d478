"""A PBX folder, read offline through the same parser as the live PBX.

Format: ``ivr/<id>.json`` holds a whole ``ivr/get`` answer, ``ivr/<id>.body`` with
``ivr/<id>.meta.json`` exact bytes and status, ``<kind>.json`` the bare list of a kind.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..model.destination import IVR
from ..model.directory import Entry, Listing
from ..model.ids import canonical_id, id_order, plain_text
from ..model.ivr import Ivr
from ..model.missing import NOT_FOUND, Missing
from ..text import visible
from .files import read_bytes
from .interface import Batch
from .openapi import codes, wire

_EVERYTHING = 1_000_000
_PLAIN_NAMES = ("pbx", ".", "")


class FolderSource:
    """Answers from a PBX folder.

    Args:
        folder: The folder that holds ``ivr/``, or one that holds it as ``pbx/ivr/``.

    Raises:
        InputError: There is no ``ivr/`` in it.
    """

    is_live = False
    chunk = _EVERYTHING
    recorded_roots: tuple[str, ...] = ()
    cut = ""

    def __init__(self, folder: Path) -> None:
        self._folder = folder if (folder / "ivr").is_dir() else folder / "pbx"
        if not (self._folder / "ivr").is_dir():
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
        system = self._json("system.json")
        device = plain_text(system.get("device_name")).strip() if isinstance(system, dict) else ""
        folder = self._folder.resolve()
        return visible(device) or (
            folder.parent.name if folder.name in _PLAIN_NAMES else folder.name
        )

    def ask(self, ids: Sequence[str]) -> Batch:
        """Read some menus; see :class:`~flowgraph.sources.interface.Source`."""
        return Batch(tuple(self._ivr(identity) for identity in ids))

    def _ivr(self, asked: str) -> Ivr | Missing:
        answer = self._answer(asked)
        if answer is None:
            reason = codes.describe(codes.NOT_FOUND)
            return Missing(asked, NOT_FOUND, codes.NOT_FOUND, reason)
        try:
            return wire.ivr(asked, wire.envelope(answer))
        except wire.Refused as error:
            return wire.gap(asked, error)

    def _answer(self, asked: str) -> wire.Answer | None:
        folder = self._folder / "ivr"
        saved, raw, meta = (folder / f"{asked}{end}" for end in (".json", ".body", ".meta.json"))
        if not _is_plain_name(asked):
            return None
        status = _meta(meta) if raw.is_file() else {}
        # "times" tells a live PBX to answer so for a while; offline there is no while.
        if raw.is_file() and "times" not in status:
            return wire.Answer(int(status.get("status", 200)), read_bytes(raw))
        return wire.Answer(200, read_bytes(saved)) if saved.is_file() else None

    def index(self) -> Sequence[Entry]:
        """List the menus that can be read, by id."""
        folder = self._folder / "ivr"
        stems = {path.name.split(".")[0] for path in folder.iterdir() if path.is_file()}
        menus = (self._ivr(stem) for stem in sorted(stems, key=id_order) if stem)
        return [Entry(menu.id, menu.number, menu.name) for menu in menus if isinstance(menu, Ivr)]

    def listing(self, kind: str) -> Listing:
        """Read ``<kind>.json``; see :class:`~flowgraph.sources.interface.Source`."""
        if kind == IVR:
            return Listing({entry.id: entry for entry in self.index()})
        path = self._folder / f"{kind}.json"
        if not path.is_file():
            return Listing(refusal=f"{path.name} is not in the folder")
        rows = self._json(path.name)
        if not isinstance(rows, list):
            return Listing(refusal=f"{path.name} holds no list")
        return Listing({entry.id: entry for entry in wire.entries(rows)})

    def _json(self, name: str) -> Any:
        path = self._folder / name
        if not path.is_file():
            return None
        # A bare list is wrapped, so that the one strict decoder reads it like any answer.
        try:
            return wire.decode(
                b'{"data":' + read_bytes(path).removeprefix(b"\xef\xbb\xbf") + b"}"
            ).fields["data"]
        except wire.Refused as error:
            raise InputError(
                error.message, where=str(path), hint="correct the file, or remove it"
            ) from None

    def cancel(self) -> None:
        """Nothing is ever under way."""

    def close(self) -> None:
        """Nothing was taken."""


def _is_plain_name(asked: str) -> bool:
    return bool(asked) and not set("/\\\0") & set(asked) and asked not in (".", "..")


def _meta(path: Path) -> dict[str, Any]:
    try:
        meta = json.loads(read_bytes(path)) if path.is_file() else {}
    except ValueError as error:
        raise InputError("no valid JSON", where=str(path), hint=str(error)) from None
    return meta if isinstance(meta, dict) else {}


def is_saved_answer(fields: dict[str, Any]) -> bool:
    """Whether a JSON object is one saved answer of ``ivr/get``."""
    return "errcode" in fields and "data" in fields


def answer_id(fields: dict[str, Any]) -> str:
    """Give the id that a saved answer names; empty where it names none."""
    data = fields.get("data")
    return canonical_id(data.get("id")) if isinstance(data, dict) else ""
