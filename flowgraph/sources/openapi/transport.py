"""The one door to the network: every request of flowgraph goes through :class:`Transport`.

No redirect is followed, no ``.netrc`` read, no cookie kept; time and bytes are bounded; what fails
is told in our own words, because the library's texts hold the URL and with it the token.
"""

from __future__ import annotations

import errno
import http.client
import logging
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from http.cookiejar import DefaultCookiePolicy
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

import requests
import urllib3
from requests.utils import DEFAULT_CA_BUNDLE_PATH, get_environ_proxies, select_proxy

from ... import __version__
from ...masking import mask
from ...text import one_line, shorten, visible
from .address import Address
from .wire import Answer

USER_AGENT = f"flowgraph/{__version__}"
_BLOCK_BYTES = 64 * 1024
_MAX_SHOWN = 80

E = TypeVar("E", bound=BaseException)


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


class Trouble(Enum):
    """How a request failed; whoever repeats requests decides by it.

    Attributes:
        UNREACHABLE: It is certain that the PBX never saw the request.
        DROPPED: The connection broke off before the first byte of an answer.
        CUT: The connection broke off in the middle of the answer.
        SILENT: Nothing came for as long as one waits for the next byte.
        SLOW: The answer was not complete when the time for all of it was over.
        NONSENSE: Something came that no PBX sends, or that must not be followed.
    """

    UNREACHABLE = auto()
    DROPPED = auto()
    CUT = auto()
    SILENT = auto()
    SLOW = auto()
    NONSENSE = auto()


