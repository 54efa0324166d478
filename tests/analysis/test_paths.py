from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from calling import ALLOWED, any_pbx, any_steps, pbx
from helpers import TREES, folders, read, read_json
from hypothesis import given
from menus import snapshot_of

from flowgraph.analysis.paths import Survey, Ways, starts, survey, ways_to
from flowgraph.analysis.shortest import MOST_STEPS, MOST_WAYS, SlowKey
from flowgraph.analysis.shortest import Path as Found
from flowgraph.analysis.targets import Target, find_target, whole_graph
from flowgraph.callgraph import CallGraph
from flowgraph.model.directory import Directory, Entry, Listing
from flowgraph.model.keys import PRESSED, rank


def surveyed(*steps: str, roots: tuple[str, ...] = (), **facts: object) -> Survey:
    snapshot, graph = pbx(*steps, **facts)  # type: ignore[arg-type]
    return survey(snapshot, graph, roots or (steps[0].partition(" ")[0],))


def told(paths: Sequence[Found]) -> list[str]:
    """Give each path as ``2,1 queue:3``."""
    return [f"{','.join(path.keys)} {path.destination}" for path in paths]


def leading(dest: str, *steps: str) -> Ways:
    snapshot, graph = pbx(*steps)
    return ways_to(graph, (steps[0].partition(" ")[0],), find_target(snapshot, graph, dest))


# -- the shortest path -----------------------------------------------------------------------


def test_paths_come_fewest_steps_first_then_in_key_order_and_leave_the_root_out():
    found = surveyed(
        "ivr:1 -invalid-> queue:5",
        "ivr:1 -#-> queue:4",
        "ivr:1 -2-> ivr:2",
        "ivr:1 -1-> ivr:3",
        "ivr:2 -*-> ivr:1",
        "ivr:2 -1-> queue:6",
        "ivr:3 -timeout-> queue:7",
        "ivr:3 -9-> queue:8",
    )
    assert told(found.paths) == [
        "1 ivr:3",
        "2 ivr:2",
        "# queue:4",
        "invalid queue:5",
        "1,9 queue:8",
        "1,timeout queue:7",
        "2,1 queue:6",
    ]


def test_among_equally_short_paths_the_first_in_key_order_is_told():
    found = surveyed(
        "ivr:1 -timeout-> queue:3", "ivr:1 -4-> queue:3", "ivr:1 -2-> ivr:2", "ivr:1 -3-> ivr:4",
        "ivr:2 -9-> queue:5", "ivr:4 -0-> queue:5",
    )  # fmt: skip
    assert told(found.paths) == ["2 ivr:2", "3 ivr:4", "4 queue:3", "2,9 queue:5"]


def test_calls_also_go_on_where_nobody_presses_anything():
    found = surveyed(
        "inbound_route:1 -office-> ivr:1",
        "ivr:1 -1-> queue:3",
        "queue:3 -fail-> extension:24",
        "extension:24 -noanswer-> ext_vm:24",
    )
    assert told(found.paths)[-1] == "office,1,fail,noanswer ext_vm:24"
    assert found.paths[-1].presses == 1


def test_where_the_hour_decides_a_branch_with_hours_says_more_than_the_one_without():
    found = surveyed("inbound_route:1 -default-> ivr:1", "inbound_route:1 -office-> ivr:1")
    assert told(found.paths) == ["office ivr:1"]


def test_a_wrong_key_is_pressed_and_silence_is_not():
    found = surveyed("ivr:1 -invalid-> ivr:2", "ivr:2 -timeout-> ivr:3", "ivr:3 -*-> queue:3")
    assert [path.presses for path in found.paths] == [1, 1, 2]


def test_the_menus_on_the_way_are_named_without_the_destination():
    found = surveyed("ivr:1 -1-> ivr:2", "ivr:2 -0-> queue:3", "queue:3 -fail-> end_call:")
    assert [path.menus for path in found.paths] == [
        ("ivr:1",),
        ("ivr:1", "ivr:2"),
        ("ivr:1", "ivr:2"),
    ]


