"""Runs a drawing engine on DOT: the bundled one, a system ``dot``, or Pango by way of pygraphviz.

Deciding what to run is apart from running it. The engine gets its DOT on standard input and an
environment without our secrets, has a time limit, and its result is checked before anybody sees it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Literal, NamedTuple

from ..errors import EngineError
from ..text import shorten, visible

Engine = Literal["auto", "bundled", "system", "pango"]

TIME_LIMIT_S = 60.0
_SECRET_NAME = re.compile(r"(?i)secret|token|password|client_id")
# The bundled engine says this for nearly every text that is not ASCII, and means nothing by it.
_NOISE = re.compile(r"no value for width of (non-)?ASCII character")
_PANGO_PROGRAM = (
    "import sys, pygraphviz; "
    "pygraphviz.AGraph(string=sys.stdin.buffer.read().decode()).draw("
    "sys.argv[2], format=sys.argv[1], prog='dot')"
)


class Command(NamedTuple):
    """An engine, ready to run.

    Attributes:
        engine: Which one it is.
        arguments: Program and fixed arguments; format and output follow.
    """

    engine: Literal["bundled", "system", "pango"]
    arguments: tuple[str, ...]

    def line(self, format_: str, output: str, dpi: int) -> list[str]:
        """Give the whole command line."""
        if self.engine == "pango":
            return [*self.arguments, format_, output]
        size = [f"-Gdpi={dpi}"] if format_ == "png" else []
        return [*self.arguments, f"-T{format_}", *size, "-o", output]


def find(engine: Literal["bundled", "system", "pango"]) -> Command | None:
    """Look for an engine; None where it is not installed."""
    if engine == "bundled":
        program = _bundled_program()
        return Command(engine, (program,)) if program else None
    if engine == "system":
        dot = shutil.which("dot")
        return Command(engine, (dot,)) if dot else None
    found = _is_installed("pygraphviz")
    return Command(engine, (sys.executable, "-c", _PANGO_PROGRAM)) if found else None


def _bundled_program() -> str:
    try:
        files = metadata.distribution("graphviz-pure").files or []
    except metadata.PackageNotFoundError:
        return ""
    for file in files:
        if file.name in ("graphviz-pure", "graphviz-pure.exe"):
            path = Path(str(file.locate())).resolve()
            return str(path) if path.is_file() else ""
    return ""


def _is_installed(distribution: str) -> bool:
    try:
        metadata.distribution(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True


INSTALL_HINT = (
    "install Graphviz (Debian, Ubuntu: apt install graphviz; macOS: brew install graphviz; "
    "Windows: winget install graphviz), or pip install 'flowgraph[pango]'"
)


def choose(
    engine: Engine, order: Sequence[Literal["bundled", "system", "pango"]], why: str
) -> Command:
    """Choose the engine to run.

    Args:
        engine: What the user wants.
        order: Engines that can do the job, best first.
        why: The job, for the message.

    Raises:
        EngineError: None of them is installed, or the wanted one cannot do the job.
    """
    if engine != "auto":
        command = find(engine)
        if command is None:
            raise EngineError(f"the engine {engine!r} is not installed", hint=INSTALL_HINT)
        if engine not in order:
            raise EngineError(f"the engine {engine!r} cannot draw {why}", hint="leave --engine out")
        return command
    for candidate in order:
        if command := find(candidate):
            return command
    raise EngineError(f"no engine is installed that can draw {why}", hint=INSTALL_HINT)


def run(
    command: Command, dot: str, format_: str, *, dpi: int = 96, time_limit_s: float = TIME_LIMIT_S
) -> bytes:
    """Draw.

    Args:
        command: The engine.
        dot: DOT text.
        format_: ``svg``, ``png`` or ``pdf``.
        dpi: Dots per inch of a bitmap.
        time_limit_s: Seconds after which the engine is ended.

    Raises:
        EngineError: It failed, took too long, or wrote nothing.
    """
    with tempfile.TemporaryDirectory(prefix="flowgraph-") as folder:
        output = Path(folder) / f"picture.{format_}"
        messages = _call(command.line(format_, str(output), dpi), dot, time_limit_s, command.engine)
        # An engine can end well without a file, and write one although it failed.
        picture = output.read_bytes() if output.is_file() else b""
    if not picture:
        raise EngineError(f"the engine {command.engine!r} drew nothing: {messages}")
    return picture


def version(command: Command) -> str:
    """Give an engine's version; empty where it does not tell.

    Raises:
        EngineError: It cannot be run.
    """
    if command.engine == "system":
        said = _call([*command.arguments, "-V"], "", TIME_LIMIT_S, command.engine)
        number = re.search(r"\d+(?:\.\d+)+", said)
        return number[0] if number else ""
    return metadata.version("graphviz-pure" if command.engine == "bundled" else "pygraphviz")


def _call(line: list[str], dot: str, time_limit_s: float, engine: str) -> str:
    environment = {k: v for k, v in os.environ.items() if not _SECRET_NAME.search(k)}
    try:
        done = subprocess.run(  # noqa: S603  a list of arguments, no shell
            line,
            input=dot.encode(),
            capture_output=True,
            timeout=time_limit_s,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise EngineTimeout(
            f"the engine {engine!r} took longer than {time_limit_s:g} s",
            hint="draw fewer menus (--max-depth), or with --leaves folded",
        ) from None
    except OSError as error:
        raise EngineError(f"the engine {engine!r} cannot be run: {error.strerror}") from None
    messages = _first_line(done.stderr)
    if done.returncode != 0:
        raise EngineError(
            f"the engine {engine!r} failed: {messages or f'exit status {done.returncode}'}",
            hint="write the picture as .dot, and send that with a bug report",
        )
    return messages


class EngineTimeout(EngineError):
    """The engine took too long; quick settings may help."""


def _first_line(stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").splitlines()
    told = [line for line in lines if line.strip() and not _NOISE.search(line)]
    return shorten(visible(told[0]), 200) if told else ""
