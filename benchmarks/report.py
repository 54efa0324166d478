"""Tables and verdicts as Markdown, for the terminal and for the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from goals import GOALS, WHY_MISSED, Goal, Measured
from measure import Cost
from sizes import Sizes

#: Columns that hold words.
_WORDS = frozenset({"what", "request", "menus", "remark"})


@dataclass(frozen=True)
class Table:
    """Rows under a headline.

    Attributes:
        title: What is compared.
        head: Names of the columns; numbers stand on the right, the first and "remark" left.
        rows: As many cells each.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> Iterator[str]:
        """Write it, a line each."""
        yield from (f"### {self.title}", "")
        yield f"| {' | '.join(self.head)} |"
        yield f"|{'|'.join('---' if name in _WORDS else '---:' for name in self.head)}|"
        for row in self.rows:
            yield f"| {' | '.join(row)} |"
        yield ""


@dataclass(frozen=True)
class Section:
    """Everything that one section measured.

    Attributes:
        title: Its headline.
        intro: What is compared with what.
        tables: The figures.
        measured: For each goal of the section what was measured, or why not.
    """

    title: str
    intro: str
    tables: Sequence[Table]
    measured: Mapping[str, Measured] = field(default_factory=dict)


def cost_table(
    title: str,
    costs: Mapping[str, Cost] | Mapping[str, Cost | str],
    *,
    by: str,
    notes: Mapping[str, str] | None = None,
) -> Table:
    """Make a table of costs with their ratio to the first row.

    Args:
        title: What is compared.
        costs: For each row its cost, or in words why there is none.
        by: What the ratio is of, ``cpu`` or ``wall``.
        notes: A remark for a row.
    """
    first = next(cost for cost in costs.values() if not isinstance(cost, str))
    rows = []
    for name, cost in costs.items():
        note = (notes or {}).get(name, "")
        if isinstance(cost, str):
            rows.append((name, "", "", "", "", cost))
            continue
        ratio = f"{_by(cost, by) / _by(first, by):.2f}x" if cost.ended else ""
        figures = (_seconds(cost.cpu_s), _seconds(cost.wall_s), f"{cost.peak_mib:,.0f}")
        rows.append((name, *figures, ratio, note))
    return Table(title, ("what", "cpu s", "wall s", "MiB", f"ratio of {by}", "remark"), rows)


def _seconds(time_s: float) -> str:
    return f"{time_s:.2f}" if time_s >= 1 else f"{time_s:.3f}"


def _by(cost: Cost, by: str) -> float:
    return cost.cpu_s if by == "cpu" else cost.wall_s


def verdicts(measured: Mapping[str, Measured], sizes: Sizes) -> Iterator[str]:
    """Write the table of the goals that were looked at, and why some are missed.

    Raises:
        KeyError: A section gave a value for a goal that there is not.
    """
    known = {goal.key: goal for goal in GOALS}
    yield from ("| goal | bound | measured | |", "|---|---:|---:|---|")
    for key, value in measured.items():
        yield _verdict(known[key], value, sizes)
    yield ""
    missed: dict[str, list[str]] = {}
    for key, value in measured.items():
        if not isinstance(value, str) and not known[key].is_met_by(value):
            missed.setdefault(_why(key), []).append(known[key].told(sizes))
    for why, goals in missed.items():
        yield f"- Missed: {'; '.join(goals)}. {why}"
    yield ""


def _verdict(goal: Goal, value: Measured, sizes: Sizes) -> str:
    bound = f"{goal.sense} {goal.amount(goal.bound)}"
    if isinstance(value, str):
        return f"| {goal.told(sizes)} | {bound} | | not measured: {value} |"
    word = "met" if goal.is_met_by(value) else "**missed**"
    return f"| {goal.told(sizes)} | {bound} | {goal.amount(value)} | {word} |"


def _why(key: str) -> str:
    return WHY_MISSED.get(key, "Not looked into yet.")


def section_text(section: Section, sizes: Sizes) -> str:
    """Write a section."""
    lines = [f"## {section.title}", "", section.intro, ""]
    if section.measured:
        lines += verdicts(section.measured, sizes)
    for table in section.tables:
        lines += table.markdown()
    return "\n".join(lines).rstrip() + "\n"
