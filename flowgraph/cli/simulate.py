"""``flowgraph simulate``: a PBX folder as the Open API on loopback."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import click

if TYPE_CHECKING:
    from ..simulator.messages import Request

_SECRETS = ("access_token", "refresh_token", "password")


_EPILOG = """\
\b
{faults}

PATH is the beginning of an API path or a kind of object (ivr/get, extension) and may end in
?id=7; without it a fault strikes everywhere, or where its kind belongs. TIMES is 2 (the first
two matching requests), 3- (from the third on) or 3-5. Where a fault takes no VALUE, PATH or
TIMES follow the = at once.

\b
Examples:
  flowgraph simulate samples/harbour-dental/pbx
  flowgraph simulate FOLDER --port 0 --latency 20 --no-batch
  flowgraph simulate FOLDER --fault status=503:ivr/query:2 --fault deny=extension
  flowgraph simulate FOLDER --fault expire-every=10 --fault "hang=ivr/get?id=7"

The exit status is 0 after SIGTERM and 130 after Ctrl-C.
"""


class _Command(click.Command):
    """Loads the table of faults only when its help is shown."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.epilog = _EPILOG.format(faults=_fault_table())
        super().format_epilog(ctx, formatter)


def _fault_table() -> str:
    from ..simulator.fault_kinds import KINDS
    from ..simulator.faults import SYNTAX

    lines = [f"  {kind.usage(name):<22} {kind.help}" for name, kind in KINDS.items()]
    return "\n".join([f"Faults, as {SYNTAX}:", *lines])


@click.command("simulate", cls=_Command)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8088,
    show_default=True,
    help="Port to listen on; 0 takes any free one.",
)
@click.option("--client-id", default="demo", show_default=True, help="Client ID that it accepts.")
@click.option(
    "--client-secret",
    default="demo",
    show_default=True,
    help="Client secret that it accepts. A play secret: never give a real one here.",
)
@click.option(
    "--latency",
    "latency_ms",
    type=click.FloatRange(min=0),
    default=0,
    metavar="MS",
    help="Milliseconds to wait before every answer.",
)
@click.option(
    "--token-life",
    "token_life_s",
    type=click.FloatRange(min=0),
    default=1800,
    show_default=True,
    metavar="S",
    help="Seconds that an access token lives.",
)
@click.option("--no-batch", is_flag=True, help="Be a firmware without ivr/query.")
@click.option("--tls", is_flag=True, help="Serve HTTPS with a self-signed certificate.")
@click.option("--keep-alive", is_flag=True, help="Keep connections open, unlike a real PBX.")
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="NAME[=VALUE]",
    help="Let something go wrong (see below); may be repeated.",
)
@click.option("-v", "--verbose", is_flag=True, help="Log every request on stderr, tokens masked.")
def command(
    folder: Path, no_batch: bool, faults: tuple[str, ...], verbose: bool, **options: Any
) -> None:
    """Serve a PBX folder as the Yeastar Open API.

    FOLDER holds ivr/<id>.json and lists such as extension.json. It is read for every request, so an
    edit shows at once, and never changed. When the API can be asked, one line READY with its
    address is printed; then the command runs until Ctrl-C.
    """
    from ..simulator import Faults, Settings, Simulator

    settings = Settings(batch=not no_batch, **options)
    log = _log if verbose else _say_nothing
    with _signals(), Simulator(folder, settings, Faults.of(*faults), log) as simulator:
        _warn_if_public(settings.host)
        click.echo(f"READY {simulator.url}")
        _stay()


def _warn_if_public(host: str) -> None:
    import ipaddress

    try:
        is_private = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_private = False
    if not is_private:
        click.echo(
            f"warning: {host} is no loopback address; others may read this PBX folder", err=True
        )


@contextmanager
def _signals() -> Iterator[None]:
    """End quietly when asked to, with the server closed on the way out."""
    ways_out = {signal.SIGTERM: 0, signal.SIGINT: 130}

    def leave(number: int, _: object) -> None:
        sys.exit(ways_out[signal.Signals(number)])

    before = {number: signal.signal(number, leave) for number in ways_out}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stay() -> None:
    while True:
        time.sleep(3600)


def _say_nothing(_: Request) -> None:
    """Do not log."""


def _log(request: Request) -> None:
    query = {name: "***" if name in _SECRETS else text for name, text in request.query.items()}
    path = request.path + (f"?{urlencode(query, safe='*,')}" if query else "")
    answer = f"HTTP {request.status}" if request.status else "no answer"
    code = "" if request.errcode is None else f", errcode {request.errcode}"
    click.echo(f"{request.method} {path} -> {answer}{code}", err=True)
