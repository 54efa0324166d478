"""Crawls of a simulated PBX: flowgraph, the scripts that anybody would write, and bare sockets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goals import Measured
from measure import Command, Cost, ours, peer, take_turns
from report import Section, Table, cost_table
from shapes import Bench, batches, menu_links

from flowgraph.simulator import Request, Settings, Simulator

NAIVE = "naive script"
THREADS = "naive script, 8 threads"
BATCH = "batch script"
FLOOR_1 = "bare sockets, 1 connection"
FLOOR_8 = "bare sockets, 8 connections"
FLOOR_BATCH = "bare sockets, batch"
OURS = "flowgraph crawl"
OURS_MENUS = "flowgraph crawl --menus-only"
OURS_8 = "flowgraph crawl --concurrency 8, no batch"
OURS_8_MENUS = "flowgraph crawl --concurrency 8 --menus-only, no batch"
_LOGIN = {"FLOWGRAPH_CLIENT_ID": "demo", "FLOWGRAPH_CLIENT_SECRET": "demo"}
_LISTS = "pages of lists"
#: Those that take a minute run once.
ONCE = 1


def measure(bench: Bench) -> Section:
    """Measure crawls of both sizes."""
    sizes = bench.sizes
    tables = []
    for menus in dict.fromkeys((sizes.small_crawl, sizes.crawl)):
        pbx = bench.pbx("tree", menus)
        costs, asked = _crawls(bench, pbx)
        title = f"Crawl of {menus:,} menus, {sizes.latency_ms} ms an answer"
        notes = {name: f"{len(requests):,} requests" for name, requests in asked.items()}
        tables.append(cost_table(title, costs, by="wall", notes=notes))
        _require_all_menus(asked, menu_links(pbx))
    tables.append(_questions(asked))
    return Section(
        "Crawl",
        "One PBX, served by the simulator, which closes every connection after its answer as the "
        "vendor says that the PBX does. The scripts and the bare sockets read menus alone and keep "
        "nothing. `--menus-only` reads menus and the names of their destinations; as it comes, "
        "flowgraph also follows queues, ring groups and extensions, and reads inbound routes.",
        tables,
        _measured(costs, asked[OURS_MENUS], menu_links(pbx)),
    )


def _crawls(bench: Bench, pbx: Path) -> tuple[dict[str, Cost], dict[str, list[Request]]]:
    """Run all crawls of a PBX; give what each took and what it asked."""
    asked: dict[str, list[Request]] = {}
    with _served(bench, pbx, batch=True) as new, _served(bench, pbx, batch=False) as old:

        def remember(name: str) -> None:
            asked[name] = [*new.requests, *old.requests]
            new.requests.clear()
            old.requests.clear()

        commands = list(_commands(bench.scratch / "snapshot.json", new.url, old.url))
        return take_turns(commands, bench.sizes.times, remember), asked


@contextmanager
def _served(bench: Bench, pbx: Path, *, batch: bool) -> Iterator[Simulator]:
    settings = Settings(latency_ms=bench.sizes.latency_ms, batch=batch)
    with Simulator(pbx, settings) as simulator:
        yield simulator


def _commands(output: Path, new: str, old: str) -> Iterator[Command]:
    yield peer(NAIVE, "naive.py", new, at_most=ONCE)
    yield peer(BATCH, "batch.py", new)
    yield _crawl(OURS, new, output)
    yield _crawl(OURS_MENUS, new, output, "--menus-only")
    yield peer(FLOOR_BATCH, "floor.py", new, "1", "100")
    yield peer(THREADS, "threads.py", new)
    yield peer(FLOOR_8, "floor.py", new, "8")
    yield _crawl(OURS_8, old, output, "--concurrency", "8")
    yield _crawl(OURS_8_MENUS, old, output, "--concurrency", "8", "--menus-only")
    yield peer(FLOOR_1, "floor.py", new, "1", at_most=ONCE)


def _crawl(name: str, url: str, output: Path, *more: str) -> Command:
    words = ("crawl", "1", "--pbx", url, "-q", "-o", str(output), *more)
    return ours(name, *words, environment=_LOGIN)


# -- what was asked --------------------------------------------------------------------------


def _ids(request: Request) -> list[int]:
    if request.path not in ("ivr/get", "ivr/query"):
        return []
    asked = request.query.get("ids") or request.query["id"]
    return [int(identity) for identity in asked.split(",")]


def _times_asked(requests: list[Request]) -> Counter[int]:
    return Counter(identity for request in requests for identity in _ids(request))


def _require_all_menus(asked: dict[str, list[Request]], links: dict[int, set[int]]) -> None:
    """Refuse to compare programs of which one did not do the job."""
    for name, requests in asked.items():
        if not _times_asked(requests).keys() >= links.keys():
            raise RuntimeError(f"{name} did not read all menus")


def _kind(request: Request) -> str:
    if request.path.endswith("/list"):
        return _LISTS
    return request.path if request.path.startswith("ivr/") else request.path.rpartition("/")[2]


def _questions(asked: dict[str, list[Request]]) -> Table:
    """Count what flowgraph asks, by kind of request."""
    names = (OURS, OURS_MENUS, OURS_8, OURS_8_MENUS)
    counts = [Counter(map(_kind, asked[name])) for name in names]
    kinds = sorted(set().union(*counts))
    rows = [(f"`{k}`" if k != _LISTS else k, *(f"{c[k]:,}" for c in counts)) for k in kinds]
    rows.append(("all", *(f"{c.total():,}" for c in counts)))
    return Table("Requests of flowgraph", ("request", *names), rows)


def _measured(
    costs: dict[str, Cost], requests: list[Request], links: dict[int, set[int]]
) -> dict[str, Measured]:
    wall = {name: spent.wall_s for name, spent in costs.items()}
    lists = sum(_kind(request) == _LISTS for request in requests)
    times = _times_asked(requests)
    return {
        "naive": wall[NAIVE] / wall[OURS],
        "naive-menus": wall[NAIVE] / wall[OURS_MENUS],
        "batch": wall[OURS] / wall[BATCH],
        "batch-menus": wall[OURS_MENUS] / wall[BATCH],
        "singles-naive": wall[NAIVE] / wall[OURS_8],
        "singles-naive-menus": wall[NAIVE] / wall[OURS_8_MENUS],
        "singles-floor": wall[OURS_8] / wall[FLOOR_8],
        "singles-floor-menus": wall[OURS_8_MENUS] / wall[FLOOR_8],
        "requests": len(requests) - 1 - batches(links) - lists,
        "twice": sum(times[menu] > 1 for menu in links),
    }
