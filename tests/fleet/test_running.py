"""Visits in processes and on a cluster: each has one answer, whatever becomes of its process."""

from __future__ import annotations

import os
import signal
import threading
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from flowgraph.errors import ConfigError, ConnectionFailed, UsageError
from flowgraph.fleet.running import TRIES, Job, Lost, cluster, processes, run
from flowgraph.fleet.visit import Task, Visit
from flowgraph.rules.settings import RuleSettings

SLUGS = [f"pbx-{number}" for number in range(12)]


def task(slug: str, note: str = "") -> Task:
    return Task(slug, None, note, "", (), None, RuleSettings())


def plain(task: Task) -> Visit:
    return Visit(task.slug, 0)


def falls_once(task: Task) -> Visit:
    """End the process of one PBX in the middle, the first time."""
    mark = Path(task.from_)
    _begun(mark, task.slug)
    if task.slug == "pbx-3" and len(_times(mark, task.slug)) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return Visit(task.slug, 0)


def falls_always(task: Task) -> Visit:
    _begun(Path(task.from_), task.slug)
    if task.slug == "pbx-3":
        os.kill(os.getpid(), signal.SIGKILL)
    return Visit(task.slug, 0)


def fails(task: Task) -> Visit:
    if task.slug == "pbx-3":
        raise RuntimeError("a fault of ours")
    return Visit(task.slug, 0)


def slow(task: Task) -> Visit:
    _begun(Path(task.from_), task.slug)
    time.sleep(0.4)
    return Visit(task.slug, 0)


def _begun(folder: Path, slug: str) -> None:
    (folder / f"{slug}.{os.getpid()}.{time.monotonic_ns()}").touch()


def _times(folder: Path, slug: str) -> list[Path]:
    return list(folder.glob(f"{slug}.*"))


@contextmanager
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(3) as pool:
        yield pool


def done(
    work: Callable[[Task], Any],
    folder: Path,
    executor: Callable[[], AbstractContextManager[Executor]] = lambda: processes(3),
) -> list[Any]:
    return list(run(Job(work, lambda slug: task(slug, str(folder)), executor, 3), SLUGS))


@pytest.mark.parametrize("executor", [threads, lambda: processes(3)], ids=["threads", "processes"])
def test_any_executor_will_do(executor: Any, tmp_path: Path) -> None:
    found = done(plain, tmp_path, executor)
    assert sorted(one.slug for one in found) == sorted(SLUGS)
    assert all(isinstance(one, Visit) for one in found)


def test_a_process_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    found = done(falls_once, tmp_path)
    assert Counter(one.slug for one in found) == Counter(SLUGS)
    assert all(isinstance(one, Visit) for one in found)
    # What was under way beside it may be begun once more, and nothing a third time.
    assert max(len(_times(tmp_path, slug)) for slug in SLUGS) == 2


def test_a_pbx_that_ends_its_process_each_time_costs_itself_alone(tmp_path: Path) -> None:
    found = {one.slug: one for one in done(falls_always, tmp_path)}
    assert len(found) == len(SLUGS)
    assert isinstance(found["pbx-3"], Lost)
    assert len(_times(tmp_path, "pbx-3")) == TRIES


def test_a_fault_of_ours_costs_one_pbx_alone(tmp_path: Path) -> None:
    lost = [one for one in done(fails, tmp_path) if isinstance(one, Lost)]
    assert lost == [Lost("pbx-3", "the visit failed: RuntimeError")]


def test_a_pbx_whose_task_cannot_be_made_costs_itself_alone() -> None:
    def make(slug: str) -> Task:
        if slug == "pbx-3":
            raise ConfigError("no secret")
        return task(slug)

    found = list(run(Job(plain, make, threads, 3), SLUGS))
    assert [one for one in found if isinstance(one, Lost)] == [Lost("pbx-3", "no secret")]
    assert len(found) == len(SLUGS)


def test_no_more_are_held_in_memory_than_are_under_way() -> None:
    asked: list[str] = []

    def make(slug: str) -> Task:
        asked.append(slug)
        return task(slug)

    results = run(Job(plain, make, threads, 3), SLUGS)
    next(results)
    assert len(asked) <= 3 + 3
    assert asked == SLUGS[: len(asked)]
    results.close()  # type: ignore[attr-defined]


# -- a cluster -------------------------------------------------------------------------------


@pytest.fixture
def workers() -> Iterator[Any]:
    """Give a cluster of three processes on this computer."""
    distributed = pytest.importorskip("distributed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(
            n_workers=3,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            silence_logs=50,
        ) as found:
            yield found


@pytest.mark.filterwarnings("ignore")
def test_a_worker_of_a_cluster_that_is_killed_loses_nothing(workers: Any, tmp_path: Path) -> None:
    def kill_one() -> None:
        while len(list(tmp_path.iterdir())) < 4:
            time.sleep(0.02)
        pid = next(iter(workers.workers.values())).pid
        killed.append(pid)
        os.kill(pid, signal.SIGKILL)

    killed: list[int] = []
    killer = threading.Thread(target=kill_one)
    killer.start()
    found = done(slow, tmp_path, lambda: cluster(workers.scheduler_address))
    killer.join()
    assert killed
    assert Counter(one.slug for one in found) == Counter(SLUGS)
    assert all(isinstance(one, Visit) for one in found)
    begun = {slug: len(_times(tmp_path, slug)) for slug in SLUGS}
    assert set(begun.values()) <= {1, 2}
    pids = {int(path.name.split(".")[1]) for path in tmp_path.iterdir()}
    assert len(pids) >= 3
    assert killed[0] in pids


def test_nobody_at_the_address_of_a_cluster() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(ConnectionFailed, match="no scheduler"), cluster("tcp://127.0.0.1:1"):
        pass


def test_an_address_that_is_none() -> None:
    pytest.importorskip("distributed")
    with pytest.raises((UsageError, ConnectionFailed)), cluster("nonsense://x"):
        pass
