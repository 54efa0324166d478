"""The PBX folder, read anew for every question, so that an edit shows at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from ..errors import InputError
from ..places import kind_at

_SAYS_NOTHING = ("pbx", "")


class Problem(Exception):
    """A file of the folder does not hold what it should."""

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__(f"{path}: {reason}")


class Exact(NamedTuple):
    """Exact bytes to answer with, from ``ivr/<id>.body`` and its ``.meta.json``.

    Attributes:
        body: The bytes.
        status: HTTP status.
        content_type: Value of that header.
        times: Number of questions that are answered so; None for all.
    """

    body: bytes
    status: int
    content_type: str
    times: int | None


class Saved(NamedTuple):
    """One ``ivr/<id>.json``: its bytes, and what they say."""

    body: bytes
    envelope: dict[str, Any]

    @property
    def data(self) -> dict[str, Any] | None:
        """The menu; None in an error envelope."""
        data = self.envelope.get("data")
        return data if self.envelope.get("errcode") == 0 and isinstance(data, dict) else None


class PbxFolder:
    """Reads one PBX folder; never writes.

    Args:
        folder: The folder that holds ``ivr/``, or one that holds it as ``pbx/ivr/``.

    Raises:
        InputError: There is no ``ivr/`` in it.
    """

    def __init__(self, folder: Path) -> None:
        self.root = folder if kind_at(folder / "ivr") == "folder" else folder / "pbx"
        if kind_at(self.root / "ivr") != "folder":
            raise InputError(
                "this is no PBX folder: it has no folder 'ivr'",
                where=str(folder),
                hint="name a folder that holds ivr/<id>.json and lists such as extension.json",
            )

    @property
    def name(self) -> str:
        """Name of the folder, or of its parent if it is called ``pbx``."""
        path = self.root.resolve()
        return path.parent.name if path.name in _SAYS_NOTHING else path.name

    def ivr_ids(self) -> list[str]:
        """List the ids of all menus that have a file, as people count."""
        names = (path.name for path in (self.root / "ivr").iterdir())
        stems = {name.partition(".")[0] for name in names if name.endswith((".json", ".body"))}
        return sorted(stems - {""}, key=lambda stem: (not stem.isdecimal(), len(stem), stem))

    def exact(self, identity: str) -> Exact | None:
        """Read the exact bytes that stand for a menu, if there are any."""
        path = self._ivr_file(identity, ".body")
        if path is None:
            return None
        meta_path = path.with_name(f"{identity}.meta.json")
        meta = _parsed(meta_path, _bytes(meta_path), dict) if meta_path.is_file() else {}
        times = meta.get("times")
        try:
            return Exact(
                _bytes(path),
                int(meta.get("status", 200)),
                str(meta.get("content_type", "application/json")),
                None if times is None else int(times),
            )
        except (TypeError, ValueError) as error:
            raise Problem(meta_path, error) from None

    def ivr(self, identity: str) -> Saved | None:
        """Read one menu's answer, if there is one."""
        path = self._ivr_file(identity, ".json")
        if path is None:
            return None
        body = _bytes(path)
        return Saved(body, _parsed(path, body, dict))

    def rows(self, kind: str) -> list[dict[str, Any]] | None:
        """Read the list of a kind; None where its file is absent."""
        path = self.root / f"{kind}.json"
        if not path.is_file():
            return None
        return [row for row in _parsed(path, _bytes(path), list) if isinstance(row, dict)]

    def system(self) -> dict[str, Any]:
        """Read ``system.json``; empty where it is absent."""
        path = self.root / "system.json"
        return _parsed(path, _bytes(path), dict) if path.is_file() else {}

    def _ivr_file(self, identity: str, ending: str) -> Path | None:
        # An id comes from the network: it names a file of this folder or none.
        if set("/\\\0") & set(identity):
            return None
        path = self.root / "ivr" / f"{identity}{ending}"
        try:
            return path if path.is_file() else None
        except OSError:  # longer than a file's name can be
            return None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Problem(path, error.strerror) from None


def _parsed(path: Path, body: bytes, shape: type) -> Any:
    try:
        value = json.loads(body.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Problem(path, f"no valid JSON: {error}") from None
    if not isinstance(value, shape):
        raise Problem(path, f"should hold a JSON {'object' if shape is dict else 'list'}")
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
