"""What holds at a moment is told in words and in looks, whatever the format and the theme."""

from __future__ import annotations

import csv
import io
import re

import pytest
from lxml import etree
from menus import snapshot_of

from flowgraph.analysis.around import around
from flowgraph.analysis.at_moment import at_moment
from flowgraph.analysis.times import Moment, Override
from flowgraph.callgraph import CallGraph, call_graph
from flowgraph.diagram import theme
from flowgraph.diagram.view import View
from flowgraph.exports import Drawing
from flowgraph.model.destination import Destination
from flowgraph.model.directory import Entry
from flowgraph.model.group import Group
from flowgraph.model.route import Route

from .drawings import drawing, written

MAIN = "inbound_route:1"
UNREACHED = "not reached at this moment"
#: Formats that show how things look, and those that are read line by line.
PICTURES = (".svg", ".dot", ".mmd", ".drawio", ".html")
LISTS = (".md", ".txt")


def forced(view: View | None = None) -> Drawing:
    """By the schedule calls come to the day's menu; somebody sends them to the night's."""
    day, night = Destination("ivr", "1"), Destination("ivr", "2")
    route = Route(id="1", name="Main", branches={"office": day, "outoffice": night})
    found = snapshot_of(
        *("ivr:1 -1-> queue:7", "ivr:1 -timeout-> ivr:1", "ivr:2 -1-> ext_vm:4"),
        roots=("inbound_route:1", "1", "2"),
        ivr_1={"name": "Day"},
        ivr_2={"name": "Night"},
    )
    found = found._replace(routes={MAIN: route}, is_whole=True)
    at = Moment("at noon", {MAIN: "office"}, {MAIN: Override(MAIN, "office", day, night)})
    graph = at_moment(call_graph(found), at)
    return drawing(graph, (view or View())._replace(at=at))


def rung() -> CallGraph:
    """A ring group that rings a telephone, with this in the middle."""
    lists = {"extension": {"5": Entry("5", "304", "Ann")}}
    found = snapshot_of("ivr:1 -2-> ring_group:9", "ivr:1 -1-> extension:5", directory=lists)
    group = Group(kind="ring_group", id="9", name="Sales", members=("304",))
    return around(call_graph(found._replace(groups={group.node_id: group})), "extension:5", 1)


@pytest.mark.parametrize("suffix", [*PICTURES, *LISTS])
def test_every_format_says_what_calls_do_and_what_they_do_not(suffix: str):
    text = written(suffix, forced())
    assert UNREACHED in text
    assert "overridden" in text
    assert "closed" in text
    assert re.search(r"\bforced\b", text)


@pytest.mark.parametrize("suffix", PICTURES)
def test_the_legend_explains_grey_boxes_and_forced_arrows(suffix: str):
    text = written(suffix, forced()).replace("<br/>", " ")
    assert "not reached from these inbound routes at this moment" in text
    assert "forced: calls go here instead" in text.replace("#58;", ":")


def test_a_part_of_a_picture_says_in_its_name_that_it_is_grey():
    root = etree.fromstring(written(".svg", forced()).encode())
    titles = [title.text or "" for title in root.iter("{*}title")]
    assert any(t.startswith("IVR id 1 Day") and UNREACHED in t for t in titles)
    assert any(t.startswith("Queue id 7") and UNREACHED in t for t in titles)
    assert not any(t.startswith("IVR id 2 Night") and UNREACHED in t for t in titles)
    assert "Inbound route 1 Main: calls are forced to IVR id 2 Night" in titles
    assert f"IVR id 1 Day: 1 leads to Queue id 7, {UNREACHED}" in titles
    assert (
        "Inbound route 1 Main: business hours leads to IVR id 1 Day, overridden at this moment"
        in (titles)
    )


