"""Callers whose keys are not understood, and who are sent to and fro."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.keys import TIMEOUT
from ..loops import Words, faults, is_alone, replayed
from ..rule import WARNING, Example, Fault, Rule

if TYPE_CHECKING:
    from ...analysis.loops import Loop
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find rounds through wrong keys and time-outs."""
    yield from faults(flow, "wrong-key", _tell)


def _tell(flow: Flow, loop: Loop) -> Words:
    if is_alone(loop):
        plays = f"plays {file} and " if (file := replayed(flow, loop)) else ""
        return Words(
            f"a wrong key {plays}repeats this menu",
            "nothing to do as long as the time-out leads to a person",
        )
    members = set(loop.menus)
    is_silent_too = any(flow.target(menu, TIMEOUT) in members for menu in loop.menus)
    causes = "wrong keys and silence" if is_silent_too else "wrong keys"
    step = "this time-out" if loop.breaking.key == TIMEOUT else "wrong keys here"
    return Words(
        f"{causes} send a caller to and fro between {flow.names(loop.menus)}",
        f"lead {step} to a person",
    )


RULE = Rule(
    id="wrong-key-loop",
    severity=WARNING,
    summary="a caller whose keys are not understood goes round",
    why=(
        "A caller whose keys are not understood is thrown to and fro between menus. One menu that "
        "repeats itself after a wrong key is normal, and told for information only."
    ),
    source="virtual-pbx issue 36",
    strength="C",
    check=check,
    bad=Example(
        (
            "ivr:5 -0-> extension:100",
            "ivr:5 -invalid-> ivr:6",
            "ivr:6 -0-> extension:100",
            "ivr:6 -timeout-> ivr:5",
        )
    ),
    good=Example(
        (
            "ivr:5 -0-> extension:100",
            "ivr:5 -invalid-> ivr:6",
            "ivr:6 -0-> extension:100",
            "ivr:6 -timeout-> extension:100",
        )
    ),
)
