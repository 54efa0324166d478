"""A PBX folder that answers for as long as a ``with`` block lasts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..sources.openapi.endpoints import GET_TOKEN
from .api import Api
from .faults import Faults
from .folder import PbxFolder
from .messages import Answer, Ask, Request
from .sessions import Sessions
from .settings import Settings

if TYPE_CHECKING:
    from .server import Server


def _nothing(_: Request) -> None:
    """Do not log."""


class Simulator:
    """Serves a PBX folder over HTTP from a thread of its own.

    Args:
        folder: The PBX folder; it is read for every request and never changed.
        settings: How the PBX is set up.
        faults: What goes wrong.
        on_request: Told of every request before its answer is sent.

    Attributes:
        requests: All requests so far, in order.

    Raises:
        InputError: The folder holds no ``ivr/``.
        UsageError: The address cannot be listened on (when the ``with`` block begins).
    """

    def __init__(
        self,
        folder: Path,
        settings: Settings | None = None,
        faults: Faults | None = None,
        on_request: Callable[[Request], None] = _nothing,
    ) -> None:
        self.requests: list[Request] = []
        self._settings = settings or Settings()
        self._sessions = Sessions(self._settings)
        api = Api(PbxFolder(Path(folder)), self._sessions, self._settings)
        self._answer = (faults or Faults()).around(api.answer)
        self._on_request = on_request
        self._server: Server | None = None

    def __enter__(self) -> Simulator:
        """Begin to serve."""
        # Here and not above, so that a command's --help loads no HTTP server.
        from .server import Server

        server = Server(self._settings, self._recorded)
        try:
            if self._settings.is_encrypted:
                from . import tls

                server.encrypt(tls.context(self._settings))
        except BaseException:
            server.server_close()
            raise
        self._server = server
        self._thread = threading.Thread(target=server.run, name="simulator", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and end what is under way."""
        if self._server:
            self._server.stop()
            self._thread.join()

    @property
    def url(self) -> str:
        """Address to give to a client, without a path."""
        if self._server is None:
            raise RuntimeError("the simulator serves inside its with block only")
        return self._server.url

    @property
    def tokens_in_use(self) -> int:
        """Number of access tokens that are valid now."""
        return self._sessions.in_use

    @property
    def logins(self) -> int:
        """Number of ``get_token`` calls, with or without success."""
        return self.count(GET_TOKEN)

    def count(self, path: str) -> int:
        """Number of requests for one API path, for example ``ivr/get``."""
        return sum(request.path == path for request in list(self.requests))

    def _recorded(self, ask: Ask) -> Answer:
        answer = self._answer(ask)
        request = Request(
            ask.method,
            ask.path,
            dict(ask.query),
            dict(ask.headers),
            ask.body,
            answer.status,
            answer.errcode,
        )
        self.requests.append(request)
        self._on_request(request)
        return answer
