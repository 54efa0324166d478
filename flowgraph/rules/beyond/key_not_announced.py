"""A key that the greeting does not name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.keys import PRESSED
from ..greetings import is_known_whole, not_heard, read_as
from ..rule import WARNING, Example, Fault, NotChecked, Rule
from ..words import listed

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault | NotChecked]:
    """Find set keys that a greeting leaves out whose every word was understood."""
    yield from not_heard(flow)
    for menu in flow.menus:
        told = flow.announced(menu)
        if told is None or told.confidence != "high" or not is_known_whole(flow, menu):
            continue
        named = {*told.keys, *told.unclear}
        for key in flow.ways(menu):
            if key in PRESSED and key not in named:
                yield Fault(
                    menu,
                    key,
                    f"the greeting names {listed(told.keys)}, but not this key ({read_as(told)})",
                    "name the key in the greeting, or clear it",
                )


_FACTS = {"ivr:5": {"prompts": ("main.wav",)}}
_STEPS = ("ivr:5 -1-> queue:1", "ivr:5 -2-> queue:2")

RULE = Rule(
    id="key-not-announced",
    severity=WARNING,
    summary="the greeting of a menu does not name a key that is set",
    why="Callers press what they are told: nobody will find this key.",
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(_STEPS, _FACTS, prompts={"main.wav": "For sales, press 1."}),
    good=Example(
        _STEPS, _FACTS, prompts={"main.wav": "For sales, press one, for support, press two."}
    ),
    counter="A key may be kept quiet on purpose, for example for the staff.",
)
