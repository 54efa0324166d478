"""The document on a screen."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hostile import STRINGS
from lxml import etree
from shell import SAMPLE

from flowgraph.text import one_line, visible

from .support import everybody, folded, html_of, material, material_of_folder, page_of, said


@pytest.fixture(scope="module")
def sample() -> bytes:
    return html_of(material_of_folder(SAMPLE))


def test_it_has_the_same_sections_as_the_paper(sample: bytes):
    page = page_of(sample)
    assert [said(head) for head in page.xpath("//h2")] == [
        "Contents",
        "1 What callers meet",
        "2 Opening hours and holidays",
        "3 Menus, key by key",
        "4 Who answers",
        "5 Script of all announcements",
        "6 Points for your attention",
        "7 Acceptance",
    ]


def test_every_menu_has_a_table_of_its_keys(sample: bytes):
    page = page_of(sample)
    (menu,) = page.xpath("//article[@aria-labelledby='ivr-11']") or page.xpath(
        "//article[.//h3/bdi[text()='6211 Emergency / Urgencias']]"
    )
    rows = [[said(cell) for cell in row] for row in menu.xpath(".//tbody/tr")]
    assert [row[0] for row in rows] == ["1", "2", "3", "No key", "Wrong key"]
    assert rows[0][1] == "→ 5550147 (prefix 9) external number"


def test_all_its_links_lead_to_a_place_in_it(sample: bytes):
    page = page_of(sample)
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    links = {link.removeprefix("#") for link in page.xpath("//@href")}
    assert links
    assert links <= set(names)


def test_a_menu_at_which_calls_come_in_has_two_chapters_and_a_place_for_each():
    page = page_of(html_of(material("ivr:5 -1-> queue:7")))
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    first, second = page.xpath("//nav//li/ul/li/a/@href")
    assert [said(page.get_element_by_id(link.removeprefix("#"))) for link in (first, second)]
    assert first != second


def test_a_reader_who_does_not_see_it_finds_the_way(sample: bytes):
    page = page_of(sample)
    assert page.get("lang") == "en"
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
    for table in page.xpath("//table"):
        assert table.xpath("./caption")
        assert all(head.get("scope") for head in table.xpath(".//th"))
    assert all(picture.get("alt") for picture in page.xpath("//img"))
    assert page.xpath("//blockquote[@lang='es-US']")


@pytest.mark.fault("S13")
def test_only_its_own_style_and_pictures_may_load(sample: bytes):
    page = page_of(sample)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = page.xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; img-src data:; style-src 'sha256-{digest}';")
    assert page.xpath("//script | //@style | //@*[starts-with(name(), 'on')]") == []
    text = sample.decode().replace("http://www.w3.org/2000/svg", "")
    assert "http:" not in text
    assert "https:" not in text


def test_pictures_stand_in_the_file(sample: bytes):
    sources = page_of(sample).xpath("//img/@src")
    assert len(sources) == 3
    for source in sources:
        kind, _, content = source.partition(",")
        assert kind == "data:image/svg+xml;base64"
        etree.fromstring(base64.b64decode(content))


@pytest.mark.fault("E14", "E2")
def test_hostile_names_are_text_and_whole():
    page = page_of(html_of(everybody(STRINGS)))
    told = {folded(name) for name in page.xpath("//td//bdi/text()")}
    for name in map(one_line, map(visible, STRINGS)):
        # An HTML parser shows what XML cannot hold in its own way.
        assert folded(name) in told or not re.fullmatch(r"[ -~]+", name), name
    allowed = {"bdi", "a", "b", "i", "span", "p", "kbd", "br"}
    tags = {element.tag for element in page.xpath("//td//*")}
    assert tags <= allowed


def test_names_are_not_cut():
    name = "W" * 900
    found = material("ivr:5 -1-> queue:7", settings={"ivr:5": {"name": name}})
    assert name in page_of(html_of(found)).text_content()


def test_on_paper_each_section_begins_a_page(sample: bytes):
    (style,) = page_of(sample).xpath("//style/text()")
    assert ".contents, .section, .entry + .entry { break-before: page; }" in style
    assert "counter(page)" in style
