"""Words and numbers that pages of any format share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..analysis.loops import Severity
from ..book.model import Book, Branch, Findings, MenuPage
from ..book.parts import Finding, Place, Way
from ..model.destination import IVR
from ..text import shorten
from .addresses import DESTINATIONS, FINDINGS

MARKS: Mapping[Severity, str] = {"error": "✕", "warning": "!", "info": "i"}
SEVERITY_WORDS: Mapping[Severity, str] = {
    "error": "Error",
    "warning": "Warning",
    "info": "For information",
}
AT_ANY_HOUR = (
    "What is found where telephones forward their calls at the moment is left out here; "
    "flowgraph check tells it, and may count more."
)
UNREACHED = "Set up, but no caller gets there"
UNREACHED_NOTE = (
    "No key, no hour and no failover leads to these, callers cannot dial them in a menu, and they "
    "ring in no queue or ring group that callers get to. Colleagues may still call them."
)
NO_PICTURE = "The picture is missing: the engine failed."
_URGENT: tuple[Severity, ...] = ("error", "warning")
_MOST_STARTS = 5
_HEADS: Mapping[Severity, str] = {
    "error": "Errors",
    "warning": "Warnings",
    "info": "For information",
}


class Tile(NamedTuple):
    """A number of the overview, and where it leads."""

    number: int
    words: str
    href: str
    small: str = ""


def counted(number: int, word: str) -> str:
    """Count things.

    >>> counted(1, "menu"), counted(3, "menu")
    ('1 menu', '3 menus')
    """
    return f"{number} {word if number == 1 else word + 's'}"


def capital(text: str) -> str:
    """Begin with a capital.

    >>> capital("no key")
    'No key'
    """
    return f"{text[:1].upper()}{text[1:]}"


def kind_of(place: Place) -> str:
    """Give a place's kind where its name does not tell it; a menu is what pages tell of anyway."""
    says_it = place.kind.casefold() in place.name.casefold()
    return "" if place.style == "ivr" or place.fault or says_it else place.kind


def effort(way: Way) -> str:
    """Say what a way asks of a caller, for example ``2 keys to press · ≥ 22 s``."""
    keys = counted(way.presses, "key") if way.presses else "no key"
    time = "time not known" if way.time == "not known" else way.time
    return f"{keys} to press · {time}"


def scope(book: Book) -> str:
    """Say what the pages tell of."""
    if book.scope == "whole":
        return "Every inbound route, every menu, and everything that they lead to."
    names = [shorten(place.text, 60) for place in book.starts[:_MOST_STARTS]]
    more = len(book.starts) - len(names)
    told = [*names, *([f"{more} more"] if more else [])]
    return f"Everything that calls can reach from {', '.join(told)}."


def tiles(book: Book, ending: str) -> list[Tile]:
    """Give the numbers of the overview."""
    return list(_tiles(book, ending))


def _tiles(book: Book, ending: str) -> Iterator[Tile]:
    if entries := len(book.entries):
        yield Tile(entries, _word(entries, "inbound route"), "#inbound-routes")
    yield Tile(len(book.menus), _word(len(book.menus), "menu"), "#menus")
    # Counted as pictures count them: a menu that could not be read is a menu.
    lost = sum(row.place.node.startswith(f"{IVR}:") for row in book.rows)
    ends = len(book.rows) - lost
    small = f"and {_missing(lost)}" if lost else ""
    yield Tile(ends, _word(ends, "destination"), f"{DESTINATIONS}{ending}", small)
    loops = book.findings.loops
    harmful = sum(loop.severity != "info" for loop in loops)
    small = f"{harmful} to mend" if harmful else "none to mend"
    yield Tile(len(loops), _word(len(loops), "loop"), f"{FINDINGS}{ending}#loops", small)
    errors, warnings = (book.findings.count(severity) for severity in _URGENT)
    small = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    number = errors + warnings
    yield Tile(number, _word(number, "finding"), f"{FINDINGS}{ending}", small)


def _missing(lost: int) -> str:
    are = "is" if lost == 1 else "are"
    return f"{counted(lost, 'menu')} that {are} not there or could not be read"


def _word(number: int, word: str) -> str:
    return word if number == 1 else f"{word}s"


def totals(findings: Findings) -> list[tuple[Severity, str, int]]:
    """Count findings by severity: severity, headline, number."""
    return [(severity, words, findings.count(severity)) for severity, words in _HEADS.items()]


def accepted(findings: Findings) -> str:
    """Say how many findings are not told because somebody has accepted them."""
    told = counted(findings.accepted, "finding")
    verb = "is" if findings.accepted == 1 else "are"
    return f"{told} that somebody has accepted in flowgraph.toml {verb} not told."


def alarms(findings: Sequence[Finding]) -> list[tuple[Severity, str]]:
    """Count errors and warnings in words."""
    return list(_alarms(findings))


def _alarms(findings: Sequence[Finding]) -> Iterator[tuple[Severity, str]]:
    for tone in _URGENT:
        if number := sum(finding.severity == tone for finding in findings):
            yield tone, counted(number, tone)


def own(findings: Sequence[Finding], place: Place) -> list[Finding]:
    """Give the findings that stand at a place itself."""
    return [finding for finding in findings if finding.place.node == place.node]


def no_way(book: Book, menu: MenuPage) -> str:
    """Say why no way leads to a menu."""
    if menu.is_start and book.scope == "part":
        return "Calls come in here."
    return "No inbound route and no other menu leads here."


def about_branch(branch: Branch) -> str:
    """Say what there is to know of where an entry leads; empty where it is nothing."""
    if branch.target is None:
        return "The vendor does not say what happens then"
    return "" if branch.has_person else "No person can be reached from there"
