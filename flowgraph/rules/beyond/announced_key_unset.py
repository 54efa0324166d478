"""A key that the greeting names and that does nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..greetings import not_heard, quoted_end, read_as
from ..rule import INFO, WARNING, Example, Fault, NotChecked, Rule

if TYPE_CHECKING:
    from ...analysis.announced import Announced
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault | NotChecked]:
    """Find keys that a greeting tells callers to press and that are not set.

    A number that callers may dial is no key.
    """
    yield from not_heard(flow)
    for menu in flow.menus:
        if (told := flow.announced(menu)) is None:
            continue
        for key in told.keys:
            if flow.target(menu, key) is None and flow.dialling(menu).find(key) is None:
                yield _fault(menu, key, told)


def _fault(menu: str, key: str, told: Announced) -> Fault:
    mention = told.mention(key)
    said = f"says {quoted_end(mention.phrase)}" if mention else "names it"
    return Fault(
        menu,
        key,
        f"the greeting {said}, but the key is not set ({read_as(told)})",
        "set the key, or take it out of the greeting",
        severity=None if told.confidence == "high" else INFO,
    )


_FACTS = {"ivr:5": {"prompts": ("main.wav",)}}
_PROMPTS = {"main.wav": "For sales, press 1. For support, press 2."}

RULE = Rule(
    id="announced-key-unset",
    severity=WARNING,
    summary="the greeting of a menu names a key that is not set",
    why="Callers press what they are told, and get the answer for a wrong key.",
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(("ivr:5 -1-> queue:1",), _FACTS, prompts=_PROMPTS),
    good=Example(("ivr:5 -1-> queue:1", "ivr:5 -2-> queue:2"), _FACTS, prompts=_PROMPTS),
)
