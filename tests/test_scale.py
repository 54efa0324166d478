"""Large PBXs: nothing grows out of hand, neither the time nor the questions to the PBX."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import pytest
from helpers import (
    CASES,
    ORIGINS,
    TREES,
    Counting,
    Origin,
    Shuffled,
    flowgraph_command,
    folders,
    reach,
    read,
    read_json,
)

from flowgraph.crawl import CrawlLimits, crawl
from flowgraph.model.snapshot import Snapshot
from flowgraph.simulator import Settings, Simulator
from flowgraph.sources.opening import open_path
from flowgraph.sources.snapshot_file import dump

Generated = Callable[..., Path]
PbxOf = Callable[[Path], Path]

#: Ids in one question, as the reference says.
CHUNK = 100


# -- loops in large graphs -------------------------------------------------------------------

PROFILES = [("chain", 10_000), ("dense", None), ("hub", 200), ("fleet-large", 2_000)]


@pytest.mark.fault(
    "D7",
    promise="gives its verdicts in linear time, and lists no cycles one by one; exit 0 or 1",
)
@pytest.mark.fault(
    "D8", promise="reads, judges and draws them without a limit of recursion; exit 0"
)
@pytest.mark.parametrize(("profile", "number"), PROFILES, ids=[name for name, _ in PROFILES])
def test_loops_of_a_large_pbx_are_found_whatever_its_shape(
    profile: str, number: int | None, generated: Generated, tmp_path: Path
) -> None:
    words = ("loops", 1, "--format", "json", "--from", generated(profile, number))
    run = flowgraph_command(tmp_path, *words)
    found = [(loop["kind"], loop["menus"]) for loop in json.loads(run.stdout)["loops"]]
    assert found == [("caller", group) for group in _groups(generated(profile, number))]
    assert (run.status, "bug" in run.stderr) == (0, False)


def _groups(folder: Path) -> list[list[str]]:
    """Find what goes round by the files alone; everybody in these profiles reaches a person."""
    graph = nx.DiGraph((i, target) for i in _menus(folder) for target in _targets(folder, i))
    groups = [sorted(group) for group in nx.strongly_connected_components(graph)]
    rings = [group for group in groups if len(group) > 1 or graph.has_edge(group[0], group[0])]
    return [[f"ivr:{identity}" for identity in group] for group in sorted(rings)]


def _menus(folder: Path) -> set[int]:
    return {int(path.stem) for path in (folder / "ivr").iterdir()}


# -- questions to the PBX --------------------------------------------------------------------


class Fleet(NamedTuple):
    """A large PBX, and what its files say without any help of flowgraph's."""

    folder: Path
    levels: list[list[int]]

    menus: set[int]

    @property
    def dangling(self) -> set[int]:
        return {identity for level in self.levels for identity in level} - self.menus


@pytest.fixture
def fleet(generated: Generated) -> Fleet:
    folder = generated("fleet-large", 200)
    return Fleet(folder, list(_levels(folder, 1)), _menus(folder))


def _levels(folder: Path, root: int) -> Iterator[list[int]]:
    seen, level = {root}, [root]
    while level:
        yield level
        found = {target for identity in level for target in _targets(folder, identity)}
        level = sorted(found - seen)
        seen |= found


def _targets(folder: Path, identity: int) -> Iterator[int]:
    path = folder / "ivr" / f"{identity}.json"
    fields = read_json(path)["data"] if path.is_file() else {}
    for name, value in fields.items():
        if name.endswith("_dest") and value == "ivr":
            yield int(fields[f"{name}_value"])


def _asked(simulator: Simulator, path: str) -> Counter[int]:
    """Count how often each id was asked for."""
    field = "ids" if path == "ivr/query" else "id"
    questions = [request.query[field] for request in simulator.requests if request.path == path]
    return Counter(int(identity) for ids in questions for identity in ids.split(","))


def _crawl_over_http(simulator: Simulator, limits: CrawlLimits | None = None) -> Snapshot:
    with reach(simulator.url) as source:
        return crawl(source, ["1"], limits or CrawlLimits())


def test_a_crawl_asks_as_often_as_the_menus_are_deep_not_as_they_are_many(fleet: Fleet) -> None:
    with Simulator(fleet.folder, Settings(latency_ms=20)) as simulator:
        snapshot = _crawl_over_http(simulator)
    batches, singles = simulator.count("ivr/query"), simulator.count("ivr/get")
    print(f"{len(snapshot.ivrs)} menus on {len(fleet.levels)} levels: ", end="")
    print(f"{batches} ivr/query + {singles} ivr/get")
    # A menu that is in no batch answer is asked for once more: the PBX must say that it is gone.
    expected = sum(math.ceil(len(level) / CHUNK) for level in fleet.levels)
    assert batches + singles == expected + len(fleet.dangling)
    assert len(snapshot.ivrs) == len(fleet.menus)


