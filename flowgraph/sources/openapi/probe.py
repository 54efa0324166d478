"""Looks at what stands between this computer and a PBX: name, port, certificate. Asks nothing.

No request is sent and no secret is in reach here; requests go through
:class:`~flowgraph.sources.openapi.transport.Transport` alone. Texts of a certificate are not read
either, because they name hosts.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Literal, NamedTuple, TypeVar

from .address import Address
from .transport import Limits, TransportError, Trouble, bad_ca_file, explain, usual_authorities

T = TypeVar("T")

#: Seconds for a look in all, whatever name servers and ports do.
TOTAL_S = 20.0

#: What can be wrong with a certificate. ``authority``: whoever issued it is not known here.
Problem = Literal["self-signed", "authority", "expired", "early", "name", "other"]

# Source: OpenSSL, x509_vfy.h.
_PROBLEMS: dict[int, Problem] = {
    9: "early",
    10: "expired",
    18: "self-signed",
    2: "authority",
    19: "authority",
    20: "authority",
    21: "authority",
    62: "name",
    64: "name",
}


class Certificate(NamedTuple):
    """A PBX's certificate, as far as it can be told without naming anybody.

    Attributes:
        problems: What is wrong with it, the first thing to cure first; empty: it is trusted.
        good_for_s: Seconds until it expires; None where that is not known.
        is_saveable: Whether it would be trusted if it were saved for ``--ca-file``.
    """

    problems: tuple[Problem, ...] = ()
    good_for_s: float | None = None
    is_saveable: bool = False


def connect(address: Address, limits: Limits) -> None:
    """Look the name up and connect.

    Raises:
        TransportError: Nobody is there.
    """
    _within(lambda: _socket(address, limits).close(), address, limits)


def look_at_certificate(address: Address, limits: Limits, ca_file: str = "") -> Certificate:
    """Shake hands as :class:`Transport` would, and find out why that fails if it does.

    Args:
        address: An ``https`` address.
        limits: Its time for a connection bounds every handshake.
        ca_file: PEM file with the certificate (authority) to trust; empty for the usual ones.

    Raises:
        TransportError: There is no certificate to look at, or ``ca_file`` cannot be used.
    """
    return _within(lambda: _look(address, limits, ca_file), address, limits)


def _look(address: Address, limits: Limits, ca_file: str) -> Certificate:
    try:
        trusting = ssl.create_default_context(cafile=ca_file or usual_authorities())
    except OSError:
        raise bad_ca_file() from None
    problem, good_for_s = _shake(address, limits, trusting)
    if problem is None:
        return Certificate(good_for_s=good_for_s)
    if problem not in ("self-signed", "authority"):
        return Certificate((problem,))
    # What else would be wrong with it if it were trusted?
    itself = ssl.create_default_context(
        cadata=ssl.DER_cert_to_PEM_cert(_presented(address, limits))
    )
    itself.check_hostname = False
    second, good_for_s = _shake(address, limits, itself)
    if second:
        return Certificate((problem, second) if second in ("expired", "early") else (problem,))
    itself.check_hostname = True
    third, _ = _shake(address, limits, itself)
    return Certificate((problem, third) if third else (problem,), good_for_s, third is None)


def _shake(
    address: Address, limits: Limits, context: ssl.SSLContext
) -> tuple[Problem | None, float | None]:
    context.hostname_checks_common_name = False
    try:
        with (
            _socket(address, limits) as plain,
            context.wrap_socket(plain, server_hostname=_host(address)) as encrypted,
        ):
            end = str((encrypted.getpeercert() or {}).get("notAfter", ""))
    except ssl.SSLCertVerificationError as error:
        return _PROBLEMS.get(error.verify_code, "other"), None
    return None, ssl.cert_time_to_seconds(end) - time.time() if end else None


def _presented(address: Address, limits: Limits) -> bytes:
    """Fetch the certificate without a judgement on it; nothing is sent over this connection."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with (
        _socket(address, limits) as plain,
        context.wrap_socket(plain, server_hostname=_host(address)) as encrypted,
    ):
        return encrypted.getpeercert(binary_form=True) or b""


def _socket(address: Address, limits: Limits) -> socket.socket:
    return socket.create_connection((_host(address), address.port), timeout=limits.connect_s)


def _host(address: Address) -> str:
    # The zone of an IPv6 address is written %25 in a URL.
    return address.host.replace("%25", "%")


def _within(look: Callable[[], T], address: Address, limits: Limits) -> T:
    """Look in a thread of its own, because the look-up of a name obeys no clock."""
    found: list[T] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            found.append(look())
        except Exception as error:  # handed to the waiting thread, whatever it is
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(TOTAL_S)
    if found:
        return found[0]
    if not failed:
        raise TransportError(
            f"timed out: no connection after {TOTAL_S:g} s",
            Trouble.UNREACHABLE,
            hint="check the name server of this computer, and the network",
        )
    if isinstance(failed[0], OSError | UnicodeError):
        raise explain(failed[0], address, limits) from None
    raise failed[0]
