"""networkx and other programs read the graph back as it was."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from lxml import etree
from menus import calls

from flowgraph.exports import Drawing

from .drawings import ALL, HOSTILE, Case, drawing, drawing_of, hostile, written

PbxOf = Callable[[Path], Path]


def again(planned: Drawing) -> nx.MultiDiGraph:
    text = written(".graphml", planned)
    return nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)


def assert_same(planned: Drawing) -> None:
    graph, back = planned.graph, again(planned)
    assert set(back) == set(graph)
    assert set(back.edges(keys=True)) == set(graph.edges(keys=True))
    for node, data in graph.nodes(data=True):
        assert back.nodes[node]["label"] == data["label"]
        known = {name: _plain(value) for name, value in data.items() if value is not None}
        assert dict(back.nodes[node]) == known
    for source, target, key, data in graph.edges(keys=True, data=True):
        assert back.edges[source, target, key]["label"] == data["label"]


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int)) else json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_a_case_comes_back_with_the_same_nodes_edges_keys_and_labels(case: Case, pbx_of: PbxOf):
    assert_same(drawing_of(pbx_of(case.folder), case.root))


@pytest.mark.fault("E9", promise="networkx, diagrams.net and readers of JUnit give each name back")
@pytest.mark.parametrize("strings", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_come_back_letter_for_letter(strings: Sequence[str]):
    assert_same(hostile(strings))


def test_lists_are_text_and_what_is_not_known_is_left_out():
    settings = {"prompts": ("a.wav", "b.wav"), "prompt_repeat": 3, "enb_dial_check_vm": False}
    node = again(drawing(calls("ivr:1 -0-> queue:1", ivr_1=settings))).nodes["ivr:1"]
    assert json.loads(node["prompts"]) == ["a.wav", "b.wav"]
    assert (node["prompt_repeat"], node["enb_dial_check_vm"]) == (3, False)
    assert "alert_info" not in node


def test_no_id_stands_twice_in_the_file():
    graph = calls(
        "ivr:1 -1-> queue:1", "ivr:1 -2-> queue:1", "ivr:2 -1-> queue:1", roots=("1", "2")
    )
    root = etree.fromstring(written(".graphml", drawing(graph)).encode())
    ids = root.xpath("//@id")
    assert len(set(ids)) == len(ids)
