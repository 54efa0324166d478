"""What a command takes, measured so that a busy machine is unfair to nobody.

Processor seconds are user and system time of the command and of all that it starts. The commands
of one comparison take turns (A B A B), and of each its best run counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

PYTHON = sys.executable
HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
#: Far more than anything here should need; a command that takes longer counts as never ending.
TIME_LIMIT_S = 900


class Cost(NamedTuple):
    """What a command took, and how it ended.

    Attributes:
        cpu_s: Processor seconds, those of its children included.
        wall_s: Seconds from start to end.
        peak_mib: Most memory that it, or one of its children, held.
        status: Its exit status; negative where a signal ended it.
        said: What it printed, on both streams.
    """

    cpu_s: float
    wall_s: float
    peak_mib: float
    status: int
    said: str

    @property
    def ended(self) -> bool:
        """Whether it came to an end by itself."""
        return self.status >= 0


@dataclass(frozen=True)
class Command:
    """Something to be measured.

    Attributes:
        name: What the row is called.
        words: Program and arguments.
        environment: Variables besides those that there are.
        stdin: What it reads.
        folder: Where it runs.
        at_most: Runs at most: those that take a minute are steady enough.
        statuses: Exit statuses of a run that did its job; empty where all are allowed.
    """

    name: str
    words: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    stdin: bytes = b""
    folder: Path | None = None
    at_most: int = 100
    statuses: tuple[int, ...] = ()


def ours(name: str, *words: str, environment: Mapping[str, str] | None = None) -> Command:
    """Give a flowgraph command that must do its job: done, with findings, or in part."""
    line = (PYTHON, "-m", "flowgraph", *words)
    return Command(name, line, environment or {}, statuses=(0, 1, 3))


def peer(name: str, script: str, *arguments: str, at_most: int = 100) -> Command:
    """Give the command that runs one of our own scripts in ``peers/``."""
    line = (PYTHON, str(PEERS / script), *arguments)
    return Command(name, line, at_most=at_most, statuses=(0,))


def cost(command: Command) -> Cost:
    """Run a command once.

    Raises:
        RuntimeError: It did not do its job, and what it took would mean nothing.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "cost.json"
        runner = (PYTHON, "-S", "-E", str(HERE / "runner.py"), str(report), str(TIME_LIMIT_S))
        done = subprocess.run(
            [*runner, *command.words],
            input=command.stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **command.environment},
            cwd=command.folder,
            check=False,
        )
        said = done.stdout.decode("utf-8", "replace")
        if not report.exists():
            raise RuntimeError(f"{command.name} cannot be started: {said[-400:]}")
        spent = Cost(**json.loads(report.read_text()), said=said)
    if command.statuses and spent.status not in command.statuses:
        raise RuntimeError(f"{command.name} ended with status {spent.status}: {said[-400:]}")
    return spent


def take_turns(
    commands: Iterable[Command], times: int, after: Callable[[str], None] = lambda name: None
) -> dict[str, Cost]:
    """Run commands in turn, and give the best of each.

    Args:
        commands: What is compared.
        times: How often each runs.
        after: Called with a command's name after each of its runs.
    """
    runs: dict[str, list[Cost]] = {}
    waiting = list(commands)
    for turn in range(times):
        for command in waiting:
            if turn < command.at_most:
                runs.setdefault(command.name, []).append(cost(command))
                after(command.name)
    return {name: _best(found) for name, found in runs.items()}


def _best(runs: list[Cost]) -> Cost:
    """Give the least time of all runs, and the most memory."""
    return runs[-1]._replace(
        cpu_s=min(run.cpu_s for run in runs),
        wall_s=min(run.wall_s for run in runs),
        peak_mib=max(run.peak_mib for run in runs),
    )
