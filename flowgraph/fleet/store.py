"""The folder of a fleet: what is kept of each PBX, and how far a run has come.

::

    fleet/
      index.html, fleet.json, fleet.csv     all of them at a glance
      pbx/harbour/snapshots/, changes/      as in an archive of 'flowgraph watch'
      pbx/harbour/callflow.html             its interactive page
      pbx/harbour/search.json               what can be searched on it
      run.jsonl                             what a run has done, until it is complete

Whatever ends a run, the next one goes on with those that are left, for a day.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ..errors import OutputError
from ..outputs import check_targets, make_folder, write_whole
from ..watch.archive import Archive
from ..watch.lock import only_one
from .health import Hit
from .visit import Visit

#: How long what a run has done counts as done.
RESUMED_WITHIN = timedelta(days=1)
_PAGE = "callflow.html"
_SEARCH = "search.json"


class Store:
    """The folder of a fleet.

    Args:
        folder: Its name; it is made where it is not there.
    """

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._run = self._folder / "run.jsonl"

    def prepare(self) -> None:
        """Make the folder.

        Raises:
            OutputError: It cannot be made or written to.
        """
        make_folder(str(self._folder / "pbx"))
        check_targets([str(self._run)])

    def locked(self) -> AbstractContextManager[None]:
        """Keep other runs out; see :func:`~flowgraph.watch.lock.only_one`."""
        return only_one(self._folder)

    # -- one PBX -----------------------------------------------------------------------------

    def _place(self, slug: str) -> Path:
        return self._folder / "pbx" / slug

    def previous(self, slug: str) -> str:
        """Give the text of the newest snapshot of a PBX; empty where there is none.

        Raises:
            OutputError: It cannot be read.
        """
        archive = Archive(str(self._place(slug)))
        newest = archive.newest()
        if newest is None:
            return ""
        try:
            return archive.path(newest).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            where = str(archive.path(newest))
            hint = "move it away: the one before it counts then"
            raise OutputError(
                "the newest snapshot cannot be read", where=where, hint=hint
            ) from None

    def names(self, slug: str, now: datetime) -> tuple[str, str]:
        """Name the newest snapshot of a PBX, empty where there is none, and the next one."""
        archive = Archive(str(self._place(slug)))
        return archive.newest() or "", archive.next_name(now)

    def page(self, slug: str) -> str:
        """Give the place of a PBX's page relative to the folder; empty where there is none."""
        return f"pbx/{slug}/{_PAGE}" if (self._place(slug) / _PAGE).is_file() else ""

    def keep(self, found: Visit) -> None:
        """Keep what a visit found: what changed, the snapshot, the page.

        Raises:
            OutputError: Something cannot be written.
        """
        place = self._place(found.slug)
        archive = Archive(str(place))
        archive.prepare()
        archive.sweep()
        if found.snapshot:
            archive.keep_changes(found.name, found.reports)
            archive.keep(found.name, found.snapshot)
        if found.page:
            write_whole(str(place / _PAGE), found.page)
        rows = [hit._asdict() for hit in found.hits]
        write_whole(str(place / _SEARCH), json.dumps(rows, ensure_ascii=False).encode())

    def hits(self, slug: str) -> list[Hit]:
        """Give what can be searched on a PBX, as it was when it could be read last."""
        try:
            rows = json.loads((self._place(slug) / _SEARCH).read_bytes())
            return [Hit(**{**row, "places": tuple(row["places"])}) for row in rows]
        except (OSError, ValueError, TypeError, KeyError):
            return []

    # -- all of them -------------------------------------------------------------------------

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files that tell of the whole fleet.

        Raises:
            OutputError: One cannot be written.
        """
        for name, content in files.items():
            path = self._folder / name
            make_folder(str(path.parent))
            write_whole(str(path), content)

    def done(self, now: datetime) -> dict[str, dict[str, Any]]:
        """Give what a run that was ended has found, by the PBX's name as that of a folder."""
        return {
            row["slug"]: row
            for row in self._rows()
            if isinstance(row.get("slug"), str) and _is_recent(row.get("at"), now)
        }

    def _rows(self) -> Iterator[dict[str, Any]]:
        try:
            lines: Sequence[str] = self._run.read_text("utf-8", "replace").splitlines()
        except OSError:
            lines = ()
        for line in lines:
            try:
                row = json.loads(line)
            except ValueError:
                continue  # the last one, half written
            if isinstance(row, dict):
                yield row

    def note(self, row: Mapping[str, Any]) -> None:
        """Write down what one visit found, so that it need not be made again.

        Raises:
            OutputError: It cannot be written.
        """
        try:
            with self._run.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        except OSError as error:
            reason = f"cannot be written: {(error.strerror or 'unknown reason').lower()}"
            raise OutputError(reason, where=str(self._run), hint="make room") from None

    def complete(self) -> None:
        """Say that a run is complete: the next one begins anew."""
        self._run.unlink(missing_ok=True)


def _is_recent(at: Any, now: datetime) -> bool:
    try:
        found = datetime.fromisoformat(str(at))
    except ValueError:
        return False
    return found.tzinfo is not None and now - found < RESUMED_WITHIN
