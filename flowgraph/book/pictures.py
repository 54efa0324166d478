"""The pictures of a book: the whole call flow, and each page's place with what is around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..analysis.around import around
from ..analysis.loops import Loop
from ..callgraph import CallGraph
from ..diagram.build import build
from ..diagram.model import Diagram
from ..diagram.overview import Sheet, needs_overview, sheets
from ..diagram.view import View
from ..model.destination import INBOUND_ROUTE
from ..model.ids import node_order
from ..rules.finding import Finding

#: Menus and entries that are drawn in front of a menu. A main menu may have hundreds, each of
#: which says "back to the main menu"; the page's table names them all.
MOST_CALLERS = 6


class Neighbourhood(NamedTuple):
    """A place with what is around it.

    Attributes:
        diagram: The picture.
        left_out: How many more places lead there than are drawn.
    """

    diagram: Diagram
    left_out: int


class Pictures:
    """Decides what is drawn.

    Args:
        graph: The call graph.
        loops: Its verdicts.
        findings: What is marked on pictures.
    """

    def __init__(
        self, graph: CallGraph, loops: Sequence[Loop], findings: Sequence[Finding]
    ) -> None:
        self._graph = graph
        self._loops = loops
        self._findings = findings
        self._loops_at: defaultdict[str, list[int]] = defaultdict(list)
        for number, loop in enumerate(loops):
            for node in loop.menus:
                self._loops_at[node].append(number)
        self._findings_at: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            self._findings_at[finding.node].append(finding)

    @property
    def needs_overview(self) -> bool:
        """Whether there are too many menus for one picture of the whole."""
        return needs_overview(self._graph)

    def whole(self, links: Mapping[str, str]) -> Diagram:
        """Draw everything; see :attr:`needs_overview`.

        Args:
            links: Address of each node's page.
        """
        view = View(findings=self._findings, links=links)
        return build(self._graph, self._loops, view)

    def sheets(self, links: Mapping[str, str], folder: str, ending: str) -> Iterator[Sheet]:
        """Draw an overview, and the sheets of its parts.

        Args:
            links: Address of each node's page.
            folder: Where the sheets' pages stand; with a slash at the end.
            ending: Of these pages' file names.
        """
        view = View(findings=self._findings)
        for sheet in sheets(self._graph, self._loops, view, ending=ending):
            # On an overview a box leads to a sheet, on a sheet to the page of what it stands for.
            linked = _to_pages if sheet.name.startswith("part-") else _to_sheets
            yield sheet._replace(diagram=linked(sheet.diagram, links, folder))

    def around(self, node: str, links: Mapping[str, str]) -> Neighbourhood:
        """Draw a menu or an entry with what leads to it and what it leads to.

        Args:
            node: The place in the middle.
            links: Address of each node's page.
        """
        near = around(self._graph, node, 1)
        surplus = self._surplus(near, node)
        near.remove_nodes_from(surplus)
        view = View(findings=[f for n in near for f in self._findings_at[n]], links=links)
        numbers = {number for n in near for number in self._loops_at[n]}
        loops = [self._loops[number] for number in sorted(numbers)]
        return Neighbourhood(build(near, loops, view), len(surplus))

    def _surplus(self, near: CallGraph, node: str) -> list[str]:
        """Give the callers that there is no room for; entries and low numbers stay."""
        onwards = set(near.successors(node))
        callers = sorted(set(near.predecessors(node)) - onwards - {node}, key=self._entries_first)
        return callers[MOST_CALLERS:]

    def _entries_first(self, node: str) -> tuple[object, ...]:
        return self._graph.nodes[node]["kind"] != INBOUND_ROUTE, node_order(node)


def _to_pages(diagram: Diagram, links: Mapping[str, str], folder: str) -> Diagram:
    menus = tuple(menu._replace(link=links.get(menu.node, "")) for menu in diagram.menus)
    leaves = tuple(leaf._replace(link=links.get(leaf.node, "")) for leaf in diagram.leaves)
    return diagram._replace(menus=menus, leaves=leaves)


def _to_sheets(diagram: Diagram, links: Mapping[str, str], folder: str) -> Diagram:
    menus = (
        menu._replace(link=folder + menu.link if menu.link else links.get(menu.node, ""))
        for menu in diagram.menus
    )
    return diagram._replace(menus=tuple(menus))
