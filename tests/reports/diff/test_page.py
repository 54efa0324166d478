"""What a ticket or a wiki is told."""

from __future__ import annotations

import pytest
from hostile import STRINGS
from markdown_it import MarkdownIt

from flowgraph.reports.diff import render
from flowgraph.text import one_line, visible

from .outcomes import OLD, outcome, state


def test_each_menu_has_a_table_of_before_and_now():
    page = render("markdown", outcome())
    assert page.startswith("# What changed\n\n## Menus\n\n### 6200 Main menu\n")
    assert "| waits | 5 s | 8 s |\n" in page
    assert "| key 1 | Queue 6400 Sales | Voicemail 1001 Ada |\n" in page
    assert "### 6201 Support (removed)\n" in page
    assert "| Queue 6401 | name | Help | Help &amp; advice |\n" in page
    assert "- needs more presses: " in page


def test_where_nothing_differs_the_page_says_so():
    assert render("markdown", outcome(OLD, OLD)) == "# What changed\n\nNothing differs.\n"


@pytest.mark.parametrize("name", STRINGS)
def test_a_name_is_never_markup(name: str):
    old = state("ivr:1 -1-> queue:1", ivr_1={"name": "Main"})
    new = state("ivr:1 -1-> queue:1", ivr_1={"name": name})
    page = render("markdown", outcome(old, new))
    html = MarkdownIt("gfm-like").render(page)
    assert "<script" not in html
    assert "<img" not in html
    assert "<a " not in html
    assert html.count("<table>") == (1 if one_line(visible(name)) != "Main" else 0)
