"""Beyond the menu: entries in front of it, queues, ring groups and phones behind it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import ORIGINS, Origin, Shuffled, flowgraph_command, opened, reach, read
from network import menu, write_pbx
from shell import SAMPLE

from flowgraph.analysis.loops import Loop, loops
from flowgraph.callgraph import CallGraph, call_graph
from flowgraph.crawl import DEFAULT_LIMITS, CrawlLimits, crawl
from flowgraph.diagram.build import build
from flowgraph.diagram.model import Diagram
from flowgraph.errors import InputError, UsageError
from flowgraph.model.snapshot import Snapshot
from flowgraph.notes import notes
from flowgraph.roots import resolve_roots
from flowgraph.simulator import Faults, Settings, Simulator
from flowgraph.sources.folder import FolderSource
from flowgraph.sources.saved import SnapshotSource
from flowgraph.sources.snapshot_file import dump, load

MENUS_ONLY = CrawlLimits(menus_only=True)

#: Every destination that the vendor's pages name for the failover of queues and ring groups.
FAILS = {
    "end_call:": ("end_call", "", ""),
    "extension:7": ("extension", "7", ""),
    "ext_vm:7": ("ext_vm", "007", ""),
    "group_vm:3": ("group_vm", "3", "left over"),
    "ivr:2": ("ivr", "2", ""),
    "ring_group:20": ("ring_group", "20", ""),
    "queue:20": ("queue", "20", ""),
    "external_num:9-5550100": ("external_num", "5550100", "9"),
    "play_greeting:bye.wav": ("play_greeting", "bye.wav", "2"),
}


# -- a PBX -----------------------------------------------------------------------------------


def slot(stem: str, target: str) -> dict[str, Any]:
    kind, _, value = target.partition(":")
    return {f"{stem}": kind, f"{stem}_prefix": "", f"{stem}_value": value}


def queue(number: int, fail: str = "", **more: Any) -> dict[str, Any]:
    row = {"id": number, "number": f"64{number:02}", "name": f"Queue {number}"}
    return row | {"max_wait_time": 240} | slot("fail_dest", fail) | more


def ring_group(number: int, fail: str = "", **more: Any) -> dict[str, Any]:
    row = {"id": number, "number": f"63{number:02}", "name": f"Group {number}"}
    return row | {"ring_timeout": 25} | slot("fail_dest", fail) | more


def phone(number: int, status: str = "available", **rules: str) -> dict[str, Any]:
    """Write an extension; ``busy="queue:1"`` is a rule of its present status that is on."""
    row: dict[str, Any] = {"status": status}
    for word, target in rules.items():
        kind, _, value = target.partition(":")
        stem = f"ex_{word}_forward"
        row |= {f"enb_{stem}": 1, f"{stem}_dest": kind, f"{stem}_value": value}
        row |= {f"{stem}_num": value if kind == "external_num" else ""}
    return {
        "id": number,
        "number": f"3{number:02}",
        "caller_id_name": f"Phone {number}",
        "presence_status": status,
        "presence_list": [{"status": "at_sea", **slot("ex_busy_forward_dest", "ivr:99")}, row],
    }


def route(number: int, default: str, *, did: str = "", **branches: str) -> dict[str, Any]:
    kind, _, value = default.partition(":")
    row: dict[str, Any] = {
        "id": number,
        "pos": number,
        "name": f"Line_{number}",
        "default_destination": kind,
        "default_desination_value": value,
        "current_destination": kind,
        "current_desination_value": value,
        "did_pattern_list": [{"did_pattern": did}] if did else [],
        "time_condition": "global" if branches else "disabled",
    }
    for key, target in branches.items():
        row |= slot("holiday_dest" if key == "holiday" else f"{key}_time_dest", target)
    return row


def company(folder: Path, *menus: dict[str, Any], **lists: list[dict[str, Any]]) -> Path:
    """Write a PBX folder on which every list may be read; lists that are not named are empty."""
    names = ("extension", "ring_group", "queue", "conference", "group_vm", "inbound_route")
    times = ("business_hour", "holiday", "time_zone", "custom_prompt")
    return write_pbx(folder, *menus, **{name: [] for name in (*names, *times)} | lists)


def graph_of(
    folder: Path, *roots: object, origin: Origin = "offline", limits: CrawlLimits = DEFAULT_LIMITS
) -> CallGraph:
    return call_graph(read(folder, roots, origin, limits))


def labels(graph: CallGraph, source: str) -> dict[tuple[str, str], str]:
    """Give the label of every edge out of a node, by key and target."""
    edges = graph.out_edges(source, keys=True, data=True)
    return {(key, target): data["label"] for _, target, key, data in edges}


def picture(graph: CallGraph) -> Diagram:
    return build(graph, loops(graph))


def failovers(graph: CallGraph) -> list[Loop]:
    return [loop for loop in loops(graph) if loop.kind == "failover"]


def asked(simulator: Simulator, *stems: str) -> list[str]:
    paths = [request.path for request in simulator.requests]
    return [path for path in paths if path.partition("/")[0] in stems]


def faulty(folder: Path, roots: list[str], *faults: str) -> tuple[Snapshot, Simulator]:
    """Crawl a PBX on which something goes wrong."""
    with Simulator(folder, Settings(), Faults.of(*faults)) as simulator:
        source = reach(simulator.url)
        try:
            return crawl(source, roots), simulator
        finally:
            source.close()


# -- queues and ring groups ------------------------------------------------------------------


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize(("kind", "seconds"), [("queue", 240), ("ring_group", 25)])
def test_a_failover_of_each_kind_is_an_edge(
    tmp_path: Path, kind: str, seconds: int, origin: Origin
) -> None:
    make = queue if kind == "queue" else ring_group
    rows = []
    for number, (target, value, prefix) in enumerate(FAILS.values(), start=1):
        fields = {"fail_dest_value": value, "fail_dest_prefix": prefix}
        rows.append(make(number, target, **fields))
    keys = {f"press{number}": f"{kind}:{number}" for number in range(1, 10)}
    lists: dict[str, list[dict[str, Any]]] = {
        "queue": [queue(20)],
        "ring_group": [ring_group(20)],
        "extension": [phone(7)],
        "group_vm": [{"id": 3, "number": "6600", "name": "Box"}],
    }
    lists[kind] = [*rows, *lists[kind]]
    pbx = company(tmp_path / "pbx", menu(1, **keys), menu(2), **lists)

    graph = graph_of(pbx, 1, origin=origin)
    for number, node in enumerate(FAILS, start=1):
        assert labels(graph, f"{kind}:{number}") == {("fail", node): f"after {seconds} s"}
    assert graph.edges["queue:9" if kind == "queue" else "ring_group:9", "play_greeting:bye.wav",
                       "fail"]["count"] == 2  # fmt: skip
    assert graph.nodes["ivr:2"]["name"] == "Menu 2"
    assert graph.nodes["ext_vm:7"]["name"] == "Phone 7"
    assert graph.nodes["group_vm:3"]["name"] == "Box"
    assert [node for node, data in graph.nodes(data=True) if "missing" in data] == []


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"max_wait_time": 300}, "after 300 s"),
        ({"max_wait_time": "60"}, "after 60 s"),
        ({"max_wait_time": 0}, "waits without limit; if given up for another reason"),
        ({"max_wait_time": None}, "failover"),
    ],
)
def test_the_wait_before_a_failover_is_told(
    tmp_path: Path, fields: dict[str, Any], label: str
) -> None:
    rows = [queue(1, "end_call:", **fields)]
    graph = graph_of(company(tmp_path, menu(1, press1="queue:1"), queue=rows), 1)
    assert labels(graph, "queue:1") == {("fail", "end_call:"): label}


@pytest.mark.parametrize("fields", [{}, {"fail_dest": "[None]"}, {"fail_dest": None}])
def test_a_failover_that_is_unset_is_no_edge(tmp_path: Path, fields: dict[str, Any]) -> None:
    rows = [queue(1, **fields)]
    graph = graph_of(company(tmp_path, menu(1, press1="queue:1"), queue=rows), 1)
    assert labels(graph, "queue:1") == {}
    assert graph.nodes["queue:1"]["knows_fail"] is True


def test_what_a_list_does_not_carry_is_unknown(tmp_path: Path) -> None:
    rows = [{"id": 1, "number": "6401", "name": "Old"}]
    graph = graph_of(company(tmp_path, menu(1, press1="queue:1"), queue=rows), 1)
    assert labels(graph, "queue:1") == {}
    assert graph.nodes["queue:1"]["knows_fail"] is False
    assert graph.nodes["queue:1"]["limit_s"] is None


def test_a_queue_that_fails_over_to_what_is_not_there_says_so(tmp_path: Path) -> None:
    rows = [queue(1, "ivr:9"), queue(2, "queue:9")]
    graph = graph_of(company(tmp_path, menu(1, press1="queue:1", press2="queue:2"), queue=rows), 1)
    assert graph.nodes["ivr:9"]["missing"] == "not_found"
    assert graph.nodes["queue:9"]["missing"] == "not_found"


def test_queues_that_fail_over_in_a_row_are_each_asked_for_once(tmp_path: Path) -> None:
    rows = [queue(n, f"queue:{n % 5 + 1}") for n in range(1, 6)]
    pbx = company(tmp_path / "pbx", menu(1, press1="queue:1", press2="queue:3"), queue=rows)
    snapshot, simulator = faulty(pbx, ["1"])
    asked_for = [r.query["ids"] for r in simulator.requests if r.path == "queue/query"]
    assert sorted(",".join(asked_for).split(",")) == ["1", "2", "3", "4", "5"]
    assert list(snapshot.groups) == [f"queue:{n}" for n in range(1, 6)]


# -- loops -----------------------------------------------------------------------------------


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize(
    ("keys", "severity"),
    [
        ({"press1": "queue:4"}, "info"),
        ({"timeout": "queue:4"}, "warning"),
        ({"press1": "queue:4", "timeout": "extension:7"}, "info"),
        ({"press1": "queue:4", "timeout": "queue:4"}, "warning"),
        ({"invalid": "queue:4"}, "info"),
    ],
)
def test_a_loop_through_queue_ring_group_and_menu(
    tmp_path: Path, keys: dict[str, str], severity: str, origin: Origin
) -> None:
    pbx = company(
        tmp_path / "pbx",
        menu(10, **keys),
        menu(2, press1=10),
        queue=[queue(4, "ring_group:3")],
        ring_group=[ring_group(3, "ivr:10")],
        extension=[phone(7)],
    )
    graph = graph_of(pbx, 2, origin=origin)
    found = loops(graph)
    assert [(loop.kind, loop.severity) for loop in found] == [("failover", severity)]
    (loop,) = found
    assert loop.menus == ("ivr:10", "queue:4", "ring_group:3")
    assert {step.key for step in loop.witness} >= {"fail"}
    assert len(loop.witness) == 3
    assert loop.witness[-1].target == loop.witness[0].source == "ivr:10"
    if severity == "warning":
        assert {step.key for step in loop.witness} <= {"fail", "timeout"}
    assert loop.breaking.target == "ivr:10"


def test_a_queue_and_a_ring_group_go_round_without_any_menu(tmp_path: Path) -> None:
    pbx = company(
        tmp_path,
        menu(1, press1="queue:4"),
        queue=[queue(4, "ring_group:3")],
        ring_group=[ring_group(3, "queue:4")],
    )
    (loop,) = failovers(graph_of(pbx, 1))
    assert (loop.severity, loop.menus) == ("warning", ("queue:4", "ring_group:3"))


def test_a_queue_that_fails_over_to_itself_goes_round(tmp_path: Path) -> None:
    pbx = company(tmp_path, menu(1, press1="queue:4"), queue=[queue(4, "queue:4")])
    (loop,) = failovers(graph_of(pbx, 1))
    assert (loop.severity, loop.menus, len(loop.witness)) == ("warning", ("queue:4",), 1)


def test_a_loop_through_a_phone_that_forwards(tmp_path: Path) -> None:
    phones = [phone(7, "away", always="ivr:1")]
    graph = graph_of(company(tmp_path, menu(1, timeout="extension:7"), extension=phones), 1)
    (loop,) = failovers(graph)
    assert (loop.severity, loop.menus) == ("warning", ("ivr:1", "extension:7"))


def test_a_queue_is_an_exit_even_if_its_failover_leads_back(tmp_path: Path) -> None:
    # Without the queue the two menus are a trap.
    menus = [menu(1, press1=2), menu(2, press1=1, press2="queue:4")]
    back = graph_of(company(tmp_path / "a", *menus, queue=[queue(4, "ivr:1")]), 1)
    assert sorted(loop.kind for loop in loops(back)) == ["caller", "failover"]
    menus[1] = menu(2, press1=1)
    trap = graph_of(company(tmp_path / "b", *menus), 1)
    assert [loop.kind for loop in loops(trap)] == ["trap"]


def test_the_witness_holds_a_failover_even_where_a_key_makes_a_shorter_round(
    tmp_path: Path,
) -> None:
    pbx = company(
        tmp_path,
        menu(1, press1="queue:4", press2=2, press_star=1),
        menu(2, press_star=1),
        queue=[queue(4, "ring_group:3")],
        ring_group=[ring_group(3, "ivr:1")],
    )
    (loop,) = failovers(graph_of(pbx, 1))
    assert loop.menus == ("ivr:1", "ivr:2", "queue:4", "ring_group:3")
    assert [step.key for step in loop.witness] == ["1", "fail", "fail"]


def test_each_set_of_menus_has_one_failover_verdict_of_its_own(tmp_path: Path) -> None:
    pbx = company(
        tmp_path,
        menu(1, press1=2, press2="queue:1"),
        menu(2, press1="queue:2", press_star=2),
        queue=[queue(1, "ivr:1"), queue(2, "ivr:2"), queue(3, "ivr:1")],
    )
    found = failovers(graph_of(pbx, 1))
    assert [loop.menus for loop in found] == [("ivr:1", "queue:1"), ("ivr:2", "queue:2")]


# -- phones ----------------------------------------------------------------------------------


@pytest.mark.parametrize("origin", ORIGINS)
def test_phones_are_followed_through_the_rules_of_their_present_status(
    tmp_path: Path, origin: Origin
) -> None:
    phones = [
        phone(7, "business_trip", always="external_num:5550163"),
        phone(8, "lunch", no_answer="ext_vm:", busy="extension:9"),
        phone(9, "", busy="ivr:2"),
        phone(10),
    ]
    keys = {"press1": "extension:7", "press2": "extension:8", "press3": "extension:10"}
    pbx = company(tmp_path / "pbx", menu(1, **keys), menu(2), extension=phones)
    graph = graph_of(pbx, 1, origin=origin)
    assert labels(graph, "extension:7") == {
        ("always", "external_num:5550163"): "always forwarded (business trip)"
    }
    assert labels(graph, "extension:8") == {
        ("noanswer", "ext_vm:8"): "no answer (lunch)",
        ("busy", "extension:9"): "busy (lunch)",
    }
    assert labels(graph, "extension:9") == {("busy", "ivr:2"): "busy"}
    assert labels(graph, "extension:10") == {}
    assert graph.nodes["extension:8"]["presence"] == "lunch"
    assert "ivr:99" not in graph, "a rule of another status was followed"
    assert graph.nodes["ivr:2"]["name"] == "Menu 2"


def test_a_rule_that_is_off_is_not_followed(tmp_path: Path) -> None:
    row = phone(7, "away", always="ivr:2", busy="ivr:2")
    row["presence_list"][1]["enb_ex_always_forward"] = 0
    graph = graph_of(company(tmp_path, menu(1, press1="extension:7"), menu(2), extension=[row]), 1)
    assert list(labels(graph, "extension:7")) == [("busy", "ivr:2")]


def test_rules_with_one_destination_share_an_arrow(tmp_path: Path) -> None:
    phones = [phone(7, "lunch", no_answer="ivr:1", busy="ivr:1"), phone(8, always="ivr:1")]
    keys = {"press1": "extension:7", "press2": "extension:8"}
    drawn = picture(graph_of(company(tmp_path, menu(1, **keys), extension=phones), 1))
    assert [a.target for a in drawn.arrows if a.source.startswith("extension")] == ["ivr-1"] * 2
    told = {leaf.id: " ".join(leaf.detail) for leaf in drawn.leaves}
    assert told == {
        "extension-7": "Extension 307 no answer (lunch), busy (lunch): Menu 1 6201",
        "extension-8": "Extension 308 always forwarded (available): Menu 1 6201",
    }


def test_where_a_phone_forwards_that_leads_to_no_menu_stands_in_its_small_print(
    tmp_path: Path,
) -> None:
    phones = [phone(7, "lunch", no_answer="ext_vm:8", busy="ext_vm:8"), phone(8)]
    drawn = picture(graph_of(company(tmp_path, menu(1, press1="extension:7"), extension=phones), 1))
    (leaf,) = [leaf for leaf in drawn.leaves if leaf.node == "extension:7"]
    assert " ".join(leaf.detail).startswith(
        "Extension 307 no answer (lunch), busy (lunch): voicemail of Phone 8 308"
    )


# -- entries ---------------------------------------------------------------------------------


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Two menus that do not know each other, and the routes in front of them."""
    return company(
        tmp_path / "pbx",
        menu(1, press1="queue:1"),
        menu(2, press1="extension:7"),
        menu(3, press1=3),
        extension=[phone(7)],
        queue=[queue(1, "end_call:")],
        inbound_route=[
            route(
                1, "ivr:1", did="+1555010X", office="ivr:1", outoffice="ivr:2", holiday="queue:1"
            ),
            route(2, "ivr:2", did="+15550110"),
            route(4, "ivr:3", did="+15550105"),
        ],
    )


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize(
    ("spec", "node"),
    [
        ("did:+1 555 01-01", "inbound_route:1"),
        ("did:+15550110", "inbound_route:2"),
        ("route:Line_2", "inbound_route:2"),
        ("route:4", "inbound_route:4"),
    ],
)
def test_an_entry_is_found_by_number_name_or_id(
    lines: Path, spec: str, node: str, origin: Origin
) -> None:
    with opened(lines, origin) as source:
        assert resolve_roots(source, [spec], everything=False) == (node,)


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ("did:+15550105", "several inbound routes take"),
        ("did:+15550199", "no inbound route takes the number '+15550199'"),
        ("route:Line_9", "no inbound route has the name 'Line_9'"),
    ],
)
def test_an_entry_that_is_not_found_says_what_there_is(lines: Path, spec: str, told: str) -> None:
    with pytest.raises(UsageError) as caught, opened(lines, "offline") as source:
        resolve_roots(source, [spec], everything=False)
    assert told in caught.value.what
    assert "route:1 (Line_1 +1555010X)" in caught.value.hint