def test_a_key_after_which_the_pbx_waits_is_told_with_the_number_and_takes_its_time():
    settings = {**ALLOWED, "prompts": (), "digit_timeout_s": 4}
    found = surveyed("ivr:1 -1-> queue:3", "ivr:1 -2-> queue:4", ivr_1=settings)
    assert [path.slow for path in found.paths] == [(), (SlowKey("ivr:1", "2", "204"),)]
    assert [path.span.seconds for path in found.paths] == [0, 4]


def test_time_adds_up_over_the_way():
    timed = {"prompts": ("a.wav",), "prompt_repeat": 2, "resp_timeout_s": 5}
    found = surveyed(
        "ivr:1 -timeout-> ivr:2",
        "ivr:2 -1-> queue:3",
        "queue:3 -fail-> end_call:",
        prompts={"a.wav": "five words make two seconds"},
        ivr_1=timed,
        ivr_2=timed,
        queue_3={"limit_s": 60},
    )
    assert [path.span.seconds for path in found.paths] == [14, 16, 76]


def test_a_path_beyond_all_reason_keeps_its_first_steps_and_its_whole_length():
    steps = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, 300)]
    last = surveyed(*steps, "ivr:300 -0-> queue:3").paths[-1]
    assert (last.steps, last.presses, last.left_out) == (300, 300, 300 - MOST_STEPS)
    assert last.keys == ("1",) * MOST_STEPS
    assert last.menus == tuple(f"ivr:{n}" for n in range(1, MOST_STEPS + 1))


@given(any_steps)
def test_every_destination_that_can_be_reached_has_one_path_and_it_is_the_shortest(steps):
    snapshot, graph = any_pbx(steps)
    for root in ("ivr:1", "inbound_route:1"):
        found = survey(snapshot, graph, (root,)).paths
        assert {path.destination: path.keys for path in found} == shortest_by_hand(graph, root)
        lengths = [path.steps for path in found]
        assert lengths == sorted(lengths)


def shortest_by_hand(graph: CallGraph, root: str) -> dict[str, tuple[str, ...]]:
    """Try all ways, shorter ones first, and keep the least to each node."""
    best: dict[str, tuple[str, ...]] = {root: ()}
    waiting = deque([root])
    while waiting:
        node = waiting.popleft()
        for _, target, key in graph.out_edges(node, keys=True):
            keys = (*best[node], key)
            if target not in best or _order(keys) < _order(best[target]):
                best[target] = keys
                waiting.append(target)
    del best[root]
    return best


def _order(keys: tuple[str, ...]) -> tuple[int, list[tuple[bool, int]]]:
    return len(keys), [(key == "default", rank(key)) for key in keys]


@given(any_steps)
def test_the_order_in_which_facts_arrive_does_not_matter(steps):
    # The last step of a key counts.
    last = dict(step.split("-> ") for step in steps)
    turned = [f"{key}-> {target}" for key, target in reversed(last.items())]
    one, other = (survey(*any_pbx(some), ("inbound_route:1",)) for some in (steps, turned))
    assert one == other


# -- real phone menus ------------------------------------------------------------------------


@pytest.mark.parametrize("tree", folders(TREES, "facts.json"), ids=lambda folder: folder.name)
def test_the_paths_of_real_phone_menus_are_those_that_were_found_apart_from_this_code(tree: Path):
    facts = read_json(tree / "facts.json")
    snapshot = read(tree, [facts["root"]])
    graph = whole_graph(snapshot)
    found = survey(snapshot, graph, (f"ivr:{facts['root']}",)).paths
    data = graph.nodes
    assert [
        [data[p.destination]["kind"], data[p.destination]["value"], list(p.keys)] for p in found
    ] == facts["shortest"]
    assert max(path.steps for path in found) == facts["longest_shortest"]


