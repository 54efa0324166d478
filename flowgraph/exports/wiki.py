"""A drawing as a Markdown page for a wiki: charts, then everything in tables.

Charts are Mermaid in fenced blocks, which most wikis draw. No text of the PBX can end a block:
:func:`~.mermaid.quote` leaves no backtick.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..analysis.loop_words import meaning, members, witness
from ..callgraph import is_menu
from ..diagram import wording
from ..model.keys import spoken
from ..tables import markdown, markdown_table
from . import Drawing, mermaid
from .listing import Listing, Way, loop_words


def write(drawing: Drawing) -> str:
    """Write a drawing as Markdown (CommonMark with GitHub's tables).

    Returns:
        Headline, chart, loops and findings; a chart for each part where one is too large for
        Mermaid; a section for each entry and menu; how queues, groups and telephones go on.
    """
    listing = Listing(drawing)
    blocks = (*_summary(drawing), *_sections(drawing, listing), *_onward(drawing, listing))
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"


# -- the whole -------------------------------------------------------------------------------


def _summary(drawing: Drawing) -> Iterator[str]:
    first, *parts = mermaid.charts(drawing)
    yield f"# {markdown(drawing.diagram.title)}"
    yield markdown(drawing.diagram.subtitle)
    yield _fenced(first)
    if drawing.loops:
        yield "## Loops"
        yield markdown_table([_LOOP_HEAD, *_loop_rows(drawing)])
    if drawing.findings:
        yield "## Findings"
        yield markdown_table([_FINDING_HEAD, *_finding_rows(drawing)])
    if parts:
        yield "## Charts of the parts"
        for chart in parts:
            yield f"### {markdown(chart.diagram.title)}"
            yield _fenced(chart)


def _fenced(chart: mermaid.Chart) -> str:
    return f"```mermaid\n{chart.text}```"


_LOOP_HEAD = ("Loop", "What happens", "Through", "Round")
_FINDING_HEAD = ("Severity", "Place", "What is wrong", "What to do")


def _loop_rows(drawing: Drawing) -> Iterator[Sequence[str]]:
    graph = drawing.graph
    for loop in drawing.loops:
        around = witness(graph, loop.witness)
        yield loop_words([loop]), meaning(loop), members(graph, loop), around


def _finding_rows(drawing: Drawing) -> Iterator[Sequence[str]]:
    for finding in drawing.findings:
        place = f"{finding.label}, {spoken(finding.key)}" if finding.key else finding.label
        yield finding.severity, place, finding.message, finding.fix


# -- menu by menu ----------------------------------------------------------------------------


def _sections(drawing: Drawing, listing: Listing) -> Iterator[str]:
    """Write a section for each entry and each menu."""
    heading = ""
    for menu in drawing.diagram.menus:
        over = "## Inbound routes" if menu.is_entry else "## Menus"
        if over != heading:
            heading = over
            yield heading
        yield f"### {markdown(listing.name(menu.node))}"
        told = (*(badge.marked for badge in menu.badges), *_facts(listing, menu.node))
        yield "\n".join(f"- {markdown(line)}" for line in told)
        yield _ways_table("When" if menu.is_entry else "Key", listing, menu.node)


def _facts(listing: Listing, node: str) -> Iterator[str]:
    yield from listing.facts(node)
    data = listing.graph.nodes[node]
    if is_menu(data):
        for words, value in (*wording.settings(data), *wording.oddities(data)):
            yield f"{words}: {value}"


def _ways_table(first: str, listing: Listing, node: str) -> str:
    rows = [(way.caption, _destination(listing, way)) for way in listing.ways(node)]
    return markdown_table([(first, "Leads to"), *rows]) if rows else ""


def _destination(listing: Listing, way: Way) -> str:
    """Say where a key leads, with what callers hear there, and what is wrong with it."""
    is_end = way.target and not listing.goes_on(way.target)
    heard = listing.heard(way.target) if is_end else ()
    grey = wording.UNREACHED if is_end and listing.is_unreached(way.target) else ""
    told = "; ".join(filter(None, (way.closed, grey, loop_words(way.loops))))
    return " – ".join((f"{way.place} ({told})" if told else way.place, *heard))


# -- behind the menus ------------------------------------------------------------------------


def _onward(drawing: Drawing, listing: Listing) -> Iterator[str]:
    """Write how calls go on from queues, groups and telephones."""
    boxes = {menu.node for menu in drawing.diagram.menus}
    rows = [
        (listing.name(node), way.caption, _destination(listing, way))
        for node in drawing.graph
        if node not in boxes
        for way in listing.ways(node)
    ]
    if rows:
        yield "## Queues, ring groups and telephones"
        yield markdown_table([("From", "When", "Leads to"), *rows])
