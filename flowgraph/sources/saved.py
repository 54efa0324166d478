"""A snapshot, or one saved answer of ``ivr/get``, as a source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..model.destination import INBOUND_ROUTE, IVR
from ..model.directory import Entry, Listing
from ..model.ivr import Ivr
from ..model.missing import NOT_FOUND, NOT_INCLUDED, Missing
from ..model.snapshot import Refusal, Snapshot
from .interface import Batch, Detailed, Objects, Rows
from .openapi import codes
from .openapi.objects import prompt_to_data
from .openapi.schedule_fields import SCHEDULE_KINDS, schedule_to_rows

_EVERYTHING = 1_000_000


class SnapshotSource:
    """Answers from a snapshot.

    Args:
        snapshot: The snapshot. A menu that it does not speak of does not exist if it holds the
            whole PBX; else nothing is known about it.
        place: Where it came from, for messages.
    """

    is_live = False
    chunk = _EVERYTHING

    def __init__(self, snapshot: Snapshot, place: str = "") -> None:
        self._snapshot = snapshot
        self.place = place
        self.name = snapshot.name
        self.recorded_roots = snapshot.roots
        self.cut = snapshot.cut
        self.is_whole = snapshot.is_whole
        self.make = snapshot.make
        self.dropped_fields = snapshot.dropped_fields

    def __enter__(self) -> SnapshotSource:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, ids: Sequence[str]) -> Batch:
        """Look some menus up; see :class:`~flowgraph.sources.interface.Source`."""
        return Batch(tuple(self._ivr(identity) for identity in ids))

    def _ivr(self, asked: str) -> Ivr | Missing:
        known = self._snapshot.ivrs.get(asked) or self._snapshot.missing.get(asked)
        if known is not None:
            return known
        if self._snapshot.is_whole:
            reason = codes.describe(codes.NOT_FOUND)
            return Missing(asked, NOT_FOUND, codes.NOT_FOUND, reason)
        return Missing(asked, NOT_INCLUDED, None, "the input does not hold this menu")

    def index(self) -> Sequence[Entry]:
        """List the snapshot's menus."""
        return [Entry(ivr.id, ivr.number, ivr.name) for ivr in self._snapshot.ivrs.values()]

    def listing(self, kind: str) -> Listing:
        """Give a list of the snapshot."""
        if kind == IVR:
            return Listing({entry.id: entry for entry in self.index()})
        if kind == INBOUND_ROUTE:
            # Routes that were refused are not known; that there are none would be another fact.
            if refusal := self._snapshot.refusals.get(kind):
                return Listing(refusal=refusal.message, code=refusal.code)
            routes = self._snapshot.routes.values()
            return Listing({route.id: Entry(route.id, "", route.name) for route in routes})
        known = self._snapshot.directory.listings.get(kind)
        return known or Listing(refusal="the input does not hold this list")

    def rows(self, kind: str) -> Rows:
        """Give a list of the snapshot as the PBX would, or say why the PBX did not."""
        if refusal := self._snapshot.refusals.get(kind):
            return Rows((), refusal)
        rows = self._schedule_rows(kind) if kind in SCHEDULE_KINDS else self._prompt_rows()
        return (
            Rows((), Refusal("the input does not hold this list")) if rows is None else Rows(rows)
        )

    def _prompt_rows(self) -> list[dict[str, Any]] | None:
        prompts = self._snapshot.prompts
        return None if prompts is None else [prompt_to_data(prompt) for prompt in prompts.values()]

    def _schedule_rows(self, kind: str) -> list[dict[str, Any]] | None:
        schedule = self._snapshot.schedule
        return None if schedule is None else schedule_to_rows(schedule)[kind]

    def objects(self, kind: str, ids: Sequence[str]) -> Objects:
        """Give some objects of the snapshot."""
        known: dict[str, Detailed] = {
            **self._snapshot.groups,
            **self._snapshot.extensions,
            **self._snapshot.routes,
        }
        found = {i: known[f"{kind}:{i}"] for i in ids if f"{kind}:{i}" in known}
        return Objects(found, self._snapshot.refusals.get(kind))

    def cancel(self) -> None:
        """Nothing is ever under way."""

    def close(self) -> None:
        """Nothing was taken."""