@pytest.mark.parametrize("spec", ["did:+15550110", "route:2"])
def test_an_entry_is_no_root_of_menus_alone(lines: Path, spec: str) -> None:
    with (
        opened(lines, "offline") as source,
        pytest.raises(UsageError, match="is an inbound route") as caught,
    ):
        resolve_roots(source, [spec], everything=False, menus_only=True)
    assert "--menus-only" in caught.value.hint


def test_an_entry_cannot_be_found_where_routes_may_not_be_read(lines: Path) -> None:
    with Simulator(lines, Settings(), Faults.of("deny=inbound_route")) as simulator:
        source = reach(simulator.url)
        with pytest.raises(InputError, match=r"permission missing.*'Inbound Route'"):
            resolve_roots(source, ["did:+15550110"], everything=False)
        source.close()


@pytest.mark.parametrize("origin", ORIGINS)
def test_from_an_entry_every_branch_is_followed(lines: Path, origin: Origin) -> None:
    graph = graph_of(lines, "inbound_route:1", origin=origin)
    assert graph.graph["roots"] == ["inbound_route:1"]
    assert labels(graph, "inbound_route:1") == {
        ("default", "ivr:1"): "otherwise",
        ("office", "ivr:1"): "business hours",
        ("outoffice", "ivr:2"): "outside hours",
        ("holiday", "queue:1"): "holidays",
    }
    entry = graph.nodes["inbound_route:1"]
    assert entry["did_patterns"] == ["+1555010X"]
    assert entry["time_condition"] == "global"
    label = "IVR 6201 Menu 1"
    assert entry["current"] == {"kind": "ivr", "value": "1", "prefix": "", "label": label}
    assert {"ivr:1", "ivr:2"} <= set(graph)
    assert not {"inbound_route:2", "inbound_route:4"} & set(graph), "another entry was asked for"
    assert "missing" not in graph.nodes["ivr:2"]