@pytest.mark.parametrize("name", theme.PALETTES)
def test_what_is_grey_has_no_other_colour_and_can_be_read(name: theme.ThemeName):
    colours = theme.PALETTES[name]
    dot = written(".dot", forced(View(theme=name)))
    (day,) = (line for line in dot.splitlines() if line.strip().startswith('"ivr-1" ['))
    shades = {shade.upper() for shade in re.findall(r"#[0-9A-Fa-f]{6}", day)}
    grey = {colours.closed_ink, colours.closed_line, colours.cell_line}
    assert shades == {*(shade.upper() for shade in grey), colours.paper, colours.key_fill}
    (queue,) = (line for line in dot.splitlines() if line.strip().startswith('"queue-7" ['))
    assert colours.closed_ink in queue
    assert f'fillcolor="{colours.paper}"' in queue


def test_a_forced_arrow_is_wide_with_two_heads_and_those_of_a_grey_menu_are_dashed():
    dot = written(".dot", forced())
    (arrow,) = (line for line in dot.splitlines() if '"inbound-route-1":kforced:e ->' in line)
    assert "arrowhead=normalnormal" in arrow
    assert "penwidth=2.4" in arrow
    (grey,) = (line for line in dot.splitlines() if '"ivr-1":k1:e ->' in line)
    assert "style=dashed" in grey
    assert theme.CLOSED_LINE in grey


def test_mermaid_marks_what_is_forced_and_what_is_grey():
    text = written(".mmd", forced())
    assert 'n-inbound-route-1 ==>|"forced"| n-ivr-2' in text
    assert '|"business hours – overridden"|' in text
    assert re.search(r"^ *n-ivr-1\[.*:::unreached$", text, re.MULTILINE)
    assert re.search(r"^ *n-queue-7\[.*:::unreached$", text, re.MULTILINE)
    assert re.search(r"classDef unreached .*color:#546E7A.*stroke-dasharray", text)
    # What is wrong in a menu that no call comes to is said, but it is no alarm.
    assert "stroke:#C62828" not in text


def test_diagrams_net_marks_what_is_forced_and_what_is_grey():
    root = etree.fromstring(written(".drawio", forced()).encode())
    styles = [cell.get("style", "") for cell in root.iter("mxCell")]
    assert sum("endArrow=doubleBlock" in style for style in styles) == 1
    (facts,) = (cell for cell in root.iter("mxCell") if cell.get("id") == "ivr-1.facts")
    assert f"fontColor={theme.CLOSED_INK}" in facts.get("style")
    (day,) = (o for o in root.iter("UserObject") if o.get("id") == "ivr-1")
    assert f"fontColor={theme.CLOSED_INK}" in day[0].get("style")
    assert UNREACHED in day.get("tooltip")


def test_the_page_tells_what_is_grey_beside_the_picture_as_well():
    text = written(".html", forced())
    root = etree.fromstring(text, etree.HTMLParser())
    edges = root.xpath("//*[contains(concat(' ', @class, ' '), ' edge ')]/@class")
    assert sum("forced" in name.split() for name in edges) == 1
    assert UNREACHED in root.xpath("string(//*[@id='ivr:1'])")
    assert UNREACHED not in root.xpath("string(//*[@id='ivr:2'])")
    entry = root.xpath("string(//*[@id='inbound_route:1'])")
    assert "overridden at this moment" in entry
    assert "Not reached at the moment that is drawn" in text


def test_a_wiki_says_at_a_key_that_its_destination_is_grey():
    assert f"| 1 | Queue id 7 ({UNREACHED}) |" in written(".md", forced())


def test_a_forced_edge_is_a_row_for_spreadsheets():
    rows = list(csv.DictReader(io.StringIO(written(".csv", forced()))))
    (row,) = (row for row in rows if row["key"] == "forced")
    assert (row["source"], row["target"]) == (MAIN, "ivr:2")


@pytest.mark.parametrize("suffix", [*PICTURES, *LISTS])
def test_a_telephone_that_a_group_rings_is_told_in_every_format(suffix: str):
    assert "rings" in written(suffix, drawing(rung()))


def test_an_arrow_of_a_group_to_its_telephone_is_dotted_from_a_ring():
    dot = written(".dot", drawing(rung()))
    (arrow,) = (line for line in dot.splitlines() if '"ring-group-9" -> ' in line)
    assert "style=dotted" in arrow
    assert "arrowtail=odot" in arrow
    assert 'n-ring-group-9 -.->|"rings"| n-extension-5' in written(".mmd", drawing(rung()))
