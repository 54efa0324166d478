"""The HTTP server: reads questions off connections and hands answers to their delivery."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import struct
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ..errors import UsageError
from ..sources.openapi.endpoints import API_PREFIX
from .messages import Answer, Ask, Handler
from .settings import Settings

_MAX_BODY = 1_000_000
_POLL_S = 0.02
_FAREWELL_S = 2.0


class Server(ThreadingHTTPServer):
    """Listens as soon as it is made; one thread per connection.

    Args:
        settings: Where to listen, and how.
        answer: Answers questions; called from many threads.

    Raises:
        UsageError: The address cannot be listened on.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, settings: Settings, answer: Handler) -> None:
        self.settings = settings
        self.answer = answer
        self.stopping = threading.Event()
        self._connections: dict[threading.Thread, socket.socket] = {}
        if ":" in settings.host:
            self.address_family = socket.AF_INET6
        try:
            super().__init__((settings.host, settings.port), Connection)
        except OSError as error:
            raise _cannot_listen(settings, error) from None

    @property
    def url(self) -> str:
        """Address to give to a client."""
        scheme = "https" if self.settings.is_encrypted else "http"
        host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
        return f"{scheme}://{host}:{self.server_port}"

    def server_bind(self) -> None:
        """Bind without asking the name service who we are, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.settings.host, self.server_address[1]

    def encrypt(self, context: ssl.SSLContext) -> None:
        """Speak TLS; each connection shakes hands in its own thread."""
        self.socket = context.wrap_socket(
            self.socket, server_side=True, do_handshake_on_connect=False
        )

    def run(self) -> None:
        """Serve until :meth:`stop`."""
        self.serve_forever(_POLL_S)

    def stop(self) -> None:
        """Stop listening, end what is under way, and wait for it."""
        self.stopping.set()
        self.shutdown()
        self.server_close()
        for thread, connection in list(self._connections.items()):
            _hang_up(connection)
            thread.join(_FAREWELL_S)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve one connection, known to :meth:`stop` for as long as it lasts."""
        thread = threading.current_thread()
        self._connections[thread] = request
        try:
            super().process_request_thread(request, client_address)
        finally:
            del self._connections[thread]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet about clients that went away; tell of anything else in one line."""
        error = sys.exception() if sys.version_info >= (3, 12) else sys.exc_info()[1]
        if not isinstance(error, OSError):
            print(f"simulator: {type(error).__name__}: {error}", file=sys.stderr)


class Connection(BaseHTTPRequestHandler):
    """One client's connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        """Prepare the streams."""
        super().setup()
        self.keep_alive = self.server.settings.keep_alive

    def do_GET(self) -> None:
        """Serve one request."""
        self.keep_alive = self.keep_alive and not self.close_connection
        ask = self._ask()
        if not self.wait(self.server.settings.latency_ms / 1000):
            answer: Answer = self.server.answer(ask)
            answer.deliver(self, answer)
        self.close_connection = not self.keep_alive

    do_POST = do_GET  # noqa: N815  the library's name

    def _ask(self) -> Ask:
        url = urlsplit(self.path)
        return Ask(
            self.command,
            url.path.removeprefix(API_PREFIX),
            dict(parse_qsl(url.query, keep_blank_values=True)),
            dict(self.headers.items()),
            self._body(),
            str(self.client_address[0]),
            self.path,
        )

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "0")
        return self.rfile.read(min(int(length), _MAX_BODY)) if length.isdecimal() else b""

    def send(self, data: bytes) -> None:
        """Write all of it."""
        self.connection.sendall(data)

    def wait(self, seconds: float | None) -> bool:
        """Pause; True as soon as the simulator is being stopped."""
        if seconds == 0:
            return self.server.stopping.is_set()
        return self.server.stopping.wait(seconds)

    def reset(self) -> None:
        """Close so that the client's system reports a reset, not an end."""
        self.keep_alive = False
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        socket.close(self.connection.detach())

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing; whoever made the simulator may log its requests."""


def _hang_up(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _cannot_listen(settings: Settings, error: OSError) -> UsageError:
    return UsageError(
        f"cannot listen ({(error.strerror or str(error)).lower()})",
        where=f"{settings.host}, port {settings.port}",
        hint="take another port with --port, or any free one with --port 0",
    )