@pytest.mark.parametrize("origin", ORIGINS)
def test_from_a_menu_entries_stand_in_front_and_lead_nowhere_else(
    lines: Path, origin: Origin
) -> None:
    graph = graph_of(lines, 1, origin=origin)
    assert next(iter(graph)) == "inbound_route:1"
    assert {node for node in graph if node.startswith("inbound_route")} == {"inbound_route:1"}
    assert graph.nodes["ivr:2"]["missing"] == "not_followed"
    assert graph.out_degree("ivr:2") == 0
    assert "extension:7" not in graph


def test_no_arrow_leads_to_what_is_not_drawn(lines: Path) -> None:
    for roots in (["1"], ["2"], ["inbound_route:1"], ["1", "2", "3"]):
        drawn = picture(graph_of(lines, *roots))
        boxes = {menu.id for menu in drawn.menus} | {leaf.id for leaf in drawn.leaves}
        assert {a.source for a in drawn.arrows} | {a.target for a in drawn.arrows} <= boxes
        not_followed = {leaf.node for leaf in drawn.leaves if leaf.style == "not-followed"}
        assert not_followed == {"ivr:2"} if roots == ["1"] else not_followed <= {"ivr:1"}


@pytest.mark.parametrize("origin", ORIGINS)
def test_everything_is_every_menu_and_every_entry(lines: Path, origin: Origin) -> None:
    with opened(lines, origin) as source:
        assert resolve_roots(source, [], everything=True) == (
            *("1", "2", "3"),
            *("inbound_route:1", "inbound_route:2", "inbound_route:4"),
        )
        assert resolve_roots(source, [], everything=True, menus_only=True) == ("1", "2", "3")


