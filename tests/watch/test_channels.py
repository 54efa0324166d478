"""A command, a webhook and a mail server that really listen are told what changed."""

from __future__ import annotations

import email
import json
import os
import socket
import ssl
import sys
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope
from aiosmtpd.smtp import Session as SmtpSession
from network import Server, http, scripted, silent
from pydantic import SecretStr

from flowgraph.errors import DeliveryFailed, UsageError
from flowgraph.text import shorten
from flowgraph.watch.channels import webhook as webhook_module
from flowgraph.watch.channels.command import Command
from flowgraph.watch.channels.mail import Mail, parse_address, parse_server
from flowgraph.watch.channels.shapes import SHAPES
from flowgraph.watch.channels.webhook import Webhook
from flowgraph.watch.message import Message, failed

HOSTILE = '<!channel> [x](javascript:alert(1)) *b* & "q" \' $(reboot) `id` ;| \u202e主 \U0001f600'


def message(text: str = "Main: key 3: Sales -> Night", picture: Path | None = None) -> Message:
    document = {
        "version": 1,
        "event": "changed",
        "fingerprint": "0123456789abcdef",
        "pbx": "Head office",
        "subject": shorten(f"Head office: 1 change: {text}", 120),
        "text": f"Head office: 1 change: {text}\n\n6200 Main\n  {text}\n",
        "old": "2026-11-24T02-00-00Z",
        "new": "2026-11-25T02-00-00Z",
        "diff": {},
        "error": None,
    }
    return Message("changed", document["subject"], document["text"], document, picture)


# -- command ---------------------------------------------------------------------------------

_TELL = """
import json, os, sys
json.dump([json.load(sys.stdin), dict(os.environ), sys.argv[1:]], open("told.json", "w"))
"""


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("tell it.py").write_text(_TELL)
    return f"{sys.executable} 'tell it.py' a 'b c'"


@pytest.mark.fault("E17")
def test_a_command_reads_the_document_and_knows_the_headline(script: str, tmp_path: Path) -> None:
    Command(script).send(message(HOSTILE, tmp_path / "a.png"))
    document, environment, words = json.loads(Path("told.json").read_text())
    assert document == message(HOSTILE).document
    assert words == ["a", "b c"]
    assert environment["FLOWGRAPH_EVENT"] == "changed"
    assert environment["FLOWGRAPH_SUBJECT"] == message(HOSTILE).subject
    assert environment["FLOWGRAPH_PICTURE"] == str(tmp_path / "a.png")


@pytest.mark.fault("W7")
def test_a_command_gets_none_of_our_secrets(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CLIENT_SECRET", "SMTP_PASSWORD", "WEBHOOK_URL"):
        monkeypatch.setenv(f"FLOWGRAPH_{name}", "s3cr3t")
    monkeypatch.setenv("THEIR_TOKEN", "of the command itself")
    Command(script).send(message())
    environment = json.loads(Path("told.json").read_text())[1]
    assert "s3cr3t" not in environment.values()
    assert environment["THEIR_TOKEN"] == "of the command itself"


def test_a_command_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeliveryFailed, match="the command ended with status 3"):
        Command(f"{sys.executable} -c 'raise SystemExit(3)'").send(message())
    program = tmp_path / "tell"
    program.write_text("#!/no/such/interpreter\n")
    program.chmod(0o755)
    with pytest.raises(DeliveryFailed, match="cannot be started: no such file or directory"):
        Command(str(program)).send(message())


@pytest.mark.parametrize("line", ["", "  ", "echo 'open", "no-such-program x", "."])
def test_a_command_that_is_none_is_a_slip(line: str) -> None:
    with pytest.raises(UsageError):
        Command(line)


# -- webhook ---------------------------------------------------------------------------------


def posted(server: Server) -> dict[str, Any]:
    head, _, body = server.received.partition(b"\r\n\r\n")
    assert b"content-type: application/json" in head.lower()
    document: dict[str, Any] = json.loads(body)
    return document


def hook(shape: str, server: Server) -> Webhook:
    return Webhook(shape, SecretStr(f"{server.url}/services/T0/s3cr3t?key=s3cr3t"))


def test_a_plain_webhook_gets_the_document() -> None:
    with scripted({"": http(b"ok")}) as server:
        hook("json", server).send(message(HOSTILE))
        assert posted(server) == message(HOSTILE).document


@pytest.mark.fault(
    "E17",
    promise="each gets text that it does not interpret; no header is added, no command run",
)
@pytest.mark.parametrize("text", [HOSTILE, "x" * 50_000])
def test_slack_gets_text_that_it_does_not_interpret(text: str) -> None:
    told = SHAPES["slack"](message(text))
    assert all(sign not in told["text"] for sign in "<>")
    blocks = [block["text"] for block in told["blocks"]]
    assert {block["type"] for block in blocks} == {"plain_text"}
    assert len(blocks[0]["text"]) <= 150
    assert len(blocks[1]["text"]) <= 3000
    assert text[:60] in blocks[1]["text"]


