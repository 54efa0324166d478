"""How the bytes of an answer reach the client, in good order or not."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .messages import Answer

_BLANKS = b" " * 65536
_MEMBER_BYTES = 10_000_000


class Connection(Protocol):
    """What a delivery needs of the network."""

    keep_alive: bool

    def send(self, data: bytes) -> None:
        """Write all of it; raises OSError when the client is gone."""

    def wait(self, seconds: float | None) -> bool:
        """Pause; True as soon as the simulator is being stopped. None waits for that alone."""

    def reset(self) -> None:
        """Break the connection off in the rudest way."""


Delivery = Callable[[Connection, "Answer"], None]


def whole(connection: Connection, answer: Answer) -> None:
    """Send it as it should be."""
    connection.send(_head(answer, len(answer.body), connection) + answer.body)


def reset(connection: Connection, _: Answer) -> None:
    """Send nothing; the client sees "connection reset by peer"."""
    connection.reset()


def hang(connection: Connection, _: Answer) -> None:
    """Send nothing, for ever."""
    _close_after(connection)
    connection.wait(None)


def drip(pause_s: float) -> Delivery:
    """Send the body byte by byte, ``pause_s`` apart."""

    def deliver(connection: Connection, answer: Answer) -> None:
        connection.send(_head(answer, len(answer.body), _close_after(connection)))
        for byte in answer.body:
            if connection.wait(pause_s):
                return
            connection.send(bytes([byte]))

    return deliver


def delayed(pause_s: float, then: Delivery) -> Delivery:
    """Send nothing for a while, then go on as usual."""

    def deliver(connection: Connection, answer: Answer) -> None:
        if not connection.wait(pause_s):
            then(connection, answer)

    return deliver


def truncated(connection: Connection, answer: Answer) -> None:
    """Promise all of the body and send half of it."""
    head = _head(answer, len(answer.body), _close_after(connection))
    connection.send(head + answer.body[: len(answer.body) // 2])


def blanks_without_end(connection: Connection, answer: Answer) -> None:
    """Begin an answer and go on with white space until the client has had enough."""
    connection.send(_head(answer, None, _close_after(connection)) + b'{"errcode":0,')
    while not connection.wait(0):
        connection.send(_BLANKS)


def gzip_bomb(megabytes: int) -> Delivery:
    """Send few bytes of gzip that unpack to ``megabytes`` of white space."""

    def deliver(connection: Connection, answer: Answer) -> None:
        packer = zlib.compressobj(9, wbits=31)
        member = packer.compress(b" " * _MEMBER_BYTES) + packer.flush()
        connection.send(_head(answer, None, _close_after(connection)))
        # A gzip stream may be any number of members in a row.
        for _ in range(max(1, megabytes * 1_000_000 // _MEMBER_BYTES)):
            connection.send(member)

    return deliver


def broken_chunks(connection: Connection, answer: Answer) -> None:
    """Announce chunks and send none that has a length."""
    head = _head(answer, None, _close_after(connection), ("Transfer-Encoding", "chunked"))
    connection.send(head + b"zz\r\n" + answer.body)


def no_http(connection: Connection, _: Answer) -> None:
    """Send what some other service might say."""
    _close_after(connection)
    connection.send(b"SSH-2.0-OpenSSH_9.6\r\n")


def _close_after(connection: Connection) -> Connection:
    connection.keep_alive = False
    return connection


def _head(
    answer: Answer, length: int | None, connection: Connection, *more: tuple[str, str]
) -> bytes:
    """Write status line and headers; no Date, so that equal answers are equal bytes."""
    headers = [
        ("Server", "flowgraph-simulator"),
        ("Content-Type", answer.content_type),
        ("Connection", "keep-alive" if connection.keep_alive else "close"),
        *answer.headers,
        *more,
    ]
    if length is not None:
        headers.append(("Content-Length", str(length)))
    lines = [f"HTTP/1.1 {answer.status} {_phrase(answer.status)}"]
    # A folder's content type with a line break in it must not become a header of its own.
    lines += [f"{name}: {' '.join(value.split())}" for name, value in headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
