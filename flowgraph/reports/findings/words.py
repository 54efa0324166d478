"""How findings are told to people: their places, keys and numbers in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ...model.destination import IVR, KIND_WORDS
from ...model.keys import DEFAULT, PRESSED, spoken
from ...rules import all_rules
from ...rules.finding import SEVERITY_ORDER, Finding
from ...text import one_line, shorten, visible
from .outcome import ACCEPTED, KNOWN, NEW, Outcome

_LONGEST_NAME = 60


def flat(text: str) -> str:
    """Fold a text to one line that holds nothing which no reader could see."""
    return one_line(visible(text))


def place_of(finding: Finding) -> str:
    """Name what a finding is about: ``6201 Main menu``, ``Queue 6400 Orders``, else its node."""
    kind = finding.node.partition(":")[0]
    word = "" if kind == IVR else KIND_WORDS.get(kind, kind)
    name = flat(f"{finding.number} {finding.name}")
    return shorten(flat(f"{word} {name}" if name else finding.node), _LONGEST_NAME)


def key_words(key: str) -> str:
    """Say a key: ``key 3``, ``no key``, ``failover``; empty where a finding is about none.

    >>> key_words("3"), key_words("timeout"), key_words("default"), key_words("")
    ('key 3', 'no key', 'default destination', '')
    """
    if key in PRESSED:
        return f"key {key}"
    # "At any time" would be wrong of a route that has hours.
    return "default destination" if key == DEFAULT else flat(spoken(key))


def where(place: str, finding: Finding) -> str:
    """Join a place and the finding's key: ``6201 Main menu, key 3``."""
    return ", ".join(filter(None, (place, key_words(finding.key))))


def counted(number: int, word: str) -> str:
    """Count things.

    >>> counted(1, "finding"), counted(2, "finding")
    ('1 finding', '2 findings')
    """
    return f"{number} {word}{'' if number == 1 else 's'}"


def told(outcome: Outcome) -> list[Finding]:
    """Give what people are told: news, and of it what is for information where they ask for it."""
    news = outcome.of_state(NEW)
    return [finding for finding in news if outcome.show_info or finding.severity != "info"]


def by_rule(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Group findings by severity and rule: worst first, rules as ``explain`` lists them."""
    order = {rule: place for place, rule in enumerate(all_rules())}

    def rank(finding: Finding) -> tuple[int, int]:
        return SEVERITY_ORDER.index(finding.severity), order[finding.rule]

    return [list(group) for _, group in groupby(sorted(findings, key=rank), rank)]


def untold(outcome: Outcome) -> Iterator[str]:
    """Count what people are not told, a clause for each reason."""
    hidden = len(outcome.of_state(NEW)) - len(told(outcome))
    unchecked = len({row.rule for row in outcome.judgement.not_checked})
    parts = [f"{counted(hidden, 'finding')} for information"] if hidden else []
    if unchecked and not outcome.show_info:
        parts.append(counted(unchecked, "unchecked rule"))
    if parts:
        yield f"{' and '.join(parts)} not shown; --show info tells them"
    known, accepted = (len(outcome.of_state(state)) for state in (KNOWN, ACCEPTED))
    if known:
        yield f"{known} known from the baseline not shown"
    if accepted:
        yield f"{accepted} accepted in flowgraph.toml not shown"
