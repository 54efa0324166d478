"""Real public phone menus: what flowgraph finds is what was found out apart from it."""

from __future__ import annotations

from collections import Counter
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from helpers import (
    ORIGINS,
    TREES,
    Origin,
    flowgraph_on,
    folders,
    key_edges,
    numbers,
    opened,
    read,
    read_json,
)

from flowgraph.analysis.loops import loops
from flowgraph.callgraph import CallGraph, call_graph, menus
from flowgraph.model.snapshot import Snapshot

ALL = folders(TREES, "facts.json")


class Tree:
    """A tree, read from one origin, and the facts about it."""

    def __init__(self, folder: Path, origin: Origin) -> None:
        self.folder = folder
        self.origin = origin
        self.facts: dict[str, Any] = read_json(folder / "facts.json")

    @cached_property
    def snapshot(self) -> Snapshot:
        return read(self.folder, [self.facts["root"]], self.origin)

    @cached_property
    def graph(self) -> CallGraph:
        return call_graph(self.snapshot)

    @cached_property
    def menu_graph(self) -> CallGraph:
        graph: CallGraph = self.graph.subgraph(menus(self.graph))
        return graph

    def loops_of(self, kind: str) -> list[list[int]]:
        return sorted(numbers(loop.menus) for loop in loops(self.graph) if loop.kind == kind)

    def unset(self, key: str) -> list[int]:
        found = (n for n in self.menu_graph if self.graph.nodes[n]["keys"][key] is None)
        return numbers(found)


@cache
def _tree(folder: Path, origin: Origin) -> Tree:
    return Tree(folder, origin)


@pytest.fixture
def tree(request: pytest.FixtureRequest) -> Tree:
    return _tree(*request.param)


def _each(chosen: list[Path]) -> pytest.MarkDecorator:
    pairs = [(folder, origin) for folder in chosen for origin in ORIGINS]
    names = [f"{folder.name}-{origin}" for folder, origin in pairs]
    return pytest.mark.parametrize("tree", pairs, indirect=True, ids=names)


each_tree = _each(ALL)
each_tree_with_entries = _each([f for f in ALL if "entries" in read_json(f / "facts.json")])


# -- menus -----------------------------------------------------------------------------------


@each_tree
def test_every_menu_of_the_pbx_is_listed(tree: Tree) -> None:
    with opened(tree.folder, tree.origin) as source:
        listed = [entry.id for entry in source.index()]
    assert len(listed) == tree.facts["menus_in_folder"]
    unreachable = set(numbers(listed)) - set(numbers(tree.snapshot.ivrs))
    assert sorted(unreachable) == tree.facts["menu_ids_unreachable"]


@each_tree
def test_every_menu_that_the_root_leads_to_is_read(tree: Tree) -> None:
    assert numbers(tree.snapshot.ivrs) == tree.facts["menu_ids_reachable"]
    assert len(menus(tree.graph)) == tree.facts["menus_reachable"]


@each_tree_with_entries
def test_every_menu_that_an_inbound_route_leads_to_is_read(tree: Tree) -> None:
    snapshot = read(tree.folder, tree.facts["entries"], tree.origin)
    assert len(snapshot.ivrs) == tree.facts["menus_reachable_from_entries"]


@each_tree
def test_menus_that_a_key_leads_to_but_that_do_not_exist_are_known(tree: Tree) -> None:
    lost = [gap.id for gap in tree.snapshot.missing.values() if gap.status == "not_found"]
    assert numbers(lost) == tree.facts["dangling_ivr"]


# -- keys ------------------------------------------------------------------------------------


@each_tree
def test_every_key_that_is_set_is_an_edge(tree: Tree) -> None:
    assert len(key_edges(tree.graph)) == tree.facts["key_edges"]


@each_tree
def test_every_destination_is_one_node_of_its_kind(tree: Tree) -> None:
    found = {(kind, value) for _, _, kind, value in key_edges(tree.graph)}
    assert Counter(kind for kind, _ in found) == tree.facts["destinations_by_type"]


@each_tree
def test_menus_that_say_nothing_about_silence_or_wrong_keys_are_known(tree: Tree) -> None:
    assert tree.unset("timeout") == tree.facts["timeout_unset"]
    assert tree.unset("invalid") == tree.facts["invalid_unset"]


# -- loops -----------------------------------------------------------------------------------


@each_tree
def test_the_graph_goes_round_where_the_menus_do(tree: Tree) -> None:
    graph = tree.menu_graph
    alone = {node for node in graph if graph.has_edge(node, node)}
    groups = [g for g in nx.strongly_connected_components(graph) if len(g) > 1 or g & alone]
    found = [{"menus": numbers(g), "self_loops": numbers(g & alone)} for g in groups]
    assert sorted(found, key=lambda group: group["menus"]) == tree.facts["components"]


@each_tree
@pytest.mark.parametrize("kind", ["passive", "trap", "wrong-key", "caller"])
def test_every_loop_gets_its_verdict(tree: Tree, kind: str) -> None:
    wanted = tree.facts[f"{kind.replace('-', '_')}_components"]
    assert tree.loops_of(kind) == wanted


@each_tree
def test_drawing_a_real_menu_says_nothing_but_what_it_wrote(tree: Tree, tmp_path: Path) -> None:
    words = ("draw", tree.facts["root"], "-o", "menus.svg")
    run = flowgraph_on(tree.folder, tree.origin, tmp_path, *words)
    warnings = [line for line in run.stderr.splitlines() if line.startswith("warning: IVR")]
    assert run.status == 0
    assert run.stdout == ""
    assert len(warnings) == len(tree.facts["dangling_ivr"])