def test_entries_stand_in_the_order_of_their_position(lines: Path) -> None:
    rows = json.loads((lines / "inbound_route.json").read_text())
    for row, position in zip(rows, (3, None, 1), strict=True):
        row["pos"] = position
    (lines / "inbound_route.json").write_text(json.dumps(rows))
    with opened(lines, "offline") as source:
        with_all = crawl(source, ["1", "2", "3"])
    assert [route.id for route in with_all.routes.values()] == ["4", "1", "2"]
    graph = call_graph(with_all)
    assert list(graph)[:3] == ["inbound_route:4", "inbound_route:1", "inbound_route:2"]


def test_a_route_is_read_once_however_it_is_met(lines: Path) -> None:
    snapshot, simulator = faulty(lines, ["inbound_route:2", "1"])
    ids = [r.query["ids"] for r in simulator.requests if r.path == "inbound_route/query"]
    assert sorted(",".join(ids).split(",")) == ["1", "2", "4"]
    assert list(snapshot.routes) == ["inbound_route:1", "inbound_route:2", "inbound_route:4"]


# -- the plain picture -----------------------------------------------------------------------


@pytest.mark.parametrize("origin", ORIGINS)
def test_menus_only_is_the_plain_picture(origin: Origin) -> None:
    graph = graph_of(SAMPLE, 1, origin=origin, limits=MENUS_ONLY)
    keys = {key for _, _, key in graph.edges(keys=True)}
    assert keys.isdisjoint({"fail", "always", "noanswer", "busy", "default", "office"})
    assert {data["kind"] for _, data in graph.nodes(data=True)}.isdisjoint({"inbound_route"})
    assert graph.nodes["queue:1"]["name"] == "Recepción / Front desk"
    assert "failover" not in {loop.kind for loop in loops(graph)}


