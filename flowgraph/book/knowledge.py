"""Answers that many pages ask for, each found out once for all of them."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any

from ..analysis.loops import Loop
from ..analysis.paths import Survey, survey
from ..analysis.shortest import Path
from ..analysis.targets import whole_graph
from ..analysis.who import Way as Leading
from ..analysis.who import ways
from ..callgraph import CallGraph
from ..diagram.tones import Tones, tones
from ..model.ids import root_node
from ..model.keys import rank
from ..rules.finding import Finding
from .by_hour import Arrival, ByHour
from .material import Material
from .places import Places


class Knowledge:
    """Everything that pages ask of the material.

    Args:
        material: What is known.

    Attributes:
        material: The same.
        whole: The graph of everything that the snapshot knows, also of what no call reaches.
        places: Names of its nodes.
    """

    def __init__(self, material: Material) -> None:
        self.material = material
        self.whole: CallGraph = whole_graph(material.snapshot)
        self.places = Places(self.whole)

    def data(self, node: str) -> dict[str, Any]:
        """Give the attributes of a node; see :mod:`flowgraph.callgraph`."""
        attributes: dict[str, Any] = self.whole.nodes[node]
        return attributes

    def ways_on(self, node: str) -> dict[str, str]:
        """Give where a call goes on from a node: target by key, in key order."""
        return self._ways_on.get(node, {})

    @cached_property
    def _ways_on(self) -> dict[str, dict[str, str]]:
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for source, target, key in sorted(self.whole.edges(keys=True), key=lambda e: rank(e[2])):
            found[source][key] = target
        return found

    @cached_property
    def survey(self) -> Survey:
        """The shortest keys from where calls come in to everything."""
        roots = [root_node(root) for root in self.material.snapshot.roots]
        return survey(self.material.snapshot, self.whole, roots)

    def arrivals_at(self, node: str) -> list[list[Arrival]]:
        """Give the ways from each start to a node, in the order of hours; nearest start first."""
        found = (ways[node] for ways in self.arrivals_from.values() if node in ways)
        return sorted(found, key=lambda ways: min(way.path.steps for way in ways))

    @cached_property
    def arrivals_from(self) -> dict[str, dict[str, list[Arrival]]]:
        """The shortest ways by start and destination, nearest destination first."""
        found: defaultdict[str, list[Path]] = defaultdict(list)
        for path in self.survey.paths:
            found[path.root].append(path)
        by_hour = ByHour(self.whole)
        return {start: by_hour.arrivals(start, found[start]) for start in self.survey.roots}

    def leading_to(self, node: str) -> list[Leading]:
        """Give each key that leads to a node, those nearest to where calls come in first."""
        return self._leading_to.get(node, [])

    @cached_property
    def _leading_to(self) -> dict[str, list[Leading]]:
        snapshot = self.material.snapshot
        roots = [root_node(root) for root in snapshot.roots]
        found: defaultdict[str, list[Leading]] = defaultdict(list)
        for way in ways(self.whole, self.whole, roots, named=not snapshot.is_whole):
            found[way.edge.target].append(way)
        return found

    def findings_about(self, node: str) -> list[Finding]:
        """Give the findings at a node, then those that concern it as well."""
        return self._findings_about.get(node, [])

    @cached_property
    def _findings_about(self) -> dict[str, list[Finding]]:
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in self.material.findings:
            found[finding.node].append(finding)
        for finding in self.material.findings:
            for node in dict.fromkeys(finding.related):
                if node != finding.node:
                    found[node].append(finding)
        return found

    @cached_property
    def tones(self) -> Tones:
        """The loops that a node or a key is part of."""
        return tones(self.material.loops)

    def loop_of(self, finding: Finding) -> Loop | None:
        """Give the loop that a finding tells of; None where it is about something else."""
        kind = finding.rule.removesuffix("-loop")
        return self._loops.get((kind, finding.node, finding.key, finding.related))

    @cached_property
    def _loops(self) -> dict[tuple[str, str, str, tuple[str, ...]], Loop]:
        return {
            (str(loop.kind), loop.breaking.source, loop.breaking.key, loop.menus): loop
            for loop in self.material.loops
        }
