"""A site opened from the file system in a real browser: search, reading, paper, phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from helpers import TREES
from shell import SAMPLE
from sites import LONG_NAME, long_names, site, site_in

AXE = Path(__file__).parents[1] / "browser" / "node_modules" / "axe-core" / "axe.min.js"
_RUN_AXE = """async () => {
  const rules = { "target-size": { enabled: true } };
  const found = await axe.run(document, { rules, preload: false });
  return found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]);
}"""
_PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def sample() -> dict[str, bytes]:
    return site_in(SAMPLE)


def hits(page: Any, words: str) -> list[str]:
    page.locator("#search").fill(words)
    page.wait_for_function("() => document.querySelector('#hits').textContent !== ''")
    names: list[str] = page.locator(".results bdi").all_text_contents()
    return names


# -- search ----------------------------------------------------------------------------------


def test_a_number_is_found_first_by_whoever_dials_it(opened: Any, sample: Any):
    page = opened(sample)
    assert hits(page, "304")[0] == '304 Owen "Ozzie" Hartley'
    assert hits(page, "6205") == ['6205 Billing & "Insurance"']
    assert "Main_Line" in hits(page, "5550100")


def test_names_are_found_whatever_their_accents_and_capitals(opened: Any, sample: Any):
    page = opened(sample)
    assert "305 Dr. Núñez <on call>" in hits(page, "NUNEZ")
    assert hits(page, "ΠΑΠΑΔΟΠΟΥΛΟΥ") == ["307 voicemail of Eleni Παπαδοπούλου"]


def test_all_words_must_fit(opened: Any, sample: Any):
    page = opened(sample)
    assert hits(page, "main english") == ["6201 English main menu"]
    assert hits(page, "english nobody") == []
    assert page.locator("#hits").text_content() == "Nothing is called so"


def test_words_of_an_announcement_lead_to_its_menu_with_the_words_around_them(
    opened: Any, sample: Any
):
    page = opened(sample)
    assert hits(page, "dentures") == ["6201 English main menu"]
    assert "For crowns, dentures and repairs" in page.locator(".results .snippet").text_content()
    assert page.locator(".results mark").all_text_contents() == ["dentures"]


def test_what_is_shown_around_a_hit_is_said_as_people_say_it(opened: Any, sample: Any):
    page = opened(sample)
    assert "6402 Bills / Facturas" in hits(page, "304")
    bills = page.locator(".results a", has_text="6402").locator(".snippet")
    assert (
        bills.text_content() == "Ring strategy: ring all · Members: 304, 303 · Waits at most: 0 s"
    )
    for words in ("ring_all", "none", "not known"):
        hits(page, words)
        told = " ".join(page.locator(".snippet").all_text_contents())
        assert words not in told


def test_the_search_works_without_a_mouse_and_leads_to_a_page(opened: Any, sample: Any):
    page = opened(sample, "findings.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("6211")
    page.wait_for_selector(".results a")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.results') !== null")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/menu-12.html")
    assert page.locator("h1").text_content() == "Emergency / Urgencias"


def test_escape_closes_what_was_found(opened: Any, sample: Any):
    page = opened(sample)
    hits(page, "menu")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.locator(".results").is_hidden()
    assert page.evaluate("document.activeElement.id") == "search"


def test_hostile_names_are_found_as_text(opened: Any):
    name = "</script><img src=x onerror=alert(1)>"
    page = opened(site("ivr:5 -1-> queue:7", settings={"ivr:5": {"name": name}}))
    assert hits(page, "onerror") == [name]
    assert page.locator(".results img").count() == 0


def test_the_index_is_loaded_when_somebody_searches_and_not_before(opened: Any, sample: Any):
    page = opened(sample)
    assert page.evaluate("globalThis.flowgraphIndex") is None
    page.locator("#search").focus()
    page.wait_for_function("() => globalThis.flowgraphIndex !== undefined")


def test_without_a_script_there_is_no_search_and_all_else_is_there(opened: Any, sample: Any):
    page = opened(sample, "menu-2.html", java_script_enabled=False)
    assert page.locator(".search").is_hidden()
    assert page.locator("#keys").is_visible()


# -- getting about ---------------------------------------------------------------------------


def test_a_box_of_the_picture_leads_to_its_page(opened: Any, sample: Any):
    page = opened(sample, "menu-8.html")
    page.locator("figure svg a[href='menu-2.html']").click()
    page.wait_for_url("**/menu-2.html")
    page.locator("figure svg a[href='destinations.html#queue-1']").click()
    page.wait_for_url("**/destinations.html#queue-1")
    assert page.locator("#queue-1").is_visible()


def test_the_skip_link_leads_to_the_content(opened: Any, sample: Any):
    page = opened(sample, "menu-2.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_wide_picture_can_be_seen_in_full_size(opened: Any, sample: Any):
    page = opened(sample)
    width = "document.querySelector('figure svg').getBoundingClientRect().width"
    fitting = page.evaluate(width)
    page.get_by_label("Full size").check()
    assert page.evaluate(width) > fitting


@pytest.mark.parametrize(
    "name", ["index.html", "menu-2.html", "entry-1.html", "destinations.html", "findings.html"]
)
def test_a_phone_need_not_be_scrolled_sideways(opened: Any, sample: Any, name: str):
    page = opened(sample, name, **_PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_no_name_is_so_long_that_a_phone_must_be_scrolled_sideways(opened: Any, tmp_path: Path):
    files = site_in(long_names(tmp_path / "pbx"))
    assert LONG_NAME in files["menu-5.html"].decode()
    page = opened(files, **_PHONE)
    for name in sorted(name for name in files if name.endswith(".html")):
        page.goto(page.url.rpartition("/")[0] + f"/{name}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") == 390, name
    hits(page, "w")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_paper_has_the_page_without_its_bar(opened: Any, sample: Any):
    page = opened(sample, "menu-2.html")
    page.emulate_media(media="print")
    assert page.locator(".bar").is_hidden()
    assert page.locator("#keys").is_visible()


def test_by_night_the_page_is_dark(opened: Any, sample: Any):
    ground = "getComputedStyle(document.body).backgroundColor"
    day, night = (
        opened(sample, color_scheme=scheme).evaluate(ground) for scheme in ("light", "dark")
    )
    assert day != night


# -- for everybody ---------------------------------------------------------------------------


needs_axe = pytest.mark.skipif(
    not AXE.exists(), reason="no axe-core: npm ci --prefix tests/browser"
)


def violations(page: Any) -> Any:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(_RUN_AXE)


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name", ["index.html", "menu-8.html", "entry-4.html", "destinations.html", "findings.html"]
)
def test_axe_finds_nothing_wrong(opened: Any, sample: Any, name: str, scheme: str):
    page = opened(sample, name, color_scheme=scheme)
    hits(page, "menu")
    assert violations(page) == []


@needs_axe
def test_axe_finds_nothing_wrong_on_a_phone(opened: Any, sample: Any):
    assert violations(opened(sample, "menu-8.html", **_PHONE)) == []


@needs_axe
def test_axe_finds_nothing_wrong_with_the_vendors_own_menu(opened: Any):
    assert violations(opened(site_in(TREES / "vendor-example" / "pbx"), "menu-5.html")) == []
