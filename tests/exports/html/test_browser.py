"""The page in a real browser: everything that a reader can do, by mouse, by finger and by key."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from calling import pbx
from menus import calls

from flowgraph.callgraph import call_graph

from .pages import HOSTILE, drawing, generated_page, hostile, page_of, sample_page

SIZES = (20, 200, 1000)
#: Far more than any computer needs: it tells an endless loop from a slow machine.
PATIENCE_MS = 20_000


def selected(page: Any) -> str:
    return page.evaluate("decodeURIComponent(location.hash.slice(1))")


def shown(page: Any) -> set[str]:
    """Give the names of everything that is in the picture."""
    names = page.locator("#world .ground").evaluate_all("all => all.map(one => one.ariaLabel)")
    return {name.partition(". ")[0] for name in names}


def ground(page: Any, name: str) -> Any:
    return page.locator(f'#world .ground[aria-label^="{name}"]')


def box(page: Any, name: str) -> Any:
    """Give what is seen of a part of the picture."""
    return page.locator(f'#world .node:has([aria-label^="{name}"])')


def width(page: Any, edge: str) -> float:
    """Give how thick an arrow is drawn: ways are told by more than their colour."""
    line = page.locator(f"#world {edge} .line").first
    return float(line.evaluate("one => parseFloat(getComputedStyle(one).strokeWidth)"))


def option(page: Any, name: str) -> Any:
    return page.get_by_role("checkbox", name=re.compile(rf"^{name}"))


def scale(page: Any) -> int:
    return int(page.locator("#scale").inner_text().removesuffix("%"))


def words(page: Any, selector: str) -> str:
    return " ".join(page.locator(selector).inner_text().split())


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.id")


# -- choosing --------------------------------------------------------------------------------


def test_a_click_on_a_menu_lights_every_way_and_says_it_in_words(opened):
    page = opened(sample_page())
    box(page, "IVR 6204").click(position={"x": 20, "y": 6})
    assert selected(page) == "ivr:5"
    ways = [" ".join(way.split()) for way in page.locator("#ways .way").all_inner_texts()]
    assert ways[0] == "Main_Line (business hours) > Welcome / Bienvenidos > 1 > 1"
    assert 'Insurance_Line (business hours) > Billing & "Insurance" > * > 1' in ways
    assert page.locator("#world .edge.way").count() == 3
    assert page.locator("#world .edge.to").count() > 3
    assert page.locator("#world .edge.from").count() > 3
    assert width(page, ".edge.way") > width(page, ".edge.to:not(.way)") > 1.5
    assert "lit" not in box(page, "Conference 6500").get_attribute("class").split()
    assert "IVR 6204" in page.locator("#announcer").inner_text()


def test_every_way_that_is_told_can_be_looked_at(opened):
    page = opened(sample_page(), "#ivr:5")
    page.locator("#ways .way").nth(1).click()
    assert page.locator("#ways .way[aria-pressed=true]").count() == 1
    titles = page.locator("#world .edge.way title").all_text_contents()
    assert any(title.startswith("Inbound route 4") for title in titles)


def test_branches_of_the_night_are_told_together(opened):
    page = opened(sample_page(), "#ivr:9")
    assert "Main_Line (outside hours, holidays) > Night & weekend / Noche" in words(page, "#ways")


def test_the_way_at_night_is_told_beside_that_by_day(opened):
    page = opened(sample_page(), "#extension:27")
    told = words(page, "#ways")
    assert "Main_Line (business hours) > Welcome / Bienvenidos > 9 > 2" in told
    assert "Main_Line (outside hours, holidays) > Night & weekend / Noche > 1 > 2" in told


def test_the_branch_without_hours_is_told_only_where_no_other_leads(opened):
    page = opened(sample_page(), "#ivr:1")
    ways = [" ".join(way.split()) for way in page.locator("#ways .way").all_inner_texts()]
    assert ways[0] == "Main_Line (business hours) > Welcome / Bienvenidos"
    page.goto(f"{page.url.partition('#')[0]}#ivr:3")
    # This one has no hours: there is no other way.
    assert words(page, "#ways").startswith("Linea_Espanol > Menú principal en español")


def test_a_click_on_a_key_s_row_marks_the_key_on_the_sheet(opened):
    page = opened(sample_page())
    page.keyboard.press("+")
    page.keyboard.press("+")
    box(page, "IVR 6201").locator('[data-key="4"] text').last.click()
    assert selected(page) == "ivr:2"
    assert words(page, "#details tr.chosen").startswith("4")


def test_a_click_beside_everything_ends_the_choice(opened):
    page = opened(sample_page(), "#ivr:5")
    page.locator("#fit").click()
    page.mouse.click(12, 600)
    assert selected(page) == ""
    assert page.locator("#world .lit").count() == 0
    assert "Choose a menu" in words(page, "#details")


# -- the address -----------------------------------------------------------------------------


def test_a_link_leads_to_its_menu_and_the_way_back_works(opened):
    page = opened(sample_page(), "#ivr:5")
    assert words(page, "#subject") == "Appointments & check-ups"
    page.locator("#details .keys a", has_text="English main menu").first.click()
    assert selected(page) == "ivr:2"
    assert words(page, "#subject") == "English main menu"
    page.go_back()
    page.wait_for_function("document.getElementById('subject').textContent.startsWith('App')")


def test_a_link_to_nothing_changes_nothing(opened):
    for link in ("#ivr:99", "#%", "#<img src=x>", "#__proto__"):
        page = opened(sample_page(), link)
        assert page.locator("#world .chosen").count() == 0


def test_a_link_to_what_is_not_there_says_so_until_it_is_closed(opened):
    page = opened(sample_page(), "#ivr:999")
    assert words(page, "#chips") == "Nothing here has the address ivr:999 Close"
    assert page.locator("#announcer").inner_text() == "Nothing here has the address ivr:999"
    page.get_by_role("button", name="Close").click()
    page.wait_for_function("document.getElementById('chips').childElementCount === 0")
    assert page.evaluate("location.hash") == ""


def test_a_right_address_after_a_wrong_one_is_followed_without_a_word_of_the_other(opened):
    page = opened(sample_page(), f"#{'<b>' * 40}")
    assert words(page, "#chips").endswith("… Close")
    page.evaluate("location.hash = 'ivr:5'")
    page.wait_for_selector("#chips:empty", state="attached")
    assert selected(page) == "ivr:5"


def test_other_places_of_the_page_are_addresses_as_well(opened):
    page = opened(sample_page(), "#rule:passive-loop")
    assert words(page, "#chips") == ""


# -- search ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("6204", "Appointments & check-ups"),
        ("appoint", "Appointments"),
        ("nunez", "Dr. Núñez <on call>"),
        ("night-options", "Night & weekend / Noche"),
        ("+15550100", "Main_Line"),
        ("welcome 2", "Welcome / Bienvenidos 2 Menú principal en español"),
        ("key wrong key billing", 'Billing & "Insurance" wrong key Hang up'),
    ],
)
def test_search_finds_names_numbers_files_and_keys(opened, query: str, first: str):
    page = opened(sample_page())
    page.keyboard.press("/")
    page.keyboard.type(query)
    assert words(page, "#result-0 .title").startswith(first)
    assert page.locator("#search").get_attribute("aria-activedescendant") == "result-0"


def test_enter_jumps_to_what_was_found_and_arrows_choose_among_it(opened):
    page = opened(sample_page())
    page.keyboard.press("/")
    page.keyboard.type("main")
    second = words(page, "#result-1 .title")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert words(page, "#subject") == second
    assert page.locator("#results").is_hidden()
    assert second in focused(page)


def test_a_search_in_vain_says_so_and_escape_clears_it(opened):
    page = opened(sample_page())
    page.locator("#search").fill("zzz")
    assert "Nothing is called so" in words(page, "#results")
    assert page.locator("#announcer").inner_text() == "0 results"
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""
    assert page.locator("#results").is_hidden()


# -- folding, starting elsewhere, leaving out ------------------------------------------------


def test_what_lies_behind_a_menu_is_folded_and_unfolded(opened):
    page = opened(sample_page(), "#ivr:1")
    everything = shown(page)
    page.locator("#fold").click()
    folded = shown(page)
    assert "IVR 6200 Welcome / Bienvenidos" in folded
    assert "IVR 6201 English main menu" in folded  # another entry leads there
    assert "Conference 6500 Staff room <Monday round>" not in folded
    assert len(folded) < len(everything)
    assert page.locator("#fold").get_attribute("aria-pressed") == "true"
    page.locator("#fold").click()
    assert shown(page) == everything


def test_an_inbound_route_is_not_counted_as_a_menu(opened):
    steps = ("ivr:1 -1-> ivr:2", "ivr:2 -1-> ivr:3", "ivr:3 -1-> end_call:")
    snapshot, _ = pbx("inbound_route:1 -default-> ivr:1", *steps)
    page = opened(page_of(drawing(call_graph(snapshot))), "#ivr:1")
    page.locator("#fold").click()
    assert words(page, "#chips") == "1 of 3 menus shown Show all"
    page.locator("#tab-view").click()
    option(page, "Inbound route").uncheck()
    assert words(page, "#chips") == "1 of 3 menus and 0 of 1 inbound route shown Show all"
    page.locator("#show-all").click()
    assert words(page, "#chips") == ""


def test_the_sign_at_a_menu_folds_it_by_mouse(opened):
    page = opened(sample_page())
    box(page, "IVR 6205").hover(position={"x": 20, "y": 6})
    sign = box(page, "IVR 6205").locator(".fold")
    sign.click()
    assert "Hang up" not in shown(page)
    sign.click()
    assert "Hang up" in shown(page)
    assert selected(page) == ""


def test_the_picture_starts_at_a_menu_and_goes_back(opened):
    page = opened(sample_page(), "#ivr:9")
    everything = shown(page)
    page.locator("#start-here").click()
    here = shown(page)
    assert {"IVR 6210 Night & weekend / Noche", "IVR 6211 Emergency / Urgencias"} <= here
    assert not {name for name in here if name.startswith("Inbound")}
    assert words(page, "#chips") == "Starts at Night & weekend / Noche Back"
    assert overlapping(page) == []
    page.locator("#chips button").click()
    assert shown(page) == everything


def overlapping(page: Any) -> list[Any]:
    """Give pairs of boxes of the picture that lie over each other."""
    return page.evaluate("""() => {
      const boxes = [...document.querySelectorAll("#world .ground")].map((one) =>
        ({ name: one.ariaLabel, ...one.getBoundingClientRect().toJSON() }));
      return boxes.flatMap((one, place) => boxes.slice(place + 1)
        .filter((other) => one.left < other.right && other.left < one.right
          && one.top < other.bottom && other.top < one.bottom)
        .map((other) => [one.name, other.name]));
    }""")


def test_kinds_destinations_and_time_outs_can_be_left_out(opened):
    page = opened(sample_page())
    page.locator("#tab-view").click()
    option(page, "Queue").uncheck()
    assert not {name for name in shown(page) if name.startswith("Queue")}
    assert page.locator("#world [data-key].off").count() > 0
    option(page, "Queue").check()
    assert page.locator("#world [data-key].off").count() == 0
    option(page, "Destinations").uncheck()
    kinds = {name.split()[0] for name in shown(page)}
    assert kinds - {"Inbound", "IVR", "Queue", "Ring"} == set()
    option(page, "Time-outs and wrong keys").uncheck()
    assert page.locator("#world .edge.fallback").count() == 0
    page.locator("#show-all").click()
    assert option(page, "Destinations").is_checked()
    assert page.locator("#world .edge.fallback").count() > 0


def test_a_search_brings_back_what_was_left_out(opened):
    page = opened(sample_page())
    page.locator("#tab-view").click()
    option(page, "Conference").uncheck()
    page.locator("#search").fill("6500")
    page.keyboard.press("Enter")
    assert "Conference 6500 Staff room <Monday round>" in shown(page)
    assert ground(page, "Conference 6500").is_visible()


# -- findings --------------------------------------------------------------------------------


def test_a_finding_leads_to_its_place_and_shows_the_round_of_a_loop(opened):
    page = opened(sample_page())
    item = page.locator(".fault", has_text="passive-loop")
    item.locator("a.place").click()
    assert selected(page) == "ivr:12"
    rounds = page.locator("#world .edge.round title").all_text_contents()
    assert len(rounds) == 2
    assert page.locator("#findings").is_visible()
    told = "Night & weekend / Noche no key > Emergency / Urgencias no key > Night & weekend / Noche"
    assert words(page, ".fault.current .round") == told
    page.locator("#tab-details").click()
    assert words(page, "#details tr.chosen").startswith("no key")


def test_findings_are_filtered_by_severity(opened):
    page = opened(sample_page())
    faults = page.locator("#findings .fault:visible")
    worst = faults.count()
    page.get_by_role("button", name="Notes").click()
    assert faults.count() > worst
    page.get_by_role("button", name="Notes").click()
    page.get_by_role("button", name="Warnings").click()
    assert set(faults.evaluate_all("all => all.map(one => one.classList[1])")) == {"error"}


def test_the_reason_of_a_rule_is_one_click_away(opened):
    page = opened(sample_page())
    page.locator(".fault a.rule", has_text="passive-loop").click()
    assert page.locator(".reasons dt:target code").inner_text() == "passive-loop"


# -- the sheet -------------------------------------------------------------------------------


def test_the_sheet_tells_all_of_a_menu(opened):
    page = opened(sample_page(), "#ivr:2")
    sheet = " ".join((page.locator("#details").text_content() or "").split())
    for told in (
        "Menu (IVR) 6201 · ivr:2",
        "main-menu-en.wav",
        "For appointments and check-ups, press 1.",
        "Who leads here",
        "Further on",
        "Waits for a key5 s",
        "Not set: 5 6 7 8 *",
    ):
        assert told in sheet, told
    page.locator("#leads-here a", has_text="Welcome").click()
    assert selected(page) == "ivr:1"


def test_a_telephone_s_sheet_says_where_it_goes_on_once(opened):
    page = opened(sample_page(), "#extension:27")
    assert page.get_by_role("heading", name="Goes on to").count() == 1
    assert page.locator("#details a", has_text="5550163").count() == 1
    assert page.locator("#further-on").count() == 0


def test_what_lies_behind_the_places_of_the_keys_is_told_besides(opened):
    page = opened(page_of(drawing(calls("ivr:1 -1-> ivr:2", "ivr:2 -0-> queue:7"))), "#ivr:1")
    assert page.locator("#details .keys a").all_inner_texts() == ["IVR id 2"]
    assert page.locator("#further-on a").all_inner_texts() == ["Queue id 7"]
    assert words(page, "#further-on .presses") == "1 > 0"


def test_what_is_not_set_is_told_without_a_guess(opened):
    page = opened(sample_page(), "#ivr:13")
    assert "no key not set; the vendor does not say what happens" in words(page, "#details")


def test_a_destination_without_a_box_of_its_own_is_found_in_the_rows_that_name_it(opened):
    graph = calls("ivr:1 -1-> ivr:2", "ivr:2 -0-> queue:7", "ivr:1 -0-> extension:1")
    page = opened(page_of(drawing(graph, leaves="folded")), "#queue:7")
    assert words(page, "#subject") == "Queue id 7"
    assert page.locator("#world [data-key='0'].on").count() == 1
    assert words(page, "#ways").endswith("> 1 > 0")


# -- keys, mouse, fingers --------------------------------------------------------------------


def test_everything_can_be_done_by_keyboard(opened):
    page = opened(sample_page())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(4):
        page.keyboard.press("Tab")
    assert focused(page).startswith("Inbound route")
    page.keyboard.press("ArrowRight")
    first = focused(page)
    assert first.startswith("IVR")
    page.keyboard.press("ArrowLeft")
    assert focused(page) != first
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert focused(page) == "subject"
    assert words(page, "#subject") in first
    page.keyboard.press("Escape")
    assert focused(page) == first
    page.keyboard.press("c")
    page.keyboard.press("r")
    assert words(page, "#chips").startswith("Starts at")
    page.keyboard.press("r")
    page.keyboard.press("Escape")
    assert selected(page) == ""
    page.keyboard.press("Escape")
    assert page.locator("#panel.closed").count() == 1


def test_the_arrow_keys_reach_every_box(opened):
    page = opened(sample_page())
    page.locator("#fit").focus()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowDown")
    met, waiting = set(), [focused(page)]
    while waiting:
        name = waiting.pop()
        if name in met:
            continue
        met.add(name)
        for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
            page.evaluate(
                "name => [...document.querySelectorAll('#world .ground')]"
                ".find(one => one.ariaLabel === name).focus()",
                name,
            )
            page.keyboard.press(key)
            waiting.append(focused(page))
    names = page.locator("#world .ground").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert met >= set(names)


def test_keys_zoom_fit_and_help(opened):
    page = opened(sample_page())
    whole = scale(page)
    page.keyboard.press("+")
    assert scale(page) > whole
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert scale(page) < whole
    page.keyboard.press("0")
    assert scale(page) == whole
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()


def test_keys_of_one_letter_can_be_turned_off(opened):
    page = opened(sample_page())
    page.locator("#tab-view").click()
    option(page, "Keys of one letter").uncheck()
    page.keyboard.press("/")
    page.keyboard.press("?")
    assert focused(page) != "search"
    assert page.locator("#help").is_hidden()


def test_the_wheel_zooms_at_the_pointer_and_dragging_moves(opened):
    page = opened(sample_page())
    target = ground(page, "IVR 6204")
    box = target.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    whole = scale(page)
    page.mouse.wheel(0, -300)
    page.wait_for_function(f"parseInt(document.getElementById('scale').textContent) > {whole}")
    after = target.bounding_box()
    assert after["x"] < x < after["x"] + after["width"]
    page.mouse.down()
    page.mouse.move(x + 120, y + 40, steps=4)
    page.mouse.up()
    moved = target.bounding_box()
    assert round(moved["x"] - after["x"]) == 120
    assert round(moved["y"] - after["y"]) == 40
    assert selected(page) == ""  # a drag is no click


def test_two_fingers_pinch(opened):
    page = opened(sample_page())
    whole = scale(page)
    page.evaluate("""() => {
      const picture = document.getElementById("picture");
      picture.setPointerCapture = () => {};
      const touch = (type, id, x) => picture.dispatchEvent(new PointerEvent(type,
        { pointerId: id, clientX: x, clientY: 400, bubbles: true, pointerType: "touch" }));
      touch("pointerdown", 1, 400); touch("pointerdown", 2, 500);
      touch("pointermove", 1, 350); touch("pointermove", 2, 550);
      touch("pointerup", 1, 350); touch("pointerup", 2, 550);
    }""")
    assert scale(page) == pytest.approx(2 * whole, abs=2)


def test_on_a_phone_the_side_panel_is_a_sheet_over_the_picture(opened):
    page = opened(sample_page(), viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.locator("#panel.closed").count() == 1
    assert page.locator("#tab-findings").is_visible()
    page.locator("#tab-findings").tap()
    page.locator(".fault a.place").first.tap()
    assert page.locator("#panel.closed").count() == 1
    chosen = page.locator("#world .node.chosen").bounding_box()
    assert chosen["x"] >= 0
    assert chosen["x"] + chosen["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# -- day, night, paper, no script ------------------------------------------------------------


def test_the_switch_turns_day_into_night_and_back(opened):
    page = opened(sample_page(), color_scheme="dark")
    colour = "getComputedStyle(document.body).backgroundColor"
    night = page.evaluate(colour)
    page.locator("#theme").click()
    day = page.evaluate(colour)
    assert day != night
    page.locator("#theme").click()
    assert page.evaluate(colour) == night


def test_on_paper_everything_is_there_in_the_colours_of_the_day(opened):
    page = opened(sample_page(), "#ivr:5", color_scheme="dark")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.locator("#outline").is_visible()
    assert page.locator("#findings").is_visible()
    assert page.locator(".tools").is_hidden()
    assert page.locator("#outline details:not([open])").count() == 0
    assert page.locator("#picture").get_attribute("viewBox")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#outline details:not([open])").count() > 0


def test_without_the_script_picture_findings_and_outline_can_be_read(opened):
    page = opened(sample_page(), java_script_enabled=False, alive=False)
    for part in ("#picture", "#findings", "#outline", "#view"):
        assert page.locator(part).is_visible(), part
    assert page.locator("#search").is_hidden()
    assert page.locator("#world text", has_text="Appointments & check-ups").first.is_visible()
    page.locator("#outline summary", has_text="6201").click()
    page.locator("#outline a:visible", has_text="IVR 6204").first.click()
    assert page.url.endswith("#ivr:5")


def test_readers_who_want_things_still_are_not_moved(opened):
    page = opened(sample_page())
    page.keyboard.press("+")
    first = scale(page)
    page.wait_for_timeout(100)
    assert scale(page) == first


# -- names that nobody should trust ----------------------------------------------------------


@pytest.mark.fault("E2", "E5")
def test_hostile_names_are_read_as_they_are_and_never_become_markup(opened):
    page = opened(page_of(hostile()))
    page.evaluate("globalThis.ring = () => { throw new Error('rang') }; 0")
    for number in range(1, len(HOSTILE), 13):
        name = " ".join(HOSTILE[number - 1].split())
        page.evaluate(f"location.hash = 'ivr:{number}'")
        page.wait_for_selector(f"#details code:text-is('ivr:{number}')")
        told = page.locator("#subject").text_content()
        assert told == name or (not name and told.startswith("IVR"))
    assert page.locator("img, iframe, object, embed, table table, #details script").count() == 0
    assert page.locator("body > script").count() == 2
    assert page.evaluate("[...document.links].every(a => a.getAttribute('href').startsWith('#'))")


def test_a_hostile_name_can_be_searched_for(opened):
    page = opened(page_of(hostile()))
    page.locator("#search").fill("<img src=x")
    assert "<img src=x onerror=ring()>" in words(page, "#results")
    assert page.locator("#results img").count() == 0


# -- sizes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", SIZES)
def test_a_page_of_any_size_can_be_used(opened, generated: Callable[..., Path], number: int):
    page = opened(generated_page(generated("fleet-large", number)))
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
    assert ready < PATIENCE_MS
    first = shown(page)
    assert 1 <= len(first) <= 60
    assert scale(page) >= 10
    deep = number - 1
    page.locator("#search").fill(f"menu {deep}")
    page.keyboard.press("Enter")
    assert selected(page) == f"ivr:{deep}"
    assert ground(page, f"IVR {60000 + deep} ").is_visible()
    assert re.match(r"Main number > Menu 1( > \S+)+$", words(page, "#ways .way >> nth=0"))
    page.keyboard.press("0")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.locator("#tab-findings").click()
    page.locator(".fault:visible a.place").first.click()
    assert page.locator("#world .chosen").count() >= 1


@pytest.mark.parametrize("number", SIZES)
def test_everything_is_shown_on_request_at_any_size(opened, generated, number: int):
    page = opened(generated_page(generated("fleet-large", number)))
    page.locator("#tab-view").click()
    page.locator("#show-all").click()
    assert len(shown(page)) > number
    page.locator("#tab-outline").click()
    assert page.locator("#outline .tree li").count() > number