@pytest.mark.fault("E17")
@pytest.mark.parametrize("text", [HOSTILE, "x" * 50_000, "主" * 50_000, "\n" * 10_000])
def test_teams_gets_runs_of_text_within_its_limit(text: str) -> None:
    told = SHAPES["teams"](message(text))
    card = told["attachments"][0]["content"]
    assert told["type"] == "message"
    assert card["type"] == "AdaptiveCard"
    assert {block["type"] for block in card["body"]} == {"RichTextBlock"}
    runs = [run for block in card["body"] for run in block["inlines"]]
    assert {run["type"] for run in runs} == {"TextRun"}
    assert len(json.dumps(told).encode()) < 28 * 1024
    assert text.strip()[:60] in "".join(run["text"] for run in runs)


def test_lines_keep_their_indent_in_teams() -> None:
    runs = json.dumps(SHAPES["teams"](message("key 3")), ensure_ascii=False)
    assert "\N{NO-BREAK SPACE} key 3" in runs


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_module, "_BACKOFF_S", 0.01)
    monkeypatch.setattr(webhook_module, "_SECONDS", 1.0)


@pytest.mark.fault("W1", "W7")
@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("answer", "what", "tries"),
    [
        (http(b"no", status="404 Not Found"), "the webhook answered with HTTP status 404", 1),
        (http(b"", status="503 Busy"), "the webhook answered with HTTP status 503", 3),
        (http(b"", "Location: /other", status="302 Found"), "answered with HTTP status 302", 1),
        (silent, "no answer within 1 s", 1),
        (b"", "no connection", 1),
    ],
)
def test_a_webhook_that_fails_is_told_without_its_address(
    answer: object, what: str, tries: int
) -> None:
    with scripted({"": answer}) as server:
        with pytest.raises(DeliveryFailed) as caught:
            hook("json", server).send(message())
        assert server.connections == tries
    assert what in caught.value.what
    assert caught.value.where == f"127.0.0.1:{server.port}"
    assert "s3cr3t" not in str(caught.value)


@pytest.mark.fault("W1")
@pytest.mark.usefixtures("quick")
def test_a_webhook_that_is_busy_for_a_moment_is_told_again() -> None:
    answers = iter([http(b"", status="503 Busy"), http(b"ok")])
    with scripted({"": lambda connection: connection.sendall(next(answers))}) as server:
        hook("slack", server).send(message())
        assert server.connections == 2


@pytest.mark.fault("W1")
@pytest.mark.usefixtures("quick")
def test_nobody_at_the_webhook() -> None:
    with pytest.raises(DeliveryFailed, match="no connection"):
        Webhook("json", SecretStr("http://127.0.0.1:1/")).send(message())