def test_menus_only_asks_for_no_details() -> None:
    with Simulator(SAMPLE, Settings()) as simulator:
        source = reach(simulator.url)
        crawl(source, ["1"], MENUS_ONLY)
        source.close()
    names = {"extension", "ringgroup", "queue", "conference", "vm_group"}
    paths = set(asked(simulator, *names, "inbound_route", "businesshour", "custom_prompt"))
    assert paths == {f"{name}/list" for name in names}


def test_the_depth_counts_menus_alone(tmp_path: Path) -> None:
    pbx = company(
        tmp_path,
        menu(1, press1="queue:1"),
        menu(2, press1="extension:7"),
        menu(3, press1=1),
        queue=[queue(1, "ring_group:1")],
        ring_group=[ring_group(1, "ivr:2")],
        extension=[phone(7, busy="ivr:3")],
    )
    for depth, met in ((0, ["1"]), (1, ["1", "2"]), (2, ["1", "2", "3"])):
        snapshot = read(pbx, [1], limits=CrawlLimits(max_depth=depth))
        assert list(snapshot.ivrs) == met
        assert [gap.status for gap in snapshot.missing.values()] == ["not_followed"] * (depth < 2)
        assert not snapshot.is_partial


# -- what may not be read --------------------------------------------------------------------

