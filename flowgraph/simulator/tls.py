"""HTTPS: with a certificate that was given, or self-signed like a PBX in a local network."""

from __future__ import annotations

import ssl
import tempfile
from pathlib import Path

from ..errors import InputError, UsageError
from .settings import Settings


def context(settings: Settings) -> ssl.SSLContext:
    """Make the server's side of TLS.

    Raises:
        InputError: The certificate or key that was given cannot be used.
        UsageError: A certificate should be made, but ``cryptography`` is not installed.
    """
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if settings.certificate is None:
        _load_self_signed(made, settings.host)
        return made
    try:
        made.load_cert_chain(settings.certificate, settings.private_key)
    except OSError as error:
        raise InputError(
            f"the certificate cannot be used ({error.strerror or error})",
            where=str(settings.certificate),
            hint="give PEM files of a certificate and its key",
        ) from None
    return made


def _load_self_signed(made: ssl.SSLContext, host: str) -> None:
    try:
        from .certificate import self_signed
    except ImportError:
        raise UsageError(
            "a certificate cannot be made: the package 'cryptography' is not installed",
            where="--tls",
            hint="pip install cryptography, or leave --tls out",
        ) from None
    # The ssl module reads certificates from files only.
    with tempfile.TemporaryDirectory(prefix="flowgraph-simulator-") as folder:
        path = Path(folder, "certificate.pem")
        path.write_bytes(self_signed(host))
        made.load_cert_chain(path)
