"""Reading files that others wrote: bounded, and with a message that names the file."""

from __future__ import annotations

import sys
from pathlib import Path

from ..errors import InputError

#: Largest file that is read, in bytes; a snapshot of 100,000 menus stays below.
MAX_FILE_BYTES = 512 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """Read a whole file.

    Raises:
        InputError: It is absent, no plain file, too large, or may not be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise InputError("not a file", where=str(path), hint="name a file")
        with path.open("rb") as stream:
            return _bounded(stream.read(MAX_FILE_BYTES + 1), str(path))
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise InputError(reason, where=str(path), hint="check the name and its rights") from None


def read_stdin() -> bytes:
    """Read standard input to its end, within the same limit."""
    return _bounded(sys.stdin.buffer.read(MAX_FILE_BYTES + 1), "standard input")


def _bounded(content: bytes, place: str) -> bytes:
    if len(content) > MAX_FILE_BYTES:
        limit = f"{MAX_FILE_BYTES // 1024**2} MiB"
        raise InputError(f"larger than {limit}", where=place, hint="is this really a snapshot?")
    return content
