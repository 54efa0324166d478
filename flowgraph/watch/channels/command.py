"""A command that is run, with the message as JSON on its standard input."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping

from ...errors import DeliveryFailed, UsageError
from ...masking import is_secret_field
from ..message import Message

_SECONDS = 120
_OURS = "FLOWGRAPH_"


class Command:
    """Runs a command.

    It reads the document of :mod:`..message` on standard input; ``FLOWGRAPH_EVENT``,
    ``FLOWGRAPH_SUBJECT`` and ``FLOWGRAPH_PICTURE`` (empty without one) are in its environment. It
    is no line for a shell: what a PBX calls its menus cannot become one. Secrets of ours are kept
    from it.

    Args:
        line: Program and arguments, quoted as for a shell.

    Raises:
        UsageError: The line cannot be split, is empty, or names no program.
    """

    name = "command"

    def __init__(self, line: str) -> None:
        try:
            self._words = shlex.split(line)
        except ValueError as error:
            raise UsageError(
                f"the command cannot be read: {str(error).lower()}",
                where="--command",
                hint="close its quotes",
            ) from None
        if not self._words:
            raise UsageError("the command is empty", where="--command", hint="name a program")
        if shutil.which(self._words[0]) is None:
            raise UsageError(
                "there is no such program, or it may not be run",
                where=f"--command, {self._words[0]}",
                hint="check its name and its rights",
            )

    def send(self, message: Message) -> None:
        """Run it once.

        Raises:
            DeliveryFailed: It cannot be started, ends with another status than 0, or takes longer
                than two minutes.
        """
        document = json.dumps(message.document, ensure_ascii=False, indent=1) + "\n"
        try:
            done = subprocess.run(  # noqa: S603  the user's own command, and no shell
                self._words,
                input=document.encode(errors="replace"),
                env=_environment(os.environ, message),
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise self._failure(f"took longer than {_SECONDS} s") from None
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or "unknown reason").lower()
            raise self._failure(f"cannot be started: {reason}") from None
        if done.returncode:
            raise self._failure(f"ended with status {done.returncode}")

    def _failure(self, what: str) -> DeliveryFailed:
        return DeliveryFailed(
            f"the command {what}", where=f"--command, {self._words[0]}", hint="run it by hand"
        )


def _environment(environment: Mapping[str, str], message: Message) -> dict[str, str]:
    """Give the environment of the command: ours without our secrets."""
    kept = {
        name: value
        for name, value in environment.items()
        if not (name.startswith(_OURS) and (is_secret_field(name.lower()) or "URL" in name))
    }
    return kept | {
        "FLOWGRAPH_EVENT": message.event,
        "FLOWGRAPH_SUBJECT": message.subject,
        "FLOWGRAPH_PICTURE": str(message.picture.resolve()) if message.picture else "",
    }
