"""Mermaid's own parser and renderer read every chart, and show what the menus say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from helpers import collapsed
from hostile import STRINGS
from menus import calls

from flowgraph.callgraph import CallGraph
from flowgraph.callgraph import menus as menus_of
from flowgraph.diagram.view import View
from flowgraph.exports import mermaid

from .conftest import Reader
from .drawings import ALL, HOSTILE, Case, drawing, drawing_of, hostile, names_of, written

Generated = Callable[..., Path]
PbxOf = Callable[[Path], Path]

#: Elements of a chart; a name that became markup would add others.
_TAGS = set(
    """b br circle defs desc div feDropShadow filter foreignObject g marker p path polygon rect span
    style svg title""".split()  # noqa: SIM905  one a word
)
#: Names that Mermaid would take for line breaks, icons, formulas, links, statements of its own.
_NASTY = (
    *(r"a\nb", r"\\n \n", "fa:fa-car x", "fab:fa-github", "logos:aws-s3", "$$x^2$$ y", "`code`"),
    *("`**b**`", "*em*", "# head", "1. x", "1) x", "- x", "+ x", "[x](http://a.b)", "www.a.bc"),
    *("a@b.cd", "a<br>b", "a<br/>b", "{{x}}", "style x:y#z;", "classDef a:b#c;", "end", "%% x"),
    *("%%{init: {}}%%", "---", "a --> b", 'a" --> b', "@{ shape: x }", ":::x", "::icon(x)", "#60;"),
    *(
        "#quot;",
        "#x;",
        "&lt;",
        "\ufb02\xb0\xb060\xb6\xdf",
        "accTitle: x",
        "subgraph",
        "<b></b>",
        "|x|",
    ),
)
#: Longer names stand in the Markdown page; a chart has no room for them.
_MOST_WHOLE = 1000


def shows(chart: dict[str, Any], text: str, name: str) -> bool:
    """Whether a name can be read in a chart: in a box, else whole in a comment of its text."""
    lines = [line for line in text.splitlines() if line.lstrip().startswith("%%")]
    asides = [unescape(re.sub(r"#(\d+);", r"&#\1;", line)) for line in lines]
    drawn = [collapsed(box) for box in chart["boxes"]]
    glued = [box.replace(" ", "") for box in drawn] if " " not in name else []
    return any(collapsed(name) in part for part in (*drawn, *glued, *asides))


# -- quoting ---------------------------------------------------------------------------------


@pytest.mark.fault("E6")
@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("Sales", "Sales"),
        ("end", "end"),
        ("Größe № 5, 主菜单", "Größe № 5, 主菜单"),
        ("O'Neill (back-up) a/b c.wav", "O'Neill (back-up) a/b c.wav"),
        ('say "hello"', "say #34;hello#34;"),
        ("#quot; #1", "#35;quot#59; #35;1"),
        ("R&D &amp;", "R#38;D #38;amp#59;"),
        ("<b>x</b>", "#60;b#62;x#60;/b#62;"),
        ("`code` **bold** _it_ my_name", "#96;code#96; #42;#42;bold#42;#42; #95;it#95; my_name"),
        ("[a](b) {c} |d|", "#91;a#93;(b) #123;c#125; #124;d#124;"),
        ("%%{init: {}}%%", "#37;#37;#123;init: #123;#125;#125;#37;#37;"),
        ("fa:fa-car", "fa#58;fa-car"),
        ("http://x.org www.x.org a@b.cd", "http#58;//x.org www#46;x.org a#64;b.cd"),
        ("1. one", "#49;. one"),
        ("- two", "#45; two"),
        ("+49 151", "#43;49 151"),
        ("$$x$$ ~y~ ^z =", "#36;#36;x#36;#36; #126;y#126; #94;z #61;"),
        (r"C:\new", "C#58;#92;new"),
        ("a;b", "a#59;b"),
        ("\ufb02\xb0 \xb6\xdf", "#64258;\xb0 #182;\xdf"),
    ],
)
def test_what_mermaid_would_read_as_more_than_text_is_written_as_a_code(name: str, quoted: str):
    assert mermaid.quote(name) == quoted


@pytest.mark.parametrize("strings", HOSTILE, ids=range(len(HOSTILE)))
def test_no_code_loses_a_letter(strings: Sequence[str]):
    for name in names_of(strings):
        assert unescape(re.sub(r"#(\d+);", r"&#\1;", mermaid.quote(name))) == name


# -- what is drawn ---------------------------------------------------------------------------


def small() -> CallGraph:
    return calls(
        "ivr:1 -1-> ivr:2",
        "ivr:1 -0-> queue:7",
        "ivr:1 -9-> queue:7",
        "ivr:1 -timeout-> ivr:1",
        "ivr:2 -*-> ivr:1",
        "ivr:2 -timeout-> ivr:3",
        "ivr:3 -timeout-> ivr:2",
        "ivr:3 -invalid-> end_call:",
        ivr_1={"number": "6201", "name": "Main"},
        ivr_2={"number": "6202", "name": "Sales"},
    )


def test_keys_are_the_labels_of_arrows_and_say_how_an_arrow_is_taken():
    lines = written(".mmd", drawing(small())).splitlines()
    assert '    n-ivr-1 -->|"1"| n-ivr-2' in lines
    assert '    n-ivr-1 -->|"0, 9"| n-queue-7' in lines
    assert '    n-ivr-2 -.->|"no key – loop"| n-ivr-3' in lines
    assert '    n-ivr-3 -.->|"wrong key"| n-end-call-_-of-ivr-3' in lines


def test_a_loop_has_its_colour_more_width_and_words():
    planned = drawing(small())
    text = written(".mmd", planned)
    alarms = [str(n) for n, arrow in enumerate(planned.diagram.arrows) if arrow.tone == "error"]
    assert len(alarms) == 2
    assert f"linkStyle {','.join(alarms)} stroke:#C62828,stroke-width:4px" in text
    assert "! Loop: a caller who presses nothing goes round" in collapsed(
        text.replace("<br/>", " ")
    )


def test_a_way_back_is_dashed_and_the_legend_explains_it():
    text = written(".mmd", drawing(small()))
    assert re.search(r"linkStyle \d+ stroke-dasharray:7 5", text)
    assert "dashed: goes back" in text


def test_colours_are_those_of_the_theme_that_was_asked_for():
    view = View(theme="contrast")
    text = written(".mmd", drawing(small(), view))
    assert "classDef root-error fill:#000000,color:#FFFFFF" in text


def test_no_box_has_a_word_of_the_grammar_for_its_name():
    kinds = ("end", "graph", "style", "click", "default", "o", "x", "call", "href", "__proto__")
    steps = [f"ivr:1 -{key}-> {kind}:" for key, kind in enumerate(kinds)]
    text = written(".mmd", drawing(calls(*steps)))
    names = re.findall(r"^    (\S+?)[\[({>]", text, re.MULTILINE)
    assert len(names) > len(kinds)
    assert all(re.fullmatch(r"n(-\w+)+|about", name) for name in names)


def test_where_destinations_do_not_fit_as_boxes_they_stand_in_the_menus_labels():
    steps = [f"ivr:{n} -{key}-> external_num:555{n:04}{key}" for n in range(60) for key in range(9)]
    steps += [f"ivr:{n} -9-> ivr:{n + 1}" for n in range(59)]
    planned = drawing(calls(*steps), View(leaves="apart"))
    assert len(planned.diagram.arrows) > mermaid.MOST_EDGES
    (chart,) = mermaid.charts(planned)
    assert len(chart.diagram.arrows) == 59
    assert all(f"555{n:04}{key}" in chart.text for n in range(60) for key in range(9))


# -- limits ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "number"),
    [("fleet-large", 200), ("chain", 300), ("hub", 200), ("dense", None), ("worst-uk", None)],
)
def test_no_chart_passes_the_limits_of_mermaid(
    profile: str, number: int | None, generated: Generated, read_in_browser: Reader
):
    planned = drawing_of(generated(profile, number), 1)
    charts = list(mermaid.charts(planned))
    for chart in charts:
        assert len(chart.diagram.arrows) <= 500
        assert len(chart.text.encode("utf-16-le")) / 2 <= 50_000
    answers = read_in_browser([{"kind": "mermaid", "text": chart.text} for chart in charts])
    assert [answer["error"] for answer in answers if "error" in answer] == []
    assert [answer["lines"] for answer in answers] == [len(c.diagram.arrows) for c in charts]


def test_an_overview_says_how_many_menus_each_part_has_and_every_menu_is_in_one(
    generated: Generated,
):
    planned = drawing_of(generated("fleet-large", 200), 1)
    overview, *parts = mermaid.charts(planned)
    assert written(".mmd", planned) == overview.text
    told = [int(number) for number in re.findall(r"(\d+) menus?, \d+ destinations", overview.text)]
    drawn = [[menu for menu in part.diagram.menus if not menu.is_entry] for part in parts]
    assert told == [*map(len, drawn)]
    nodes = [menu.node for menus in drawn for menu in menus]
    assert sorted(nodes) == sorted(menus_of(planned.graph))


def test_characters_are_counted_as_mermaid_counts_them():
    assert mermaid.size("a👨") == 3


@pytest.mark.slow
def test_all_charts_of_ten_thousand_menus_are_read(generated: Generated, read_in_browser: Reader):
    charts = list(mermaid.charts(drawing_of(generated("fleet-large", 10_000), 1)))
    jobs = [{"kind": "mermaid", "text": chart.text, "parse_only": True} for chart in charts]
    assert [answer for answer in read_in_browser(jobs) if answer] == []
    drawn = {menu.node for chart in charts for menu in chart.diagram.menus}
    assert len(drawn) > 10_000


# -- Mermaid itself --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cases(pbx_of: PbxOf, read_in_browser: Reader) -> dict[str, tuple[str, dict[str, Any]]]:
    """Give the chart of every case and tree, with what a browser shows of it."""
    texts = {case.id: written(".mmd", drawing_of(pbx_of(case.folder), case.root)) for case in ALL}
    answers = read_in_browser([{"kind": "mermaid", "text": text} for text in texts.values()])
    return {id_: (text, answer) for (id_, text), answer in zip(texts.items(), answers, strict=True)}


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_every_case_and_tree_is_a_chart_in_which_all_names_can_be_read(
    case: Case, cases: dict[str, tuple[str, dict[str, Any]]]
):
    text, chart = cases[case.id]
    assert "error" not in chart
    assert [label for label in case.labels if not shows(chart, text, label)] == []
    assert [raw for raw in case.forbidden if raw in text] == []
    assert set(chart["tags"]) <= _TAGS
    assert chart["handlers"] == 0


def test_a_chart_names_itself_for_people_who_do_not_see_it(
    cases: dict[str, tuple[str, dict[str, Any]]],
):
    _, chart = cases["twilio-phone-tree"]
    assert chart["title"].startswith("Call flow from IVR 6200")
    assert "2 menus" in chart["description"]


@pytest.mark.fault("E6", promise="Mermaid's own parser and renderer show each name as it is")
def test_every_hostile_name_is_read_as_it_is(read_in_browser: Reader):
    texts = [written(".mmd", hostile(strings)) for strings in HOSTILE]
    answers = read_in_browser([{"kind": "mermaid", "text": text} for text in texts])
    for strings, text, chart in zip(HOSTILE, texts, answers, strict=True):
        assert "error" not in chart, strings
        assert set(chart["tags"]) <= _TAGS, strings
        assert chart["handlers"] == 0
        for name in names_of(strings):
            assert shows(chart, text, name) or len(name) > _MOST_WHOLE, name
    assert len(STRINGS) > 150


@pytest.mark.fault("E6")
def test_names_that_mermaid_has_a_meaning_for_are_read_as_they_are(read_in_browser: Reader):
    texts = [
        written(".mmd", drawing(calls(f"ivr:1 -0-> external_num:{name}", ivr_1={"name": name})))
        for name in _NASTY
    ]
    answers = read_in_browser([{"kind": "mermaid", "text": text} for text in texts])
    for name, chart in zip(_NASTY, answers, strict=True):
        assert "error" not in chart, name
        assert all(name in collapsed(box) for box in chart["boxes"][:2]), name
        assert name in chart["title"]
        assert set(chart["tags"]) <= _TAGS, name
