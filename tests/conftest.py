from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from helpers import TREES, generate


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Write a synthetic PBX, once for all tests that want the same one."""

    @cache
    def write(profile: str, number: int | None = None) -> Path:
        folder = tmp_path_factory.mktemp(profile) / "pbx"
        size = () if number is None else ("--n", number)
        generate(TREES / "generate.py", profile, folder, *size)
        return folder

    return write


@pytest.fixture(scope="session")
def pbx_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Give the PBX folder of a case or a tree; where it has a recipe instead, cook it once."""

    @cache
    def find(folder: Path) -> Path:
        if (folder / "pbx").is_dir():
            return folder / "pbx"
        target = tmp_path_factory.mktemp("generated") / folder.name / "pbx"
        generate(folder / "generate.py", target)
        return target

    return find
