"""Silent callers who go round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..loops import Words, faults, is_alone, replayed
from ..rule import ERROR, Example, Fault, Rule

if TYPE_CHECKING:
    from ...analysis.loops import Loop
    from ..flow import Flow

_FIX = "lead this time-out to a person, a voicemail or a goodbye"


def check(flow: Flow) -> Iterator[Fault]:
    """Find rounds of time-outs alone."""
    yield from faults(flow, "passive", _tell)


def _tell(flow: Flow, loop: Loop) -> Words:
    if not is_alone(loop):
        menus = flow.names(loop.menus)
        return Words(f"a caller who presses nothing goes round and round between {menus}", _FIX)
    if file := replayed(flow, loop):
        return Words(f"the time-out plays {file} and starts this menu again, over and over", _FIX)
    return Words("a caller who presses nothing stays in this menu, over and over", _FIX)


RULE = Rule(
    id="passive-loop",
    severity=ERROR,
    summary="a caller who presses nothing goes round and round",
    why=(
        "A silent caller, a fax machine or a dropped line goes round until the PBX's call limit "
        "ends it, by default after three hours; lines are blocked and logs fill up."
    ),
    source=(
        "8x8's support page on avoiding call loops; FreePBX issue 79; FusionPBX issue 2746; the "
        "call limit (10,800 s by default) is one of Yeastar's system preferences"
    ),
    strength="B",
    check=check,
    bad=Example(
        (
            "ivr:5 -timeout-> ivr:6",
            "ivr:5 -0-> extension:100",
            "ivr:6 -timeout-> ivr:5",
        )
    ),
    good=Example(
        (
            "ivr:5 -timeout-> ivr:6",
            "ivr:5 -0-> extension:100",
            "ivr:6 -timeout-> extension:100",
            "ivr:6 -*-> ivr:5",
        )
    ),
)
