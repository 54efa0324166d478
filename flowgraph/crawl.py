"""From roots to a snapshot: breadth-first, level by level, every menu once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple, TypeVar

from .errors import FlowgraphError, Interrupted
from .model.destination import (
    EXTENSION,
    INBOUND_ROUTE,
    IVR,
    LIST_OF_KIND,
    QUEUE,
    RING_GROUP,
    Destination,
)
from .model.directory import Directory, Listing
from .model.extension import Extension
from .model.group import Group
from .model.ids import id_order, node_order
from .model.ivr import Ivr
from .model.make import Make
from .model.missing import NOT_FOLLOWED, Missing
from .model.prompt import Prompt
from .model.route import Route
from .model.schedule import Schedule
from .model.snapshot import Refusal, Snapshot
from .sources.interface import Batch, Source
from .sources.openapi.objects import prompt_from_data
from .sources.openapi.schedule_fields import SCHEDULE_KINDS, schedule_from_rows

DEFAULT_CONCURRENCY = 2
MAX_CONCURRENCY = 8
DEFAULT_MAX_MENUS = 10_000

#: What a call can leave again when nobody answers.
_PASS_ON = (QUEUE, RING_GROUP, EXTENSION)

Progress = Callable[[int, int], None]


class CrawlLimits(NamedTuple):
    """Bounds of a crawl.

    Attributes:
        max_depth: ``ivr`` hops from a root; 0 reads the roots alone, None follows everything.
        max_menus: Menus that are read from a live PBX at most, so that an endless chain ends.
        concurrency: Requests under way at a time; the PBX also serves calls.
        menus_only: Follow no queue, ring group or extension, and read no inbound route.
        lists: Kinds of which every object is read, also those that no call reaches.
        numbers: Whether to read the list of extensions where callers may dial any, too.
    """

    max_depth: int | None = None
    max_menus: int = DEFAULT_MAX_MENUS
    concurrency: int = DEFAULT_CONCURRENCY
    menus_only: bool = False
    lists: tuple[str, ...] = ()
    numbers: bool = False


DEFAULT_LIMITS = CrawlLimits()


class CrawlInterrupted(Interrupted):
    """A signal ended the crawl.

    Attributes:
        snapshot: What was read until then, marked as cut off.
    """

    def __init__(self, snapshot: Snapshot, exit_status: int) -> None:
        super().__init__(exit_status=exit_status)
        self.snapshot = snapshot


def crawl(
    source: Source,
    roots: Sequence[str],
    limits: CrawlLimits = DEFAULT_LIMITS,
    *,
    is_whole: bool = False,
    progress: Progress = lambda done, known: None,
) -> Snapshot:
    """Read every menu that the roots lead to, and the names of all other destinations.

    Args:
        source: Where to ask.
        roots: Ids of the IVRs to start from.
        limits: Where to stop.
        is_whole: Whether the roots are all menus of the PBX.
        progress: Called with the number of menus read and known so far.

    Returns:
        The snapshot. What could not be read is in it as a value; the same facts give the same
        snapshot in whatever order they arrive.

    Raises:
        CrawlInterrupted: A signal arrived.
        FlowgraphError: Nothing could be read at all. After something was read such an error is
            the reason why the snapshot is cut off, in its ``cut``.
    """
    run = _Run(source, limits, progress)
    try:
        run.menus(roots)
        run.beyond()
    except KeyboardInterrupt as signal:
        source.cancel()
        run.cut = "interrupted"
        status = getattr(signal, "exit_status", 130)
        raise CrawlInterrupted(run.snapshot(roots, is_whole), status) from None
    except FlowgraphError as error:
        if not run.ivrs:
            raise
        # Not where: a snapshot holds no address.
        run.cut = error.what
    return run.snapshot(roots, is_whole)


class _Run:
    """The state of one crawl."""

    def __init__(self, source: Source, limits: CrawlLimits, progress: Progress) -> None:
        self._source = source
        self._limits = limits
        self._progress = progress
        self._pending: set[str] = set()
        self.ivrs: dict[str, Ivr] = {}
        self.missing: dict[str, Missing] = {}
        self._listings: dict[str, Listing] = {}
        self._asked: set[str] = set()
        self._groups: dict[str, Group] = {}
        self._extensions: dict[str, Extension] = {}
        self._routes: dict[str, Route] = {}
        self._schedule: Schedule | None = None
        self._prompts: dict[str, Prompt] | None = None
        self._refusals: dict[str, Refusal] = {}
        self._name = ""
        self._make = Make()
        self.cut = source.cut

    def menus(self, roots: Sequence[str]) -> None:
        """Read level after level until nothing new turns up."""
        level = self._start(roots)
        depth = 0
        while level:
            self._pending |= set(level)
            if self._limits.max_depth is not None and depth > self._limits.max_depth:
                self._leave(level, f"deeper than --max-depth {self._limits.max_depth}")
                return
            level = self._within_cap(level)
            self._read(level)
            level = self._next(self._destinations(level))
            depth += 1

    def _start(self, roots: Sequence[str]) -> list[str]:
        """Give the first menus: the roots, and those that calls through root entries reach."""
        first = dict.fromkeys(root for root in roots if ":" not in root)
        entries = [root.partition(":")[2] for root in roots if ":" in root]
        if entries:
            self._take_objects(INBOUND_ROUTE, entries)
        branches = [d for route in self._routes.values() for d in route.branches.values()]
        return list(first | dict.fromkeys(self._next(branches)))

    def _within_cap(self, level: list[str]) -> list[str]:
        if not self._source.is_live:
            return level
        room = max(0, self._limits.max_menus - len(self.ivrs) - len(self.missing))
        if room < len(level):
            self.cut = f"stopped at --max-menus {self._limits.max_menus}"
            self._leave(level[room:], self.cut)
        return level[:room]

    def _leave(self, ids: Sequence[str], why: str) -> None:
        for identity in ids:
            self._settle(Missing(identity, NOT_FOLLOWED, None, why))

    def _destinations(self, level: Sequence[str]) -> list[Destination]:
        read = (self.ivrs[identity] for identity in level if identity in self.ivrs)
        return [destination for ivr in read for destination in ivr.keys.values()]

    def _next(self, destinations: Sequence[Destination]) -> list[str]:
        """Give the unread menus that destinations lead to, through groups and phones as well."""
        targets: set[str] = set()
        while destinations:
            targets |= {d.value for d in destinations if d.kind == IVR and d.value}
            destinations = self._pass_on(destinations)
        return sorted(targets - self.ivrs.keys() - self.missing.keys(), key=id_order)

    def _pass_on(self, destinations: Sequence[Destination]) -> list[Destination]:
        """Give where calls go on from groups and phones that are met for the first time."""
        if self._limits.menus_only:
            return []
        new = {d.node_id: d for d in destinations if d.kind in _PASS_ON and d.value}
        new = {node: d for node, d in new.items() if node not in self._asked}
        self._asked |= new.keys()
        kinds = {kind: [d.value for d in new.values() if d.kind == kind] for kind in _PASS_ON}
        for kind, ids in kinds.items():
            if ids and kind not in self._refusals:
                self._take_objects(kind, sorted(ids, key=id_order))
        return [d for node in new for d in self._ways_on(node)]

    def _ways_on(self, node: str) -> list[Destination]:
        if group := self._groups.get(node):
            return [group.fail] if group.fail else []
        extension = self._extensions.get(node)
        return list(extension.forwards.values()) if extension else []

    def _take_objects(self, kind: str, ids: Sequence[str]) -> None:
        found, refusal = self._source.objects(kind, ids)
        if refusal:
            self._refusals[kind] = refusal
        for item in found.values():
            if isinstance(item, Group):
                self._groups[item.node_id] = item
            elif isinstance(item, Route):
                self._routes[item.node_id] = item
            else:
                self._extensions[item.node_id] = item

    def _settle(self, answer: Ivr | Missing) -> None:
        self._pending.discard(answer.id)
        if isinstance(answer, Ivr):
            self.ivrs[answer.id] = answer
        else:
            self.missing[answer.id] = answer
        done = len(self.ivrs) + len(self.missing)
        self._progress(done, done + len(self._pending))

    # -- asking ---------------------------------------------------------------------------

    def _read(self, level: Sequence[str]) -> None:
        chunks = list(_chunks(level, self._source.chunk))
        if not self._source.is_live:
            for chunk in chunks:
                self._take(self._source.ask(chunk))
            return
        with self._pool() as pool:
            self._drain(pool, {pool.submit(self._source.ask, chunk) for chunk in chunks})

    @contextmanager
    def _pool(self) -> Iterator[ThreadPoolExecutor]:
        pool = ThreadPoolExecutor(self._limits.concurrency)
        try:
            yield pool
        except BaseException:
            # Wake whoever waits for the PBX; the pool must not hold up a Ctrl-C.
            self._source.cancel()
            raise
        finally:
            pool.shutdown(cancel_futures=True)

    def _drain(self, pool: ThreadPoolExecutor, running: set[Future[Batch]]) -> None:
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                again = self._take(future.result())
                running |= {pool.submit(self._source.ask, chunk) for chunk in again}

    def _take(self, batch: Batch) -> tuple[tuple[str, ...], ...]:
        for answer in batch.answers:
            self._settle(answer)
        return batch.again

    def beyond(self) -> None:
        """Read the PBX's name, its entries, and the lists that destinations need, no others."""
        self._name = self._source.name
        self._make = self._source.make
        kinds = self._kinds_of_lists()
        with self._pool() as pool:
            for kind, listing in zip(kinds, pool.map(self._source.listing, kinds), strict=True):
                self._listings[kind] = listing
        self._whole_lists()
        if not self._limits.menus_only:
            self._entries()
            self._timetable()
            self._announcements()

    def _kinds_of_lists(self) -> list[str]:
        destinations = self._destinations(list(self.ivrs))
        destinations += [d for route in self._routes.values() for d in route.branches.values()]
        destinations += [route.current for route in self._routes.values() if route.current]
        destinations += [d for node in self._asked for d in self._ways_on(node)]
        found = {LIST_OF_KIND[d.kind] for d in destinations if d.kind in LIST_OF_KIND}
        if self._limits.numbers and any(ivr.dials_by_list for ivr in self.ivrs.values()):
            found.add(EXTENSION)
        return sorted(found - {IVR})

    def _whole_lists(self) -> None:
        """Read what no destination needs but the user asks for."""
        for kind in self._limits.lists:
            listing = self._listings.get(kind) or self._source.listing(kind)
            if listing.is_known or listing.code is not None:
                # That a folder or a snapshot does not hold a list nobody needs is no news.
                self._listings[kind] = listing
            unread = [i for i in listing.entries if f"{kind}:{i}" not in self._asked]
            is_open = kind in _PASS_ON and kind not in self._refusals
            if unread and is_open and not self._limits.menus_only:
                self._take_objects(kind, sorted(unread, key=id_order))
        self._listings = dict(sorted(self._listings.items()))

    def _entries(self) -> None:
        listing = self._source.listing(INBOUND_ROUTE)
        if not listing.is_known:
            self._refusals[INBOUND_ROUTE] = Refusal(listing.refusal, listing.code)
            return
        unread = [i for i in listing.entries if f"{INBOUND_ROUTE}:{i}" not in self._routes]
        if unread:
            self._take_objects(INBOUND_ROUTE, sorted(unread, key=id_order))

    def _timetable(self) -> None:
        """Read business hours and holidays, where an entry depends on them."""
        if not any(route.depends_on_time for route in self._routes.values()):
            return
        lists: dict[str, Sequence[object] | None] = {}
        for kind in SCHEDULE_KINDS:
            rows, refusal, _ = self._source.rows(kind)
            lists[kind] = None if refusal else rows
            if refusal:
                self._refusals[kind] = refusal
        self._schedule = schedule_from_rows(lists)

    def _announcements(self) -> None:
        rows, refusal, _ = self._source.rows("custom_prompt")
        if refusal:
            self._refusals["custom_prompt"] = refusal
            return
        read = [prompt_from_data(row) for row in rows]
        self._prompts = {prompt.id: prompt for prompt in sorted(read, key=lambda p: id_order(p.id))}

    def snapshot(self, roots: Sequence[str], is_whole: bool) -> Snapshot:
        """Put everything in order."""
        for identity in sorted(self._pending, key=id_order):
            self._settle(Missing(identity, NOT_FOLLOWED, None, self.cut))
        dropped = {name for ivr in self.ivrs.values() for name in ivr.dropped}
        dropped |= {name for route in self._routes.values() for name in route.dropped}
        dropped |= set(self._source.dropped_fields)
        is_all = self._source.is_whole and tuple(roots) == self._source.recorded_roots
        return Snapshot(
            name=self._name,
            roots=tuple(dict.fromkeys(roots)),
            ivrs={i: self.ivrs[i] for i in sorted(self.ivrs, key=id_order)},
            missing={i: self.missing[i] for i in sorted(self.missing, key=id_order)},
            directory=Directory(self._listings),
            groups=_sorted(self._groups),
            extensions=_sorted(self._extensions),
            routes=dict(sorted(self._routes.items(), key=lambda item: _position(item[1]))),
            make=self._make,
            schedule=self._schedule,
            prompts=self._prompts,
            refusals=dict(sorted(self._refusals.items())),
            cut=self.cut,
            is_whole=is_whole or is_all,
            dropped_fields=tuple(sorted(dropped)),
        )


_Item = TypeVar("_Item")


def _sorted(items: Mapping[str, _Item]) -> dict[str, _Item]:
    return {node: items[node] for node in sorted(items, key=node_order)}


def _position(route: Route) -> tuple[bool, int, tuple[int, int, str]]:
    return route.position is None, route.position or 0, id_order(route.id)


def _chunks(ids: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    rest = iter(ids)
    while chunk := tuple(islice(rest, size)):
        yield chunk