def test_no_menu_is_fetched_twice(fleet: Fleet) -> None:
    with Simulator(fleet.folder) as simulator:
        _crawl_over_http(simulator)
    asked = _asked(simulator, "ivr/query") + _asked(simulator, "ivr/get")
    assert {identity for identity, times in asked.items() if times > 1} == fleet.dangling
    assert set(asked) == fleet.menus | fleet.dangling


def test_a_menu_that_is_gone_is_asked_for_once_however_many_lead_to_it(tmp_path: Path) -> None:
    (tmp_path / "ivr").mkdir()
    for identity, target in ((1, 2), (2, 3), (3, 1)):
        keys = {"press1_dest": "ivr", "press1_dest_value": str(target)}
        keys |= {"press9_dest": "ivr", "press9_dest_value": "404"}
        answer = {"errcode": 0, "data": {"id": identity, "number": "6200", **keys}}
        (tmp_path / "ivr" / f"{identity}.json").write_text(json.dumps(answer), encoding="utf-8")
    with open_path(str(tmp_path)) as folder:
        source = Counting(folder, pause_s=0)
        crawl(source, ["1"])
    assert sorted(source.asked) == ["1", "2", "3", "404"]


def test_a_run_logs_in_once_and_gives_the_token_back(fleet: Fleet) -> None:
    with Simulator(fleet.folder) as simulator:
        _crawl_over_http(simulator, CrawlLimits(concurrency=8))
        assert (simulator.logins, simulator.tokens_in_use) == (1, 0)


def test_a_pbx_without_batches_is_asked_for_each_menu_exactly_once(fleet: Fleet) -> None:
    with Simulator(fleet.folder, Settings(batch=False)) as simulator:
        snapshot = _crawl_over_http(simulator)
    asked = _asked(simulator, "ivr/get")
    assert set(asked.values()) == {1}
    assert set(asked) == fleet.menus | fleet.dangling
    assert simulator.count("ivr/query") == 1
    # A PBX refuses the lists that a folder merely lacks, and a snapshot says so.
    here = read(fleet.folder, [1])
    assert dump(snapshot._replace(refusals={})) == dump(here._replace(refusals={}))


@pytest.mark.parametrize("concurrency", [1, 2, 8])
def test_no_more_questions_are_under_way_than_the_user_allows(
    fleet: Fleet, concurrency: int
) -> None:
    with open_path(str(fleet.folder)) as folder:
        source = Counting(folder, pause_s=0.01)
        crawl(source, ["1"], CrawlLimits(concurrency=concurrency))
    assert source.peak == concurrency
    assert set(Counter(source.asked).values()) == {1}


# -- the order in which answers arrive -------------------------------------------------------


EVERY = [
    *(
        (folder, read_json(folder / "facts.json")["root"])
        for folder in folders(TREES, "facts.json")
    ),
    *((folder, read_json(folder / "case.json")["root"]) for folder in folders(CASES, "case.json")),
]
every_pbx = pytest.mark.parametrize(
    ("folder", "root"), EVERY, ids=[folder.name for folder, _ in EVERY]
)


@pytest.mark.fault("L17")
@every_pbx
@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_answers_leaves_no_trace(
    folder: Path, root: int, seed: int, pbx_of: PbxOf
) -> None:
    in_order = dump(read(pbx_of(folder), [root]))
    with open_path(str(pbx_of(folder))) as source:
        mixed = crawl(Shuffled(source, seed), [str(root)], CrawlLimits(concurrency=8))
    assert dump(mixed) == in_order


@every_pbx
@pytest.mark.parametrize("origin", ORIGINS)
def test_a_snapshot_read_again_gives_the_same_snapshot(
    folder: Path, root: int, origin: Origin, pbx_of: PbxOf, tmp_path: Path
) -> None:
    first = dump(read(pbx_of(folder), [root], origin))
    saved = tmp_path / "snapshot.json"
    saved.write_text(first, encoding="utf-8", newline="")
    with open_path(str(saved)) as source:
        assert dump(crawl(source, source.recorded_roots)) == first


@every_pbx
def test_a_pbx_and_its_folder_give_the_same_snapshot_of_all_that_can_be_read(
    folder: Path, root: int, pbx_of: PbxOf
) -> None:
    offline, live = (read(pbx_of(folder), [root], origin) for origin in ORIGINS)
    assert live.ivrs == offline.ivrs
    assert {gap[:2] for gap in live.missing.values()} == {g[:2] for g in offline.missing.values()}


def test_reading_a_snapshot_of_everything_again_keeps_it_whole(
    generated: Generated, tmp_path: Path
) -> None:
    office = generated("office")
    flowgraph_command(tmp_path, "crawl", "--all", "--from", office, "-o", "first.json")
    run = flowgraph_command(tmp_path, "crawl", "--from", "first.json", "-o", "second.json")
    assert run.files["second.json"] == run.files["first.json"]
