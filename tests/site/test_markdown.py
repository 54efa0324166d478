"""What readers find in the Markdown of a site, and in what MkDocs builds of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from helpers import PATIENCE_S
from hostile import STRINGS
from lxml import etree
from shell import SAMPLE
from sites import Files, Page, long_names, said, site, site_in
from test_hostile_data import expected, hostile_pbx

from flowgraph.site.markdown.mkdocs import MOST_IN_NAVIGATION

_STRICT = """\
INHERIT: mkdocs.yml
validation:
  links: {anchors: warn, absolute_links: warn, unrecognized_links: warn}
"""


@pytest.fixture(scope="module")
def sample() -> dict[str, bytes]:
    return site_in(SAMPLE, "markdown")


def text(files: Files, name: str) -> str:
    return files[f"docs/{name}.md"].decode()


def test_each_page_is_a_file_and_each_picture_another(sample: Files):
    names = set(sample)
    assert {"mkdocs.yml", "docs/index.md", "docs/menu-5.md", "docs/entry-1.md"} <= names
    assert {"docs/destinations.md", "docs/findings.md", "docs/pictures/menu-5.svg"} <= names
    assert {"docs/pictures/index.svg", "docs/pictures/entry-1.svg"} <= names


def test_a_menu_tells_its_keys_as_a_table(sample: Files):
    rows = [line for line in text(sample, "menu-8").splitlines() if line.startswith("| <kbd>")]
    assert rows[3] == (
        "| <kbd>3</kbd> | [IVR id 6](destinations.md#ivr-6) **does not exist** | "
        "**Error:** leads to IVR id 6, which does not exist |"
    )


def test_a_menu_tells_how_a_caller_gets_there_and_what_is_heard(sample: Files):
    page = text(sample, "menu-2")
    assert (
        "- Inbound route [Main\\_Line](entry-1.md) *business hours* → "
        "[6200 Welcome / Bienvenidos](menu-1.md) <kbd>1</kbd> → **here** "
        "(1 key to press · time not known)"
    ) in page
    assert "“For appointments and check-ups, press 1." in page


def test_boxes_of_a_picture_lead_to_built_pages(sample: Files):
    picture = etree.fromstring(sample["docs/pictures/menu-5.svg"])
    links = picture.xpath("//@xlink:href", namespaces={"xlink": "http://www.w3.org/1999/xlink"})
    assert "../menu-2.html" in links
    assert "../destinations.html#queue-4" in links


def test_all_pages_of_a_small_pbx_and_few_of_a_huge_one_stand_in_the_navigation(sample: Files):
    assert '      - "6200 Welcome / Bienvenidos": menu-1.md' in sample["mkdocs.yml"].decode()
    steps = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, MOST_IN_NAVIGATION + 2)]
    huge = site(*steps, format_="markdown")["mkdocs.yml"].decode()
    assert "menu-" not in huge
    assert "destinations.md" in huge


# -- MkDocs itself ---------------------------------------------------------------------------


def build(files: Files, folder: Path) -> dict[str, Page]:
    """Let MkDocs build a project and complain of the least."""
    pytest.importorskip("mkdocs", reason="no mkdocs")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "strict.yml").write_text(_STRICT, encoding="utf-8")
    line = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "strict.yml", "-d", "built"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        line, cwd=folder, capture_output=True, timeout=PATIENCE_S, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr.decode()
    built = folder / "built"
    pages = {path.name: Page(path.read_bytes()) for path in built.glob("*.html")}
    del pages["404.html"]
    return pages


def test_mkdocs_builds_the_sample_and_finds_every_link(sample: Files, tmp_path: Path):
    built = build(sample, tmp_path)
    assert sorted(f"docs/{Path(name).stem}.md" for name in built) == sorted(
        name for name in sample if name.endswith(".md")
    )
    assert '6205 Billing & "Insurance"' in said(built["menu-8.html"].root.xpath("//h1")[0])
    first_key = built["menu-8.html"].root.xpath("//table[1]//tbody/tr[1]")[0]
    assert said(first_key) == "0 Queue 6400 Recepción / Front desk"


def test_boxes_of_pictures_lead_to_pages_that_mkdocs_builds(sample: Files, tmp_path: Path):
    built = build(sample, tmp_path)
    for name, content in sample.items():
        if name.endswith(".svg"):
            addresses = re.findall(r'xlink:href="([^"]*)"', content.decode())
            assert addresses
            for address in addresses:
                page, place = urldefrag(address.removeprefix("../"))
                assert page in built
                assert not place or place in built[page].names


def test_no_name_is_so_long_that_a_phone_must_be_scrolled_sideways(browser: Any, tmp_path: Path):
    files = site_in(long_names(tmp_path / "pbx"), "markdown")
    names = build(files, tmp_path / "site")
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for name in names:
        page.goto((tmp_path / "site" / "built" / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == 390, name
    context.close()


_PER_FOLDER = 48
_FOLDERS = [STRINGS[i : i + _PER_FOLDER] for i in range(0, len(STRINGS), _PER_FOLDER)]


@pytest.mark.fault("E7")
@pytest.mark.parametrize("strings", _FOLDERS, ids=range(len(_FOLDERS)))
def test_what_mkdocs_builds_shows_every_string_and_runs_none(
    strings: Sequence[str], tmp_path: Path
):
    harmless = build(site("ivr:5 -1-> queue:7", format_="markdown"), tmp_path / "plain")
    usual = _kinds(harmless["menu-5.html"]) | _kinds(harmless["index.html"])
    built = build(site_in(hostile_pbx(tmp_path / "pbx", strings), "markdown"), tmp_path / "site")
    pages = {name: page for name, page in built.items() if name.startswith("menu-")}
    headlines = {"".join(page.root.xpath("//h1")[0].itertext()) for page in pages.values()}
    assert len(pages) == len(strings)
    for page in pages.values():
        assert _kinds(page) - usual <= {"kbd", "br", "hr", "tr", "td", "ul", "code"}
    for string in expected(strings):
        assert any(string in headline for headline in headlines), string


def _kinds(page: Page) -> set[str]:
    """Give the tags on a page, and their attributes that could do something."""
    elements = list(page.root.iter(etree.Element))
    acting = {f"{e.tag}@{name}" for e in elements for name in e.attrib if name.startswith("on")}
    return {str(element.tag) for element in elements} | acting
