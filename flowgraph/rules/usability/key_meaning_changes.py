"""A key that means one thing in one menu and another thing in the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ...model.destination import (
    CONFERENCE,
    END_CALL,
    EXT_VM,
    GROUP_VM,
    IVR,
    PLAY_GREETING,
    PLAY_PROMPT,
)
from ..rule import INFO, Example, Fault, Rule
from ..words import listed

if TYPE_CHECKING:
    from ..flow import Flow

#: Keys that callers learn; the other digits are choices and differ from menu to menu.
_KEYS = ("0", "9", "*")
_MOST_MENUS = 3
_MEANINGS = {
    IVR: "another menu",
    EXT_VM: "a voicemail",
    GROUP_VM: "a voicemail",
    CONFERENCE: "a conference room",
    PLAY_GREETING: "an announcement",
    PLAY_PROMPT: "an announcement",
    END_CALL: "the end of the call",
}


def check(flow: Flow) -> Iterator[Fault]:
    """Find keys with several meanings among menus that belong together."""
    for tree in flow.trees:
        for key in _KEYS:
            # Unset, or leading to something unknown, is no meaning.
            meanings = {menu: word for menu in tree if (word := _meaning(flow, menu, key))}
            if len(set(meanings.values())) > 1:
                lowest, *others = meanings
                yield Fault(
                    lowest,
                    key,
                    f"{key} means different things: {_told(flow, meanings)}",
                    f"give {key} one meaning in all menus that belong together",
                    related=tuple(others),
                )


def _meaning(flow: Flow, menu: str, key: str) -> str:
    """Say what a key means, whoever answers there; empty where it is unset or not known."""
    target = flow.target(menu, key)
    if target is None or "missing" in flow.data(target):
        return ""
    if flow.leads_back(menu, key):
        return "the way back"
    if flow.is_for_people(target):
        return "a person"
    return _MEANINGS.get(flow.data(target)["kind"], "")


def _told(flow: Flow, meanings: Mapping[str, str]) -> str:
    """Tell the commonest meaning first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for menu, meaning in meanings.items():
        found[meaning].append(menu)
    ordered = sorted(found.items(), key=lambda row: -len(row[1]))
    return "; ".join(
        f"{meaning} in {listed([flow.name(menu) for menu in menus[:_MOST_MENUS]], len(menus))}"
        for meaning, menus in ordered
    )


RULE = Rule(
    id="key-meaning-changes",
    severity=INFO,
    summary="keys 0, 9 or * mean different things in menus that belong together",
    why="What callers learned in one menu misleads them in the next.",
    source="ISO/IEC 13714, as public summaries tell it",
    strength="A",
    check=check,
    bad=Example(
        ("ivr:5 -0-> extension:100", "ivr:5 -1-> ivr:6", "ivr:6 -0-> ivr:5", "ivr:6 -1-> queue:2")
    ),
    good=Example(
        ("ivr:5 -0-> extension:100", "ivr:5 -1-> ivr:6", "ivr:6 -0-> queue:1", "ivr:6 -*-> ivr:5")
    ),
)
