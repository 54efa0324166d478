"""An overview of a call flow at a moment: the sheets themselves are tested with the command."""

from __future__ import annotations

from menus import snapshot_of

from flowgraph.analysis.at_moment import at_moment
from flowgraph.analysis.loops import loops
from flowgraph.analysis.times import Moment, Override
from flowgraph.callgraph import call_graph
from flowgraph.diagram.model import Diagram
from flowgraph.diagram.overview import MOST_MENUS_IN_A_PART, sheets
from flowgraph.diagram.view import View
from flowgraph.model.destination import Destination
from flowgraph.model.route import Route

MAIN = "inbound_route:1"
DAY, NIGHT = Destination("ivr", "1"), Destination("ivr", "101")


def overview(at: Moment) -> Diagram:
    """Two chains of menus behind one entry, each a part of its own."""
    route = Route(id="1", name="Main", branches={"office": DAY, "outoffice": NIGHT})
    steps = [
        f"ivr:{first + n} -1-> ivr:{first + n + 1}"
        for first in (1, 101)
        for n in range(MOST_MENUS_IN_A_PART - 1)
    ]
    last = 100 + MOST_MENUS_IN_A_PART
    found = snapshot_of(
        *steps, f"ivr:{MOST_MENUS_IN_A_PART} -1-> queue:1", f"ivr:{last} -0-> ivr:1"
    )
    roots = (MAIN, *found.ivrs)
    graph = call_graph(found._replace(routes={MAIN: route}, roots=roots, is_whole=True))
    marked = at_moment(graph, at)
    return next(sheets(marked, loops(marked), View(at=at))).diagram


def grey(diagram: Diagram) -> dict[str, bool]:
    return {box.id: box.is_unreached for box in diagram.menus}


def arrows(diagram: Diagram) -> dict[tuple[str, str], tuple[bool, str]]:
    return {(a.source, a.target): (a.is_closed, a.manner) for a in diagram.arrows}


def test_a_part_that_no_call_comes_to_is_grey():
    drawn = overview(Moment("at noon", {MAIN: "office"}))
    assert grey(drawn) == {"inbound-route-1": False, "ivr-1": False, "ivr-101": True}
    assert arrows(drawn) == {
        ("inbound-route-1", "ivr-1"): (False, ""),
        ("inbound-route-1", "ivr-101"): (True, ""),
        ("ivr-101", "ivr-1"): (True, ""),
    }
    assert drawn.menus[2].facts[-1] == "not reached at this moment"
    assert drawn.menus[2].spoken.endswith("16 menus, not reached at this moment")
    assert drawn.subtitle.startswith("at noon · ")
    assert {"closed", "unreached"} <= set(dict(drawn.legend))


def test_at_no_moment_an_overview_has_nothing_grey():
    drawn = overview(Moment())
    assert not any(grey(drawn).values())
    assert not any(closed for closed, _ in arrows(drawn).values())
    assert drawn.subtitle.startswith("32 menus in 2 parts")


def test_a_forced_entry_is_led_to_where_its_calls_go():
    forced = Override(MAIN, "office", DAY, NIGHT)
    drawn = overview(Moment("at noon", {MAIN: "office"}, {MAIN: forced}))
    # The night's part leads on to the day's, so that calls come to both.
    assert not any(grey(drawn).values())
    assert arrows(drawn)["inbound-route-1", "ivr-1"] == (True, "")
    assert arrows(drawn)["inbound-route-1", "ivr-101"] == (False, "forced")
    assert drawn.menus[0].badges[0].text.startswith("forced to ")
