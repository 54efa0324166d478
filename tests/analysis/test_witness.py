from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from flowgraph.analysis import witness
from flowgraph.analysis.witness import Step, shortest_cycle


def ring(size: int, key: str = "1") -> list[Step]:
    return [Step(f"ivr:{n}", key, f"ivr:{n % size + 1}") for n in range(1, size + 1)]


def test_it_starts_at_the_lowest_menu_and_takes_the_first_key():
    steps = [
        Step("ivr:10", "2", "ivr:9"),
        Step("ivr:10", "1", "ivr:9"),
        Step("ivr:9", "*", "ivr:10"),
    ]
    assert shortest_cycle(steps, lambda key: True) == (
        Step("ivr:9", "*", "ivr:10"),
        Step("ivr:10", "1", "ivr:9"),
    )


def test_a_longer_way_round_is_taken_if_only_that_makes_the_kind():
    steps = [
        Step("ivr:1", "timeout", "ivr:2"),
        Step("ivr:2", "timeout", "ivr:1"),
        Step("ivr:2", "invalid", "ivr:3"),
        Step("ivr:3", "timeout", "ivr:1"),
    ]
    found = shortest_cycle(steps, lambda key: key == "invalid")
    assert [step.key for step in found] == ["timeout", "invalid", "timeout"]


def test_a_ring_of_ten_thousand_menus_ends_and_is_whole():
    assert len(shortest_cycle(ring(10_000), lambda key: True)) == 10_000


def test_two_way_chains_of_thousands_find_the_short_cycle():
    steps = [Step(f"ivr:{n}", "1", f"ivr:{n + 1}") for n in range(1, 3000)]
    steps += [Step(f"ivr:{n + 1}", "*", f"ivr:{n}") for n in range(1, 3000)]
    assert [step.source for step in shortest_cycle(steps, lambda key: True)] == ["ivr:1", "ivr:2"]


def test_when_the_budget_is_spent_the_best_cycle_so_far_is_given(monkeypatch):
    monkeypatch.setattr(witness, "_BUDGET", 10)
    found = shortest_cycle(ring(50), lambda key: True)
    assert found[0].source == "ivr:1"
    assert len(found) == 50


@given(
    st.lists(
        st.tuples(st.integers(1, 7), st.sampled_from("12*"), st.integers(1, 7)),
        min_size=1,
        max_size=20,
    ),
    st.sampled_from("12*"),
)
def test_no_other_cycle_of_the_kind_is_shorter(raw, wanted):
    steps = [
        Step(f"ivr:{s}", k, f"ivr:{t}") for (s, k), t in {(s, k): t for s, k, t in raw}.items()
    ]
    graph = nx.MultiDiGraph()
    graph.add_edges_from((s.source, s.target, s.key) for s in steps)
    for component in nx.strongly_connected_components(graph):
        inside = [s for s in steps if s.source in component and s.target in component]
        makes = [s for s in inside if s.key == wanted]
        if not makes:
            continue
        part = graph.subgraph(component)
        # The shortest cycle through an edge is that edge and the shortest way back.
        best = min(1 + nx.shortest_path_length(part, s.target, s.source) for s in makes)
        assert len(shortest_cycle(inside, lambda key: key == wanted)) == best
