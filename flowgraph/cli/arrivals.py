"""Where calls come in: what an expectation or an option names, found in what was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..analysis.expectations.judging import Arrival
from ..callgraph import CallGraph
from ..errors import FlowgraphError, UsageError
from ..model.destination import INBOUND_ROUTE
from ..model.ids import root_node
from ..model.missing import NOT_FOUND
from ..model.snapshot import Snapshot
from ..model.taking import taking
from ..roots import parse_root, resolve_roots, suggest_root
from ..sources.saved import SnapshotSource
from ..text import one_line

_NUMBER = re.compile(r"\+?\d+", re.ASCII)


class Arrivals:
    """Knows where calls come in.

    Args:
        snapshot: What was read.
        graph: As :func:`~flowgraph.analysis.targets.whole_graph` gives it.
    """

    def __init__(self, snapshot: Snapshot, graph: CallGraph) -> None:
        self._snapshot = snapshot
        self._graph = graph
        self._source = SnapshotSource(snapshot)
        self._met: dict[tuple[str, str], Arrival] = {}

    def named(self, specs: Sequence[str]) -> list[str]:
        """Give the nodes of roots that a user names.

        Raises:
            UsageError: One of them is none.
        """
        nodes = [root_node(r) for r in resolve_roots(self._source, specs, everything=False)]
        for node in nodes:
            if reason := self._absent(node):
                raise UsageError(reason, hint="correct --root")
        return nodes

    def arrival(self, spec: str, caller: str = "") -> Arrival:
        """Find where a call comes in; that it does not is no error but a fact."""
        if (spec, caller) not in self._met:
            self._met[spec, caller] = self._find(spec, caller)
        return self._met[spec, caller]

    def words(self, node: str) -> str:
        """Name a menu or an inbound route as people would, so that it is found again."""
        named = (spec for spec in self._spellings(node) if self.arrival(spec).node == node)
        return next(named, node)

    def _find(self, spec: str, caller: str) -> Arrival:
        try:
            (root,) = resolve_roots(self._source, [spec], everything=False, caller=caller)
        except FlowgraphError as error:
            return Arrival("", f"{error.what}; {error.hint}{self._may_decide(spec, caller)}")
        node = root_node(root)
        reason = self._absent(node)
        return Arrival("", reason) if reason else Arrival(node)

    def _may_decide(self, spec: str, caller: str) -> str:
        """Point to the caller's number, where that may decide between inbound routes."""
        form, number = parse_root(spec)
        if form != "did" or caller:
            return ""
        routes = taking(list(self._snapshot.routes.values()), one_line(number))
        by_caller = len(routes) > 1 and any(route.cid_patterns for route in routes)
        return "; or write caller, which may decide" if by_caller else ""

    def _absent(self, node: str) -> str:
        """Say that there is no such menu; empty where there is one."""
        data = self._graph.nodes.get(node)
        if data and data.get("missing") != NOT_FOUND:
            return ""
        identity = node.partition(":")[2]
        if not (data or self._graph.graph["whole"]):
            return f"what was read does not hold IVR {identity}"
        hint = suggest_root(self._source, identity)
        return f"there is no IVR {identity}; {hint}" if hint else f"there is no IVR {identity}"

    def _spellings(self, node: str) -> Iterator[str]:
        data = self._graph.nodes[node]
        name, number = one_line(data["name"]), one_line(data["number"])
        if data["kind"] == INBOUND_ROUTE:
            numbers = (text for text in data["did_patterns"] or () if _NUMBER.fullmatch(text))
            yield from (f"did:{number}" for number in numbers)
            yield from (f"route:{name}", f"route:{data['value']}")
        else:
            yield from (f"number:{number}", f"name:{name}")
