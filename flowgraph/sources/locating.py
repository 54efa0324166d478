"""Where in a saved PBX the keys of its menus stand, so that a finding can name file and line.

Nothing is read before a place is asked for, and each file once. Nothing here fails: where a file
has gone or holds garbage, no place is known.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..errors import InputError
from ..model.destination import INBOUND_ROUTE, IVR, LIST_OF_KIND
from ..model.ids import canonical_id, name_text
from ..model.place import Place, Places, nowhere
from ..text import visible
from .files import read_bytes
from .folder import FolderSource, answer_id, is_saved_answer
from .json_offsets import Item, items
from .openapi.fields import field_of
from .openapi.objects import fields_of

_LINE_END = re.compile("\n")
#: What comes of reading a file that has gone, or was never what it should be.
_FAILURES = (InputError, OSError, ValueError, RecursionError)
_LISTS = {**LIST_OF_KIND, INBOUND_ROUTE: INBOUND_ROUTE}


def locate(path: str) -> Places:
    """Find places in what was named to ``--from``.

    Args:
        path: A PBX folder, a snapshot, one saved answer of ``ivr/get``, ``-`` for standard input,
            empty for a live PBX.

    Returns:
        From a node and a key to the line of the field that says where the key leads; without such
        a field, to the line on which the object begins. None where no file tells of the node.
    """
    if path in ("", "-"):
        return nowhere
    try:
        return _FolderPlaces(Path(path)) if os.path.isdir(path) else _DocumentPlaces(Path(path))  # noqa: PTH112  False for any name
    except InputError:
        return nowhere


class _Text:
    """A text, and the objects in it by node."""

    def __init__(self, text: str, objects: Mapping[str, Item]) -> None:
        self._text = text
        self._objects = objects
        self._line_ends = [match.start() for match in _LINE_END.finditer(text)]

    def line(self, node: str, key: str) -> int | None:
        """Give the line of a key, else of its object; None where there is neither."""
        found = self._objects.get(node)
        if found is None:
            return None
        fields = {item.name: item for item in items(self._text, found.start)} if key else {}
        names = (field_of(key),) if node.startswith(f"{IVR}:") else fields_of(key)
        there = [fields[name] for name in names if name in fields]
        best = next((field for field in there if field.value), there[0] if there else found)
        return bisect_left(self._line_ends, best.at) + 1


class _FolderPlaces:
    """Places in a PBX folder: a file a menu, and a list of each kind.

    Args:
        folder: As :class:`~flowgraph.sources.folder.FolderSource` takes it.

    Raises:
        InputError: There are no menus in it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._source = FolderSource(folder)
        self._texts: dict[Path, _Text | None] = {}

    def __call__(self, node: str, key: str) -> Place | None:
        kind, _, identity = node.partition(":")
        try:
            return self._place(_LISTS[kind], identity, key) if kind in _LISTS else None
        except _FAILURES:
            return None

    def _place(self, kind: str, identity: str, key: str) -> Place | None:
        source = self._source
        path = source.menu_file(identity) if kind == IVR else source.list_file(kind)
        if path is None:
            return None
        node = f"{kind}:{identity}"
        line = 1 if path.suffix == ".body" else self._line(path, node, key)
        return Place(_shown(path, self._folder), line) if line else None

    def _line(self, path: Path, node: str, key: str) -> int | None:
        if path not in self._texts:
            self._texts[path] = None  # it is read once, whatever comes of it
            self._texts[path] = _of_folder(_read(path), node)
        text = self._texts[path]
        return text.line(node, key) if text else None


class _DocumentPlaces:
    """Places in one file.

    Args:
        path: A snapshot or a saved answer.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._text: _Text | None = None
        self._is_read = False

    def __call__(self, node: str, key: str) -> Place | None:
        kind, _, identity = node.partition(":")
        try:
            line = self._line(f"{_LISTS.get(kind, kind)}:{identity}", key)
            return Place(_shown(self._path, self._path), line) if line else None
        except _FAILURES:
            return None

    def _line(self, node: str, key: str) -> int | None:
        if not self._is_read:
            self._is_read = True  # whatever comes of it
            self._text = _of_document(_read(self._path), self._path)
        return self._text.line(node, key) if self._text else None


def _read(path: Path) -> str:
    return read_bytes(path).decode("utf-8-sig")


def _of_folder(text: str, node: str) -> _Text:
    kind = node.partition(":")[0]
    return _Text(text, _answered(text, node) if kind == IVR else dict(_rows(text, kind)))


def _of_document(text: str, path: Path) -> _Text:
    parts = {item.name: item.start for item in items(text)}
    if not is_saved_answer(dict(parts)):
        return _Text(text, dict(_of_snapshot(text, parts)))
    named = answer_id({item.name: item.value for item in items(text)}) or path.stem
    return _Text(text, _answered(text, f"{IVR}:{canonical_id(visible(named))}"))


def _answered(text: str, node: str) -> Mapping[str, Item]:
    """Find the menu in an answer of ``ivr/get``; a list of one menu will do."""
    data = [item for item in items(text) if item.name == "data"]
    if data and isinstance(data[-1].value, list):
        data = list(items(text, data[-1].start))
    return {node: data[-1]} if data else {}


def _of_snapshot(text: str, parts: Mapping[str, int]) -> Iterator[tuple[str, Item]]:
    """Give the objects of a snapshot by node; its details stand after its lists, and win."""
    for part in ("lists", "objects"):
        for kind in items(text, parts[part]) if part in parts else ():
            for member in items(text, kind.start):
                if member.name == "entries":
                    yield from _rows(text, kind.name, member.start)
    if "ivrs" in parts:
        yield from _rows(text, IVR, parts["ivrs"])


def _rows(text: str, kind: str, start: int = 0) -> Iterator[tuple[str, Item]]:
    """Give the objects of a list by node."""
    for item in items(text, start):
        asked = item.value.get("id") if isinstance(item.value, dict) else None
        identity = canonical_id(visible(name_text(asked)).removeprefix(f"{IVR}:"))
        # Where they stand is kept, not what they say: there may be very many.
        yield f"{kind}:{identity}", item._replace(value=None)


def _shown(path: Path, named: Path) -> str:
    """Name a file as a :class:`~flowgraph.model.place.Place` does.

    Args:
        path: The file.
        named: The input that it belongs to.
    """
    # Not resolved: behind a link stands another name than the one that was given.
    full, given = (Path(os.path.abspath(name)) for name in (path, named))  # noqa: PTH100
    here = Path.cwd()
    return full.relative_to(here if full.is_relative_to(here) else given.parent).as_posix()
