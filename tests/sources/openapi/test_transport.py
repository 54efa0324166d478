from __future__ import annotations

import gzip
import logging
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
from network import Server, full_listener, http, json_answer, scripted, silent, unused_port

from flowgraph.sources.openapi.address import parse_address
from flowgraph.sources.openapi.transport import (
    Cancelled,
    Limits,
    Transport,
    TransportError,
    Trouble,
    translate,
)
from flowgraph.sources.openapi.wire import Answer

QUICK = Limits(connect_s=0.3, read_s=0.3, total_s=0.6, max_bytes=100_000)


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def transport(url: str, limits: Limits = QUICK, **options: Any) -> Transport:
    return Transport(parse_address(url), limits, **options)


def failing(server: Server | str, limits: Limits = QUICK) -> TransportError:
    url = server if isinstance(server, str) else server.url
    with pytest.raises(TransportError) as caught:
        transport(url, limits).send("GET", "ivr/get", query={"access_token": "t0k3n"})
    assert "t0k3n" not in f"{caught.value!r} {caught.value.what} {caught.value.hint}"
    assert caught.value.__cause__ is None
    return caught.value


def breaking(data: bytes) -> Server:
    return Server(lambda connection, _: connection.sendall(data))


HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.fault(
    "S4b",
    promise="tells them in words of our own, without the library's text and its chain",
)
@pytest.mark.parametrize(
    ("data", "trouble", "words"),
    [
        (b"", Trouble.DROPPED, "broke off"),
        (HEAD + b"Content-Length: 9\r\n\r\nabc", Trouble.CUT, "breaks off; it starts with 'abc'"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n9\r\nabc", Trouble.CUT, "breaks off"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc", Trouble.CUT, "breaks off"),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n{}", Trouble.NONSENSE, "compression"),
        (HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}", Trouble.NONSENSE, "headers"),
        (HEAD + b"X: y\r\n" * 300 + b"\r\n{}", Trouble.NONSENSE, "more than 100 headers"),
        (b"SSH-2.0 \x1b[2J\r\n", Trouble.NONSENSE, "no HTTP; it starts with 'SSH-2.0 \\\\x1b[2J'"),
        (b"HTTP/1.1 abc\r\n\r\n", Trouble.NONSENSE, "no HTTP"),
        (b"HTTP/7 200 OK\r\n\r\n", Trouble.NONSENSE, "not what a PBX sends"),
        (b"HTTP/1.1 302 F\r\nLocation: http://[\r\n\r\n", Trouble.NONSENSE, "headers"),
        (b"HTTP/1.1 304 F\r\n\r\n", Trouble.NONSENSE, "redirects to another path"),
        (
            b"HTTP/1.1 301 M\r\nLocation: https://a:b@evil.example:9/?access_token=x\r\n\r\n",
            Trouble.NONSENSE,
            "redirects to https://evil.example:9; it was not followed",
        ),
    ],
)
def test_an_odd_answer_is_told_in_our_words(data: bytes, trouble: Trouble, words: str) -> None:
    with breaking(data) as server:
        error = failing(server)
    assert error.trouble is trouble
    assert words in error.what


def test_the_start_of_a_broken_answer_hides_a_token() -> None:
    start = b'{"errcode":0,"access_token":"abcdef0123'
    with breaking(HEAD + b"Content-Length: 900\r\n\r\n" + start) as server:
        assert "abcdef" not in failing(server).what


def test_nobody_there() -> None:
    error = failing(f"http://127.0.0.1:{unused_port()}")
    assert (error.trouble, error.what) == (Trouble.UNREACHABLE, "nothing listens at this address")


@pytest.mark.parametrize("name", ["no-such-host.invalid", "refused.invalid", f"{'a' * 70}.invalid"])
def test_an_unknown_name(name: str) -> None:
    error = failing(f"https://{name}")
    assert (error.trouble, error.what) == (Trouble.UNREACHABLE, f"the name {name!r} is not known")


