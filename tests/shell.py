"""The command as a shell runs it: pipes, closed streams, limits, signals; and small PBX folders."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from helpers import PATIENCE_S, Run

import flowgraph

HOME = str(Path(flowgraph.__file__).parents[1])
COMMAND = (sys.executable, "-m", "flowgraph")
SAMPLE = Path(HOME) / "samples" / "harbour-dental" / "pbx"


def environment(folder: Path, **extra: str) -> dict[str, str]:
    """Give the environment of a run: nothing of the tester's own, a folder for scratch files."""
    scratch = folder.parent / f"{folder.name}-scratch"
    scratch.mkdir(exist_ok=True)
    known = {k: v for k, v in os.environ.items() if not k.startswith(("FLOWGRAPH_", "PYTHON"))}
    return {**known, "PYTHONPATH": HOME, "TMPDIR": str(scratch), "HOME": str(scratch), **extra}


def flowgraph_in(folder: Path, *arguments: object, **extra: str) -> Run:
    """Run the command in a folder; it must leave neither a scratch file nor a traceback."""
    return finished(folder, [*COMMAND, *map(str, arguments)], **extra)


def shell(folder: Path, script: str, **extra: str) -> Run:
    """Run a line of bash in which ``flowgraph`` is the command."""
    line = f"flowgraph() {{ '{sys.executable}' -m flowgraph \"$@\"; }}; {script}"
    return finished(folder, ["bash", "-c", line], **extra)


def finished(folder: Path, line: list[str], **extra: str) -> Run:
    folder.mkdir(exist_ok=True)
    variables = environment(folder, **extra)
    done = subprocess.run(
        line,
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
    )
    stdout, stderr = (
        stream.decode("utf-8", "backslashreplace") for stream in (done.stdout, done.stderr)
    )
    run = Run(done.returncode, stdout, stderr, folder)
    assert list(Path(variables["TMPDIR"]).iterdir()) == []
    assert_calm(run.stderr)
    return run


def assert_calm(stderr: str) -> None:
    """Nothing that a user, a PBX or a disk can do looks like a fault of the program."""
    for sign in ("Traceback", "Exception ignored", "has a bug"):
        assert sign not in stderr, stderr


def told(run: Run) -> dict[str, str]:
    """Take an error message apart: what, where, next."""
    match = re.search(r"^error: (?P<what>.*?)(?=\n  where:|\n  next:|\Z)", run.stderr, re.M | re.S)
    assert match, run.stderr
    rest = dict(re.findall(r"^  (where|next): +(.*)$", run.stderr[match.end() :], re.M))
    return {"what": match["what"], "where": "", "next": "", **rest}


@contextmanager
def started(folder: Path, line: list[str], **extra: str) -> Iterator[subprocess.Popen[str]]:
    """Start a process that is to be interrupted."""
    process = subprocess.Popen(
        line,
        cwd=folder,
        env=environment(folder, **extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


# -- PBX folders -----------------------------------------------------------------------------


def menu(identity: object, **fields: Any) -> dict[str, Any]:
    return {"id": identity, "number": f"62{identity:0>2}", "name": f"Menu {identity}", **fields}


def answer(data: object, code: int = 0) -> dict[str, Any]:
    return {"errcode": code, "errmsg": "SUCCESS" if code == 0 else "FAILURE", "data": data}


def pbx(folder: Path, *menus: Mapping[str, Any], **lists: Any) -> Path:
    """Write a PBX folder; a lone surrogate is written as JSON may hold it."""
    (folder / "ivr").mkdir(parents=True, exist_ok=True)
    for data in menus:
        write(folder / "ivr" / f"{data['id']}.json", answer(data))
    for kind, rows in lists.items():
        write(folder / f"{kind}.json", rows)
    return folder


def write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")


def small(folder: Path) -> Path:
    """Two menus, a way back, a person."""
    return pbx(
        folder,
        menu(1, press1_dest="ivr", press1_dest_value="2", timeout_dest="end_call"),
        menu(2, press_star_dest="ivr", press_star_dest_value="1", press0_dest="queue",
             press0_dest_value="7"),
        queue=[{"id": 7, "number": "6400", "name": "Orders"}],
        inbound_route=[],
    )  # fmt: skip
