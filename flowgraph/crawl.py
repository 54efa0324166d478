"""From roots to a snapshot: breadth-first, level by level, every menu once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import NamedTuple

from .errors import FlowgraphError, Interrupted
from .model.destination import IVR, LIST_OF_KIND
from .model.directory import Directory, Listing
from .model.ids import id_order
from .model.ivr import Ivr
from .model.missing import NOT_FOLLOWED, Missing
from .model.snapshot import Snapshot
from .sources.interface import Batch, Source

DEFAULT_CONCURRENCY = 2
MAX_CONCURRENCY = 8
DEFAULT_MAX_MENUS = 10_000

Progress = Callable[[int, int], None]


class CrawlLimits(NamedTuple):
    """Bounds of a crawl.

    Attributes:
        max_depth: ``ivr`` hops from a root; 0 reads the roots alone, None follows everything.
        max_menus: Menus that are read from a live PBX at most, so that an endless chain ends.
        concurrency: Requests under way at a time; the PBX also serves calls.
    """

    max_depth: int | None = None
    max_menus: int = DEFAULT_MAX_MENUS
    concurrency: int = DEFAULT_CONCURRENCY


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
        run.cut = f"{error.what} ({error.where})" if error.where else error.what
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
        self._name = ""
        self.cut = source.cut

    def menus(self, roots: Sequence[str]) -> None:
        """Read level after level until nothing new turns up."""
        level = list(dict.fromkeys(roots))
        depth = 0
        while level:
            self._pending |= set(level)
            if self._limits.max_depth is not None and depth > self._limits.max_depth:
                self._leave(level, f"deeper than --max-depth {self._limits.max_depth}")
                return
            level = self._within_cap(level)
            self._read(level)
            level = sorted(self._next(level), key=id_order)
            depth += 1

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

    def _next(self, level: Sequence[str]) -> set[str]:
        targets = (
            destination.value
            for identity in level
            if identity in self.ivrs
            for destination in self.ivrs[identity].keys.values()
            if destination.kind == IVR
        )
        return {t for t in targets if t and t not in self.ivrs and t not in self.missing}

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
        pool = ThreadPoolExecutor(self._limits.concurrency)
        try:
            self._drain(pool, {pool.submit(self._source.ask, chunk) for chunk in chunks})
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
        """Read the PBX's name and the lists that the menus' destinations need, no others."""
        self._name = self._source.name
        kinds = {
            LIST_OF_KIND[destination.kind]
            for ivr in self.ivrs.values()
            for destination in ivr.keys.values()
            if destination.kind in LIST_OF_KIND and destination.kind != IVR
        }
        for kind in sorted(kinds):
            self._listings[kind] = self._source.listing(kind)

    def snapshot(self, roots: Sequence[str], is_whole: bool) -> Snapshot:
        """Put everything in order."""
        for identity in sorted(self._pending, key=id_order):
            self._settle(Missing(identity, NOT_FOLLOWED, None, self.cut))
        dropped = {name for ivr in self.ivrs.values() for name in ivr.dropped}
        return Snapshot(
            name=self._name,
            roots=tuple(dict.fromkeys(roots)),
            ivrs={i: self.ivrs[i] for i in sorted(self.ivrs, key=id_order)},
            missing={i: self.missing[i] for i in sorted(self.missing, key=id_order)},
            directory=Directory(self._listings),
            cut=self.cut,
            is_whole=is_whole,
            dropped_fields=tuple(sorted(dropped)),
        )


def _chunks(ids: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    rest = iter(ids)
    while chunk := tuple(islice(rest, size)):
        yield chunk
