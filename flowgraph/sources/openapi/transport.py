"""The one door to the network: every request of flowgraph goes through :class:`Transport`.

No redirect is followed, no ``.netrc`` read, no cookie kept; time and bytes are bounded; what fails
is told in our own words, because the library's texts hold the URL and with it the token.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from typing import NamedTuple
from urllib.parse import urlsplit

import requests
import urllib3
from requests.utils import get_environ_proxies

from ... import __version__
from .address import Address
from .wire import Answer

USER_AGENT = f"flowgraph/{__version__}"
_BLOCK_BYTES = 64 * 1024


class Limits(NamedTuple):
    """Bounds of one request.

    Attributes:
        connect_s: Seconds to wait for a connection.
        read_s: Seconds to wait for the next byte.
        total_s: Seconds for the whole request, however steadily bytes drip in.
        max_bytes: Bytes of a decoded answer.
    """

    connect_s: float = 5.0
    read_s: float = 30.0
    total_s: float = 60.0
    max_bytes: int = 32 * 1024 * 1024


class TransportError(Exception):
    """A request that brought no answer.

    Args:
        what: Why, in words, without URL or token.
        hint: What to do next.
        worth_retrying: Whether the same request may well succeed a moment later.
        sent: False if it is certain that the PBX never saw the request.
    """

    def __init__(
        self, what: str, *, hint: str = "", worth_retrying: bool = False, sent: bool = True
    ) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint
        self.worth_retrying = worth_retrying
        self.sent = sent


class Cancelled(Exception):
    """The user ended the run while a request was under way."""


class Transport:
    """Sends single requests to one PBX; safe to use from several threads.

    Args:
        address: The only place that anything is sent to.
        limits: Bounds of each request.
        ca_file: PEM file with the certificate (authority) to trust; empty for the usual ones.
        insecure: Do not check the certificate at all.
    """

    def __init__(
        self, address: Address, limits: Limits, *, ca_file: str = "", insecure: bool = False
    ) -> None:
        self._address = address
        self._limits = limits
        self._verify: bool | str = False if insecure else (ca_file or True)
        self._session = requests.Session()
        # Switches .netrc off; proxies are then asked for by hand, as they are wanted.
        self._session.trust_env = False
        self._session.headers.update({"User-Agent": USER_AGENT, "Accept": "application/json"})
        # The PBX sets cookies for its web interface; the API does not use them.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._proxies = get_environ_proxies(address.origin)
        self.cancelled = threading.Event()
        if insecure:
            urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)

    def send(  # noqa: PLR0913  one parameter a part of the request
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        json: Mapping[str, str] | None = None,
        total_s: float | None = None,
        on_late: Callable[[Answer], None] | None = None,
    ) -> Answer:
        """Send one request and wait for its answer.

        Args:
            method: ``GET`` or ``POST``.
            path: Path after ``/openapi/v1.0/``.
            query: Parameters, access token included.
            json: Body of a POST.
            total_s: Seconds for all of it, where the usual limit is too long.
            on_late: Takes an answer that comes after the waiting was broken off.

        Raises:
            TransportError: There was no answer that could be used.
            Cancelled: :meth:`cancel` was called.
        """
        exchange = _Exchange(
            lambda ended: self._exchange(method, path, query, json, ended),
            self.cancelled,
            on_late,
        )
        limit = total_s or self._limits.total_s
        return exchange.wait(limit)

    def cancel(self) -> None:
        """Wake everybody who waits for an answer or a pause."""
        self.cancelled.set()

    def close(self) -> None:
        """Drop all connections."""
        self._session.close()

    def _exchange(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None,
        json: Mapping[str, str] | None,
        ended: threading.Event,
    ) -> Answer:
        try:
            response = self._session.request(
                method,
                self._address.url(path),
                params=query,
                json=json,
                timeout=(self._limits.connect_s, self._limits.read_s),
                allow_redirects=False,
                stream=True,
                verify=self._verify,
                proxies=self._proxies,
            )
            with response:
                _refuse_redirect(response)
                body = self._body(response, ended)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise self._translate(error) from None
        except ValueError:
            # http.client raises it for headers that no server should send.
            raise TransportError("the answer is not what a PBX sends") from None
        return Answer(response.status_code, body, _retry_after(response))

    def _body(self, response: requests.Response, ended: threading.Event) -> bytes:
        # read1 returns whatever is there, so that a drip of single bytes is noticed in time.
        parts: list[bytes] = []
        size = 0
        while part := response.raw.read1(_BLOCK_BYTES, decode_content=True):
            size += len(part)
            parts.append(part)
            if size > self._limits.max_bytes:
                limit = f"{self._limits.max_bytes / 1024**2:g} MiB"
                raise TransportError(
                    f"the answer is larger than the limit of {limit}",
                    hint="raise it with --max-answer-mib if the PBX really is that large",
                )
            if ended.is_set():
                raise TransportError("too late")
        return b"".join(parts)

    def _translate(self, error: Exception) -> TransportError:
        return translate(error, self._address, self._limits)


class _Exchange:
    """One request in a thread of its own, because name look-up and header drips obey no clock."""

    def __init__(
        self,
        work: Callable[[threading.Event], Answer],
        cancelled: threading.Event,
        on_late: Callable[[Answer], None] | None,
    ) -> None:
        self._work = work
        self._cancelled = cancelled
        self._on_late = on_late
        self._ended = threading.Event()
        self._done = threading.Event()
        self._answer: Answer | None = None
        self._error: BaseException | None = None
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            self._answer = self._work(self._ended)
        except Exception as error:  # handed to the waiting thread, whatever it is
            self._error = error
        self._done.set()
        if self._ended.is_set() and self._on_late and self._answer:
            self._on_late(self._answer)

    def wait(self, limit_s: float) -> Answer:
        try:
            return self._wait(limit_s)
        except BaseException:
            self._ended.set()
            raise

    def _wait(self, limit_s: float) -> Answer:
        deadline = time.monotonic() + limit_s
        while not self._done.wait(min(0.05, max(0.0, deadline - time.monotonic()))):
            if self._cancelled.is_set():
                raise Cancelled
            if time.monotonic() >= deadline:
                raise TransportError(
                    f"no complete answer within {limit_s:g} s", worth_retrying=True
                )
        if self._error is not None:
            raise self._error
        assert self._answer is not None  # noqa: S101  either the one or the other is set
        return self._answer


def _refuse_redirect(response: requests.Response) -> None:
    if not response.is_redirect and response.status_code not in range(300, 400):
        return
    target = urlsplit(response.headers.get("Location", ""))
    host = target.hostname or "another path"
    raise TransportError(
        f"the PBX redirects to {host}; it was not followed, because the token would go there",
        hint="give the address that the PBX really has, including the port",
    )


def _retry_after(response: requests.Response) -> float | None:
    value = response.headers.get("Retry-After", "").strip()
    if not value:
        return None
    if value.isdecimal():
        return float(value[:9])
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def translate(error: Exception, address: Address, limits: Limits) -> TransportError:
    """Tell a library's error in our words; its own text holds the token."""
    text = str(error)
    if isinstance(error, requests.exceptions.SSLError):
        return _tls_error(text)
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return TransportError(
            f"no connection within {limits.connect_s:g} s",
            hint="check address and port, the firewall, and the PBX's allowed countries and IPs",
            worth_retrying=True,
            sent=False,
        )
    if isinstance(error, requests.exceptions.Timeout | urllib3.exceptions.TimeoutError):
        return TransportError(
            f"timed out after {limits.read_s:g} s without an answer",
            hint="try again later, or with a longer --timeout",
            worth_retrying=True,
        )
    if isinstance(error, requests.exceptions.ProxyError):
        return TransportError("the proxy of the environment refuses", hint="check HTTPS_PROXY")
    for pattern, what, hint in _NOBODY_THERE:
        if re.search(pattern, text):
            return TransportError(what.format(host=address.host), hint=hint, sent=False)
    return _broken(error, text)