@pytest.mark.parametrize(
    "url", ["", "hooks.slack.com/x", "ftp://a/b", "https:///s3cr3t", "http://[::1"]
)
def test_an_address_that_is_none_is_a_slip_and_is_not_told(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        Webhook("json", SecretStr(url))
    assert caught.value.where == "FLOWGRAPH_WEBHOOK_URL"
    assert not url or url not in str(caught.value)


# -- mail ------------------------------------------------------------------------------------

USER, PASSWORD = "watch", SecretStr("s3cr3t")
ADDRESSES = ("admin@example.net", "it@example.net")


class Inbox:
    """Takes mail, but not for nobody."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []

    async def handle_RCPT(  # noqa: N802  the library's name
        self, server: Any, session: Any, envelope: Envelope, address: str, options: Any
    ) -> str:
        if address.startswith("nobody"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: Any, session: Any, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        mail = email.message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.recipients += envelope.rcpt_tos
        return "250 taken"


def check(
    server: SMTP, session: SmtpSession, envelope: Envelope, kind: str, data: Any
) -> AuthResult:
    known = (data.login, data.password) == (USER.encode(), PASSWORD.get_secret_value().encode())
    return AuthResult(success=known, handled=known)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def plain_server(inbox: Inbox) -> Iterator[Controller]:
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def safe_server(
    inbox: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Controller]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    controller = Controller(
        inbox,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=check,
    )
    controller.start()
    yield controller
    controller.stop()


def mail(
    controller: Controller, security: str, user: str = "", to: tuple[str, ...] = ADDRESSES
) -> Mail:
    server = parse_server(f"127.0.0.1:{controller.port}", security, user, PASSWORD)
    return Mail(server, "pbx@example.net", to)


def test_a_mail_tells_everything_and_shows_the_picture(
    plain_server: Controller, inbox: Inbox, tmp_path: Path
) -> None:
    picture = tmp_path / "changes.png"
    picture.write_bytes(b"\x89PNG picture")
    mail(plain_server, "none").send(message(HOSTILE, picture))
    (got,) = inbox.mails
    assert got["subject"] == message(HOSTILE).subject
    assert (got["from"], got["to"]) == ("pbx@example.net", ", ".join(ADDRESSES))
    assert got["auto-submitted"] == "auto-generated"
    assert got["date"].datetime
    body = got.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == message(HOSTILE).text
    (attached,) = got.iter_attachments()
    assert attached.get_content_type() == "image/png"
    assert attached.get_content() == b"\x89PNG picture"
    assert inbox.recipients == list(ADDRESSES)


def test_the_same_change_has_the_same_message_id(plain_server: Controller, inbox: Inbox) -> None:
    for _ in range(2):
        mail(plain_server, "none").send(message())
    first, second = (got["message-id"] for got in inbox.mails)
    assert first == second


@pytest.mark.fault("E17")
def test_a_name_with_line_breaks_adds_no_header(plain_server: Controller, inbox: Inbox) -> None:
    error = DeliveryFailed("x\r\nBcc: thief@example.net", where="a\nb", hint="")
    mail(plain_server, "none").send(failed(error, "Office\r\nBcc: thief@example.net"))
    (got,) = inbox.mails
    assert got["bcc"] is None
    assert inbox.recipients == list(ADDRESSES)


def test_the_password_goes_over_an_encrypted_line(safe_server: Controller, inbox: Inbox) -> None:
    mail(safe_server, "starttls", USER).send(message())
    assert len(inbox.mails) == 1


@pytest.mark.fault("W2", promise="sends nothing; exit 3")
def test_a_certificate_that_nobody_trusts_ends_it(
    safe_server: Controller, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(DeliveryFailed, match="certificate that is not trusted"):
        mail(safe_server, "starttls", USER).send(message())
    assert inbox.mails == []


@pytest.mark.fault("W7")
def test_a_wrong_account_is_told_without_the_password(safe_server: Controller) -> None:
    with pytest.raises(DeliveryFailed) as caught:
        mail(safe_server, "starttls", "somebody").send(message())
    assert caught.value.what == "the mail server refused the login"
    assert "s3cr3t" not in str(caught.value)


@pytest.mark.fault("W2")
def test_a_server_without_starttls_gets_nothing(plain_server: Controller, inbox: Inbox) -> None:
    with pytest.raises(DeliveryFailed, match="STARTTLS"):
        mail(plain_server, "starttls").send(message())
    assert inbox.mails == []


@pytest.mark.parametrize(
    ("to", "what"),
    [
        (("nobody@example.net",), "refused every recipient"),
        (("nobody@example.net", "it@example.net"), "refused nobody@example.net"),
    ],
)
def test_a_recipient_that_is_refused_is_told(
    to: tuple[str, ...], what: str, plain_server: Controller
) -> None:
    with pytest.raises(DeliveryFailed, match=what):
        mail(plain_server, "none", to=to).send(message())


@pytest.mark.fault("W1")
def test_a_mail_server_that_is_none_is_told() -> None:
    with Server(lambda connection, request: None) as server:
        dead = parse_server(f"127.0.0.1:{server.port}", "none", "", SecretStr(""))
    with pytest.raises(DeliveryFailed, match="cannot be reached") as caught:
        Mail(dead, "a@example.net", ("b@example.net",)).send(message())
    assert caught.value.where == f"127.0.0.1:{server.port}"


@pytest.mark.parametrize("text", ["", ":25", "mail:", "mail:0", "mail:99999", "mail:smtp"])
def test_a_server_that_cannot_be_is_a_slip(text: str) -> None:
    with pytest.raises(UsageError):
        parse_server(text, "none", "", SecretStr(""))


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_each_way_has_its_port(security: str, port: int) -> None:
    assert parse_server("mail.example.net", security, "", SecretStr("")).port == port
    assert parse_server("[::1]:2525", security, "", SecretStr(""))[:2] == ("::1", 2525)


@pytest.mark.fault("W2", "W7")
def test_no_password_travels_in_clear_text() -> None:
    with pytest.raises(UsageError, match="unencrypted"):
        parse_server("mail.example.net", "none", USER, PASSWORD)


@pytest.mark.parametrize("text", ["", "admin", "admin@", "@example.net", "a b@c", "a@b\nBcc: c@d"])
def test_an_address_that_is_none_is_named(text: str) -> None:
    with pytest.raises(UsageError, match="no mail address"):
        parse_address(text, "--mail-to")


def test_our_environment_is_left_alone() -> None:
    assert "FLOWGRAPH_EVENT" not in os.environ
