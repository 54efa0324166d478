"""The pages of a book as plain data."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ..analysis.loops import Severity
from .parts import (
    Finding,
    Gap,
    KeyRow,
    LeadIn,
    LoopRow,
    Mention,
    Place,
    Prompt,
    Setting,
    Way,
)


class MenuPage(NamedTuple):
    """A menu.

    Attributes:
        place: The menu.
        is_start: Whether calls arrive here from nowhere else.
        ways: How calls get here, nearest start first; of each start one for each hour that differs.
        more_ways: How many other starts there are.
        prompts: What callers hear; None where the PBX did not say.
        keys: All keys that are set, and silence and wrong keys in any case.
        dialling: What callers may dial besides, a clause each.
        leads: Who leads here.
        mentions: Who names it otherwise.
        findings: What is wrong with it.
        settings: Everything else that the PBX holds.
    """

    place: Place
    is_start: bool
    ways: tuple[Way, ...]
    more_ways: int
    prompts: tuple[Prompt, ...] | None
    keys: tuple[KeyRow, ...]
    dialling: tuple[str, ...]
    leads: tuple[LeadIn, ...]
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]
    settings: tuple[Setting, ...]


class Branch(NamedTuple):
    """Where an entry sends calls at some hours.

    Attributes:
        when: The hours in words.
        target: Where calls go; None where it is not set.
        letter: Stands for the target in the week; empty where the hour does not matter.
        has_person: Whether a person can be reached from there.
    """

    when: str
    target: Place | None
    letter: str
    has_person: bool


class Span(NamedTuple):
    """A part of a day.

    Attributes:
        start_min: First minute of the day.
        end_min: The minute in which it is over, 1440 at most.
        clock: The same in words.
        phase: The hours in words.
        letter: Of the branch that is open; empty if it is not known.
        target: Where calls go; None if it is not known.
    """

    start_min: int
    end_min: int
    clock: str
    phase: str
    letter: str
    target: Place | None


class Days(NamedTuple):
    """Days of one pattern: their names, and their parts in order."""

    words: str
    spans: tuple[Span, ...]


class Week(NamedTuple):
    """An ordinary week of an entry.

    Attributes:
        days: The parts of each day, Monday first.
        patterns: The same, neighbouring days of the same hours together.
        timezone: In which time zone, in words.
        notes: What does not show in it, a clause each.
    """

    days: tuple[Days, ...]
    patterns: tuple[Days, ...]
    timezone: str
    notes: tuple[str, ...]


class Reach(NamedTuple):
    """A destination, and the keys that lead to it, one way for each hour that differs."""

    place: Place
    ways: tuple[Way, ...]


class EntryPage(NamedTuple):
    """An inbound route.

    Attributes:
        place: The route.
        dialled: Numbers and patterns that it takes; empty takes any, None is not known.
        callers: The same of callers' numbers.
        trunks: Trunks on which it listens.
        branches: Where it leads at which hours.
        is_timed: Whether the hour decides.
        week: An ordinary week; None where the hour does not matter or is not known.
        no_week: Why there is none, although the hour decides.
        holidays: Holidays in words; None where their list could not be read.
        reaches: Everything that its calls can reach, nearest first.
        more_reaches: How many more there are.
        findings: What is wrong with it.
        settings: Everything else that the PBX holds.
    """

    place: Place
    dialled: tuple[str, ...] | None
    callers: tuple[str, ...] | None
    trunks: tuple[str, ...] | None
    branches: tuple[Branch, ...]
    is_timed: bool
    week: Week | None
    no_week: str
    holidays: tuple[str, ...] | None
    reaches: tuple[Reach, ...]
    more_reaches: int
    findings: tuple[Finding, ...]
    settings: tuple[Setting, ...]


class DestinationRow(NamedTuple):
    """What menus lead to, and is no menu.

    Attributes:
        place: The destination.
        ways: How calls get here, nearest start first; of each start one for each hour that differs.
        more_ways: How many other starts there are.
        leads: Who leads here.
        mentions: Who names it otherwise.
        onwards: How calls go on from here.
        prompts: What is played, where it is a prompt.
        facts: What else is known of it.
        findings: What is wrong with it.
    """

    place: Place
    ways: tuple[Way, ...]
    more_ways: int
    leads: tuple[LeadIn, ...]
    mentions: tuple[Mention, ...]
    onwards: tuple[KeyRow, ...]
    prompts: tuple[Prompt, ...]
    facts: tuple[Setting, ...]
    findings: tuple[Finding, ...]


class DestinationGroup(NamedTuple):
    """Destinations of one kind."""

    style: str
    kind: str
    rows: tuple[DestinationRow, ...]


class FindingGroup(NamedTuple):
    """Findings of one rule and severity.

    Attributes:
        rule: Id of the rule.
        severity: How bad they are.
        summary: What the rule finds, a sentence.
        why: What it means.
        fix: What to change, where it is the same for all; else each has its own.
        findings: The findings.
    """

    rule: str
    severity: Severity
    summary: str
    why: str
    fix: str
    findings: tuple[Finding, ...]


class Findings(NamedTuple):
    """All findings.

    Attributes:
        groups: By severity, then rule.
        loops: All loops, worst first.
        unchecked: Rules that lacked their facts, and why.
        accepted: How many findings somebody has accepted.
    """

    groups: tuple[FindingGroup, ...]
    loops: tuple[LoopRow, ...]
    unchecked: tuple[Gap, ...]
    accepted: int

    def count(self, severity: Severity) -> int:
        """Count the findings of a severity."""
        return sum(len(group.findings) for group in self.groups if group.severity == severity)


Scope = Literal["whole", "part"]


class Book(NamedTuple):
    """Everything that a document tells.

    Attributes:
        name: What the PBX is called; empty where nobody said.
        scope: Whether it tells of the whole PBX.
        starts: Where calls come in, as far as the book tells.
        entries: Inbound routes, in the order of the PBX's list.
        menus: Menus, by number.
        destinations: All else that calls can reach, kind by kind.
        findings: What is wrong, and which calls can go round.
        unreached: What stands on the PBX's lists, and no call gets to.
        rung: What no key leads to, but calls get to: it rings in a group, or can be dialled.
        gaps: What could not be read.
        remarks: What a reader must know to read it right, a sentence each.
        assumed: What the estimated times rest on, a clause each.
    """

    name: str
    scope: Scope
    starts: tuple[Place, ...]
    entries: tuple[EntryPage, ...]
    menus: tuple[MenuPage, ...]
    destinations: tuple[DestinationGroup, ...]
    findings: Findings
    unreached: tuple[Place, ...]
    rung: tuple[Place, ...]
    gaps: tuple[Gap, ...]
    remarks: tuple[str, ...]
    assumed: tuple[str, ...]

    @property
    def pages(self) -> tuple[EntryPage | MenuPage, ...]:
        """Everything that has a page of its own."""
        return (*self.entries, *self.menus)

    @property
    def rows(self) -> tuple[DestinationRow, ...]:
        """All destinations."""
        return tuple(row for group in self.destinations for row in group.rows)