@pytest.mark.fault("N3")
def test_no_connection_in_time() -> None:
    with full_listener() as port:
        error = failing(f"http://127.0.0.1:{port}", Limits(connect_s=0.3))
    assert error.trouble is Trouble.UNREACHABLE
    assert "no connection after 0.3 s" in error.what


def test_silence() -> None:
    with scripted({"": silent}) as server:
        error = failing(server)
    assert (error.trouble, error.what) == (
        Trouble.SILENT,
        "timed out after 0.3 s without an answer",
    )


def drip(head: bytes) -> Callable[[socket.socket], None]:
    def send(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(200):
            time.sleep(0.03)
            connection.sendall(b" ")

    return send


@pytest.mark.parametrize("head", [HEAD + b"X-Noise: ", HEAD + b"Content-Length: 900\r\n\r\n"])
def test_a_drip(head: bytes) -> None:
    with scripted({"": drip(head)}) as server:
        begun = time.monotonic()
        error = failing(server)
    assert time.monotonic() - begun < 1.5
    assert error.trouble is Trouble.SLOW
    assert "timed out: no complete answer after 0.6 s" in error.what


@pytest.mark.fault("N10b")
@pytest.mark.parametrize("layers", [0, 1, 2, 3])
def test_the_limit_counts_decoded_bytes(layers: int) -> None:
    body = b" " * 100_001
    for _ in range(layers):
        body = gzip.compress(body)
    header = f"Content-Encoding: {', '.join(['gzip'] * layers)}" if layers else "X: y"
    with scripted({"": http(body, header)}) as server:
        assert "larger than the limit of 0.0953674 MiB" in failing(server).what


def test_an_answer_of_exactly_the_limit_is_read() -> None:
    with scripted({"": http(gzip.compress(b"x" * 100_000), "Content-Encoding: gzip")}) as server:
        answer = transport(server.url).send("GET", "ivr/get")
    assert answer == Answer(200, b"x" * 100_000)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("7", 7.0), (" 0 ", 0.0), ("9" * 30, 999999999.0), ("soon", None), ("-1", None), ("", None)],
)
def test_the_time_that_the_pbx_asks_for(value: str, seconds: float | None) -> None:
    with scripted({"": http(b"", f"Retry-After: {value}", status="429 Slow")}) as server:
        assert transport(server.url).send("GET", "x").retry_after_s == seconds


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        ("Fri, 31 Dec 2100 23:59:59 GMT", 1e9, 1e10),
        ("Fri, 31 Dec 2100 23:59:59", 1e9, 1e10),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 0, 0),
    ],
)
def test_the_date_that_the_pbx_asks_for(value: str, least: float, most: float) -> None:
    with scripted({"": http(b"", f"Retry-After: {value}", status="429 Slow")}) as server:
        asked = transport(server.url).send("GET", "x").retry_after_s
    assert asked is not None
    assert least <= asked <= most


@pytest.mark.fault("S6")
def test_cookies_are_not_kept() -> None:
    with scripted({"": http(b"{}", "Set-Cookie: session=1; Path=/")}) as server:
        door = transport(server.url)
        door.send("GET", "x")
        door.send("GET", "x")
    assert b"ookie" not in server.received


def test_cancelling_wakes_who_waits_and_stops_who_comes() -> None:
    with scripted({"": silent}) as server:
        door = transport(server.url, Limits())
        threading.Timer(0.2, door.cancel).start()
        begun = time.monotonic()
        with pytest.raises(Cancelled):
            door.send("GET", "x")
        assert time.monotonic() - begun < 1
        with pytest.raises(Cancelled):
            door.send("GET", "x")
        assert server.connections == 1


def test_a_farewell_is_sent_although_the_run_was_cancelled() -> None:
    with scripted({"": json_answer()}) as server:
        door = transport(server.url)
        door.cancel()
        assert door.send("GET", "del_token", is_farewell=True).status == 200


