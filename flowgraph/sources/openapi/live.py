"""The live PBX as a source: batches where the firmware has them, single questions where not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from ...errors import PbxRefused
from ...model.destination import INBOUND_ROUTE
from ...model.directory import Entry, Listing
from ...model.ids import canonical_id, plain_text
from ...model.ivr import Ivr
from ...model.make import Make
from ...model.missing import Missing
from ...model.route import Route
from ...model.snapshot import Refusal
from ..interface import Batch, Detailed, Objects, Rows
from . import codes, wire
from .client import Client
from .endpoints import DETAIL_STEMS, IVR_GET, IVR_QUERY, LISTS, SYSTEM_INFORMATION, ListEndpoint
from .objects import make_from_data, object_from_data, route_from_data, rows_of

#: Ids in one ``ivr/query``; the vendor names no maximum, clients in the field use 100.
CHUNK = 100
#: Rows of one page; the vendor names no maximum for lists of the configuration.
PAGE_ROWS = 100
#: Pages of one list at most, so that a PBX that never ends ends.
MAX_PAGES = 200
#: Objects of one kind in a row that cannot be read, after which no more of them are asked for.
MAX_LOST = 3


class LiveSource:
    """Answers from a PBX over its Open API; closing it gives the token back."""

    is_live = True
    recorded_roots: tuple[str, ...] = ()
    is_whole = False
    dropped_fields: tuple[str, ...] = ()

    def __init__(self, client: Client) -> None:
        self.cut = ""
        self._client = client
        self._has_batch = True

    def __enter__(self) -> LiveSource:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The PBX's device name; empty where it may not be read."""
        return plain_text(self._system.get("device_name"))

    @property
    def make(self) -> Make:
        """Model and firmware of the PBX."""
        return make_from_data(self._system)

    @cached_property
    def _system(self) -> Mapping[str, Any]:
        try:
            rows = rows_of(self._client.ask(SYSTEM_INFORMATION).fields.get("data"))
        except wire.Refused:
            return {}
        return rows[0] if rows else {}

    @property
    def place(self) -> str:
        """``host:port`` of the PBX, for messages."""
        return self._client.place

    @property
    def chunk(self) -> int:
        """How many ids to ask for at once: one, where the PBX has no batch query."""
        return CHUNK if self._has_batch else 1

    def ask(self, ids: Sequence[str]) -> Batch:
        """Ask for some menus; see :class:`~flowgraph.sources.interface.Source`."""
        if len(ids) == 1:
            return Batch((self._single(ids[0]),))
        if not self._has_batch:
            return Batch((), _one_by_one(ids))
        return self._query(tuple(ids))

    def _single(self, asked: str) -> Ivr | Missing:
        try:
            return wire.ivr(asked, self._client.ask(IVR_GET, {"id": asked}))
        except wire.Refused as error:
            return wire.gap(asked, error)

    def _query(self, ids: tuple[str, ...]) -> Batch:
        try:
            found = wire.ivr_batch(ids, self._client.ask(IVR_QUERY, {"ids": ",".join(ids)}))
        except wire.Refused as error:
            if error.code in codes.TOO_LONG and len(ids) > 1:
                middle = len(ids) // 2
                return Batch((), (ids[:middle], ids[middle:]))
            # Whatever is wrong with it, single questions lose nothing, and a batch that hangs
            # must not be waited for on every level.
            self._has_batch = False
            return Batch((), _one_by_one(ids))
        return Batch(tuple(found.values()), _one_by_one([i for i in ids if i not in found]))

    def index(self) -> Sequence[Entry]:
        """List all menus of the PBX.

        A list that the PBX does not give whole makes the source incomplete; see :attr:`cut`.

        Raises:
            PbxRefused: The list may not be read.
        """
        listing = self.listing("ivr")
        if not listing.is_known:
            raise PbxRefused(
                f"the list of IVRs cannot be read: {listing.refusal}",
                code=listing.code,
                where=self.place,
                hint=_no_list(listing.code),
            )
        if not listing.complete:
            self.cut = f"the PBX gave {len(listing.entries)} rows of its list of IVRs, not all"
        return list(listing.entries.values())

    def listing(self, kind: str) -> Listing:
        """Read a list's names; see :class:`~flowgraph.sources.interface.Source`."""
        rows, refusal, complete = self.rows(kind)
        if refusal:
            return Listing(refusal=refusal.message, code=refusal.code)
        named = {entry.id: entry for entry in wire.entries(rows)}
        return Listing(named, complete=complete)

    def rows(self, kind: str) -> Rows:
        """Read a list page by page; see :class:`~flowgraph.sources.interface.Source`."""
        endpoint = LISTS[kind]
        found: dict[str, dict[str, Any]] = {}
        for number in range(1, MAX_PAGES + 1):
            try:
                page = self._page(endpoint, number)
            except wire.Refused as error:
                if found:
                    return Rows(tuple(found.values()), complete=False)
                return Rows((), Refusal(_why(endpoint, error), error.code))
            before = len(found)
            for row in rows_of(list(page.raw)):
                if identity := _id(row):
                    found.setdefault(identity, dict(row))
            # A page without anything new ends it, whatever total the PBX claims.
            if len(found) == before or _is_last(page, len(found)):
                whole = page.total is None or len(found) >= page.total
                return Rows(tuple(found.values()), complete=whole)
        return Rows(tuple(found.values()), complete=False)

    def _page(self, endpoint: ListEndpoint, number: int) -> wire.Page:
        query = {"page": str(number), "page_size": str(PAGE_ROWS)}
        if endpoint.sort_by:
            query |= {"sort_by": endpoint.sort_by, "order_by": "asc"}
        return wire.page(endpoint.reply_key, self._client.ask(endpoint.path, query))

    def objects(self, kind: str, ids: Sequence[str]) -> Objects:
        """Read some objects in detail; see :class:`~flowgraph.sources.interface.Source`."""
        found: dict[str, Detailed] = {}
        for start in range(0, len(ids), CHUNK):
            part = ids[start : start + CHUNK]
            try:
                self._read_details(kind, part, found)
            except wire.Refused as error:
                return Objects(found, Refusal(_why(LISTS[kind], error), error.code))
        return Objects(self._with_current(found))

    def _with_current(self, found: dict[str, Detailed]) -> dict[str, Detailed]:
        """Add where timed routes lead now: the vendor's pages name it for the list alone."""
        lack = [
            route
            for route in found.values()
            if isinstance(route, Route) and route.depends_on_time and route.current is None
        ]
        if not lack:
            return found
        rows = {_id(row): row for row in self.rows(INBOUND_ROUTE).rows}
        told = {route.id: route_from_data(route.id, rows.get(route.id, {})) for route in lack}
        more = {r.id: r.model_copy(update={"current": told[r.id].current}) for r in lack}
        return {**found, **more}

    def _read_details(self, kind: str, ids: Sequence[str], found: dict[str, Detailed]) -> None:
        """Read one chunk into ``found``; raises Refused where it makes no sense to go on."""
        try:
            opened = self._client.ask(f"{DETAIL_STEMS[kind]}/query", {"ids": ",".join(ids)})
            rows = rows_of(opened.fields.get("data"))
            found |= {i: object_from_data(kind, i, r) for r in rows if (i := _id(r)) in set(ids)}
        except wire.Refused as error:
            if error.code == codes.ACCESS_DENIED:
                raise
        lost = 0
        for identity in ids:
            if identity in found:
                continue
            try:
                found |= self._detail(kind, identity)
                lost = 0
            except wire.Refused as error:
                # One bad object costs itself; where none can be read, each may cost a minute.
                lost += error.code != codes.NOT_FOUND
                if lost >= MAX_LOST or error.code in (codes.ACCESS_DENIED, codes.NOT_EXISTED):
                    raise

    def _detail(self, kind: str, identity: str) -> dict[str, Detailed]:
        opened = self._client.ask(f"{DETAIL_STEMS[kind]}/get", {"id": identity})
        rows = rows_of(opened.fields.get("data"))
        return {identity: object_from_data(kind, identity, rows[0])} if rows else {}

    def cancel(self) -> None:
        """End what is under way in other threads."""
        self._client.cancel()

    def close(self) -> None:
        """Give the token back."""
        self._client.close()


def _id(row: Mapping[str, Any]) -> str:
    return canonical_id(row.get("id"))


def _one_by_one(ids: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple((identity,) for identity in ids)


def _is_last(page: wire.Page, known: int) -> bool:
    if page.total is None:
        return len(page.raw) < PAGE_ROWS
    # More rows than the total show it to be a lie; then a short page ends the list.
    return known == page.total or (known > page.total and len(page.raw) < PAGE_ROWS)


def _why(endpoint: ListEndpoint, error: wire.Refused) -> str:
    if error.code == codes.ACCESS_DENIED:
        return f"permission missing: let the API application read {endpoint.permission!r}"
    return error.message


def _no_list(code: int | None) -> str:
    """Say what to do where the list of menus cannot be read, which roots as ids do not need."""
    if code in codes.MAY_NOT:
        return "name the roots by their ids, or let the API application read 'IVR'"
    wait = "a longer --timeout may help" if code is None else codes.cure(code) or "try again later"
    again = f"try again; {wait}" if code is None else wait
    return f"{again}; or name the roots by their ids"
