"""Run a command again and again, and let each time another call of one kind fail.

    python torture.py KIND FOLDER -- ARGUMENTS

For n = 1, 2, … a child runs ``flowgraph ARGUMENTS`` in a fresh copy of FOLDER, ``FOLDER-n``, and
the n-th call of the kind fails in it. Ends when children make fewer calls. Prints a JSON line a
child: number, exit status, whether the fault struck.
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any

MOST = 400
# A PBX has eight tokens to give, and some are lost here.
AT_A_TIME = 3


class Striker:
    """Counts calls, and lets one fail."""

    def __init__(self, number: int, fault: OSError) -> None:
        self.left = number
        self._fault = fault
        self._pid = os.getpid()

    @property
    def has_struck(self) -> bool:
        return self.left <= 0

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def struck(*args: Any, **named: Any) -> Any:
            if os.getpid() == self._pid:
                self.left -= 1
                if self.left == 0:
                    raise self._fault
            return function(*args, **named)

        return struck


#: What is patched, and how it fails.
KINDS: dict[str, tuple[list[tuple[Any, str]], OSError]] = {
    "open": (
        [(builtins, "open"), (io, "open"), (os, "open")],
        OSError(errno.EMFILE, "Too many open files"),
    ),
    "fsync": ([(os, "fsync")], OSError(errno.EIO, "Input/output error")),
    "replace": ([(os, "replace")], OSError(errno.ENOSPC, "No space left on device")),
    "connect": ([(socket.socket, "connect")], ConnectionRefusedError(errno.ECONNREFUSED, "no")),
    "send": ([(socket.socket, "sendall")], ConnectionResetError(errno.ECONNRESET, "reset")),
    "receive": ([(socket.SocketIO, "readinto")], ConnectionResetError(errno.ECONNRESET, "reset")),
    "start": ([(subprocess.Popen, "_execute_child")], OSError(errno.EAGAIN, "no more processes")),
}


def patch(kind: str, number: int) -> Striker:
    places, fault = KINDS[kind]
    striker = Striker(number, fault)
    for owner, name in places:
        setattr(owner, name, striker.around(getattr(owner, name)))
    return striker


def child(kind: str, number: int, folder: str, arguments: list[str]) -> None:
    """Run the command; never comes back."""
    from flowgraph.cli.main import run

    os.chdir(folder)
    for target, stream in (("out", 1), ("err", 2)):
        os.dup2(os.open(f"{folder}.{target}", os.O_CREAT | os.O_WRONLY), stream)
    striker = patch(kind, number)
    status = run(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(100 + status if striker.has_struck else status)


def main() -> None:
    kind, folder, _, *arguments = sys.argv[1:]
    # What is imported before the first child need not be imported by each.
    import networkx  # noqa: F401
    import pydantic  # noqa: F401
    import requests  # noqa: F401

    import flowgraph.cli.crawl
    import flowgraph.cli.draw
    import flowgraph.crawl  # noqa: F401

    for first in range(1, MOST, AT_A_TIME):
        # Several at a time, since most of them wait for a second try.
        numbers = range(first, first + AT_A_TIME)
        pids = [begun(kind, number, folder, arguments) for number in numbers]
        for number, pid in zip(numbers, pids, strict=True):
            status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            has_struck = status >= 100
            row = {"number": number, "status": status - 100 if has_struck else status}
            print(json.dumps({**row, "struck": has_struck}), flush=True)
        if not has_struck:
            return


def begun(kind: str, number: int, folder: str, arguments: list[str]) -> int:
    """Start a child in a copy of its own."""
    copy = f"{folder}-{number}"
    shutil.copytree(folder, copy)
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try:
            child(kind, number, copy, arguments)
        finally:
            os._exit(99)
    return pid


if __name__ == "__main__":
    main()
