"""Files that are whole or untouched, and the checks that can be made before the work begins."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .errors import OutputError, UsageError
from .model.destination import LIST_OF_KIND

STDOUT = "-"
_LISTS = frozenset(f"{kind}.json" for kind in (*LIST_OF_KIND.values(), "system"))


def check_targets(targets: Sequence[str], source: str = "") -> None:
    """Refuse targets that cannot be written, before anything is fetched.

    Args:
        targets: Names of files; ``-`` is standard output.
        source: What is read, which must not be overwritten.

    Raises:
        UsageError: A file is named twice, or is one that is read.
        OutputError: A folder is missing, is no folder, or may not be written to.
    """
    seen: dict[str, str] = {}
    for target in targets:
        if target == STDOUT:
            continue
        place = os.path.realpath(target)
        if place in seen:
            raise UsageError("the same file is named twice", where=f"-o {target}", hint="name two")
        seen[place] = target
        if source and source != STDOUT and _is_read(Path(place), os.path.realpath(source)):
            raise UsageError(
                "the output is a file that is read",
                where=f"-o {target}",
                hint="name another file",
            )
        _check_place(Path(place), target)


def _is_read(place: Path, source: str) -> bool:
    """Whether a file is the source, or one of a PBX folder."""
    if str(place) == source:
        return True
    folders = (Path(source), Path(source, "pbx"))
    is_menu = place.parent in [folder / "ivr" for folder in folders]
    return is_menu or (place.name in _LISTS and place.parent in folders and place.exists())


def _check_place(place: Path, target: str) -> None:
    if _is_stream(target):
        return
    folder = place.parent
    try:
        if place.is_dir():
            raise OutputError("this is a folder", where=target, hint="name a file in it")
        if place.exists() and not place.is_file():
            raise OutputError("not a plain file", where=target, hint="name another file")
        if not folder.exists():
            raise OutputError(
                "there is no such folder", where=str(folder), hint="make it, or name another"
            )
        if not folder.is_dir():
            raise OutputError("not a folder", where=str(folder), hint="name another")
        # The only certain way to know whether a file can be made is to make one.
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(_reason(error), where=target, hint="name another file") from None


def _is_stream(target: str) -> bool:
    """Whether a name stands for a device such as /dev/null, or a pipe: nothing to be replaced."""
    try:
        mode = os.stat(target).st_mode  # noqa: PTH116  the name as it is given
    except OSError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def make_folder(folder: str) -> None:
    """Make a folder for outputs, with those above it.

    Raises:
        OutputError: It cannot be made.
    """
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"the folder cannot be made: {(error.strerror or 'unknown reason').lower()}"
        raise OutputError(reason, where=folder, hint="name another") from None


def write_whole(target: str, content: bytes, *, mode: int | None = None) -> None:
    """Write a file in one step: whoever looks sees the old one or the new one.

    A symbolic link stays one, and its target is replaced. A device or a pipe is written to, not
    replaced.

    Args:
        target: Name of the file.
        content: What will stand in it.
        mode: Who may read it, for example 0o600; None keeps the file's mode.

    Raises:
        OutputError: It cannot be written; the old file is untouched.
    """
    place = Path(os.path.realpath(target))
    scratch = ""
    try:
        if _is_stream(target):
            Path(target).write_bytes(content)
            return
        handle, scratch = tempfile.mkstemp(
            prefix=f".{place.name[:40]}.", suffix=".part", dir=place.parent
        )
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(scratch).chmod(_mode(place) if mode is None else mode)
        Path(scratch).replace(place)
    except OSError as error:
        _remove(scratch)
        hint = "make room, or name another folder"
        raise OutputError(_reason(error), where=target, hint=hint) from None
    except BaseException:
        _remove(scratch)
        raise


def _mode(place: Path) -> int:
    if place.exists():
        return stat.S_IMODE(place.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _remove(scratch: str) -> None:
    if scratch:
        with contextlib.suppress(OSError):
            Path(scratch).unlink()


def _reason(error: OSError) -> str:
    return f"cannot be written: {(error.strerror or 'unknown reason').lower()}"
