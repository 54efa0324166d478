from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from helpers import PATIENCE_S

#: Programs of other people that read our files; ``npm ci --prefix tests/browser`` fetches them.
BROWSER = Path(__file__).parents[1] / "browser"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

Job = dict[str, Any]
Reader = Callable[[Sequence[Job]], list[dict[str, Any]]]


def missing_tool() -> str:
    """Say what lacks for reading files in a browser; empty if nothing does."""
    if not shutil.which("node"):
        return "no node"
    if not (BROWSER / "node_modules").is_dir():
        return "no tests/browser/node_modules: npm ci --prefix tests/browser"
    return "" if Path(CHROMIUM).exists() else "no Chromium"


@pytest.fixture(scope="session")
def read_in_browser() -> Reader:
    """Let Mermaid and diagrams.net's engine read many files, in one browser."""
    if reason := missing_tool():
        pytest.skip(reason)

    def read(jobs: Sequence[Job]) -> list[dict[str, Any]]:
        done = subprocess.run(
            ["node", str(BROWSER / "read.mjs")],
            input=json.dumps(list(jobs)).encode(),
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
            env={**os.environ, "CHROMIUM": CHROMIUM},
        )
        assert done.returncode == 0, done.stderr.decode()
        answers: list[dict[str, Any]] = json.loads(done.stdout)
        return answers

    return read
