"""A webhook: the message is posted as JSON to an address that is a secret."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ...errors import DeliveryFailed, UsageError
from ..message import Message
from .shapes import SHAPES

if TYPE_CHECKING:
    import requests

_SECONDS = 20.0
_TRIES = 3
_BACKOFF_S = 1.0
#: Busy or out of order, and nothing was taken: worth a second try.
_PASSING = (429, 500, 502, 503, 504)
_VARIABLE = "FLOWGRAPH_WEBHOOK_URL"


class Webhook:
    """Posts messages.

    Args:
        shape: A key of :data:`.shapes.SHAPES`.
        url: Address of the webhook as ``pydantic.SecretStr``; whoever knows it can post there.

    Raises:
        UsageError: It is no web address.
    """

    name = "webhook"

    def __init__(self, shape: str, url: Any) -> None:
        self._shape = SHAPES[shape]
        self._url = url
        self._host = _host(url.get_secret_value())

    def send(self, message: Message) -> None:
        """Post a message; a server that is busy is tried three times, within seconds.

        Raises:
            DeliveryFailed: It was not taken. No address is told, only the host.
        """
        import requests

        body = json.dumps(self._shape(message), ensure_ascii=True).encode()
        try:
            with _session() as session:
                answer = session.post(
                    self._url.get_secret_value(),
                    data=body,
                    headers={"Content-Type": "application/json"},
                    timeout=_SECONDS,
                    # An address that moved is told to whoever set it up; nobody else gets it.
                    allow_redirects=False,
                )
        except (requests.RequestException, ValueError) as error:
            raise self._failure(f"cannot be reached: {_reason(error)}") from None
        if not 200 <= answer.status_code < 300:
            raise self._failure(f"answered with HTTP status {answer.status_code}")

    def _failure(self, what: str) -> DeliveryFailed:
        return DeliveryFailed(f"the webhook {what}", where=self._host, hint=f"check {_VARIABLE}")


def _host(url: str) -> str:
    """Give the host of an address, which may be told."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or parts.scheme not in ("http", "https"):
        raise UsageError(
            "no address for the webhook" if not url else "the webhook's address is no web address",
            where=_VARIABLE,
            hint="set it in the environment, as https://…",
        )
    return f"{host}:{port}" if port else host


def _session() -> requests.Session:
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.util import Retry

    retry = Retry(
        total=_TRIES - 1,
        read=False,  # sent, and no answer: it may have been taken
        backoff_factor=_BACKOFF_S,
        status_forcelist=_PASSING,
        allowed_methods=None,
        respect_retry_after_header=False,
        raise_on_status=False,
    )
    session = requests.Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    return session


def _reason(error: Exception) -> str:
    """Say what failed without the library's words, which hold the address."""
    import requests

    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not trusted"
    if isinstance(error, requests.exceptions.Timeout):
        return f"no answer within {_SECONDS:.0f} s"
    if isinstance(error, requests.exceptions.ProxyError):
        return "the proxy refused"
    return "no connection"