# -- what is worth knowing -------------------------------------------------------------------


def test_the_deepest_destinations_take_the_most_presses_from_the_nearest_root():
    found = surveyed(
        "ivr:1 -1-> ivr:2",
        "ivr:2 -2-> queue:3",
        "ivr:2 -3-> queue:4",
        "ivr:2 -timeout-> queue:5",
        "ivr:6 -1-> queue:4",
        roots=("ivr:1", "ivr:6"),
    )
    assert (found.most_presses, found.deepest) == (2, ["queue:3"])


def test_only_where_every_way_needs_silence_a_destination_is_for_silent_callers_alone():
    found = surveyed(
        "ivr:1 -timeout-> ivr:2",
        "ivr:2 -1-> queue:3",
        "ivr:2 -2-> queue:4",
        "ivr:1 -1-> ivr:5",
        "ivr:5 -1-> ivr:6",
        "ivr:6 -1-> queue:4",
    )
    assert found.only_silent == ["ivr:2", "queue:3"]
    assert [path.destination for path in found.paths if path.only_silent] == ["ivr:2", "queue:3"]


def test_what_stands_on_a_list_of_the_pbx_but_no_way_leads_to_is_told():
    found = surveyed("ivr:1 -1-> queue:3", "ivr:7 -1-> extension:24")
    assert found.unreached == ["extension:24", "extension:25", "extension:26", "ivr:7", "queue:9"]
    assert found.is_certain


def test_a_list_that_could_not_be_read_proves_nothing():
    snapshot = snapshot_of("ivr:1 -1-> queue:3")
    snapshot = snapshot._replace(directory=Directory({"queue": Listing({}, "not allowed", 10005)}))
    found = survey(snapshot, whole_graph(snapshot), ("ivr:1",))
    assert (found.unreached, found.unread) == ([], ["queue"])


@pytest.mark.parametrize(
    ("status", "is_certain"), [("not_found", True), ("unreadable", False), ("not_followed", False)]
)
def test_behind_a_menu_that_was_not_read_there_may_be_more(status: str, is_certain: bool):
    snapshot = snapshot_of("ivr:1 -1-> ivr:9", missing={"9": status})  # type: ignore[dict-item]
    found = survey(snapshot, whole_graph(snapshot), ("ivr:1",))
    assert found.is_certain is is_certain


def test_a_menu_that_was_only_listed_is_unreached_by_its_name():
    snapshot = snapshot_of("ivr:1 -1-> queue:3")
    listed = {"7": Entry("7", "6207", "Night")}
    snapshot = snapshot._replace(directory=Directory({"ivr": Listing(listed)}))
    graph = whole_graph(snapshot)
    assert survey(snapshot, graph, ("ivr:1",)).unreached == ["ivr:7"]
    assert find_target(snapshot, graph, "Night") == Target(("ivr:7",), "IVR 6207 Night")


# -- where paths begin -----------------------------------------------------------------------


def whole(*steps: str) -> Survey:
    snapshot, _ = pbx(*steps)
    snapshot = snapshot._replace(is_whole=True, roots=(*snapshot.ivrs, *snapshot.routes))
    return survey(snapshot, whole_graph(snapshot), ())


def test_of_a_whole_pbx_paths_begin_at_entries_then_at_menus_to_which_none_leads():
    found = whole(
        "ivr:1 -1-> ivr:2",
        "ivr:2 -1-> queue:3",
        "ivr:5 -1-> ivr:6",
        "ivr:6 -1-> ivr:7",
        "ivr:7 -1-> ivr:6",
        "ivr:8 -1-> ivr:9",
        "ivr:9 -1-> ivr:8",
        "inbound_route:4 -default-> ivr:1",
    )
    assert found.roots == ["inbound_route:4", "ivr:5", "ivr:8"]
    assert {"ivr:5", "ivr:6", "ivr:8", "ivr:9"} < set(found.unreached)
    assert {"ivr:1", "ivr:2", "queue:3"}.isdisjoint(found.unreached)


