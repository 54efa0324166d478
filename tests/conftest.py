from __future__ import annotations

import csv
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import TREES, generate

# Recipes for test data, not modules of ours.
collect_ignore = ["data"]

# Whoever starts the tests in the background may have them ignore Ctrl-C, and every command that
# they start would inherit that: those that are to be interrupted would never end.
signal.signal(signal.SIGINT, signal.default_int_handler)
# Names of a hundred thousand letters are among those that are tried.
csv.field_size_limit(10_000_000)


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


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that skipped something where every tool is meant to be there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and os.environ.get("FLOWGRAPH_NO_SKIPS"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start one browser for all tests: Debian's Chromium, driven by Playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no playwright")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium")
    # Chromium's own sandbox refuses to run as root, which is what containers run as.
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=chromium, args=flags)
        yield running
        running.close()
