"""Menus that callers get into, but not out of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..loops import Words, faults, is_alone
from ..rule import ERROR, Example, Fault, Rule

if TYPE_CHECKING:
    from ...analysis.loops import Loop
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find sets of menus that lead to each other and nowhere else."""
    yield from faults(flow, "trap", _tell)


def _tell(flow: Flow, loop: Loop) -> Words:
    if is_alone(loop):
        return Words(
            "nothing that a caller can do leads out of this menu",
            "give it a key or a time-out that leads to a person",
        )
    menus = flow.names(loop.menus)
    return Words(
        f"callers cannot get out of {menus}: they lead to each other only",
        "give one of these menus a key or a time-out that leads to a person",
    )


RULE = Rule(
    id="trap",
    severity=ERROR,
    summary="callers cannot get out of a group of menus",
    why="The caller cannot finish the call: nobody and nothing is reached, whatever is pressed.",
    source="the ACIxD wiki on looping and its prevention; the US initiative against 'doom loops'",
    strength="B",
    check=check,
    bad=Example(
        (
            "ivr:5 -0-> extension:100",
            "ivr:5 -1-> ivr:6",
            "ivr:6 -1-> ivr:7",
            "ivr:7 -*-> ivr:6",
        )
    ),
    good=Example(
        (
            "ivr:5 -0-> extension:100",
            "ivr:5 -1-> ivr:6",
            "ivr:6 -1-> ivr:7",
            "ivr:7 -*-> ivr:6",
            "ivr:7 -0-> extension:100",
        )
    ),
)