class TransportError(Exception):
    """A request that brought no answer.

    Args:
        what: Why, in words, without URL or token.
        trouble: How it failed.
        hint: What to do next.
    """

    def __init__(self, what: str, trouble: Trouble = Trouble.NONSENSE, *, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.trouble = trouble
        self.hint = hint


class Cancelled(Exception):
    """The user ended the run while a request was under way."""


class _Session(requests.Session):
    """Follows nothing: the library would read a redirect's body whole, however large it is."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Say that there is nowhere to go."""


class _MaskedLog(logging.Filter):
    """Takes tokens out of the library's own log, whatever handlers its user has set up."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = mask(record.getMessage()), ()
        # A traceback would show the URL once more.
        record.exc_info = record.exc_text = None
        return True


# A logger's filter sees only what is logged to that very logger.
for _name in ("connection", "connectionpool", "response", "util.retry"):
    logging.getLogger(f"urllib3.{_name}").addFilter(_MaskedLog())


class Transport:
    """Sends single requests to one PBX; safe to use from several threads.

    Args:
        address: The only place that anything is sent to.
        limits: Bounds of each request.
        ca_file: PEM file with the certificate (authority) to trust; empty for the usual ones.
        insecure: Do not check the certificate at all.

    Attributes:
        limits: Bounds of each request.
        cancelled: Set when the user ended the run.
    """

    def __init__(
        self, address: Address, limits: Limits, *, ca_file: str = "", insecure: bool = False
    ) -> None:
        self._address = address
        self.limits = limits
        self._verify: bool | str = False if insecure else (ca_file or True)
        self._session = _Session()
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
        on_end: Callable[[Answer | None], None] | None = None,
        is_farewell: bool = False,
    ) -> Answer:
        """Send one request and wait for its answer.

        Args:
            method: ``GET`` or ``POST``.
            path: Path after ``/openapi/v1.0/``.
            query: Parameters, access token included.
            json: Body of a POST.
            total_s: Seconds for all of it, where the usual limit is too long.
            on_end: Gets the answer, or None, in the sending thread, even after the waiting was
                broken off; such an answer is read to its end.
            is_farewell: Send it although the run was cancelled.

        Raises:
            TransportError: There was no answer that could be used.
            Cancelled: :meth:`cancel` was called.
        """
        cancelled = threading.Event() if is_farewell else self.cancelled
        if cancelled.is_set():
            raise Cancelled
        ended = threading.Event()
        abandoned = threading.Event() if on_end else ended
        exchange = _Exchange(
            lambda: self._exchange(method, path, query, json, abandoned), ended, cancelled, on_end
        )
        return exchange.wait(total_s or self.limits.total_s)

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
        abandoned: threading.Event,
    ) -> Answer:
        parts: list[bytes] = []
        try:
            response = self._session.request(
                method,
                self._address.url(path),
                params=query,
                json=json,
                timeout=(self.limits.connect_s, self.limits.read_s),
                allow_redirects=False,
                stream=True,
                verify=self._verify,
                proxies=self._proxies,
            )
            with response:
                _refuse_redirect(response)
                self._read(response, parts, abandoned)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise translate(error, self._address, self.limits, b"".join(parts)) from None
        except UnicodeError:
            raise _unknown_name(self._address) from None
        except ValueError:
            # http.client raises it for headers that no server should send.
            raise TransportError(_nonsense("no valid headers")) from None
        return Answer(response.status_code, b"".join(parts), _retry_after(response))

    def _read(
        self, response: requests.Response, parts: list[bytes], abandoned: threading.Event
    ) -> None:
        # read1 returns whatever is there, so that a drip of single bytes is noticed in time.
        size = 0
        while part := response.raw.read1(_BLOCK_BYTES, decode_content=True):
            size += len(part)
            parts.append(part)
            if size > self.limits.max_bytes:
                limit = f"{self.limits.max_bytes / 1024**2:g} MiB"
                raise TransportError(
                    f"the answer is larger than the limit of {limit} (--max-answer-mib)",
                    hint="raise the limit if the PBX really is that large",
                )
            if abandoned.is_set():
                raise TransportError("too late")


def uses_proxy(address: Address) -> bool:
    """Whether the environment names a proxy for requests to an address."""
    return bool(select_proxy(address.origin, get_environ_proxies(address.origin)))


def usual_authorities() -> str:
    """Give the file of certificate authorities that are trusted where no ``--ca-file`` is named."""
    return str(DEFAULT_CA_BUNDLE_PATH)


class _Exchange:
    """One request in a thread of its own, because name look-up and header drips obey no clock."""

    def __init__(
        self,
        work: Callable[[], Answer],
        ended: threading.Event,
        cancelled: threading.Event,
        on_end: Callable[[Answer | None], None] | None,
    ) -> None:
        self._work = work
        self._ended = ended
        self._cancelled = cancelled
        self._on_end = on_end
        self._done = threading.Event()
        self._answer: Answer | None = None
        self._error: BaseException | None = None
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            self._answer = self._work()
        except Exception as error:  # handed to the waiting thread, whatever it is
            self._error = error
        try:
            if self._on_end:
                self._on_end(self._answer)
        finally:
            self._done.set()

    def wait(self, limit_s: float) -> Answer:
        try:
            return self._wait(limit_s)
        finally:
            self._ended.set()

    def _wait(self, limit_s: float) -> Answer:
        deadline = time.monotonic() + limit_s
        while not self._done.wait(min(0.05, max(0.0, deadline - time.monotonic()))):
            if self._cancelled.is_set():
                raise Cancelled
            if time.monotonic() >= deadline:
                raise TransportError(
                    f"timed out: no complete answer after {limit_s:g} s",
                    Trouble.SLOW,
                    hint="try again later, or with a longer --timeout",
                )
        if self._error is not None:
            raise self._error
        assert self._answer is not None  # noqa: S101  either the one or the other is set
        return self._answer


def _refuse_redirect(response: requests.Response) -> None:
    if response.status_code not in range(300, 400):
        return
    target = urlsplit(response.headers.get("Location", ""))
    parts = (f"{target.scheme}:" * bool(target.scheme), target.netloc.rpartition("@")[2])
    place = shorten(visible("//".join(filter(None, parts))), _MAX_SHOWN) or "another path"
    raise TransportError(
        f"the PBX redirects to {place}; it was not followed, because the token would go there",
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


# -- the library's errors in our words ---------------------------------------------------------


def translate(
    error: Exception, address: Address, limits: Limits, start: bytes = b""
) -> TransportError:
    """Tell a library's error in our words; its own text holds the token.

    Args:
        error: What the library raised.
        address: Where the request was going.
        limits: The bounds that it had.
        start: What had come of the answer.
    """
    return _before_sending(error, address, limits) or _after_sending(error, limits, start)


def _before_sending(error: Exception, address: Address, limits: Limits) -> TransportError | None:
    failed = requests.exceptions
    proxy = failed.ProxyError | failed.InvalidProxyURL | failed.InvalidSchema
    if isinstance(error, proxy) or _find(error, urllib3.exceptions.ProxySchemeUnknown):
        return TransportError(
            "the proxy that the environment names cannot be used",
            Trouble.UNREACHABLE,
            hint="check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY, or add the PBX to NO_PROXY",
        )
    nameless = failed.InvalidURL | urllib3.exceptions.LocationParseError
    if isinstance(error, nameless) or _find(error, socket.gaierror):
        return _unknown_name(address)
    if isinstance(error, failed.SSLError):
        return _tls_error(str(error))
    if isinstance(error, failed.ConnectTimeout):
        return _no_connection(limits)
    if new := _find(error, urllib3.exceptions.NewConnectionError):
        return _nobody_there(_find(new, OSError))
    # The library cannot read the file before it has a connection to use it for.
    return bad_ca_file() if isinstance(error, OSError) and "CA certificate" in str(error) else None


def explain(error: OSError | UnicodeError, address: Address, limits: Limits) -> TransportError:
    """Tell why no connection, plain or encrypted, could be made."""
    if isinstance(error, socket.gaierror | UnicodeError):
        return _unknown_name(address)
    if isinstance(error, ssl.SSLError):
        return _tls_error(str(error))
    return _no_connection(limits) if isinstance(error, TimeoutError) else _nobody_there(error)


def _no_connection(limits: Limits) -> TransportError:
    return TransportError(
        f"timed out: no connection after {limits.connect_s:g} s",
        Trouble.UNREACHABLE,
        hint="check address and port, the firewall, and the PBX's allowed countries and IPs",
    )


def _unknown_name(address: Address) -> TransportError:
    return TransportError(
        f"the name {visible(address.host)!r} is not known",
        Trouble.UNREACHABLE,
        hint="check the spelling, and the name server of this computer",
    )


def _nobody_there(cause: OSError | None) -> TransportError:
    if isinstance(cause, ConnectionRefusedError):
        what = "nothing listens at this address"
        hint = "check address and port (usually 8088), and that Integrations > API is switched on"
    elif cause is not None and cause.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH):
        what, hint = "there is no route to this address", "check address and network"
    else:
        what, hint = "no connection can be made", "check address, port, network and firewall"
    return TransportError(what, Trouble.UNREACHABLE, hint=hint)


#: What OpenSSL says of a certificate, what that means, and what to do about it.
_DISTRUST = (
    (
        "certificate has expired",
        ", because it has expired",
        "check this computer's clock; else give the PBX a new certificate in its web interface",
    ),
    (
        "not yet valid",
        ", because it is not valid yet",
        "check the clocks of this computer and of the PBX",
    ),
    (
        "[Mm]ismatch",
        ", because it is made out to another name",
        "give the PBX's address by the name in its certificate; or give the PBX a certificate for "
        "its address, and name that with --ca-file FILE",
    ),
)
_UNKNOWN_ISSUER = ("", "save the PBX's certificate and name it with --ca-file FILE")


def _tls_error(text: str) -> TransportError:
    if re.search("WRONG_VERSION_NUMBER|wrong version number|RECORD_LAYER_FAILURE", text):
        return TransportError(
            "this port does not speak https",
            Trouble.UNREACHABLE,
            hint="try http:// or another port",
        )
    if re.search("NO_CERTIFICATE|NO_START_LINE|no start line|PEM lib|X509: ", text):
        return bad_ca_file()
    if "CERTIFICATE_VERIFY_FAILED" in text or "certificate verify failed" in text:
        why, cure = next((row[1:] for row in _DISTRUST if re.search(row[0], text)), _UNKNOWN_ISSUER)
        return TransportError(
            f"the PBX's certificate is not trusted{why}, so nothing was sent",
            Trouble.UNREACHABLE,
            hint=f"{cure}; or, on a network that you trust, switch the check off with --insecure",
        )
    # It may have come after the request; only a connection that was never there is certain.
    return TransportError(
        "the encrypted connection broke off",
        Trouble.DROPPED,
        hint="check that the port speaks https with TLS 1.2 or newer",
    )


def bad_ca_file() -> TransportError:
    """Say that what ``--ca-file`` names holds no certificates."""
    return TransportError(
        "the file of --ca-file cannot be used", Trouble.UNREACHABLE, hint="name a PEM file"
    )


def _after_sending(error: Exception, limits: Limits, start: bytes) -> TransportError:
    if isinstance(error, requests.exceptions.Timeout | urllib3.exceptions.TimeoutError):
        return TransportError(
            f"timed out after {limits.read_s:g} s without an answer",
            Trouble.SILENT,
            hint="try again later, or with a longer --timeout",
        )
    hint = "check address and port (usually 8088), and whether it is http:// or https://"
    if why := _breach(error):
        return TransportError(why, hint=hint)
    if isinstance(error, urllib3.exceptions.HTTPError):
        return TransportError(_nonsense("it breaks off", start), Trouble.CUT)
    return TransportError("the connection broke off", Trouble.DROPPED, hint=hint)


def _breach(error: Exception) -> str:
    """Say how an answer broke the rules of HTTP; empty if it did not."""
    if isinstance(error, urllib3.exceptions.DecodeError):
        return _nonsense("broken compression")
    if isinstance(error, requests.exceptions.InvalidHeader):
        return _nonsense("no valid headers")
    found = _find(error, http.client.HTTPException)
    # A server that hangs up is counted among bad status lines.
    if found is None or isinstance(found, http.client.IncompleteRead | ConnectionError):
        return ""
    if isinstance(found, http.client.BadStatusLine):
        return _nonsense("no HTTP", str(found).encode("latin-1", "replace"))
    # More headers, or longer ones, than the library takes.
    return _nonsense(str(found))


def _nonsense(why: str, start: bytes = b"") -> str:
    text = mask(visible(one_line(start[:400].decode("utf-8", "replace"))))
    shown = f"; it starts with {shorten(text, _MAX_SHOWN)!r}" if text else ""
    return f"the answer is not what a PBX sends: {why}{shown}"


def _find(error: BaseException, kind: type[E]) -> E | None:
    return next((cause for cause in _causes(error) if isinstance(cause, kind)), None)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Walk through the errors that the library wrapped into each other."""
    seen: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        cause = waiting.pop(0)
        if isinstance(cause, BaseException) and not any(cause is other for other in seen):
            seen.append(cause)
            waiting += [*cause.args, getattr(cause, "reason", None), cause.__cause__]
            yield cause
