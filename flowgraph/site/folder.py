"""The folder of a site: written file by file, and never more touched than needs be.

The folder holds a list of what belongs to the site. A file of an earlier run is removed only if
that list names it; whatever else people keep in the folder is theirs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..errors import InputError, OutputError, UsageError
from ..outputs import check_targets, make_folder, write_whole

MANIFEST = ".flowgraph-site.json"
_FORMAT = "flowgraph-site"
_VERSION = 1
#: What a folder may hold before its first site: traces of version control.
_MAY_BE_THERE = frozenset({".git", ".gitattributes", ".gitignore", ".gitkeep", ".hg", ".svn"})
_MOST_BYTES = 64 * 1024 * 1024
_LONGEST = 200


class Changes(NamedTuple):
    """What a run did to a folder.

    Attributes:
        new: Number of files that were not there before.
        changed: Number of files that have other bytes now.
        unchanged: Number of files that were not touched.
        removed: Number of files of earlier runs that are no longer part of the site.
    """

    new: int
    changed: int
    unchanged: int
    removed: int


def check_folder(folder: str, source: str = "") -> None:
    """Refuse a folder that cannot be a site's, before anything is fetched.

    Args:
        folder: Its name; it need not exist.
        source: What is read, which must not be overwritten.

    Raises:
        UsageError: It holds files, and no list of an earlier site.
        OutputError: It cannot be written, or is no folder.
        InputError: The list of an earlier site cannot be read.
    """
    try:
        _check(Path(folder), source)
    except OSError as error:
        reason = f"the folder cannot be used: {(error.strerror or 'unknown reason').lower()}"
        raise OutputError(reason, where=folder[:_LONGEST], hint="name another") from None


def _check(place: Path, source: str) -> None:
    if place.is_dir():
        check_targets([str(place / MANIFEST)], source)
        _require_ours(place)
        return
    if place.exists() or place.is_symlink():
        raise OutputError("not a folder", where=str(place), hint="name a folder")
    check_targets([str(_first_to_make(place))], source)


def _first_to_make(place: Path) -> Path:
    while not place.parent.exists():
        place = place.parent
    return place


def _require_ours(place: Path) -> None:
    found = sorted(path.name for path in place.iterdir())
    if MANIFEST in found:
        _listed(place)
    elif strange := [name for name in found if name not in _MAY_BE_THERE]:
        shown = strange[0] if len(strange) == 1 else f"{strange[0]} and {len(strange) - 1} more"
        raise UsageError(
            f"the folder is not empty, and no site was written there before: {shown}",
            where=str(place),
            hint="name an empty folder, or one that does not exist",
        )


def publish(folder: str, pages: Mapping[str, bytes]) -> Changes:
    """Write a site.

    Whoever looks while it is written sees whole files. If it is interrupted, the next run goes on.

    Args:
        folder: See :func:`check_folder`.
        pages: Bytes of each file, by path in the folder, with slashes.

    Returns:
        What changed.

    Raises:
        UsageError: A file of somebody else stands where a page would.
        OutputError: Something cannot be written.
    """
    place = Path(folder)
    make_folder(folder)
    _require_ours(place)
    earlier = _listed(place)
    _require_room(place, pages, earlier)
    # Named before they are written: what an interrupted run leaves is known to the next one.
    _write(place, MANIFEST, _manifest({*pages, *earlier}))
    done = [_write(place, name, content) for name, content in sorted(pages.items())]
    removed = [name for name in sorted(earlier - pages.keys()) if _remove(place, name)]
    _write(place, MANIFEST, _manifest(pages))
    return Changes(done.count("new"), done.count("changed"), done.count("same"), len(removed))


def _require_room(place: Path, pages: Mapping[str, bytes], earlier: set[str]) -> None:
    for name, content in pages.items():
        path = place / name
        if _leads_out(place, path):
            raise UsageError(
                "a link leads out of the folder", where=str(path), hint="remove the link"
            )
        if name not in earlier and path.exists() and not _holds(path, content):
            raise UsageError(
                "a file that is no part of the site stands in the way",
                where=str(path),
                hint="move it away, or name another folder",
            )


def _write(place: Path, name: str, content: bytes) -> str:
    path = place / name
    if _holds(path, content):
        return "same"
    is_new = not path.exists()
    make_folder(str(path.parent))
    write_whole(str(path), content)
    return "new" if is_new else "changed"


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _remove(place: Path, name: str) -> bool:
    """Remove a file of an earlier site, and the folders that it leaves empty."""
    path = place / name
    if not path.is_file() or _leads_out(place, path.parent):
        return False
    try:
        path.unlink()
        for parent in path.relative_to(place).parents:
            if parent != Path() and not any((place / parent).iterdir()):
                (place / parent).rmdir()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise OutputError(f"cannot be removed: {reason}", where=str(path)) from None
    return True


def _leads_out(place: Path, path: Path) -> bool:
    """Whether a link somewhere on the way leads out of the folder."""
    inside = os.path.realpath(place)
    return os.path.commonpath([inside, os.path.realpath(path)]) != inside


# -- the list --------------------------------------------------------------------------------


def _manifest(names: Iterable[str]) -> bytes:
    document = {"format": _FORMAT, "version": _VERSION, "files": sorted(names)}
    return (json.dumps(document, indent=1) + "\n").encode()


def _listed(place: Path) -> set[str]:
    """Read which files an earlier run wrote."""
    path = place / MANIFEST
    if not path.exists():
        return set()
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError
        document = json.loads(path.read_bytes())
        if document["format"] != _FORMAT:
            raise ValueError
        return set(_inside(document["files"]))
    except OSError as error:
        what = f"the list of the site's files cannot be read: {error.strerror}"
        raise InputError(what, where=str(path), hint="check its rights") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError(
            "the list of the site's files is damaged",
            where=str(path),
            hint="restore it, or empty the folder",
        ) from None


def _inside(names: Iterable[object]) -> Iterator[str]:
    """Give the names that are files in the folder; a list that names others was tampered with."""
    for name in names:
        parts = PurePosixPath(str(name)).parts
        if not parts or any(part in ("/", "..") or ":" in part or "\\" in part for part in parts):
            raise ValueError(name)
        yield str(PurePosixPath(*parts))
