"""madge and dependency-cruiser, in the versions that package.json names."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from measure import HERE

#: Each with its program.
PROGRAMS = {"madge": "madge", "dependency-cruiser": "depcruise"}
_MODULES = HERE / "node_modules"


def programs(is_quick: bool) -> dict[str, Path | None]:
    """Give the programs that there are; fetch them first, where npm can."""
    if is_quick:
        return dict.fromkeys(PROGRAMS)
    _fetch()
    found = {name: _MODULES / ".bin" / program for name, program in PROGRAMS.items()}
    return {name: path if path.exists() else None for name, path in found.items()}


def version(name: str) -> str:
    """Give the version that is installed; empty where it is not."""
    return _version(_MODULES / name / "package.json")


def _version(package: Path) -> str:
    return str(json.loads(package.read_text())["version"]) if package.is_file() else ""


def _fetch() -> None:
    wanted = json.loads((HERE / "package.json").read_text())["dependencies"]
    program = shutil.which("npm")
    if program and any(version(name) != number for name, number in wanted.items()):
        line = [program, "ci", "--prefix", str(HERE), "--no-audit", "--no-fund", "--silent"]
        subprocess.run(line, check=False)