DENIED = {
    "queue": "Queue",
    "ring_group": "Ring Group",
    "extension": "Extension",
    "inbound_route": "Inbound Route",
    "conference": "Conference",
    "group_vm": "Group Voicemail",
}


@pytest.mark.fault("P13b")
@pytest.mark.parametrize(("kind", "permission"), DENIED.items())
def test_a_list_that_may_not_be_read_is_one_warning(kind: str, permission: str) -> None:
    snapshot, _ = faulty(SAMPLE, ["1"], f"deny={kind}")
    told = [note for note in notes(snapshot) if "does not exist" not in note]
    assert len(told) == 1
    assert f"let the API application read '{permission}'" in told[0]
    assert not snapshot.is_partial
    graph = call_graph(snapshot)
    ends = [node for node, data in graph.nodes(data=True) if data["kind"] == kind]
    assert all(graph.out_degree(node) == 0 for node in ends)
    assert all("missing" not in graph.nodes[node] for node in ends)
    # The menus that only a failover leads to are not lost where it is known.
    assert len(snapshot.ivrs) == 9


@pytest.mark.fault("P13b")
@pytest.mark.parametrize("kind", ["business_hour", "holiday", "time_zone", "custom_prompt"])
def test_hours_and_prompts_that_may_not_be_read_cost_no_picture(kind: str) -> None:
    snapshot, _ = faulty(SAMPLE, ["1"], f"deny={kind}")
    assert not snapshot.is_partial
    assert kind in snapshot.refusals
    assert len([note for note in notes(snapshot) if "does not exist" not in note]) <= 1
    graph, usual = call_graph(snapshot), call_graph(read(SAMPLE, [1]))
    assert list(graph.edges(keys=True)) == list(usual.edges(keys=True))
    assert list(graph) == list(usual)


