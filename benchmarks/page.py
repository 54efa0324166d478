"""The interactive page: how large it is, and how soon a browser lets one work with it."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from measure import Cost, cost, ours
from report import Section, Table
from shapes import Bench

#: The page's script marks itself alive and then does the rest in one go; with the next frame a
#: reader can see and use everything.
_WATCH = """
new MutationObserver(() => {
  if (globalThis.readyMs || !document.documentElement.classList.contains("alive")) return;
  globalThis.readyMs = -1;
  requestAnimationFrame(() => setTimeout(() => { globalThis.readyMs = performance.now(); }));
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["class"] });
"""
_PATIENCE_MS = 120_000
_HEAD = ("menus", "MB", "MB packed (gzip)", "cpu s to write", "peak MiB", "ms to interactive")


def measure(bench: Bench) -> Section:
    """Measure pages of three sizes."""
    pages = {
        menus: bench.scratch / f"page-{menus}.html" for menus in dict.fromkeys(bench.sizes.pictures)
    }
    costs = {menus: _written(bench, menus, page) for menus, page in pages.items()}
    times = _times(bench, pages)
    rows = [_row(menus, page, costs[menus], times[menus]) for menus, page in pages.items()]
    return Section(
        "Page",
        "`draw -o menus.html`, and that file in Chromium: from the start of loading to the first "
        "frame in which everything works. No goal speaks of it.",
        [Table("Interactive page", _HEAD, rows)],
    )


def _written(bench: Bench, menus: int, page: Path) -> Cost:
    pbx = str(bench.pbx("tree", menus))
    return cost(ours("page", "draw", "1", "--from", pbx, "-q", "-o", str(page)))


def _row(menus: int, page: Path, spent: Cost, time: str) -> tuple[str, ...]:
    content = page.read_bytes()
    sizes = (f"{len(content) / 1e6:.2f}", f"{len(gzip.compress(content)) / 1e6:.2f}")
    return (f"{menus:,}", *sizes, f"{spent.cpu_s:.2f}", f"{spent.peak_mib:.0f}", time)


def _times(bench: Bench, pages: dict[int, Path]) -> dict[int, str]:
    if bench.is_quick:
        return dict.fromkeys(pages, "left out by --quick")
    try:
        with _browser() as browser:
            best = {
                menus: min(_ready_ms(browser, page) for _ in range(bench.sizes.times))
                for menus, page in pages.items()
            }
    except LookupError as error:
        return dict.fromkeys(pages, str(error))
    return {menus: f"{time:,.0f}" for menus, time in best.items()}


@contextmanager
def _browser() -> Iterator[Any]:
    """Start Chromium; raises LookupError where it, or what drives it, is not installed."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise LookupError("playwright is not installed") from None
    if chromium is None:
        raise LookupError("Chromium is not installed")
    # Chromium's own sandbox refuses to run as root, which is what containers run as.
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as started:
        running = started.chromium.launch(executable_path=chromium, args=flags)
        yield running
        running.close()


def _ready_ms(browser: Any, page: Path) -> float:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(_WATCH)
    opened = context.new_page()
    opened.goto(page.as_uri(), timeout=_PATIENCE_MS)
    opened.wait_for_function("globalThis.readyMs > 0", timeout=_PATIENCE_MS)
    ready = float(opened.evaluate("globalThis.readyMs"))
    context.close()
    return ready