_NOBODY_THERE = (
    (
        "Name or service not known|NameResolution|getaddrinfo",
        "the name {host!r} is not known",
        "check the spelling, and the name server of this computer",
    ),
    (
        "refused",
        "nothing listens at this address",
        "check address and port (usually 8088), and that Integrations > API is switched on",
    ),
    ("unreachable|No route", "there is no route to this address", "check the network"),
)


def _tls_error(text: str) -> TransportError:
    if "WRONG_VERSION_NUMBER" in text or "wrong version number" in text:
        return TransportError("this port does not speak https", hint="try http:// or another port")
    if "Could not find a suitable TLS CA" in text or "invalid path" in text:
        return TransportError("the file of --ca-file cannot be used", hint="name a PEM file")
    return TransportError(
        "the PBX's certificate is not trusted, so nothing was sent",
        hint=(
            "save the PBX's certificate and name it with --ca-file FILE; or, on a network that you "
            "trust, switch the check off with --insecure"
        ),
        sent=False,
    )


def _broken(error: Exception, text: str) -> TransportError:
    if isinstance(error, requests.exceptions.ContentDecodingError | urllib3.exceptions.DecodeError):
        return TransportError("the answer is not what a PBX sends: broken compression")
    if "got more than" in text or "BadStatusLine" in text or "LineTooLong" in text:
        return TransportError("the answer is not what a PBX sends: no valid HTTP")
    return TransportError("the connection broke off", worth_retrying=True)