@pytest.mark.fault("P13c", promise="keeps the names, says once what is not known; exit 0")
@pytest.mark.parametrize("kind", ["queue", "ring_group", "extension", "inbound_route"])
def test_details_that_may_not_be_read_leave_the_names(kind: str) -> None:
    stem = "ringgroup" if kind == "ring_group" else kind
    snapshot, simulator = faulty(SAMPLE, ["1"], f"deny={stem}/query", f"deny={stem}/get")
    told = [note for note in notes(snapshot) if "does not exist" not in note]
    assert len(told) == 1
    assert f"let the API application read '{DENIED[kind]}'" in told[0]
    assert "not known" in told[0]
    assert not snapshot.is_partial
    # Whoever is told "no" once does not ask again.
    assert simulator.count(f"{stem}/query") == 1
    assert simulator.count(f"{stem}/get") == 0
    graph = call_graph(snapshot)
    named = [data for _, data in graph.nodes(data=True) if data["kind"] == kind]
    assert all(data["name"] for data in named)
    assert bool(named) is (kind != "inbound_route")


@pytest.mark.fault("P17")
def test_a_firmware_without_details_is_asked_once(tmp_path: Path) -> None:
    keys = {f"press{n}": f"queue:{n}" for n in range(1, 5)}
    pbx = company(
        tmp_path / "pbx",
        menu(1, **keys, press9=2),
        menu(2, press1="queue:5"),
        queue=[queue(n, "end_call:") for n in range(1, 6)],
    )
    snapshot, simulator = faulty(pbx, ["1"], "absent=queue/query", "absent=queue/get")
    assert (simulator.count("queue/query"), simulator.count("queue/get")) == (1, 1)
    (told,) = notes(snapshot)
    assert told.startswith("where queues fail over to is not known")
    assert call_graph(snapshot).nodes["queue:5"]["name"] == "Queue 5"


@pytest.mark.fault("P13b")
def test_a_refusal_is_no_failure_of_the_command(tmp_path: Path) -> None:
    login = {"FLOWGRAPH_CLIENT_ID": "demo", "FLOWGRAPH_CLIENT_SECRET": "demo"}
    with Simulator(SAMPLE, Settings(), Faults.of("deny=queue", "deny=inbound_route")) as simulator:
        line = ("draw", 1, "-o", "x.svg", "--pbx", simulator.url)
        run = flowgraph_command(tmp_path / "run", *line, **login)
        assert run.status == 0, run.stderr
        entry = ("draw", "did:+15550100", "-o", "y.svg", "--pbx", simulator.url)
        refused = flowgraph_command(tmp_path / "run", *entry, **login)
    warnings = [line for line in run.stderr.splitlines() if line.startswith("warning:")]
    assert sum("'Queue'" in line for line in warnings) == 1
    assert sum("'Inbound Route'" in line for line in warnings) == 1
    assert b"Queue id 1" in run.files["x.svg"]
    assert refused.status == 2
    assert "'Inbound Route'" in refused.stderr
    assert "y.svg" not in refused.files


