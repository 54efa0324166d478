"""A wiki shows the page with all names as they are, and with nothing that a name has made."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from helpers import collapsed
from markdown_it import MarkdownIt
from markdown_it.token import Token
from menus import calls, snapshot_of

from flowgraph.analysis.compare import compare
from flowgraph.callgraph import call_graph
from flowgraph.diagram.changes import union
from flowgraph.diagram.view import View
from flowgraph.exports import mermaid
from flowgraph.model.prompt import Prompt
from flowgraph.rules.finding import Finding
from flowgraph.tables import markdown

from .conftest import Reader
from .drawings import ALL, HOSTILE, Case, drawing, drawing_of, hostile, names_of, written

Generated = Callable[..., Path]
PbxOf = Callable[[Path], Path]

#: What the page is made of; a name that became markup, a link or HTML would add others.
_TOKENS = {
    *("bullet_list_open", "bullet_list_close", "code_inline", "fence", "heading_open", "inline"),
    *("heading_close", "list_item_open", "list_item_close", "paragraph_open", "paragraph_close"),
    *("table_open", "table_close", "tbody_open", "tbody_close", "td_open", "td_close", "text"),
    *("th_open", "th_close", "thead_open", "thead_close", "tr_open", "tr_close"),
}


class Page(NamedTuple):
    """A Markdown page as a wiki reads it."""

    kinds: set[str]
    texts: list[str]
    charts: list[str]


@cache
def wiki() -> MarkdownIt:
    return MarkdownIt("gfm-like", {"typographer": False})


def page_of(text: str) -> Page:
    tokens = [part for token in wiki().parse(text) for part in (token, *(token.children or ()))]
    texts = [_text(token) for token in tokens if token.type == "inline"]
    charts = [token.content for token in tokens if token.type == "fence"]
    return Page({token.type for token in tokens}, texts, charts)


def _text(token: Token) -> str:
    # "text_special" is how the parser keeps an escaped letter; the text has the letter itself.
    return "".join(child.content for child in token.children or ())


# -- escaping --------------------------------------------------------------------------------


@pytest.mark.fault("E7")
@pytest.mark.parametrize(
    ("name", "escaped"),
    [
        ("Sales | Service", "Sales &#124; Service"),
        ("*b* _i_ `c` ~s~", r"\*b\* \_i\_ \`c\` &#126;s&#126;"),
        ("[a](b) ![c](d)", r"\[a\](b) !\[c\](d)"),
        ("<b> &amp;", "&lt;b&gt; &amp;amp;"),
        ("http://a.bc www.a.bc", r"http&#58;//a\.bc www\.a\.bc"),
        ("info@example.com", r"info`@`example\.com"),
        ("# one", r"\# one"),
        ("1. one", "&#49;. one"),
        ("- one", "&#45; one"),
        ("$x$ ^ =", "&#36;x&#36; &#94; &#61;"),
        ("ends in a \\", r"ends in a \\"),
        ("two\nlines", "two lines"),
    ],
)
def test_what_markdown_has_a_meaning_for_is_escaped(name: str, escaped: str):
    assert markdown(name) == escaped


@pytest.mark.fault(
    "E7",
    promise="a parser like GitHub's, and MkDocs, find nothing but text in them",
)
@pytest.mark.parametrize("frame", ["{}", "# {}", "- {}", "a {} b", "| h |\n| --- |\n| {} |"])
@pytest.mark.parametrize("strings", HOSTILE, ids=range(len(HOSTILE)))
def test_a_name_is_plain_text_wherever_it_stands(frame: str, strings: Sequence[str]):
    for name in names_of(strings):
        page = page_of(frame.replace("{}", markdown(name)))
        assert any(name in text for text in page.texts), name
        assert page.kinds <= _TOKENS, name


# -- the page --------------------------------------------------------------------------------


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_every_name_of_a_case_can_be_read_in_its_page(case: Case, pbx_of: PbxOf):
    text = written(".md", drawing_of(pbx_of(case.folder), case.root))
    page = page_of(text)
    shown = [collapsed(part) for part in page.texts]
    lost = [label for label in case.labels if not any(collapsed(label) in s for s in shown)]
    assert lost == []
    assert page.kinds <= _TOKENS
    assert [raw for raw in case.forbidden if raw in text] == []


@pytest.mark.fault("E7")
@pytest.mark.parametrize("strings", HOSTILE, ids=range(len(HOSTILE)))
def test_every_hostile_name_stands_whole_in_the_page(strings: Sequence[str]):
    page = page_of(written(".md", hostile(strings)))
    assert page.kinds <= _TOKENS
    for name in names_of(strings):
        assert any(name in text for text in page.texts), name


def test_the_chart_of_the_page_is_the_chart_of_the_mmd_file():
    planned = drawing(calls("ivr:1 -1-> ivr:2", "ivr:2 -0-> queue:1"))
    assert page_of(written(".md", planned)).charts == [written(".mmd", planned)]


def test_above_the_limits_the_page_has_a_chart_for_each_part_with_every_name(
    generated: Generated, read_in_browser: Reader
):
    planned = drawing_of(generated("fleet-large", 200), 1)
    page = page_of(written(".md", planned))
    assert page.charts == [chart.text for chart in mermaid.charts(planned)]
    drawn = " ".join(page.charts)
    assert [m.node for m in planned.diagram.menus if " ".join(m.name) not in drawn] == []
    jobs = [{"kind": "mermaid", "text": c, "parse_only": True} for c in page.charts]
    assert [answer for answer in read_in_browser(jobs) if answer] == []


def test_a_menu_has_its_keys_settings_greeting_and_loops():
    snapshot = snapshot_of(
        "ivr:1 -1-> queue:7",
        "ivr:1 -timeout-> ivr:1",
        ivr_1={"number": "6201", "name": "Main", "prompts": ("hello.wav",), "resp_timeout_s": 5,
               "alert_info": "ring-7"},
    )  # fmt: skip
    spoken = Prompt("1", "hello.wav", ("hello.wav",), "tts", "Hello, press one")
    text = written(".md", drawing(call_graph(snapshot._replace(prompts={"1": spoken}))))
    section = text.partition("### IVR 6201 Main")[2]
    assert r"- greeting: hello\.wav" in section
    assert "- says: Hello, press one" in section
    assert "- waits 5 s" in section
    assert "- Alert-Info: ring-7" in section
    assert "- ! Loop: a caller who presses nothing goes round" in section
    assert "| 1 | Queue id 7 |" in section
    assert "| no key | IVR 6201 Main, again (error: passive loop) |" in section
    assert "| wrong key | not set |" in section
    assert "| error: passive loop | a caller who presses nothing stays in this menu" in text


def test_findings_stand_in_a_table_with_severity_place_and_message():
    found = Finding(
        *("timeout-unset", "warning", "ivr:1", "6201", "Main", "IVR 6201 Main", "timeout"),
        *("a silent caller | has nowhere to go", "set one"),
    )
    graph = calls("ivr:1 -1-> queue:7", ivr_1={"number": "6201", "name": "Main"})
    text = written(".md", drawing(graph, View(findings=(found,))))
    row = "| warning | IVR 6201 Main, no key | a silent caller &#124; has nowhere to go | set one |"
    assert row in text
    assert "## Findings" not in written(".md", drawing(graph))


def test_how_queues_go_on_is_told_behind_the_menus(generated: Generated):
    text = written(".md", drawing_of(generated("office"), 1))
    assert ("## Queues, ring groups and telephones" in text) == bool(
        re.search(r"^\| From \| When \| Leads to \|$", text, re.MULTILINE)
    )


def test_what_changed_has_the_sign_that_pictures_have():
    old, new = (
        snapshot_of("ivr:1 -0-> queue:1", ivr_1={"resp_timeout_s": seconds}) for seconds in (5, 8)
    )
    page = page_of(written(".md", drawing(union(compare(old, new)))))
    assert any(text.startswith("~ ") for text in page.texts), page.texts
    assert not any(text.startswith("! ") for text in page.texts)
