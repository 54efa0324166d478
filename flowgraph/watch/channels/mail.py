"""E-mail by SMTP, with the picture of what changed."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from email.errors import HeaderParseError, MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any, NamedTuple

from ...errors import DeliveryFailed, UsageError
from ..message import Message

_SECONDS = 30.0
SECURITIES = ("starttls", "tls", "none")
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


class Server(NamedTuple):
    """A mail server.

    Attributes:
        host: Its name.
        port: Its port.
        security: ``starttls``, ``tls`` or ``none``.
        user: Name of an account; empty for none.
        password: Its password, as ``pydantic.SecretStr``.
    """

    host: str
    port: int
    security: str
    user: str
    password: Any


def parse_server(text: str, security: str, user: str, password: Any) -> Server:
    """Read a server's name and port as a user writes them: ``mail.example.net:587``.

    Raises:
        UsageError: It cannot be read, or a password would travel in clear text.
    """
    host, colon, port = text.strip().rpartition(":")
    if not colon:
        host, port = port, str(_PORTS[security])
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise UsageError(
            "this is no mail server", where=f"--smtp {text}", hint="write HOST or HOST:PORT"
        )
    host = host.strip("[]")
    if user and security == "none":
        raise UsageError(
            "the password would travel unencrypted",
            where="--smtp-security none",
            hint="use starttls or tls, or unset FLOWGRAPH_SMTP_USER",
        )
    return Server(host, int(port), security, user, password)


def parse_address(text: str, option: str) -> str:
    """Check an address.

    Raises:
        UsageError: It is none.
    """
    try:
        address = Address(addr_spec=text.strip())
        if address.username and address.domain:
            return address.addr_spec
    except (MessageError, HeaderParseError, ValueError, IndexError):
        pass
    raise UsageError("this is no mail address", where=f"{option} {text}", hint="write NAME@HOST")


class Mail:
    """Sends messages by e-mail.

    Args:
        server: The mail server.
        sender: The address that it comes from.
        recipients: The addresses that it goes to.
        clock: Gives the time, which each mail has to tell.
    """

    name = "mail"

    def __init__(
        self,
        server: Server,
        sender: str,
        recipients: tuple[str, ...],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._server = server
        self._sender = sender
        self._recipients = recipients
        self._clock = clock

    def send(self, message: Message) -> None:
        """Hand a message to the server.

        Raises:
            DeliveryFailed: The server did not take it, for one of the recipients at least.
        """
        mail = self._mail(message)
        try:
            with self._connection() as connection:
                refused = connection.send_message(mail, self._sender, self._recipients)
        except smtplib.SMTPAuthenticationError:
            raise self._failure("refused the login", "check FLOWGRAPH_SMTP_USER") from None
        except smtplib.SMTPNotSupportedError:
            hint = "try --smtp-security tls or none"
            raise self._failure("offers no STARTTLS or no login", hint) from None
        except smtplib.SMTPRecipientsRefused:
            raise self._failure("refused every recipient", "check --mail-to") from None
        except smtplib.SMTPSenderRefused:
            raise self._failure("refused the sender", "check --mail-from") from None
        except ssl.SSLError:
            raise self._failure("has a certificate that is not trusted", "name its host") from None
        except (smtplib.SMTPException, OSError, UnicodeError):
            raise self._failure("cannot be reached, or broke off", "check --smtp") from None
        if refused:
            names = ", ".join(sorted(refused))
            raise self._failure(f"refused {names}", "check --mail-to")

    def _connection(self) -> smtplib.SMTP:
        server = self._server
        trust = ssl.create_default_context()
        if server.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=_SECONDS, context=trust
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
        try:
            if server.security == "starttls":
                connection.starttls(context=trust)
            if server.user:
                connection.login(server.user, server.password.get_secret_value())
        except BaseException:
            connection.close()
            raise
        return connection

    def _mail(self, message: Message) -> EmailMessage:
        mail = EmailMessage(policy=SMTP)
        mail["Subject"] = message.subject
        mail["From"] = self._sender
        mail["To"] = ", ".join(self._recipients)
        now = self._clock()
        mail["Date"] = format_datetime(now)
        # A mail that is sent twice can be told as one; what comes back weeks later is another.
        occasion = message.document["new"] or now.strftime("%Y-%m-%dT%H-%M-%SZ")
        mail["Message-ID"] = f"<{message.fingerprint}.{occasion}@flowgraph.invalid>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text)
        if message.picture:
            mail.add_attachment(
                message.picture.read_bytes(), "image", "png", filename="what-changed.png"
            )
        return mail

    def _failure(self, what: str, hint: str) -> DeliveryFailed:
        where = f"{self._server.host}:{self._server.port}"
        return DeliveryFailed(f"the mail server {what}", where=where, hint=hint)
