"""A real browser for the page: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

#: Tells of what the policy forbids, and of what the script did not catch.
_WATCH = """
globalThis.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


Opener = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open pages; at the end none of them has complained, or asked for anything but itself."""
    contexts, complaints, asked = [], [], []

    def open_(html: str, link: str = "", *, alive: bool = True, **options: Any) -> Any:
        file = tmp_path / "menus.html"
        file.write_text(html, encoding="utf-8")
        settings = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
        context = browser.new_context(**{**settings, **options})
        contexts.append(context)
        context.add_init_script(_WATCH)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
        page.goto(f"{file.as_uri()}{link}")
        if alive:
            page.wait_for_selector("html.alive")
        return page

    yield open_
    for context in contexts:
        if not context.pages:
            continue
        found = context.pages[0].evaluate("globalThis.violations ?? []")
        complaints.extend(found)
        context.close()
    assert complaints == []
    assert {url for url in asked if not url.startswith("data:")} <= {
        (tmp_path / "menus.html").as_uri()
    }
