"""Whatever stands in a name, readers of a site see it, and nothing takes it for a command."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from helpers import CASES, folders, read_json
from hostile import STRINGS
from lxml import etree
from sites import Files, Page, broken_links, material_in, pages, said, site, site_in, site_of
from test_hostile_data import expected, hostile_pbx

from flowgraph.text import one_line

_PER_FOLDER = 32
_FOLDERS = [STRINGS[i : i + _PER_FOLDER] for i in range(0, len(STRINGS), _PER_FOLDER)]
#: What templates and pictures write; a name that became markup would add to it.
_TAGS = (
    {"html", "head", "meta", "title", "link", "script", "body", "a", "header", "div", "svg", "rect"}
    | {"path", "circle", "span", "b", "bdi", "nav", "ul", "li", "input", "kbd", "p", "main", "h1"}
    | {"h2", "h3", "section", "table", "caption", "thead", "tbody", "tr", "th", "td", "em", "ol"}
    | {"details", "summary", "figure", "desc", "g", "text", "ellipse", "figcaption", "footer"}
    | {"dl", "dt", "dd", "code", "blockquote", "article", "label", "br"}
)
_ATTRIBUTES = frozenset(
    "lang charset http-equiv content name rel href src type defer class id role hidden viewBox d "
    "aria-hidden aria-label aria-labelledby aria-describedby aria-current autocomplete spellcheck "
    "placeholder tabindex width height rx cx cy r x y ry transform points scope colspan rowspan "
    "data-head stroke-width stroke-dasharray fill stroke".lower().split()
)

PbxOf = Callable[[Path], Path]


@pytest.fixture(scope="module", params=range(len(_FOLDERS)))
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Sequence[str], dict[str, bytes]]:
    strings = _FOLDERS[request.param]
    return strings, site_in(hostile_pbx(tmp_path_factory.mktemp("hostile") / "pbx", strings))


Hostile = tuple[Sequence[str], Files]


@pytest.mark.fault("D1")
def test_every_string_is_the_headline_of_its_page(hostile: Hostile):
    strings, files = hostile
    headlines = {said(page.root.xpath("//h1")[0]) for page in pages(files).values()}
    for text in expected(strings):
        assert text in headlines


def test_every_string_reaches_the_page_of_destinations(hostile: Hostile):
    strings, files = hostile
    text = Page(files["destinations.html"]).text
    for string in expected(strings):
        assert string in text


@pytest.mark.fault("E2", "E5")
def test_no_string_became_markup(hostile: Hostile):
    for page in pages(hostile[1]).values():
        assert {element.tag for element in page.root.iter(etree.Element)} <= _TAGS
        names = {name.lower() for e in page.root.iter(etree.Element) for name in e.attrib}
        assert names <= _ATTRIBUTES
        assert page.root.xpath("//comment()") == []


@pytest.mark.fault("E4")
@pytest.mark.fault(
    "D14",
    promise="links are to pages of ours, percent-encoded; no name becomes one",
)
def test_no_string_became_an_address(hostile: Hostile):
    for page in pages(hostile[1]).values():
        for address in page.links:
            assert address.isascii()
            assert address.split("#")[0] in {"", *hostile[1]}
    assert list(broken_links(hostile[1])) == []


@pytest.mark.fault("E15", "E16")
def test_no_string_names_a_file_or_leads_out_of_the_folder(hostile: Hostile):
    for name in hostile[1]:
        assert re.fullmatch(r"(assets/)?[a-z0-9_-]+\.[a-z]+", name)


@pytest.mark.fault("E3")
def test_every_string_is_found_by_the_search_and_ends_no_script(hostile: Hostile):
    strings, files = hostile
    script = files["assets/search-index.js"].decode()
    assert not set("<>&\u2028\u2029") & set(script)
    rows = json.loads(script.removeprefix("globalThis.flowgraphIndex = ").removesuffix(";\n"))
    names = {row[2] for row in rows}
    for text in expected(strings):
        assert text in names


@pytest.mark.fault("D6b")
def test_pages_are_utf_8_without_what_commands_a_terminal(hostile: Hostile):
    for name, content in hostile[1].items():
        text = content.decode()
        assert not {c for c in text if ord(c) < 32 and c != "\n"}, name
        assert not {c for c in text if 127 <= ord(c) < 160}, name


def test_a_menu_whose_id_is_no_number_has_a_page_of_its_own(tmp_path: Path):
    menus = ["ivr:../../etc -1-> ivr:A", "ivr:A -1-> ivr:a", "ivr:a -1-> queue:<b>"]
    files = site(*menus)
    names = [name for name in files if name.startswith("menu-")]
    assert len({name.casefold() for name in names}) == 3
    assert list(broken_links(files)) == []


# -- the cases -------------------------------------------------------------------------------


def _cases() -> Iterator[Path]:
    for folder in folders(CASES, "case.json"):
        expect = read_json(folder / "case.json")["expect"]
        is_large = folder.name in ("c05-png-too-large", "c32-deep-chain")
        if expect["menus_reached"] and not is_large:
            yield folder


each_case = pytest.mark.parametrize("folder", list(_cases()), ids=lambda folder: folder.name)


@each_case
def test_every_name_of_a_case_can_be_read(folder: Path, pbx_of: PbxOf):
    files = site_in(pbx_of(folder))
    text = " ".join(page.text for page in pages(files).values())
    for label in read_json(folder / "case.json")["expect"].get("label_must_survive", ()):
        assert one_line(label) in text
    assert list(broken_links(files)) == []


@each_case
def test_nothing_of_a_case_appears_raw(folder: Path, pbx_of: PbxOf):
    found = material_in(pbx_of(folder))
    forbidden = read_json(folder / "case.json")["expect"].get("must_not_appear", ())
    for format_ in ("html", "markdown"):
        for name, content in site_of(found, format_).items():
            present = [text for text in forbidden if text.encode() in content]
            assert present == [], name