def test_of_a_whole_pbx_without_entries_no_menu_is_unreached():
    found = whole("ivr:1 -1-> ivr:2", "ivr:3 -1-> ivr:2")
    assert found.roots == ["ivr:1", "ivr:3"]
    assert not any(node.startswith("ivr:") for node in found.unreached)


def test_roots_that_the_user_named_are_where_paths_begin():
    _, graph = pbx("ivr:1 -1-> ivr:2", "inbound_route:4 -default-> ivr:1")
    assert starts(graph, ["ivr:2", "ivr:1"]) == ["ivr:2", "ivr:1"]


# -- all ways to one destination -------------------------------------------------------------


def test_all_ways_that_are_equally_short_are_told_and_no_longer_one():
    found = leading(
        "queue:3", "ivr:1 -1-> ivr:2", "ivr:1 -2-> ivr:4", "ivr:1 -5-> ivr:2", "ivr:2 -9-> queue:3",
        "ivr:2 -timeout-> queue:3", "ivr:4 -0-> queue:3", "ivr:4 -1-> ivr:5", "ivr:5 -1-> queue:3",
    )  # fmt: skip
    assert [",".join(path.keys) for path in found.paths] == [
        "1,9", "1,timeout", "2,0", "5,9", "5,timeout",
    ]  # fmt: skip
    assert not found.has_more


def test_a_person_and_the_persons_voicemail_both_count():
    found = leading("204", "ivr:1 -1-> ext_vm:24", "ivr:1 -2-> ivr:2", "ivr:2 -1-> extension:24")
    assert told(found.paths) == ["1 ext_vm:24", "2,1 extension:24"]


def test_what_cannot_be_reached_has_no_way_and_neither_has_the_root_itself():
    assert leading("queue:9", "ivr:1 -1-> queue:3").paths == []
    assert leading("ivr:1", "ivr:1 -1-> ivr:2", "ivr:2 -1-> ivr:1").paths == []


def test_ways_without_number_are_cut_and_it_is_said():
    steps = [f"ivr:{n} -{key}-> ivr:{n + 1}" for n in range(1, 40) for key in PRESSED]
    found = leading("queue:3", *steps, "ivr:40 -0-> queue:3")
    assert (len(found.paths), found.has_more) == (MOST_WAYS, True)
    assert found.paths[0].keys == ("0",) * 40


@given(any_steps)
def test_ways_are_ways_and_the_first_is_the_shortest_path(steps):
    snapshot, graph = any_pbx(steps)
    first = {path.destination: path for path in survey(snapshot, graph, ("ivr:1",)).paths}
    for node, path in first.items():
        found = ways_to(graph, ("ivr:1",), Target((node,), "")).paths
        assert found[0] == path
        assert len({way.keys for way in found}) == len(found)
        for way in found:
            assert way.steps == path.steps
            assert follow(graph, "ivr:1", way.keys) == node


def follow(graph: CallGraph, node: str, keys: tuple[str, ...]) -> str:
    for key in keys:
        (node,) = (target for _, target, found in graph.out_edges(node, keys=True) if found == key)
    return node


# -- large PBXs ------------------------------------------------------------------------------


def test_a_chain_of_thousands_of_menus_takes_linear_time():
    def seconds(length: int) -> float:
        steps = [f"ivr:{n} -1-> ivr:{n + 1}" for n in range(1, length)]
        snapshot, graph = pbx(*steps, f"ivr:{length} -1-> queue:3")
        begin = time.perf_counter()
        survey(snapshot, graph, ("ivr:1",))
        ways_to(graph, ("ivr:1",), Target(("queue:3",), ""))
        return time.perf_counter() - begin

    seconds(500)
    times = [seconds(length) for length in (1000, 4000)]
    # Sixteen times if it were quadratic.
    assert all(longer < 10 * shorter for shorter, longer in pairwise(times)), times
