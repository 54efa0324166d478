"""The PBX's address, as people paste it, brought into one form."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from ...errors import UsageError
from ...text import shorten, visible
from .endpoints import API_PREFIX

_EXAMPLE = "write it like https://pbx.example.net:8088"
_CLOUD_SUFFIXES = (".ras.yeastar.com", ".yeastarcloud.com")
_DEFAULT_PORT = 8088
# A name in any script, or an IP address; a colon only in one that stood in brackets.
_HOST = re.compile(r"\w[\w.-]*|[0-9a-f.:]+(?:%25\w+)?")


class Address(NamedTuple):
    """Where the Open API is.

    Attributes:
        scheme: ``https`` or ``http``.
        host: Name or IP address, IPv6 without brackets.
        port: TCP port.
    """

    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """``https://host:port``, the only place that a request may go to."""
        return f"{self.scheme}://{self.place}"

    @property
    def place(self) -> str:
        """``host:port``, for messages."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    def url(self, path: str) -> str:
        """Give the URL of an API path, without a query."""
        return f"{self.origin}{API_PREFIX}{path}"


def parse_address(text: str) -> Address:
    """Read a PBX address.

    Args:
        text: With or without scheme, port, trailing slash or ``/openapi/v1.0``. Without a scheme
            it is ``https``; without a port 8088, or 443 on the vendor's cloud and remote access,
            where the vendor documents that there is no port 8088.

    Raises:
        UsageError: It is no http(s) address, or holds a user name or password.

    >>> parse_address("pbx.example.net/openapi/v1.0/").origin
    'https://pbx.example.net:8088'
    """
    stripped = text.strip()
    if "://" not in stripped:
        stripped = f"https://{stripped}"
    # Before anything is taken apart: a password may hold a slash and then looks like a path.
    if "@" in stripped:
        raise UsageError(
            "the PBX address holds a user name or password",
            where="--pbx, before the @",
            hint="set FLOWGRAPH_CLIENT_ID and FLOWGRAPH_CLIENT_SECRET in the environment instead",
        )
    try:
        parts = urlsplit(stripped)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise UsageError("the PBX address cannot be read", where="--pbx", hint=_EXAMPLE) from None
    _check(parts, host, port)
    return Address(parts.scheme, host, port or _default_port(parts.scheme, host))


def _check(parts: SplitResult, host: str, port: int | None) -> None:
    if parts.scheme not in ("http", "https"):
        raise UsageError(
            f"the PBX address begins with {visible(parts.scheme)!r}, not https",
            where="--pbx",
            hint=_EXAMPLE,
        )
    if not _HOST.fullmatch(host):
        raise UsageError("the PBX address names no host", where="--pbx", hint=_EXAMPLE)
    if port == 0:
        raise UsageError("the PBX address names port 0", where=f"--pbx, {host}", hint=_EXAMPLE)
    path = parts.path.rstrip("/")
    if path not in ("", "/openapi", API_PREFIX.rstrip("/")):
        place = shorten(visible(f"{host}{path}"), 80)
        raise UsageError("the PBX address holds a path", where=f"--pbx, {place}", hint=_EXAMPLE)


def _default_port(scheme: str, host: str) -> int:
    if scheme == "http":
        return 80
    return 443 if host.endswith(_CLOUD_SUFFIXES) else _DEFAULT_PORT
