"""The page over all PBXs in a real browser: search, filters, order, reading, paper, phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hostile import STRINGS

from flowgraph.fleet.roster import Member
from flowgraph.fleet.searching import search
from flowgraph.text import one_line, visible

from .made import TIMED_OUT, counts, fleet, health, hit, row

AXE = Path(__file__).parents[1] / "browser" / "node_modules" / "axe-core" / "axe.min.js"
_RUN_AXE = """async () => {
  const rules = { "target-size": { enabled: true } };
  const found = await axe.run(document, { rules, preload: false });
  return found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]);
}"""
_PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

_WELCOME = hit("ivr:1", "IVR 6200 Welcome", "Inbound route 2 Main, at any time")
_DOCTOR = hit("extension:27", "Extension 305 Dr. Núñez", "IVR 6200 Welcome, key 2")
_MAIN = hit("inbound_route:2", "Inbound route 2 Main", besides="+15550100")


def _outside(number: str, *places: str) -> Any:
    return hit(f"external_num:9-{number}", f"External number 9{number}", *places, besides=number)


_ROWS = [
    row("Harbour", health(firmware="9.1.0.2", menus=30), tags=("dental", "north"), changes=2),
    row("Lakeside", health("the queue is empty", "a loop", firmware="37.16.0.30", menus=4)),
    row("Depot", TIMED_OUT, tags=("north",)),
    row("Clínica", health(is_partial=True, unread=1, findings=counts(warning=3), menus=9)),
]
_HITS = {
    "harbour": [_WELCOME, _DOCTOR, _MAIN, _outside("5550142", "IVR 6200 Welcome, key 4")],
    "lakeside": [_WELCOME, _outside("5550147", "IVR 6200 Welcome, no key")],
    "depot": [_WELCOME, _outside("5550142", "IVR 6200 Welcome, key 9", "IVR 6200 Welcome, no key")],
    "clínica": [hit("ivr:1", "IVR 6200 Welcome"), hit("queue:1", "Queue 6400 Straße 555-0142")],
}


@pytest.fixture(scope="module")
def small() -> dict[str, bytes]:
    return fleet(*_ROWS, hits=_HITS)


def look(page: Any, words: str) -> list[tuple[str, str]]:
    """Search; gives each thing that is found with the name of its PBX."""
    page.locator("#search").fill(words)
    page.wait_for_function(
        "() => !/^(Looking.*)?$/.test(document.querySelector('#hits').textContent)"
    )
    found: list[list[str]] = page.evaluate("""() => [...document.querySelectorAll('.things > li')]
      .filter((one) => one.querySelector('bdi')).map((one) => [
        one.closest('.found-on > li').querySelector('h3 bdi').textContent,
        one.querySelector('bdi').textContent])""")
    return [(pbx, label) for pbx, label in found]


def shown(page: Any) -> list[str]:
    """Give the names of the PBXs in the table, as they stand there."""
    names: list[str] = page.locator(".fleet tbody:not([hidden]) th bdi").all_text_contents()
    return names


def tile(page: Any, words: str) -> Any:
    return page.locator("button.tile", has_text=words)


# -- search ----------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["5550142", "555 0142", "+555-0142", " (555) 0142"])
def test_all_pbxs_that_call_a_number_are_found_however_it_is_written(
    opened: Any, small: Any, words: str
):
    assert look(opened(small), words) == [
        ("Depot", "External number 95550142"),
        ("Clínica", "Queue 6400 Straße 555-0142"),
        ("Harbour", "External number 95550142"),
    ]


def test_what_leads_there_is_told_with_its_key(opened: Any, small: Any):
    page = opened(small)
    look(page, "5550142")
    places = page.locator(".found-on > li", has_text="Depot").locator(".from li")
    assert places.all_text_contents() == ["IVR 6200 Welcome key 9", "IVR 6200 Welcome no key"]
    assert places.locator("kbd").all_text_contents() == ["9"]
    assert page.locator("#hits").text_content() == "3 found, on 3 of 4 PBXs"


def test_what_is_found_leads_to_its_place_on_the_page_of_its_pbx(opened: Any, small: Any):
    files = {**small, "pbx/harbour/callflow.html": b"<!doctype html><title>Harbour</title>"}
    page = opened(files)
    look(page, "5550142")
    page.get_by_role("link", name="External number 95550142").last.click()
    page.wait_for_url("**/pbx/harbour/callflow.html#external_num:9-5550142")
    page.go_back()
    page.wait_for_selector(".things")
    assert page.locator("#search").input_value() == "5550142"
    assert page.locator(".from a").last.get_attribute("href") == "pbx/harbour/callflow.html#ivr:1"


def test_a_pbx_that_could_not_be_read_is_found_as_it_was(opened: Any, small: Any):
    page = opened(small)
    look(page, "5550142")
    told = page.locator(".found-on > li", has_text="As it was when it could be read last")
    assert told.locator("h3 bdi").all_text_contents() == ["Depot"]


def test_capitals_and_accents_do_not_count(opened: Any, small: Any):
    page = opened(small)
    assert look(page, "NUNEZ") == [("Harbour", "Extension 305 Dr. Núñez")]
    assert page.locator(".things mark").all_text_contents() == ["Núñez"]
    assert look(page, "STRASSE") == [("Clínica", "Queue 6400 Straße 555-0142")]


def test_a_whole_number_is_found_before_one_that_holds_it(opened: Any):
    hits = {"a": [hit("queue:1", "Queue 64001 Sales")], "b": [hit("queue:2", "Queue 6400 Sales")]}
    page = opened(fleet(row("A"), row("B"), hits=hits))
    assert [pbx for pbx, _ in look(page, "6400")] == ["B", "A"]


def test_the_name_of_a_pbx_may_stand_beside_what_is_looked_for(opened: Any, small: Any):
    assert look(opened(small), "depot 5550142") == [("Depot", "External number 95550142")]


def test_a_pbx_is_found_in_the_table_by_its_name(opened: Any, small: Any):
    page = opened(small)
    assert look(page, "clinica") == []
    assert page.locator("#hits").text_content() == "Nothing on a PBX is called so"
    assert shown(page) == ["Clínica"]


def test_a_number_that_no_label_shows_is_told_beside_it(opened: Any, small: Any):
    page = opened(small)
    assert look(page, "1 555 0100") == [("Harbour", "Inbound route 2 Main")]
    assert page.locator(".things > li .small").text_content() == "+15550100"


@pytest.mark.parametrize("words", ["welcome", "6200", "main 555", "305", "no-one", "IVR 6200 wel"])
def test_the_page_finds_what_the_command_line_finds(opened: Any, small: Any, words: str):
    members = [Member(one.name, one.slug) for one in _ROWS]
    found = search(members, lambda slug: _HITS[slug], words)
    expected = sorted((name, one.label) for name, one in found)
    assert sorted(look(opened(small), words)) == expected


def test_hostile_names_are_found_as_text(opened: Any):
    names = [visible(one_line(text)) for text in STRINGS if len(text) < 300]
    hits = {"harbour": [hit(f"ivr:{n}", name) for n, name in enumerate(names)]}
    page = opened(fleet(row("Harbour <img src=x onerror=alert(1)>", slug="harbour"), hits=hits))
    assert ("Harbour <img src=x onerror=alert(1)>", "<script>ring()</script>") in look(page, "ring")
    assert page.locator(".found-on :is(img, script, b, font)").count() == 0


def test_the_index_is_loaded_when_somebody_searches_and_not_before(opened: Any, small: Any):
    page = opened(small)
    assert page.evaluate("globalThis.flowgraphFleet") is None
    page.keyboard.press("/")
    page.wait_for_function("() => globalThis.flowgraphFleet !== undefined")


def test_of_many_pbxs_the_first_are_shown_and_all_on_demand(opened: Any):
    rows = [row(f"Customer {number}") for number in range(50)]
    page = opened(fleet(*rows, hits={one.slug: [_WELCOME] for one in rows}))
    assert len(look(page, "welcome")) == 20
    page.locator("#more").click()
    assert page.locator(".things > li").count() == 50
    assert page.evaluate("document.activeElement.textContent") == "Customer 20"


def test_escape_brings_everything_back(opened: Any, small: Any):
    page = opened(small)
    look(page, "5550147")
    page.keyboard.press("Escape")
    assert page.locator("#found").is_hidden()
    assert len(shown(page)) == 4


def test_enter_leads_to_what_was_found(opened: Any, small: Any):
    page = opened(small)
    look(page, "5550147")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.found-on') !== null")


# -- filters and order -----------------------------------------------------------------------


def test_a_number_of_the_headline_shows_the_pbxs_that_it_counts(opened: Any, small: Any):
    page = opened(small)
    expected = {
        "could not be read": ["Depot"],
        "with errors": ["Lakeside"],
        "read in part": ["Clínica"],
        "fine": ["Harbour"],
        "changed": ["Harbour"],
    }
    for words, names in expected.items():
        tile(page, words).click()
        assert shown(page) == names
        assert tile(page, words).get_attribute("aria-pressed") == "true"
        assert page.locator("#shown").text_content() == "1 of 4 PBXs"
    tile(page, "changed").click()
    assert len(shown(page)) == 4


def test_tags_status_and_search_go_together(opened: Any, small: Any):
    page = opened(small)
    page.get_by_label("Tag").select_option("north")
    assert shown(page) == ["Depot", "Harbour"]
    assert [pbx for pbx, _ in look(page, "5550142")] == ["Depot", "Harbour"]
    tile(page, "could not be read").click()
    assert [pbx for pbx, _ in look(page, "5550142")] == ["Depot"]
    assert shown(page) == ["Depot"]
    page.locator("#clear").click()
    assert len(shown(page)) == 4


def test_the_table_is_sorted_by_any_column_with_the_keyboard(opened: Any, small: Any):
    page = opened(small)
    button = page.get_by_role("button", name="Menus")
    button.focus()
    page.keyboard.press("Enter")
    assert shown(page) == ["Harbour", "Clínica", "Lakeside", "Depot"]
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    page.keyboard.press("Enter")
    assert shown(page) == ["Lakeside", "Clínica", "Harbour", "Depot"]
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"


def test_firmware_is_sorted_as_versions_are_and_the_unknown_come_last(opened: Any, small: Any):
    page = opened(small)
    button = page.get_by_role("button", name="Firmware")
    button.click()
    assert shown(page) == ["Harbour", "Lakeside", "Depot", "Clínica"]
    button.click()
    assert shown(page) == ["Lakeside", "Harbour", "Depot", "Clínica"]


def test_names_are_sorted_without_regard_to_accents(opened: Any, small: Any):
    page = opened(small)
    page.get_by_role("button", name="PBX", exact=True).click()
    assert shown(page) == ["Clínica", "Depot", "Harbour", "Lakeside"]


def test_a_reload_and_a_bookmark_keep_what_was_asked_for(opened: Any, small: Any):
    page = opened(small)
    tile(page, "changed").click()
    page.get_by_role("button", name="Menus").click()
    look(page, "5550142")
    page.reload()
    page.wait_for_selector(".things")
    assert page.locator("#search").input_value() == "5550142"
    assert shown(page) == ["Harbour"]
    assert page.locator("th[aria-sort]").text_content() == "Menus"


def test_a_link_to_a_row_shows_it_even_if_it_was_filtered_out(opened: Any, small: Any):
    page = opened(small)
    tile(page, "fine").click()
    page.get_by_role("link", name="Depot").first.click()
    page.locator("#pbx-depot").wait_for()
    assert len(shown(page)) == 4


def test_the_skip_link_leaves_what_was_asked_for(opened: Any, small: Any):
    page = opened(small)
    tile(page, "fine").click()
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    assert shown(page) == ["Harbour"]


# -- large, small, paper ---------------------------------------------------------------------


def test_a_row_far_down_in_a_table_of_thousands_is_reached(opened: Any):
    rows = [row(f"Customer {n}", health("x")) for n in range(1500)]
    page = opened(fleet(*rows, row("Depot", health(is_partial=True))))
    page.goto(f"{page.url}#pbx-depot")
    page.wait_for_function(
        "() => { const { top } = document.querySelector('#pbx-depot').getBoundingClientRect();"
        " return top > 0 && top < innerHeight; }"
    )


def test_rows_out_of_sight_cost_nothing(opened: Any):
    page = opened(fleet(*(row(f"Customer {n}") for n in range(300))))
    drawn = "(n) => document.querySelector(`#pbx-customer-${n} bdi`).checkVisibility" + (
        "({ contentVisibilityAuto: true })"
    )
    assert page.evaluate(drawn, 0)
    assert not page.evaluate(drawn, 299)


def test_without_a_script_it_is_a_table(opened: Any, small: Any):
    page = opened(small, java_script_enabled=False)
    assert shown(page) == ["Depot", "Lakeside", "Clínica", "Harbour"]
    assert (
        page.locator(".search, .choice, #found, #more, thead button")
        .locator("visible=true")
        .count()
        == 0
    )


@pytest.mark.parametrize("size", [_PHONE, {"viewport": {"width": 1000, "height": 800}}])
def test_nothing_is_so_long_that_the_page_must_be_scrolled_sideways(opened: Any, size: Any):
    long = "W" * 300
    lost = TIMED_OUT._replace(what=long, where=long, hint=long)
    rows = [
        row("a", health(long, long, firmware=long), tags=(long,))._replace(name=long),
        row("b", lost)._replace(name=long),
    ]
    hits = {"a": [hit(f"queue:{long}", long, f"{long}, key 1"), hit("queue:1", "Q", f"{long}, x")]}
    page = opened(fleet(*rows, hits=hits), **size)
    look(page, "w")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    width = size["viewport"]["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.locator("#search").fill("")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_phone_can_sort_as_well(opened: Any, small: Any):
    page = opened(small, **_PHONE)
    page.get_by_role("button", name="Warnings").tap()
    assert shown(page)[0] == "Clínica"


def test_paper_has_every_error_and_no_bar(opened: Any, small: Any):
    page = opened(small)
    page.emulate_media(media="print")
    assert page.locator(".bar").is_hidden()
    assert page.get_by_text("a loop").is_visible()


# -- for everybody ---------------------------------------------------------------------------


@pytest.mark.skipif(not AXE.exists(), reason="no axe-core: npm ci --prefix tests/browser")
@pytest.mark.parametrize("words", ["", "5550142"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{}, _PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_wrong(opened: Any, small: Any, size: Any, scheme: str, words: str):
    page = opened(small, color_scheme=scheme, **size)
    if words:
        look(page, words)
        tile(page, "could not be read").or_(page.locator("#clear")).locator(
            "visible=true"
        ).first.click()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(_RUN_AXE) == []


@pytest.mark.parametrize("role", ["table", "row", "columnheader", "rowheader", "cell"])
def test_for_a_screen_reader_it_is_a_table(opened: Any, small: Any, role: str):
    page = opened(small)
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    assert role in {node["role"]["value"] for node in tree if not node["ignored"]}
