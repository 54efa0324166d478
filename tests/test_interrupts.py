"""Ctrl-C and SIGTERM while flowgraph talks to a PBX: a second or two, nothing is left behind."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from network import Bench, Run, Running, expect_manners, wait_until

from flowgraph.simulator import Simulator

SIGNALS = [(signal.SIGINT, 130), (signal.SIGTERM, 143)]
#: A second or two, and some more for a machine that is busy with other tests.
SOON_S = 3.0

pytestmark = pytest.mark.parametrize(("number", "status"), SIGNALS)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with Bench(tmp_path) as bench:
        yield bench


def interrupt(
    running: Running,
    simulator: Simulator,
    number: signal.Signals,
    when: Callable[[], bool],
    lost: int = 0,
) -> Run:
    """Send a signal as soon as something has happened, and expect a quick and clean end."""
    wait_until(when)
    # The client is now waiting for the answer, or for the time between two tries.
    time.sleep(0.15)
    sent = running.signal(number)
    run = running.end()
    assert time.monotonic() - sent < SOON_S
    assert running.descendants == []
    assert run.err.splitlines()[-1] == "interrupted"
    assert simulator.tokens_in_use == lost
    expect_manners(run)
    return run


def crawl(bench: Bench, simulator: Simulator, *options: str) -> Running:
    return bench.start(simulator.url, "crawl", "1", "-o", "x.json", *options)


@pytest.mark.fault("L4", promise="ends within seconds, one line, no file; exit 130")
@pytest.mark.fault("L6")
@pytest.mark.parametrize("command", ["draw", "crawl", "loops"])
def test_during_a_login_that_hangs(
    bench: Bench, number: signal.Signals, status: int, command: str
) -> None:
    simulator = bench.serve("hang=get_token")
    output = () if command == "loops" else ("-o", "x.json")
    running = bench.start(simulator.url, command, "1", *output)
    run = interrupt(running, simulator, number, lambda: simulator.logins == 1)
    assert (run.status, run.err, run.files) == (status, "interrupted\n", {})
    assert simulator.logins == 1


@pytest.mark.fault("L4", "L6", "S9")
@pytest.mark.parametrize("fault", ["slow=700", "drip=3"])
def test_a_token_that_arrives_after_the_signal_is_given_back(
    bench: Bench, number: signal.Signals, status: int, fault: str
) -> None:
    simulator = bench.serve(f"{fault}:get_token")
    running = crawl(bench, simulator)
    run = interrupt(running, simulator, number, lambda: simulator.logins == 1)
    assert run.status == status
    assert [request.path for request in simulator.requests] == ["get_token", "del_token"]


@pytest.mark.fault(
    "L4b",
    promise="ends within seconds, keeps the part of the snapshot that was asked for; exit 130",
)
@pytest.mark.fault("L6")
@pytest.mark.parametrize("batch", [True, False])
def test_during_requests_that_hang_what_was_read_is_kept(
    bench: Bench, number: signal.Signals, status: int, batch: bool
) -> None:
    faults = ("hang=ivr/query",) if batch else ("hang=ivr/get:3-",)
    simulator = bench.serve(*faults, batch=batch)
    running = crawl(bench, simulator)
    path, times = ("ivr/query", 1) if batch else ("ivr/get", 4)
    run = interrupt(running, simulator, number, lambda: simulator.count(path) == times)
    assert run.status == status
    snapshot = json.loads(run.files["x.json"])
    assert snapshot["cut"] == "interrupted"
    assert "1" in {str(ivr["id"]) for ivr in snapshot["ivrs"]}
    assert {gap["status"] for gap in snapshot["missing"]} == {"not_followed"}
    assert simulator.count("del_token") == 1


@pytest.mark.fault("L4b", "L6")
def test_before_anything_was_read_nothing_is_written(
    bench: Bench, number: signal.Signals, status: int
) -> None:
    simulator = bench.serve("hang=ivr/get")
    running = crawl(bench, simulator)
    run = interrupt(running, simulator, number, lambda: simulator.count("ivr/get") == 1)
    assert (run.status, run.files) == (status, {})


@pytest.mark.fault("L4b", "L6")
def test_a_drawing_is_not_begun(bench: Bench, number: signal.Signals, status: int) -> None:
    simulator = bench.serve("hang=extension/list")
    running = bench.start(simulator.url, "draw", "1", "-o", "x.svg")
    run = interrupt(running, simulator, number, lambda: simulator.count("extension/list") == 1)
    assert (run.status, run.files) == (status, {})


@pytest.mark.fault("L4c", promise="ends within seconds, asks nothing more; exit 130")
@pytest.mark.fault("L6")
@pytest.mark.parametrize("path", ["get_token", "ivr/get", "ivr/list"])
def test_during_the_pause_between_two_tries(
    bench: Bench, number: signal.Signals, status: int, path: str
) -> None:
    simulator = bench.serve(f"retry-after=50:{path}")
    root = "--all" if path == "ivr/list" else "1"
    running = bench.start(simulator.url, "crawl", root, "-o", "x.json")
    run = interrupt(running, simulator, number, lambda: simulator.count(path) == 1)
    assert (run.status, run.files) == (status, {})
    assert simulator.count(path) == 1


@pytest.mark.fault("L4b", "L6")
def test_a_pbx_that_takes_no_token_back_holds_nobody_up(
    bench: Bench, number: signal.Signals, status: int
) -> None:
    simulator = bench.serve("hang=ivr/get", "hang=del_token")
    running = crawl(bench, simulator)
    run = interrupt(running, simulator, number, lambda: simulator.count("ivr/get") == 1, lost=1)
    assert run.status == status
    assert simulator.count("del_token") == 1


@pytest.mark.fault("L5", "L6")
def test_a_second_signal_ends_it_at_once(bench: Bench, number: signal.Signals, status: int) -> None:
    simulator = bench.serve("hang=ivr/get", "hang=del_token")
    running = crawl(bench, simulator)
    wait_until(lambda: simulator.count("ivr/get") == 1)
    running.signal(number)
    wait_until(lambda: simulator.count("del_token") == 1)
    sent = running.signal(number)
    run = running.end()
    assert time.monotonic() - sent < 0.9
    assert run.status == status
    expect_manners(run)


@pytest.mark.fault(
    "S9",
    promise="each gives its token back, also when it is ended; a ninth run works; exit 0",
)
def test_a_ninth_run_works_after_eight_that_were_ended(
    bench: Bench, number: signal.Signals, status: int
) -> None:
    simulator = bench.serve("slow=300:ivr/get")
    runs = []
    for count in range(1, 9):
        runs.append(crawl(bench, simulator))
        wait_until(lambda count=count: simulator.count("ivr/get") == count)  # type: ignore[misc]
        runs[-1].signal(number)
    assert [running.end().status for running in runs] == [status] * 8
    assert simulator.tokens_in_use == 0
    assert bench.run(simulator.url, "draw", "1", "-o", "x.svg").status == 0
