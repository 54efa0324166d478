"""The pictures of a site: whatever the engine does, the pages stand."""

from __future__ import annotations

import re

import pytest
from book.support import Book, Material, material

from flowgraph.book.pictures import Pictures
from flowgraph.book.writing import write
from flowgraph.exports import engine_for
from flowgraph.exports.engine import Command
from flowgraph.site import FORMATS, html, markdown
from flowgraph.site import write as write_site
from flowgraph.site.drawing import draw

STEPS = ("ivr:5 -1-> ivr:6", "ivr:6 -2-> queue:7")


def engine() -> Command:
    found = engine_for(".svg", "bundled")
    assert found
    return found


def pictures(found: Material) -> Pictures:
    return Pictures(found.graph, found.loops, found.findings)


@pytest.fixture(scope="module")
def huge() -> tuple[Material, Book]:
    """So many menus that one picture cannot show them."""
    steps = [f"ivr:{n} -{key}-> ivr:{4 * n + key - 2}" for n in range(1, 127) for key in range(4)]
    found = material(*steps, *(f"ivr:{n} -1-> queue:7" for n in range(127, 506)), everything=True)
    return found, write(found)


def test_pages_of_each_place_and_of_the_whole_have_a_picture():
    found = material(*STEPS)
    book = write(found)
    drawn = draw(book, pictures(found), html.medium(book), engine())
    assert (set(drawn.shown), drawn.sheets, drawn.failures) == (
        {"index", "menu-5", "menu-6"},
        (),
        {},
    )


@pytest.mark.parametrize("format_", FORMATS)
def test_an_engine_that_fails_costs_the_pictures_and_nothing_else(format_: str):
    found = material(*STEPS)
    site = write_site(format_, write(found), pictures(found), Command("system", ("/no/such/dot",)))
    assert set(site.failures) == {"index", "menu-5", "menu-6"}
    assert {name.rpartition("/")[2].partition(".")[0] for name in site.files} >= {
        "index",
        "menu-5",
        "menu-6",
        "destinations",
        "findings",
    }


def test_an_overview_leads_to_parts_and_these_to_pages(huge: tuple[Material, Book]):
    found, book = huge
    medium = html.medium(book)
    # Without the pictures of 505 menus: what is asked here is told by the sheets alone.
    drawn = draw(book._replace(menus=()), pictures(found), medium, engine())
    links = {name: set(re.findall(r'href="([^"]*)"', s.picture.markup))
             for name, s in drawn.shown.items()}  # fmt: skip
    assert links["index"] <= {f"{name}.html" for name in drawn.sheets}
    parts = [name for name in drawn.sheets if name.startswith("part-")]
    assert set().union(*(links[name] for name in parts)) >= {
        address for node, address in medium.links.items() if node.startswith("ivr:")
    }


def test_in_markdown_pictures_stand_in_a_folder_and_lead_out_of_it(huge: tuple[Material, Book]):
    found, book = huge
    medium = markdown.medium(book)
    bare = book._replace(menus=())
    drawn = draw(bare, pictures(found), medium, engine())
    overview = drawn.shown["index"].picture.decode()
    assert set(re.findall(r'xlink:href="([^"]*)"', overview)) <= {
        f"../{name}.html" for name in drawn.sheets
    }
    files = markdown.pages(bare, drawn)
    index = files["docs/index.md"].decode()
    for name in drawn.sheets:
        assert f"docs/{name}.md" in files
        assert f"docs/pictures/{name}.svg" in files
        assert f"]({name}.md)" in index
