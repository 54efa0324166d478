"""What axe finds wrong with the page, by day and by night: nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .pages import generated_page, sample_page

AXE = Path(__file__).parents[2] / "browser" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async () => {
  const found = await axe.run(document, { rules: { "target-size": { enabled: true } } });
  return found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]);
}"""

pytestmark = pytest.mark.skipif(
    not AXE.exists(), reason="no axe-core: npm ci --prefix tests/browser"
)


def violations(page: Any) -> Any:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(_RUN)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_twenty_menus_have_no_violation(opened, generated, scheme: str):
    html = generated_page(generated("fleet-large", 20))
    page = opened(html, "#ivr:3", color_scheme=scheme)
    page.locator("#search").fill("menu")
    assert violations(page) == []


@pytest.mark.parametrize("tab", ["findings", "outline", "view"])
def test_no_tab_has_a_violation(opened, tab: str):
    page = opened(sample_page(), color_scheme="dark" if tab == "view" else "light")
    page.locator(f"#tab-{tab}").click()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert violations(page) == []


def test_neither_the_help_nor_a_phone_has_a_violation(opened):
    page = opened(sample_page(), "#ivr:2", viewport={"width": 390, "height": 844})
    assert violations(page) == []
    page.locator("#ask").click()
    assert violations(page) == []


def test_everything_that_is_pressed_is_large_enough(opened):
    page = opened(sample_page(), "#ivr:2")
    small = page.locator("button:visible, input:visible").evaluate_all(
        """all => all.map((one) => [one.id || one.textContent, one.closest("label") ?? one])
          .map(([name, one]) => [name, one.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""
    )
    assert small == []


def test_a_part_of_the_picture_says_what_it_is_and_where_it_leads(opened):
    page = opened(sample_page())
    names = page.locator("#world .ground").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert "IVR 6204 Appointments & check-ups. Loop: wrong keys lead to and fro" in names
    titles = page.locator("#world .edge title").all_text_contents()
    assert "IVR 6200 Welcome / Bienvenidos: 1 leads to IVR 6201 English main menu" in titles
    assert page.locator("#picture").get_attribute("aria-labelledby") == "title"
    assert page.locator("#picture desc").text_content().startswith("3 inbound routes")


def test_the_skip_link_leads_to_the_outline(opened):
    page = opened(sample_page())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "outline"
    assert page.locator("#outline").is_visible()
