"""Reading files that others wrote: bounded, and with a message that names the file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from ..errors import InputError

#: Largest file that is read, in bytes; a snapshot of 100,000 menus stays below.
MAX_FILE_BYTES = 512 * 1024 * 1024
_BLOCK_BYTES = 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """Read a whole file.

    Raises:
        InputError: It is absent, no plain file, too large, or may not be read.
    """
    try:
        # A device or a pipe may never end, or never begin.
        if path.exists() and not path.is_file():
            raise InputError(
                "not a plain file", where=str(path), hint="name a file, or - for a pipe"
            )
        with path.open("rb") as stream:
            return _bounded(stream, str(path), os.fstat(stream.fileno()).st_size)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise InputError(reason, where=str(path), hint="check the name and its rights") from None


def read_stdin() -> bytes:
    """Read standard input to its end, within the same limit.

    Raises:
        InputError: It is closed, a terminal, or too large.
    """
    place = "standard input"
    if sys.stdin is None or sys.stdin.isatty():
        hint = "pipe a snapshot into it, for example with 'flowgraph crawl … -o - |'"
        raise InputError("nothing is piped in", where=place, hint=hint)
    try:
        return _bounded(sys.stdin.buffer, place)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise InputError(reason, where=place, hint="pipe a snapshot into it") from None


def _bounded(stream: BinaryIO, place: str, known_size: int = 0) -> bytes:
    content = bytearray()
    # Block by block: to ask for the limit at once would set aside that much memory.
    while max(known_size, len(content)) <= MAX_FILE_BYTES:
        block = stream.read(_BLOCK_BYTES)
        if not block:
            return bytes(content)
        content += block
    limit = f"{MAX_FILE_BYTES // 1024**2} MiB"
    raise InputError(f"larger than {limit}", where=place, hint="is this really a snapshot?")
