"""The folder of a watch: dated snapshots, what changed with each, and what was told.

::

    archive/
      snapshots/2026-11-25T02-00-00Z.json    what was there from then on
      changes/2026-11-25T02-00-00Z.md        what had changed since the one before it;
                                             the same as .json, .svg and .png
      state.json                             what was told to whom
      lock                                   held while a run is at work

A snapshot is written after its changes and in one step: whatever is killed when, the folder holds
each snapshot whole, with its changes, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ..errors import OutputError
from ..model.snapshot import Snapshot
from ..outputs import check_targets, make_folder, write_whole
from ..sources.opening import read_snapshot
from .lock import only_one
from .naming import is_name, name_at
from .state import State, dump_state, load_state

_SCRATCH = ".*.part"


class Archive:
    """A folder of kept snapshots.

    Args:
        folder: Its name; it is made when it is first written to.
    """

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._snapshots = self._folder / "snapshots"
        self._changes = self._folder / "changes"
        self._state = self._folder / "state.json"

    def prepare(self) -> None:
        """Make the folder, before anything is fetched.

        Raises:
            OutputError: It cannot be made or written to.
        """
        for folder in (self._snapshots, self._changes):
            make_folder(str(folder))
            check_targets([str(folder / "probe")])
        check_targets([str(self._state)])

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs out, and tidy up after one that was killed.

        Raises:
            UsageError: Another run is at work.
            OutputError: The folder allows no lock.
        """
        with only_one(self._folder):
            self.sweep()
            yield

    def sweep(self) -> None:
        """Remove what a run left that was killed: halves of files, changes without a snapshot."""
        kept = set(self.names())
        for folder in (self._folder, self._snapshots, self._changes):
            for scratch in folder.glob(_SCRATCH):
                scratch.unlink(missing_ok=True)
        for file in self._changes.iterdir():
            if is_name(file.stem) and file.stem not in kept:
                file.unlink(missing_ok=True)

    # -- snapshots ---------------------------------------------------------------------------

    def names(self) -> list[str]:
        """Name the kept snapshots, the oldest first; other files are left alone."""
        return sorted(path.stem for path in self._snapshots.glob("*.json") if is_name(path.stem))

    def newest(self) -> str | None:
        """Name the newest snapshot; None where none is kept."""
        names = self.names()
        return names[-1] if names else None

    def path(self, name: str) -> Path:
        """Give the file of a snapshot."""
        return self._snapshots / f"{name}.json"

    def changes_path(self, name: str, suffix: str) -> Path:
        """Give a file that tells what changed with a snapshot.

        Args:
            name: Name of the snapshot.
            suffix: ``.md``, ``.json``, ``.svg`` or ``.png``.
        """
        return self._changes / f"{name}{suffix}"

    def read(self, name: str) -> Snapshot:
        """Read a kept snapshot.

        Raises:
            InputError: It cannot be read, or is none.
        """
        return read_snapshot(str(self.path(name)))

    def next_name(self, now: datetime) -> str:
        """Name the next snapshot."""
        return name_at(now, self.newest())

    def keep(self, name: str, snapshot: str) -> None:
        """Keep a snapshot.

        Args:
            name: Its name.
            snapshot: The text of its file.

        Raises:
            OutputError: It cannot be written; nothing is kept then.
        """
        write_whole(str(self.path(name)), snapshot.encode())

    def keep_changes(self, name: str, reports: Mapping[str, str]) -> None:
        """Keep what changed with a snapshot.

        Args:
            name: Name of the snapshot.
            reports: Texts by suffix.

        Raises:
            OutputError: One cannot be written.
        """
        for suffix, text in reports.items():
            write_whole(str(self.changes_path(name, suffix)), text.encode())

    def forget(self, name: str) -> None:
        """Remove a snapshot and what changed with it.

        Raises:
            OutputError: It cannot be removed.
        """
        try:
            self.path(name).unlink(missing_ok=True)
            for file in self._changes.glob(f"{name}.*"):
                file.unlink(missing_ok=True)
        except OSError as error:
            reason = f"cannot be removed: {(error.strerror or 'unknown reason').lower()}"
            raise OutputError(reason, where=str(self.path(name))) from None

    # -- what was told -----------------------------------------------------------------------

    def state(self) -> State:
        """Read what was told; nothing where no run was yet.

        Raises:
            InputError: The file cannot be read.
        """
        return load_state(self._state)

    def remember(self, state: State) -> None:
        """Write what was told.

        Raises:
            OutputError: It cannot be written.
        """
        write_whole(str(self._state), dump_state(state).encode())
