"""Books of small call flows, written as examples of rules are."""

from __future__ import annotations

from datetime import date
from typing import Any

from flowgraph.analysis.loops import loops
from flowgraph.book.material import Material, lasting
from flowgraph.book.model import Book, DestinationRow, EntryPage, MenuPage
from flowgraph.book.parts import Step
from flowgraph.book.writing import write
from flowgraph.callgraph import call_graph
from flowgraph.model.schedule import EveryYear, Holiday, MonthDay, OfficeHours, Period, Schedule
from flowgraph.model.snapshot import Snapshot
from flowgraph.rules import all_rules
from flowgraph.rules.example import snapshot_of
from flowgraph.rules.flow import Flow
from flowgraph.rules.judging import judge
from flowgraph.rules.rule import Example

#: Mondays to Fridays from nine to five, with Christmas.
OFFICE = Schedule(
    hours=(OfficeHours("1", days_of_week=(0, 1, 2, 3, 4), office=(Period(540, 1020),)),),
    holidays=(Holiday("1", "Christmas", EveryYear(MonthDay(12, 24), MonthDay(12, 26))),),
    timezone="Europe/Berlin",
)
SOME_DAY = date(2026, 10, 6)


def material_of(snapshot: Snapshot, **facts: Any) -> Material:
    """Judge a snapshot by all rules."""
    snapshot = lasting(snapshot)
    graph = call_graph(snapshot)
    judgement = judge(Flow(graph), all_rules().values())
    found = {"findings": judgement.findings, "unchecked": judgement.not_checked, **facts}
    return Material(snapshot, graph, loops(graph), **found)


def material(*steps: str, **facts: Any) -> Material:
    """Judge a call flow; ``facts`` are those of :class:`~flowgraph.rules.rule.Example`."""
    example = Example(steps, facts=facts.pop("settings", {}), **facts)
    return material_of(snapshot_of(example))


def book(*steps: str, **facts: Any) -> Book:
    """Write the book of a call flow."""
    return write(material(*steps, **facts))


def menu(found: Book, node: str) -> MenuPage:
    return next(page for page in found.menus if page.place.node == node)


def entry(found: Book, node: str) -> EntryPage:
    return next(page for page in found.entries if page.place.node == node)


def destination(found: Book, node: str) -> DestinationRow:
    return next(row for row in found.rows if row.place.node == node)


def told(steps: tuple[Step, ...]) -> list[str]:
    """Say moves in short: ``ivr:5 1``."""
    return [f"{step.place.node} {step.key}" for step in steps]
