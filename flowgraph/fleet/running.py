"""Visits, run by any executor of :mod:`concurrent.futures`: here, in processes, or on a cluster.

No scheduler of our own: tasks are handed over, answers are taken as they come. What an executor
loses with one of its processes is handed over again, twice at most.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import Any, NamedTuple, TypeVar

from ..errors import ConnectionFailed, FlowgraphError, Interrupted, UsageError
from .visit import Task

#: How often a visit is begun whose process ends in the middle.
TRIES = 3

_Found = TypeVar("_Found")


class Lost(NamedTuple):
    """A visit that brought no answer.

    Attributes:
        slug: The PBX's name as that of a folder.
        what: What happened.
    """

    slug: str
    what: str


class Job(NamedTuple):
    """What is done with many PBXs.

    Attributes:
        work: Run for each; it can be sent to another process.
        task: Gives what a visit needs to know, by the PBX's name as that of a folder; asked when it
            is its turn, so that not all are held in memory.
        executor: Opens an executor; called again where a process of it was lost.
        at_a_time: How many are handed over at a time.
    """

    work: Callable[[Task], Any]
    task: Callable[[str], Task]
    executor: Callable[[], AbstractContextManager[Executor]]
    at_a_time: int


def run(job: Job, slugs: Sequence[str]) -> Iterator[Any]:
    """Run visits.

    Args:
        job: What is done.
        slugs: Names of PBXs as those of folders, in the order in which they are begun.

    Yields:
        What ``work`` gave, or :class:`Lost`, in the order in which it comes; one for each PBX.
    """
    return _Run(job, slugs).results()


class _Run:
    def __init__(self, job: Job, slugs: Sequence[str]) -> None:
        self._job = job
        # The next one is taken from the end.
        self._left = list(reversed(slugs))
        self._tries: Counter[str] = Counter()

    def results(self) -> Iterator[Any]:
        while self._left:
            with self._job.executor() as executor:
                yield from self._round(executor)

    def _round(self, executor: Executor) -> Iterator[Any]:
        """Hand over and take; ends where nothing is left, or the executor broke."""
        waiting: dict[Future[Any], str] = {}
        is_broken = False
        while waiting or (self._left and not is_broken):
            while self._left and len(waiting) < self._job.at_a_time and not is_broken:
                slug = self._left.pop()
                try:
                    task = self._job.task(slug)
                except FlowgraphError as error:
                    yield Lost(slug, error.what)
                    continue
                waiting[executor.submit(_Visit(self._job.work), task)] = slug
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                slug = waiting.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    is_broken = True
                    yield from self._again(slug)
                except Exception as error:
                    # A cluster that gave up, or a fault of ours: it costs this PBX alone.
                    yield Lost(slug, f"the visit failed: {type(error).__name__}")

    def _again(self, slug: str) -> Iterator[Lost]:
        self._tries[slug] += 1
        if self._tries[slug] < TRIES:
            self._left.append(slug)
        else:
            yield Lost(slug, "the process that read it ended in the middle, each time")


# -- executors -------------------------------------------------------------------------------


@contextmanager
def processes(number: int) -> Iterator[Executor]:
    """Open an executor of processes on this computer.

    Args:
        number: How many visits run at a time.
    """
    # A process that is forked may inherit a lock that nobody gives back.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(number, context, initializer=_begin)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Set a process up: Ctrl-C is the business of the one that started it, which then says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    # What went wrong is in the answers; what a process says while it is ended is noise.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _leave(number: int, frame: FrameType | None) -> None:
    """End the process: through the visit that it makes, which gives its token back."""
    # A pool that loses a process ends the others too: they are told twice.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if _Visit.is_under_way:
        raise KeyboardInterrupt
    os._exit(0)


class _Visit:
    """Work that ends its process when it is interrupted."""

    is_under_way = False

    def __init__(self, work: Callable[[Task], Any]) -> None:
        self._work = work

    def __call__(self, task: Task) -> Any:
        _Visit.is_under_way = True
        try:
            return self._work(task)
        except (KeyboardInterrupt, Interrupted):
            os._exit(0)
        finally:
            _Visit.is_under_way = False


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Open an executor on a Dask cluster, whose scheduler tries again what a worker loses.

    Args:
        address: Of its scheduler, for example ``tcp://10.0.0.5:8786``.

    Raises:
        UsageError: Dask is not installed, or the address is none.
        ConnectionFailed: Nobody answers there.
    """
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            "Dask is not installed", where="--dask", hint="pip install 'flowgraph[dask]'"
        ) from None
    try:
        client: Any = Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except ValueError:
        hint = "write tcp://HOST:8786"
        raise UsageError("this is no address of a cluster", where=address, hint=hint) from None
    except (OSError, TimeoutError):
        raise ConnectionFailed(
            "no scheduler of a Dask cluster answers", where=address, hint="is 'dask scheduler' up?"
        ) from None
    with client:
        # Each visit is one of its own, even if two look the same.
        yield client.get_executor(pure=False, retries=TRIES - 1)
