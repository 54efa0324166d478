from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from helpers import TREES, generate

Generated = Callable[..., Path]


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    """Write a synthetic PBX, once for all tests that want the same one."""

    @cache
    def write(profile: str, number: int | None = None) -> Path:
        folder = tmp_path_factory.mktemp(profile) / "pbx"
        size = () if number is None else ("--n", number)
        generate(TREES / "generate.py", profile, folder, *size)
        return folder

    return write
