"""Two states of a small PBX with a bit of everything, for the tests of reports."""

from __future__ import annotations

from typing import Any

from menus import snapshot_of

from flowgraph.analysis.compare import compare
from flowgraph.model.directory import Entry
from flowgraph.model.missing import Status
from flowgraph.model.snapshot import Snapshot
from flowgraph.reports.diff.outcome import Outcome
from flowgraph.rules import all_rules
from flowgraph.rules.flow import Flow
from flowgraph.rules.judging import judge
from flowgraph.rules.since import since

QUEUES = {
    "1": Entry("1", "6400", "Sales"),
    "2": Entry("2", "6401", "Help"),
}
PEOPLE = {"7": Entry("7", "1001", "Ada"), "8": Entry("8", "1002", "Bob")}


def state(*steps: str, queues: dict[str, Entry] | None = None, **facts: Any) -> Snapshot:
    lists = {"queue": queues or QUEUES, "extension": PEOPLE}
    return snapshot_of(*steps, directory=lists, **facts)._replace(is_whole=True)


OLD = state(
    "ivr:1 -1-> queue:1",
    "ivr:1 -2-> ivr:2",
    "ivr:1 -3-> ivr:9",
    "ivr:1 -5-> queue:2",
    "ivr:2 -0-> queue:2",
    "ivr:2 -timeout-> ivr:1",
    "ivr:1 -timeout-> ivr:2",
    ivr_1={"number": "6200", "name": "Main menu", "resp_timeout_s": 5},
    ivr_2={"number": "6201", "name": "Support"},
)
NEW = state(
    "ivr:1 -1-> ext_vm:7",
    "ivr:1 -2-> ivr:3",
    "ivr:1 -timeout-> extension:8",
    "ivr:3 -1-> queue:2",
    "ivr:3 -timeout-> extension:8",
    queues={**QUEUES, "2": Entry("2", "6401", "Help & advice")},
    ivr_1={"number": "6200", "name": "Main menu", "resp_timeout_s": 8},
    ivr_3={"number": "6203", "name": "Service"},
)


def torn(status: Status) -> Snapshot:
    """Give the new state, in which menu 3 is something else than read."""
    rest = {i: menu for i, menu in NEW.ivrs.items() if i != "3"}
    missing = snapshot_of("ivr:1 -1-> ivr:3", missing={"3": status}).missing
    return NEW._replace(ivrs=rest, missing=missing)


def outcome(old: Snapshot = OLD, new: Snapshot = NEW, *, show_info: bool = False) -> Outcome:
    comparison = compare(old, new)
    found = (
        judge(Flow(side.graph), all_rules().values()).findings
        for side in (comparison.old, comparison.new)
    )
    return Outcome(comparison, since(*found), show_info=show_info)
