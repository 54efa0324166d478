from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from network import (
    CLIENT_ID,
    CLIENT_SECRET,
    LOGIN_ANSWER,
    Bench,
    menu,
    scripted,
    silent,
    wait_until,
    write_pbx,
)
from pydantic import SecretStr

from flowgraph.errors import ConnectionFailed, FlowgraphError, LoginRefused, PbxRefused
from flowgraph.simulator import Simulator
from flowgraph.sources.openapi import client as module
from flowgraph.sources.openapi.address import parse_address
from flowgraph.sources.openapi.client import Client, Credentials
from flowgraph.sources.openapi.transport import Cancelled, Limits, Transport, Trouble
from flowgraph.sources.openapi.wire import Refused

Connect = Callable[..., Client]


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with Bench(tmp_path) as bench:
        yield bench


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Make clients with little patience, and close them at the end."""
    clients: list[Client] = []

    def make(url: str, timeout_s: float = 0.3, **options: Any) -> Client:
        limits = Limits(read_s=timeout_s, total_s=2 * timeout_s)
        address = parse_address(url)
        known = {"first_pause_s": 0.01, **options}
        credentials = Credentials(CLIENT_ID, SecretStr(CLIENT_SECRET))
        clients.append(Client(address, credentials, Transport(address, limits), **known))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


def ask(client: Client, identity: int = 1) -> Any:
    return client.ask("ivr/get", {"id": str(identity)}).fields["data"]


def paths(simulator: Simulator) -> list[str]:
    return [request.path for request in simulator.requests]


def test_there_is_one_login_for_all_questions_of_all_threads(
    bench: Bench, connect: Connect
) -> None:
    simulator = bench.serve("slow=100:get_token")
    client = connect(simulator.url, 5)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: ask(client), range(16)))
    client.close()
    assert simulator.logins == simulator.count("del_token") == 1
    assert simulator.tokens_in_use == 0


@pytest.mark.fault("P12")
@pytest.mark.parametrize("fault", ["errcode=-1:get_token", "hang=get_token", "html=get_token"])
def test_a_failed_login_is_not_repeated_by_other_threads(
    bench: Bench, connect: Connect, fault: str
) -> None:
    simulator = bench.serve(fault)
    client = connect(simulator.url)

    def attempt(_: int) -> type[BaseException]:
        with pytest.raises(FlowgraphError) as caught:
            ask(client)
        return caught.type

    with ThreadPoolExecutor(8) as pool:
        kinds = set(pool.map(attempt, range(16)))
    assert len(kinds) == 1
    assert paths(simulator) == ["get_token"]


def test_only_paths_that_read_are_asked(bench: Bench, connect: Connect) -> None:
    simulator = bench.serve()
    for path in (
        "ivr/delete",
        "queue/agent_login",
        "get_token",
        "../ivr/get",
        "extension/getpassword",
    ):
        with pytest.raises(ValueError, match="not on the list of read paths"):
            connect(simulator.url).ask(path)
    assert simulator.requests == []


@pytest.mark.fault("P8b", promise="gives up after a bounded time; exit 2")
@pytest.mark.parametrize("code", [2, 70082])
@pytest.mark.parametrize("path", ["get_token", "ivr/get"])
def test_a_pbx_that_is_always_busy_is_given_up(
    bench: Bench, connect: Connect, code: int, path: str
) -> None:
    simulator = bench.serve(f"errcode={code}:{path}")
    with pytest.raises((Refused, LoginRefused)) as caught:
        ask(connect(simulator.url))
    assert "tried 8 times" in (getattr(caught.value, "whole", "") or str(caught.value))
    assert simulator.count(path) == module.MAX_BUSY_TRIES <= 12


@pytest.mark.fault("P3")
def test_pauses_grow(connect: Connect) -> None:
    client = connect("http://pbx", first_pause_s=0.5)
    waits_s = [client._pause_s(number, None) for number in range(1, 8)]
    assert all(later > 1.5 * earlier for earlier, later in pairwise(waits_s))
    assert 60 < sum(waits_s) < 80


@pytest.mark.fault("P3")
def test_no_pause_is_longer_than_a_minute(connect: Connect) -> None:
    client = connect("http://pbx", first_pause_s=0.5)
    assert client._pause_s(30, None) == module.MAX_PAUSE_S
    assert client._pause_s(1, 59.0) == 59.0
    assert client._pause_s(1, 1e9) == module.MAX_PAUSE_S


@pytest.mark.fault("P3")
def test_the_tries_of_one_question_are_bounded_in_time(
    bench: Bench, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_PATIENCE_S", 1.5)
    simulator = bench.serve("retry-after=1:ivr/get")
    begun = time.monotonic()
    with pytest.raises(Refused) as caught:
        ask(connect(simulator.url))
    assert "(tried 2 times)" in caught.value.whole
    assert time.monotonic() - begun < 2.5
    assert simulator.count("ivr/get") == 2


def test_a_run_without_one_useful_answer_ends(
    bench: Bench, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BARREN_S", 0.3)
    client = connect(bench.serve("status=500:ivr/get").url)

    def go_on() -> None:
        for _ in range(100):
            with pytest.raises(Refused):
                ask(client)

    with pytest.raises(
        ConnectionFailed, match=r"no useful answer for \d+ s; the last one: HTTP 500"
    ):
        go_on()


def test_useful_answers_in_between_keep_a_run_going(
    bench: Bench, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_BARREN_S", 0.4)
    client = connect(bench.serve("status=500:ivr/get?id=2").url)
    for _ in range(12):
        ask(client, 1)
        with pytest.raises(Refused):
            ask(client, 2)


# -- time-outs ---------------------------------------------------------------------------------


def test_one_question_that_hangs_does_not_mean_that_the_pbx_is_gone(
    bench: Bench, connect: Connect
) -> None:
    simulator = bench.serve("hang=ivr/get?id=2")
    client = connect(simulator.url)
    for _ in range(5):
        with pytest.raises(Refused):
            ask(client, 2)
    assert ask(client, 3)["id"] == 3
    assert simulator.count("ivr/get") == 11


@pytest.mark.fault("N5b")
@pytest.mark.parametrize("path", ["ivr/get", "system/information"])
def test_a_pbx_that_answers_nothing_any_more_is_gone(connect: Connect, path: str) -> None:
    with scripted({"get_token": LOGIN_ANSWER, "": silent}) as server:
        client = connect(server.url)
        with pytest.raises(ConnectionFailed, match=r"timed out after 0\.3 s.*\(tried 2 times\)"):
            client.ask(path)
        before = server.connections
        with pytest.raises(ConnectionFailed):
            client.ask("ivr/list")
        assert server.connections == before


@pytest.mark.fault("N5")
def test_never_answering_ends_within_two_minutes_by_the_usual_limits() -> None:
    tries = module.TRIES[Trouble.SILENT]
    limits = Limits()
    pauses_s = 1.25 * 0.5 * (2 ** (tries - 1) - 1)
    login_s = limits.read_s * module.LOGIN_TRIES.get(Trouble.SILENT, 1)
    silent_s = tries * limits.read_s + pauses_s + limits.read_s + module._GOODBYE_S
    dripping_s = limits.total_s + limits.read_s + module._GOODBYE_S
    assert max(login_s, limits.total_s, silent_s, dripping_s) <= 120


# -- tokens ------------------------------------------------------------------------------------


@pytest.mark.fault("P9")
@pytest.mark.parametrize("uses", [1, 2, 5])
def test_eight_threads_share_tokens_that_expire_quickly(
    bench: Bench, connect: Connect, uses: int
) -> None:
    write_pbx(bench.pbx, *(menu(number) for number in range(1, 61)))
    simulator = bench.serve(f"expire-every={uses}", "slow=5:ivr/")
    client = connect(simulator.url, 10)
    with ThreadPoolExecutor(8) as pool:
        menus = list(pool.map(lambda number: ask(client, number)["id"], range(1, 61)))
    assert menus == list(range(1, 61))
    assert simulator.logins == 1
    client.close()
    assert simulator.tokens_in_use == 0


def test_a_question_that_is_always_answered_with_expired_is_at_fault_itself(
    bench: Bench, connect: Connect
) -> None:
    simulator = bench.serve("errcode=10004:ivr/get?id=2")
    client = connect(simulator.url)
    for _ in range(5):
        with pytest.raises(Refused) as caught:
            ask(client, 2)
        assert caught.value.code == 10004
        assert ask(client, 3)["id"] == 3
    assert simulator.count("refresh_token") == 5
    assert simulator.logins == 1


def test_tokens_that_are_good_for_nothing_end_the_run(bench: Bench, connect: Connect) -> None:
    simulator = bench.serve(token_life_s=0)
    client = connect(simulator.url)
    for _ in range(2):
        with pytest.raises(LoginRefused, match="expire as fast as it gives them"):
            ask(client)
    assert paths(simulator).count("get_token") == 1
    assert simulator.count("refresh_token") == module.MAX_USELESS_TOKENS - 1


@pytest.mark.fault("P9")
def test_a_token_is_renewed_before_it_expires(
    bench: Bench, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MARGIN_S", 0.6)
    simulator = bench.serve(token_life_s=2)
    client = connect(simulator.url)
    end = time.monotonic() + 3
    while time.monotonic() < end:
        ask(client)
        time.sleep(0.05)
    assert simulator.count("refresh_token") in (2, 3)
    assert 10004 not in {request.errcode for request in simulator.requests}


@pytest.mark.parametrize(
    ("fault", "ends", "logins"),
    [
        ("errcode=10004:refresh_token", False, 2),
        ("errcode=-1:refresh_token", False, 2),
        ("drop=access_token:refresh_token", False, 2),
        ("status=404:refresh_token", False, 2),
        ("status=500:refresh_token:1", False, 1),
        ("reset=refresh_token:1", False, 1),
        ("truncate=refresh_token:1", False, 2),
        ("errcode=70004:refresh_token", True, 1),
        ("errcode=70087:refresh_token", True, 1),
        ("errcode=70123:refresh_token", True, 1),
        ("hang=refresh_token", True, 1),
    ],
)
def test_when_the_refresh_fails(
    bench: Bench, connect: Connect, fault: str, ends: bool, logins: int
) -> None:
    client = connect(bench.serve("errcode=10004:ivr/get:1", fault).url)
    simulator = bench._simulators[-1]
    if ends:
        with pytest.raises((PbxRefused, ConnectionFailed)):
            ask(client)
    else:
        assert ask(client)["id"] == 1
    assert simulator.logins == logins
    assert simulator.count("refresh_token") <= 3


@pytest.mark.fault("P10b")
def test_there_is_no_third_login(bench: Bench, connect: Connect) -> None:
    simulator = bench.serve("expire-every=2", "refuse-refresh")
    client = connect(simulator.url)

    def go_on() -> None:
        for _ in range(9):
            ask(client)

    with pytest.raises(LoginRefused):
        go_on()
    assert simulator.logins == module.MAX_LOGINS == 2


@pytest.mark.fault("P12b")
@pytest.mark.parametrize("code", [10002, 10003, 70004, 70087, 70123])
def test_nothing_is_asked_after_the_pbx_shut_us_out(
    bench: Bench, connect: Connect, code: int
) -> None:
    simulator = bench.serve(f"errcode={code}:ivr/get")
    client = connect(simulator.url)
    for _ in range(3):
        with pytest.raises(PbxRefused) as caught:
            ask(client)
        assert caught.value.code == code
        assert caught.value.where == client.place
        assert caught.value.hint
    assert paths(simulator) == ["get_token", "ivr/get"]


# -- the end -----------------------------------------------------------------------------------


def test_a_token_of_a_login_that_came_too_late_is_given_back(
    bench: Bench, connect: Connect
) -> None:
    simulator = bench.serve("drip=4:get_token")
    client = connect(simulator.url, 0.2)
    with pytest.raises(ConnectionFailed, match="no complete answer"):
        ask(client)
    assert simulator.tokens_in_use == 1
    client.close()
    assert simulator.tokens_in_use == 0


def test_a_token_that_comes_after_the_end_is_given_back_all_the_same(
    bench: Bench, connect: Connect
) -> None:
    simulator = bench.serve("slow=1600:get_token")
    client = connect(simulator.url, 5)
    threading.Timer(0.2, client.cancel).start()
    with pytest.raises(Cancelled):
        ask(client)
    begun = time.monotonic()
    client.close()
    assert time.monotonic() - begun < 1.2
    wait_until(lambda: simulator.count("del_token") == 1, 3)
    assert simulator.tokens_in_use == 0


def test_cancelling_frees_every_thread_and_asks_nothing_more(
    bench: Bench, connect: Connect
) -> None:
    simulator = bench.serve("hang=get_token")
    client = connect(simulator.url, 30)

    def attempt(_: int) -> str:
        try:
            ask(client)
        except Cancelled:
            return "cancelled"
        return "answered"

    with ThreadPoolExecutor(8) as pool:
        running = pool.map(attempt, range(8))
        wait_until(lambda: simulator.logins == 1)
        begun = time.monotonic()
        client.cancel()
        assert set(running) == {"cancelled"}
    assert time.monotonic() - begun < 1
    assert simulator.logins == 1


def test_closing_twice_gives_back_once(bench: Bench, connect: Connect) -> None:
    simulator = bench.serve()
    client = connect(simulator.url)
    ask(client)
    client.close()
    client.close()
    assert simulator.count("del_token") == 1


def test_closing_without_a_question_sends_nothing(bench: Bench, connect: Connect) -> None:
    simulator = bench.serve()
    connect(simulator.url).close()
    assert simulator.requests == []


@pytest.mark.parametrize("fault", ["hang=del_token", "reset=del_token", "status=500:del_token"])
def test_a_token_that_cannot_be_given_back_hides_nothing(
    bench: Bench, connect: Connect, fault: str
) -> None:
    client = connect(bench.serve(fault).url)
    ask(client)
    begun = time.monotonic()
    client.close()
    assert time.monotonic() - begun < 4


def test_an_error_of_the_login_names_place_code_and_cure(bench: Bench, connect: Connect) -> None:
    simulator = bench.serve(client_secret="another")
    client = connect(simulator.url)
    with pytest.raises(LoginRefused) as caught:
        ask(client)
    text = str(caught.value)
    assert text.splitlines()[0] == "the PBX refused the login"
    assert f"{client.place}, client id {CLIENT_ID!r} (errcode -1; not tried again" in text
    assert "compare Client ID and secret" in text
    assert CLIENT_SECRET not in text
