"""A greeting that names the keys out of order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..greetings import not_heard, read_as
from ..rule import INFO, Example, Fault, NotChecked, Rule
from ..words import listed

if TYPE_CHECKING:
    from ..flow import Flow

#: The keys that are counted up; 0, # and * have places of their own.
_COUNTED = frozenset("123456789")


def check(flow: Flow) -> Iterator[Fault | NotChecked]:
    """Find greetings that name a digit after a higher one."""
    yield from not_heard(flow)
    for menu in flow.menus:
        told = flow.announced(menu)
        keys = [key for key in told.keys if key in _COUNTED] if told else []
        if told and (key := _out_of_order(keys)):
            yield Fault(
                menu,
                key,
                f"the greeting names the keys in the order {listed(keys)} ({read_as(told)})",
                "name the keys from 1 upwards",
            )


def _out_of_order(keys: Sequence[str]) -> str:
    """Give the first key that stands behind a higher one; empty where none does."""
    return next((key for before, key in pairwise(keys) if key < before), "")


_FACTS = {"ivr:5": {"prompts": ("main.wav",)}}
_STEPS = ("ivr:5 -1-> queue:1", "ivr:5 -2-> queue:2")

RULE = Rule(
    id="announced-order-differs",
    severity=INFO,
    summary="the greeting of a menu does not name the keys in ascending order",
    why="Callers who count along miss their key, and think that they have missed a choice.",
    source="ISO/IEC 13714 (public summaries)",
    strength="A",
    check=check,
    bad=Example(_STEPS, _FACTS, prompts={"main.wav": "For support, press 2. For sales, press 1."}),
    good=Example(_STEPS, _FACTS, prompts={"main.wav": "For sales, press 1. For support, press 2."}),
    counter="What most callers want may well come first, whatever its key.",
)