@pytest.mark.fault("P16")
def test_a_pbx_without_batches_gives_the_same(tmp_path: Path) -> None:
    stems = ("queue", "ringgroup", "extension", "inbound_route")
    usual, _ = faulty(SAMPLE, ["1"])
    single, simulator = faulty(SAMPLE, ["1"], *(f"absent={stem}/query" for stem in stems))
    assert dump(single) == dump(usual)
    for stem in stems:
        assert simulator.count(f"{stem}/get") > 0


@pytest.mark.fault("P15c", promise="costs only itself; exit 0")
def test_one_object_that_cannot_be_read_costs_itself(tmp_path: Path) -> None:
    rows = [queue(n, "end_call:") for n in range(1, 4)]
    keys = {f"press{n}": f"queue:{n}" for n in range(1, 4)}
    pbx = company(tmp_path / "pbx", menu(1, **keys), queue=rows)
    broken = ("absent=queue/query", "errcode=60001:queue/get?id=2")
    snapshot, _ = faulty(pbx, ["1"], *broken)
    assert list(snapshot.groups) == ["queue:1", "queue:3"]
    assert list(notes(snapshot)) == []
    assert call_graph(snapshot).nodes["queue:2"]["name"] == "Queue 2"


# -- kept ------------------------------------------------------------------------------------


def reloaded(snapshot: Snapshot) -> Snapshot:
    return load(json.loads(dump(snapshot)), "x.json")


@pytest.mark.parametrize(
    "faults",
    [
        (),
        ("deny=queue", "deny=inbound_route/query", "deny=inbound_route/get"),
        ("deny=business_hour", "deny=custom_prompt", "deny=extension"),
        ("deny=holiday", "deny=time_zone", "deny=ring_group"),
    ],
)
def test_a_snapshot_holds_all_of_it(faults: tuple[str, ...]) -> None:
    snapshot, _ = faulty(SAMPLE, ["1", "inbound_route:4"], *faults)
    again = reloaded(snapshot)
    assert dump(again) == dump(snapshot)
    for part in ("groups", "extensions", "routes", "schedule", "prompts", "refusals", "roots"):
        if part != "refusals":
            assert getattr(again, part) == getattr(snapshot, part), part
    assert list(again.routes) == list(snapshot.routes)
    assert list(notes(again)) == list(notes(snapshot))


def test_a_crawl_of_a_snapshot_finds_the_same() -> None:
    snapshot, _ = faulty(SAMPLE, ["1"])
    assert snapshot.schedule is not None
    assert snapshot.prompts
    with SnapshotSource(reloaded(snapshot)) as source:
        again = crawl(source, source.recorded_roots)
    assert dump(again) == dump(snapshot)
    assert dump(read(SAMPLE, [1])) == dump(snapshot)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_answers_does_not_matter(seed: int) -> None:
    source = FolderSource(SAMPLE)
    usual = crawl(source, ["1", "inbound_route:4"])
    assert dump(crawl(Shuffled(source, seed), ["1", "inbound_route:4"])) == dump(usual)


# -- the sample ------------------------------------------------------------------------------


def test_the_sample_holds_what_its_page_says() -> None:
    graph = graph_of(SAMPLE, 1)
    overridden = [
        data["name"]
        for node, data in graph.nodes(data=True)
        if data["kind"] == "inbound_route"
        and f"{data['current']['kind']}:{data['current']['value']}" not in set(graph[node])
    ]
    assert overridden == ["Insurance_Line"]
    found = [(loop.severity, loop.menus) for loop in failovers(graph)]
    assert found == [
        ("warning", ("queue:1", "ring_group:7")),
        ("info", ("ivr:2", "ivr:5", "ivr:8", "queue:4")),
    ]
    assert labels(graph, "queue:6") == {
        ("fail", "group_vm:1"): "waits without limit; if given up for another reason"
    }
    assert labels(graph, "extension:27") == {
        ("always", "external_num:9-5550163"): "always forwarded (business trip)"
    }


def test_the_hours_of_the_sample_are_understood_whole() -> None:
    schedule = read(SAMPLE, [1]).schedule
    assert schedule is not None
    assert schedule.remarks == ()
    assert schedule.timezone == "America/New_York"
    assert [len(rows or ()) for rows in (schedule.hours, schedule.holidays)] == [2, 6]
