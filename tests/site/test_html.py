"""What readers find on the pages of a site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from book.support import OFFICE, material
from helpers import TREES, Shuffled
from shell import SAMPLE
from sites import (
    Files,
    Page,
    broken_links,
    material_in,
    material_of_source,
    pages,
    said,
    site,
    site_in,
    site_of,
)

from flowgraph.book.pictures import Pictures
from flowgraph.book.writing import write
from flowgraph.diagram.build import build
from flowgraph.exports.engine import Command
from flowgraph.site import FORMATS, html
from flowgraph.site.drawing import draw
from flowgraph.sources.opening import open_path

FLOW = (
    "inbound_route:1 -office-> ivr:5",
    "inbound_route:1 -outoffice-> ext_vm:100",
    "ivr:5 -1-> ivr:6",
    "ivr:5 -timeout-> queue:7",
    "ivr:6 -*-> ivr:5",
    "ivr:6 -3-> ivr:99",
    "queue:7 -fail-> extension:100",
)
SETTINGS = {
    "inbound_route:1": {"name": "Main line", "did_patterns": ("+4930123",)},
    "ivr:5": {"number": "6200", "name": "Welcome", "prompts": ("hello.wav",)},
    "ivr:6": {"number": "6201", "name": "Orders"},
    "queue:7": {"limit_s": 60},
}
PROMPTS = {"hello.wav": "Welcome. For orders press 1."}


@pytest.fixture(scope="module")
def small() -> dict[str, bytes]:
    found = material(*FLOW, settings=SETTINGS, prompts=PROMPTS, everything=True)
    return site_of(found._replace(schedule=OFFICE, origin="pbx"))


@pytest.fixture(scope="module")
def sample() -> dict[str, bytes]:
    return site_in(SAMPLE)


def page(files: Files, name: str) -> Page:
    return Page(files[f"{name}.html"])


# -- pages -----------------------------------------------------------------------------------


def test_there_is_a_page_for_the_whole_and_for_each_menu_and_entry(small: Files):
    assert sorted(small) == [
        "assets/icon.svg",
        "assets/search-index.js",
        "assets/search.js",
        "assets/site.css",
        "destinations.html",
        "entry-1.html",
        "findings.html",
        "index.html",
        "menu-5.html",
        "menu-6.html",
    ]


def test_the_overview_counts_what_there_is(small: Files):
    tiles = page(small, "index").root.xpath("//*[@class='tiles']//a")
    assert [said(tile) for tile in tiles] == [
        "1 inbound route",
        "2 menus",
        "3 destinations and 1 menu that is not there or could not be read",
        "1 loop none to mend",
        "2 findings 1 error, 1 warning",
    ]


@pytest.mark.parametrize(
    "folder", [SAMPLE, *sorted(TREES.glob("*/pbx"))], ids=lambda p: p.parent.name
)
def test_the_overview_counts_as_a_picture_does(folder: Path):
    found = material_in(folder)
    told = build(found.graph, found.loops).subtitle.split(" · ")
    tiles = page(site_of(found), "index").root.xpath("//*[@class='tiles']//a")
    counted = [said(tile).partition(" and ")[0] for tile in tiles[:-2]]
    assert counted == told[: len(counted)]


def test_that_check_may_count_more_is_said_where_findings_are_counted(small: Files):
    assert "flowgraph check tells it, and may count more." in page(small, "findings").text


def test_the_overview_tells_of_each_entry_where_it_leads_at_which_hours(small: Files):
    assert page(small, "index").table("inbound-routes")[1:] == [
        ["▼ Inbound route Main line", "+4930123", "► 6200 Welcome", "♪ Voicemail id 100",
         "not set", "–"]
    ]  # fmt: skip


def test_the_overview_tells_of_each_menu_its_keys_and_who_leads_there(small: Files):
    first, second = page(small, "index").table("menus")[1:]
    assert first[:2] == ["► 6200 Welcome", "1"]
    assert first[2] == "▼ Inbound route Main line business hours ► 6201 Orders key *"
    assert second[2:] == ["► 6200 Welcome key 1", "✕ 1 error ! 1 warning"]


def test_what_needs_attention_is_told_first_with_its_place(small: Files):
    told = page(small, "index").section("attention")
    worst = "✕ Error A key leads to an IVR that does not exist. ► 6201 Orders key 3"
    assert told.startswith(f"What needs attention {worst}")


def test_a_menu_tells_how_a_caller_gets_there(small: Files):
    assert page(small, "menu-6").section("arriving") == (
        "How a caller gets here ▼ Inbound route Main line business hours ► 6200 Welcome key 1 "
        "here 1 key to press · 2 s"
    )


def test_a_menu_tells_its_keys_with_what_is_wrong_at_them(small: Files):
    rows = page(small, "menu-6").table("keys")
    assert rows[0] == ["Key", "Leads to", "Good to know"]
    assert [row[0] for row in rows[1:]] == ["key 3", "key *", "no key", "wrong key"]
    assert rows[1][1] == "! IVR id 99 does not exist"
    assert "Error: Leads to IVR id 99, which does not exist" in rows[1][2]
    assert rows[2][1] == "► 6200 Welcome"
    assert rows[3][1] == "not set"


def test_a_menu_tells_what_callers_hear(small: Files):
    heard = page(small, "menu-5").section("heard")
    assert heard == "What callers hear hello.wav Welcome. For orders press 1."
    (quote,) = page(small, "menu-5").root.xpath("//blockquote")
    assert quote.get("lang") == "en-US"


def test_a_menu_tells_who_leads_there_and_what_was_found(small: Files):
    found = page(small, "menu-6")
    assert found.section("leads") == "Who leads here ► 6200 Welcome key 1"
    assert "To do: Choose a destination that exists." in found.section("findings")
    assert "Waits for a key" in found.section("settings")


def test_menus_lead_to_the_ones_before_and_behind(small: Files):
    assert page(small, "menu-5").root.xpath("//a[@rel='next']/@href") == ["menu-6.html"]
    assert page(small, "menu-6").root.xpath("//a[@rel='prev']/@href") == ["menu-5.html"]
    assert page(small, "menu-6").root.xpath("//a[@rel='next']") == []


def test_an_entry_tells_its_hours_as_a_chart_and_in_words(small: Files):
    found = page(small, "entry-1")
    assert found.section("week").endswith(
        "Mon-Fri 00:00–09:00 outside hours ♪ Voicemail id 100 09:00–17:00 business hours "
        "► 6200 Welcome 17:00–24:00 outside hours ♪ Voicemail id 100 Sat, Sun 00:00–24:00 "
        "outside hours ♪ Voicemail id 100 Time zone: Europe/Berlin from the PBX."
    )
    (chart,) = found.root.xpath("//*[@class='chart']")
    assert chart.get("aria-hidden") == "true"
    assert len(chart.xpath(".//rect")) == 5 * 3 + 2
    assert found.section("holidays") == "Holidays Christmas, every year 24 Dec to 26 Dec"


def test_an_entry_tells_the_keys_to_everything_behind_it(small: Files):
    rows = page(small, "entry-1").table("reaches")
    assert [row[:3] for row in rows[1:]] == [
        ["► 6200 Welcome", "business hours", "0"],
        ["♪ Voicemail id 100", "outside hours", "0"],
        ["► 6201 Orders", "business hours key 1", "1"],
        ["≡ Queue id 7", "business hours no key Only for a caller who presses nothing", "0"],
        ["! IVR id 99 does not exist", "business hours key 1 key 3", "2"],
        ["● Extension id 100", "business hours no key after 60 s Only for a caller who presses "
         "nothing", "0"],
    ]  # fmt: skip


def test_destinations_tell_shortest_keys_and_who_leads_there(small: Files):
    found = page(small, "destinations")
    (row,) = found.root.xpath("//tr[@id='queue-7']")
    name, keys, leads = (said(cell) for cell in row.iterchildren())
    assert name.startswith("≡ Queue id 7 after 60 s ● Extension id 100")
    assert (
        keys
        == "▼ Inbound route Main line business hours no key only for a caller who presses nothing"
    )
    assert leads == "► 6200 Welcome no key"


def test_findings_stand_in_groups_with_their_places(small: Files):
    found = page(small, "findings")
    (group,) = found.root.xpath("//*[@id='error-dangling-ivr']/..")
    assert said(group).startswith("A key leads to an IVR that does not exist. Callers who take")
    assert [a.get("href") for a in group.xpath(".//a")] == ["menu-6.html"]
    assert "Caller The caller can choose to go round" in found.section("loops")


def test_a_part_of_a_pbx_says_where_it_begins():
    found = Page(site(*FLOW[2:], settings={"ivr:5": SETTINGS["ivr:5"]})["index.html"])
    assert "Everything that calls can reach from 6200 Welcome." in found.text


def test_an_empty_menu_has_all_its_pages():
    files = site(settings={"ivr:5": {}})
    assert "No key of any menu" in Page(files["menu-5.html"]).text
    assert "Menus lead to menus alone." in Page(files["destinations.html"]).text
    assert list(broken_links(files)) == []


# -- the pages hold together -----------------------------------------------------------------


@pytest.mark.parametrize(
    "folder", [SAMPLE, *sorted(TREES.glob("*/pbx"))], ids=lambda p: p.parent.name
)
def test_every_link_leads_to_a_page_and_a_place_in_the_folder(folder: Path):
    assert list(broken_links(site_in(folder))) == []


def test_every_page_is_named_by_what_it_is_about_and_has_one_headline(sample: Files):
    titles = [said(found.root.find("head/title")) for found in pages(sample).values()]
    assert len(set(titles)) == len(titles)
    for found in pages(sample).values():
        assert len(found.root.xpath("//h1")) == 1
        assert found.root.get("lang") == "en"
        assert found.root.xpath("//main/@id") == ["content"]


def test_no_name_is_given_twice_on_a_page(sample: Files):
    for name, found in pages(sample).items():
        names = found.root.xpath("//@id")
        assert len(names) == len(set(names)), name


@pytest.mark.fault("S13")
def test_nothing_asks_the_network(sample: Files):
    for name, found in pages(sample).items():
        addresses = [address for address in found.links if re.match(r"\w+:|//", address)]
        assert addresses == [], name
    for content in sample.values():
        text = content.decode().replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text
        assert "https://" not in text


@pytest.mark.fault("S13")
def test_only_scripts_and_styles_of_the_folder_may_run(sample: Files):
    for found in pages(sample).values():
        (policy,) = found.root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        assert found.root.xpath("//script/text() | //style | //@style") == []
        assert found.root.xpath("//@*[starts-with(name(), 'on')]") == []


def test_pictures_have_a_title_a_description_and_links_with_names(sample: Files):
    (picture,) = page(sample, "menu-2").root.xpath("//figure//svg")
    assert picture.get("aria-labelledby") == "picture-title picture-text"
    (title,) = picture.xpath("./*[local-name()='title']")
    assert said(title) == "6201 English main menu with what is around it"
    boxes = picture.xpath(".//*[local-name()='a']")
    names = {a.get("href"): said(a.xpath("./*[local-name()='title']")[0]) for a in boxes}
    assert names["menu-1.html"] == "IVR 6200 Welcome / Bienvenidos"
    assert names["destinations.html#queue-1"].startswith("Queue 6400 Recepción / Front desk")


def test_tables_say_what_their_heads_belong_to(sample: Files):
    for name, found in pages(sample).items():
        for table in found.root.xpath("//table"):
            assert table.xpath("./caption"), name
            assert all(head.get("scope") for head in table.xpath(".//th")), name


# -- bytes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_a_pbx_that_answers_in_any_order_gives_the_same_bytes(format_: str):
    wanted = site_in(SAMPLE, format_)
    for seed in (1, 2):
        with open_path(str(SAMPLE)) as source:
            found = material_of_source(Shuffled(source, seed))
        assert site_of(found, format_) == wanted


def test_a_menu_that_changes_leaves_pages_alone_that_do_not_tell_of_it():
    tree = [f"ivr:{n} -{key}-> ivr:{3 * n + key}" for n in range(1, 14) for key in (0, 1, 2)]
    ends = [f"ivr:{n} -1-> queue:7" for n in range(14, 42)]
    settings = {f"ivr:{n}": {"name": f"Menu {n}", "number": str(6000 + n)} for n in range(1, 42)}
    before = site(*tree, *ends, settings=settings)
    after = site(*tree, *ends, settings={**settings, "ivr:40": {"name": "New", "number": "6040"}})
    changed = {name for name in before if before[name] != after[name]}
    # Itself, who leads there, the neighbours in number, what all places are told on.
    assert changed == {
        "menu-40.html",
        "menu-13.html",
        "menu-39.html",
        "menu-41.html",
        "index.html",
        "destinations.html",
        "findings.html",
        "assets/search-index.js",
    }


def test_a_site_without_pictures_is_whole_all_the_same():
    found = material(*FLOW, settings=SETTINGS)
    book = write(found)
    drawn = draw(book, Pictures(found.graph, found.loops, found.findings), html.medium(book),
                 Command("system", ("/nonexistent/dot",)))  # fmt: skip
    assert set(drawn.failures) == {"index", "entry-1", "menu-5", "menu-6"}
    files = html.pages(book, drawn)
    assert Page(files["menu-5.html"]).root.xpath("//figure") == []
    assert list(broken_links(files)) == []
