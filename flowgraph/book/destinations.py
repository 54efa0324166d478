"""Everything that menus lead to, and is no menu."""

from __future__ import annotations

from collections.abc import Iterator

from ..callgraph import is_menu
from ..diagram import theme
from ..model.destination import INBOUND_ROUTE
from .arriving import leads_to, mentions_of, ways_to
from .found import findings_at
from .keys import onward_rows
from .knowledge import Knowledge
from .model import DestinationGroup, DestinationRow
from .parts import Place
from .settings import prompts_of, settings_of


def destinations(known: Knowledge) -> Iterator[DestinationGroup]:
    """Give all destinations, kind by kind in the order of legends, each by number."""
    graph = known.material.graph
    ends = [node for node, data in graph.nodes(data=True) if _is_end(data)]
    by_style: dict[str, list[Place]] = {style: [] for style in theme.STYLES}
    for place in known.places.in_order(ends):
        by_style[place.style].append(place)
    for style, places in by_style.items():
        if places:
            rows = tuple(_row(known, place) for place in places)
            yield DestinationGroup(style, places[0].kind, rows)


def _is_end(data: dict[str, object]) -> bool:
    return not is_menu(data) and data["kind"] != INBOUND_ROUTE


def _row(known: Knowledge, place: Place) -> DestinationRow:
    node = place.node
    data = known.data(node)
    ways, more = ways_to(known, node)
    return DestinationRow(
        place=place,
        ways=ways,
        more_ways=more,
        leads=leads_to(known, node),
        mentions=mentions_of(known, node),
        onwards=onward_rows(known, node),
        prompts=prompts_of(data) or (),
        facts=settings_of(data),
        findings=findings_at(known, node),
    )
