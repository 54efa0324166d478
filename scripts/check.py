#!/usr/bin/env python3
"""Set up a virtual environment in .venv and run every check: lint, types, architecture, tests.

    python3 scripts/check.py [PYTEST ARGUMENTS]

Needs nothing but Python 3.11 with venv. Where npm is there, it fetches what tests read files with
(tests/browser); else those tests are skipped with their reason. Ends with the status of the first
check that fails.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)


def run(*command: str) -> None:
    """Run a program of the environment; end with its status if it fails."""
    print("$", *command, flush=True)
    status = subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, check=False).returncode
    if status:
        sys.exit(status)


def fetch_readers() -> None:
    """Fetch the programs that read our files in the world, where npm can."""
    npm = shutil.which("npm")
    if npm:
        line = [npm, "ci", "--prefix", "tests/browser", "--no-audit", "--no-fund", "--silent"]
        print("$", *line, flush=True)
        subprocess.run(line, cwd=ROOT, check=True)


def main() -> None:
    """Set up, check, test."""
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        venv.create(VENV, with_pip=True)
    run("python", "-m", "pip", "install", "--quiet", "--editable", ".[dev]")
    fetch_readers()
    for check in CHECKS:
        run(*check)
    run("python", "-m", "pytest", "-n", "auto", *sys.argv[1:])


if __name__ == "__main__":
    main()