def test_whoever_wants_the_end_of_it_gets_it_after_everybody_left() -> None:
    came = threading.Event()
    answers: list[Answer | None] = []

    def late(connection: socket.socket) -> None:
        time.sleep(0.5)
        connection.sendall(http(b"late"))

    def take(answer: Answer | None) -> None:
        answers.append(answer)
        came.set()

    with scripted({"": late}) as server:
        door = transport(server.url, Limits(read_s=5, total_s=0.2))
        with pytest.raises(TransportError):
            door.send("POST", "get_token", json={}, on_end=take)
        assert came.wait(5)
    assert [answer.body for answer in answers if answer] == [b"late"]


def test_whoever_wants_the_end_of_it_hears_of_a_failure_too() -> None:
    answers: list[Answer | None] = []
    with pytest.raises(TransportError):
        transport(f"http://127.0.0.1:{unused_port()}").send("GET", "x", on_end=answers.append)
    assert answers == [None]


def test_an_abandoned_answer_is_not_read_to_its_end() -> None:
    sent = 0
    gone = threading.Event()

    def flood(connection: socket.socket) -> None:
        nonlocal sent
        connection.sendall(HEAD + b"\r\n")
        try:
            while True:
                connection.sendall(b" ")
                sent += 1
                time.sleep(0.01)
        finally:
            gone.set()

    with scripted({"": flood}) as server:
        failing(server, Limits(read_s=5, total_s=0.3))
        assert gone.wait(5)


@pytest.mark.fault("N12")
@pytest.mark.parametrize(
    ("text", "trouble", "words"),
    [
        ("[SSL: CERTIFICATE_VERIFY_FAILED] x", Trouble.UNREACHABLE, "not trusted"),
        ("[SSL: WRONG_VERSION_NUMBER] x", Trouble.UNREACHABLE, "does not speak https"),
        ("[X509: NO_CERTIFICATE_OR_CRL_FOUND] x", Trouble.UNREACHABLE, "--ca-file"),
        ("UNEXPECTED_EOF_WHILE_READING", Trouble.DROPPED, "encrypted connection broke off"),
    ],
)
def test_errors_of_tls(text: str, trouble: Trouble, words: str) -> None:
    address = parse_address("https://pbx")
    error = translate(requests.exceptions.SSLError(text), address, QUICK)
    assert error.trouble is trouble
    assert words in error.what


@pytest.mark.fault("N3")
@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (OSError(101, "x"), "no route"),
        (OSError(113, "x"), "no route"),
        (ConnectionRefusedError(111, "x"), "nothing listens"),
        (PermissionError(1, "x"), "no connection can be made"),
    ],
)
def test_errors_of_the_network(cause: OSError, words: str) -> None:
    import urllib3

    pool = urllib3.HTTPConnectionPool("pbx")
    inner = urllib3.exceptions.NewConnectionError(pool, "failed")  # type: ignore[arg-type]
    inner.__cause__ = cause
    outer = urllib3.exceptions.MaxRetryError(pool, "/?access_token=t0k3n", inner)
    error = translate(requests.ConnectionError(outer), parse_address("https://pbx"), QUICK)
    assert error.trouble is Trouble.UNREACHABLE
    assert words in error.what


@pytest.mark.fault("S4")
def test_the_library_logs_no_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    # A header that cannot be parsed is a warning with the whole URL and a traceback.
    answer = http(b"{}", "no colon in this line: really", " : odd")
    with scripted({"": answer.replace(b"no colon in this line: really", b"no colon")}) as server:
        transport(server.url).send("GET", "ivr/get", query={"access_token": "t0k3n"})
    assert any("access_token=***" in record.getMessage() for record in caplog.records)
    assert not [r for r in caplog.records if "t0k3n" in r.getMessage() or r.exc_info]
