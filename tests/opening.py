"""Folders of pages in a real browser, opened from the file system as people do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

Opener = Callable[..., Any]

#: Tells of what the policy forbids.
_WATCH = """
globalThis.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open pages of a folder; at the end none has complained, or asked for what is elsewhere."""
    contexts: list[Any] = []
    complaints: list[str] = []
    asked: list[str] = []

    def open_(files: Mapping[str, bytes], name: str = "index.html", **options: Any) -> Any:
        for path, content in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(content)
        settings = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
        context = browser.new_context(**{**settings, **options})
        contexts.append(context)
        context.add_init_script(_WATCH)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{tmp_path.as_uri()}/{name}")
        return page

    yield open_
    for context in contexts:
        complaints += context.pages[0].evaluate("globalThis.violations ?? []")
        context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(tmp_path.as_uri())] == []
