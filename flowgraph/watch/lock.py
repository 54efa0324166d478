"""One run at a time in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import OutputError, UsageError


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Keep other runs out of a folder; the lock of a run that was killed is free at once.

    Args:
        folder: It has to be there; the lock is a file in it.

    Raises:
        UsageError: Another run is at work.
        OutputError: The folder allows no lock.
    """
    # A lock of the operating system goes with its process, whatever ends that.
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise UsageError(
            "another run is at work in this folder",
            where=str(folder),
            hint="wait for it, or stop it",
        ) from None
    except (OSError, NotImplementedError) as error:
        reason = f"it cannot be locked: {str(getattr(error, 'strerror', '') or error).lower()}"
        raise OutputError(reason, where=str(folder), hint="name another folder") from None
    try:
        yield
    finally:
        lock.release()
