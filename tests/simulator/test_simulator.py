from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from flowgraph.errors import InputError, UsageError
from flowgraph.simulator import Request, Settings, Simulator

from .support import logged_in


def test_every_request_is_remembered_in_order(pbx: Path) -> None:
    seen: list[Request] = []
    with Simulator(pbx, on_request=seen.append) as simulator:
        caller = logged_in(simulator)
        caller.get("ivr/get", id=9)
        requests.get(simulator.url, timeout=5)
    assert [(one.method, one.path, one.status, one.errcode) for one in simulator.requests] == [
        ("POST", "get_token", 200, 0),
        ("GET", "ivr/get", 200, 60001),
        ("GET", "/", 200, None),
    ]
    assert simulator.requests[0].body == b'{"username": "demo", "password": "demo"}'
    assert simulator.requests[1].query == {"access_token": caller.token, "id": "9"}
    assert simulator.requests[1].headers["User-Agent"].startswith("python-requests")
    assert seen == simulator.requests


def test_many_clients_are_served_at_once(pbx: Path) -> None:
    with Simulator(pbx, Settings(latency_ms=200)) as simulator:
        caller = logged_in(simulator)
        started = time.monotonic()
        with ThreadPoolExecutor(8) as pool:
            codes = list(pool.map(lambda _: caller.get("ivr/get", id=1)["errcode"], range(8)))
        assert time.monotonic() - started < 1.2
        assert codes == [0] * 8
        assert simulator.count("ivr/get") == 8


def test_latency_delays_every_answer(pbx: Path) -> None:
    with Simulator(pbx, Settings(latency_ms=80)) as simulator:
        started = time.monotonic()
        logged_in(simulator)
        assert time.monotonic() - started >= 0.08


@pytest.mark.parametrize(("keep_alive", "word"), [(False, "close"), (True, "keep-alive")])
def test_connections_are_closed_unless_asked_otherwise(
    pbx: Path, keep_alive: bool, word: str
) -> None:
    with (
        Simulator(pbx, Settings(keep_alive=keep_alive)) as simulator,
        requests.Session() as session,
    ):
        replies = [session.get(simulator.url, timeout=5) for _ in range(2)]
    assert [reply.headers["Connection"] for reply in replies] == [word] * 2


def test_the_end_does_not_wait_for_idle_clients(pbx: Path) -> None:
    with requests.Session() as session:
        with Simulator(pbx, Settings(keep_alive=True)) as simulator:
            session.get(simulator.url, timeout=5)
            started = time.monotonic()
        assert time.monotonic() - started < 1
    assert not [one for one in threading.enumerate() if one.name.startswith("simulator")]


def test_a_folder_above_the_pbx_folder_will_do(pbx: Path) -> None:
    with Simulator(pbx.parent) as simulator:
        assert logged_in(simulator).get("ivr/get", id=1)["errcode"] == 0


def test_a_folder_without_menus_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no folder 'ivr'") as caught:
        Simulator(tmp_path)
    assert caught.value.where == str(tmp_path)
    assert "ivr/<id>.json" in caught.value.hint


def test_a_port_in_use_is_refused_with_advice(pbx: Path) -> None:
    with Simulator(pbx) as first:
        port = int(first.url.rpartition(":")[2])
        with pytest.raises(UsageError, match="cannot listen") as caught:
            Simulator(pbx, Settings(port=port)).__enter__()
    assert str(port) in caught.value.where
    assert "--port 0" in caught.value.hint


def test_no_address_without_a_server(pbx: Path) -> None:
    with pytest.raises(RuntimeError, match="with block"):
        _ = Simulator(pbx).url


def test_ipv6_loopback_has_an_address_in_brackets(pbx: Path) -> None:
    try:
        with Simulator(pbx, Settings(host="::1")) as simulator:
            assert simulator.url.startswith("http://[::1]:")
            assert requests.get(simulator.url, timeout=5).ok
    except UsageError:
        pytest.skip("no IPv6 here")
