"""The command ``flowgraph``: finds the sub-command, tells errors, chooses the exit status."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import click

from .. import __version__
from ..errors import FlowgraphError, Interrupted
from ..masking import is_secret_field, mask
from .telling import say

#: Sub-commands with what they do. Each is a module, which is loaded when it is asked for; so what
#: it does stands here, or --help would load them all.
COMMANDS = {
    "draw": "Draw the phone menus.",
    "crawl": "Save the phone menus as a snapshot.",
    "loops": "Name the loops, and the keys that close them.",
    "paths": "Find the shortest keys to every destination.",
    "trace": "Play a caller: where a call goes for these keys.",
    "test": "Check that calls get where they should.",
    "check": "Judge the call flow by rules, and say what to change.",
    "explain": "Tell why a rule of check is there.",
    "diff": "Tell what changed, and what that does to callers.",
    "watch": "Keep and tell whatever changes, unattended.",
    "fleet": "Look after many PBXs: health, drift, one search.",
    "hours": "Tell at which hour an inbound route's calls go where.",
    "who": "Tell everything that leads to a destination.",
    "site": "Write a documentation site.",
    "handover": "Write a document for the customer.",
    "list": "List what is on the PBX.",
    "doctor": "Find out why it does not work, step by step.",
    "simulate": "Serve a PBX folder as the Yeastar Open API.",
    "demo": "Try everything on a sample, without a PBX.",
}

COULD_NOT = 2
BROKEN_PIPE = 141
_INTERRUPTED = 130

_PROGRAM = "flowgraph"
# What writing to a standard stream can fail with, besides a reader that has gone.
_STREAM_FAULTS = frozenset({errno.EBADF, errno.EFBIG, errno.EIO, errno.ENOSPC})
# What a computer refuses that has run out of something, whatever is asked of it at that moment.
_SHORTAGES = frozenset({errno.EAGAIN, errno.EMFILE, errno.ENFILE, errno.ENOMEM})

_EPILOG = """\b
Examples:
  flowgraph demo                                     everything, without a PBX
  flowgraph draw 5 --pbx https://192.168.5.150:8088  draw the menus from IVR 5
  flowgraph loops 5 --pbx https://192.168.5.150:8088 name the loops
  flowgraph draw --all --from snapshot.json -o a.svg -o a.png

\b
The PBX's Client ID and secret come from FLOWGRAPH_CLIENT_ID and FLOWGRAPH_CLIENT_SECRET in the
environment, or from a profile in flowgraph.toml (--profile).

\b
Exit status: 0 done; 1 findings; 2 could not; 3 done in part; 130 interrupted.
"""


class Terminated(KeyboardInterrupt):
    """SIGTERM or SIGHUP, treated like Ctrl-C but for the exit status."""

    def __init__(self, exit_status: int) -> None:
        super().__init__()
        self.exit_status = exit_status


class LazyGroup(click.Group):
    """Loads a sub-command when it is asked for, so that ``--help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the sub-commands in the order of a first day with the tool."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sub-commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a sub-command; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"flowgraph.cli.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the sub-command, or hint at the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0].lower(), COMMANDS, 1, 0.5)
            hint = f" Did you mean '{near[0]}'?" if near else f" There are: {', '.join(COMMANDS)}."
            raise click.UsageError(f"no such command: {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, message="flowgraph %(version)s")
def group() -> None:
    """Draw, check and document the phone menus of Yeastar P-Series PBXs."""


def run(arguments: Sequence[str]) -> int:  # noqa: PLR0911  a table of endings
    """Run a command line.

    Args:
        arguments: Without the program's name.

    Returns:
        The exit status, as the reference in the README says.
    """
    _prepare()
    try:
        return _execute(arguments)
    except click.exceptions.NoArgsIsHelpError as error:
        return _say(error.format_message())
    except click.ClickException as error:
        return _usage(error)
    except (KeyboardInterrupt, Interrupted) as error:
        _say("interrupted")
        return getattr(error, "exit_status", _INTERRUPTED)
    except FlowgraphError as error:
        _say(f"error: {error}")
        return error.exit_status
    except MemoryError:
        return _say("error: out of memory\n  next:  draw or read fewer menus, see --max-depth")
    except OSError as error:
        return _stream_fault(error)
    except Exception as error:
        return _bug(error)


def _execute(arguments: Sequence[str]) -> int:
    if "_FLOWGRAPH_COMPLETE" in os.environ:  # a shell asks for completions
        group.main(prog_name=_PROGRAM)
    # Not group.main(): it has endings of its own, 1 for a closed pipe and one for every signal.
    try:
        with group.make_context(_PROGRAM, list(arguments)) as context:
            status = group.invoke(context)
    except click.exceptions.Exit as done:  # --help, --version
        status = done.exit_code
    if sys.stdout is not None:
        sys.stdout.flush()
    return status if isinstance(status, int) else 0


def _prepare() -> None:
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character gets an escape instead of a traceback.
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    for name, status in (("SIGTERM", 143), ("SIGHUP", 129)):
        number = getattr(signal, name, None)
        # What is ignored stays so: that is how nohup works.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _terminator(status))


def _terminator(status: int) -> Any:
    def stop(number: int, frame: FrameType | None) -> None:
        raise Terminated(status)

    return stop


def _usage(error: click.ClickException) -> int:
    name = str(getattr(error, "option_name", "") or "")
    if is_secret_field(name.strip("-").replace("-", "_")):
        return _say(
            "error: a secret is never an option: everybody on this computer could read it\n"
            "  next:  set FLOWGRAPH_CLIENT_ID and FLOWGRAPH_CLIENT_SECRET in the environment"
        )
    context = getattr(error, "ctx", None)
    help_ = f"\n  next:  {context.command_path} --help" if context else ""
    return _say(f"error: {error.format_message()}{help_}")


def _bug(error: Exception) -> int:
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    code = place.tb_frame.f_code if place else None
    where = f"{Path(code.co_filename).name}:{place.tb_lineno}" if code and place else ""
    return _say(
        f"error: flowgraph has a bug: {type(error).__name__}\n  where: {where}\n"
        "  next:  please report these lines and the command; nothing else is needed"
    )


def _say(text: str) -> int:
    """Print a message without secrets and without what could command a terminal."""
    with contextlib.suppress(OSError):
        say(mask(text), err=True)
    return COULD_NOT


def _stream_fault(error: OSError) -> int:
    """End after something that no command catches by itself: a closed stream, a shortage."""
    if isinstance(error, BrokenPipeError):
        _drop_stdout()
        return BROKEN_PIPE
    reason = (error.strerror or "unknown reason").lower()
    if error.errno in _SHORTAGES:
        return _say(
            f"error: this computer refuses: {reason}\n"
            "  next:  end other programs, or raise its limits (ulimit -a shows them)"
        )
    if error.errno not in _STREAM_FAULTS or error.filename is not None:
        return _bug(error)
    _drop_stdout()
    return _say(
        f"error: cannot be written: {reason}\n  where: standard output\n"
        "  next:  make room, or write into a file"
    )


def _drop_stdout() -> None:
    # Python flushes once more at its end, and would complain of the same fault again.
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
