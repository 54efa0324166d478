"""What was measured, and on which machine."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import npm

LIBRARIES = ("click", "requests", "urllib3", "pydantic", "networkx", "graphviz-pure", "lxml")


def facts(load_before: str) -> Iterator[tuple[str, str]]:
    """Tell machine, versions and date, as name and words."""
    yield "date", datetime.now(UTC).date().isoformat()
    yield "machine", f"{os.cpu_count()} cores, {_processor()}, {_memory()}"
    yield "system", _system()
    yield "load average", f"{load_before} before, {load()} after"
    yield "Python", f"{platform.python_version()} ({platform.python_implementation()})"
    yield "flowgraph", metadata.version("flowgraph")
    yield "libraries", ", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)
    yield "compared with", ", ".join(f"{n} {npm.version(n) or 'not there'}" for n in npm.PROGRAMS)
    yield "Node", _said("node", "--version")
    yield "browser", _said("chromium", "--version")


def load() -> str:
    """Tell how many programs wanted to run in the last minute, five and fifteen."""
    return " ".join(f"{part:.2f}" for part in os.getloadavg())


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()


def _said(program: str, *words: str) -> str:
    if shutil.which(program) is None:
        return "not there"
    done = subprocess.run([program, *words], capture_output=True, text=True, check=False)
    return done.stdout.strip()
