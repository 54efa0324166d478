"""Menus that hang up on callers who make a mistake."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.destination import END_CALL
from ...model.keys import INVALID, TIMEOUT
from ..rule import INFO, WARNING, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow

_CASES = (
    (INVALID, WARNING, "a wrong key ends the call without a word"),
    (TIMEOUT, INFO, "the call of somebody who presses nothing ends without a word"),
)


def check(flow: Flow) -> Iterator[Fault]:
    """Find wrong keys and time-outs that hang up; to say goodbye first is no fault."""
    for menu in flow.menus:
        for key, severity, message in _CASES:
            target = flow.target(menu, key)
            if target is not None and flow.data(target)["kind"] == END_CALL:
                yield Fault(
                    menu,
                    key,
                    message,
                    "lead it to a person, or say goodbye first (play a prompt, then hang up)",
                    severity=severity,
                )


RULE = Rule(
    id="failure-hangs-up",
    severity=WARNING,
    summary="a menu hangs up on callers who press a wrong key or nothing",
    why=(
        "One slip of the finger ends the call. The ways that callers take by mistake should reach "
        "a person, or say goodbye first. For time-outs it is told for information only."
    ),
    source="Alpines, 'VR mistakes'",
    strength="B",
    check=check,
    bad=Example(("ivr:5 -1-> queue:2", "ivr:5 -invalid-> end_call:")),
    good=Example(("ivr:5 -1-> queue:2", "ivr:5 -invalid-> play_greeting:goodbye.wav")),
)
