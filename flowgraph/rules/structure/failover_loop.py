"""Calls that nobody answers, and that come back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.keys import FAIL, FORWARDS
from ..loops import Words, faults, is_alone
from ..rule import WARNING, Example, Fault, Rule

if TYPE_CHECKING:
    from ...analysis.loops import Loop
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find rounds through a failover or a forwarding."""
    yield from faults(flow, "failover", _tell)


def _tell(flow: Flow, loop: Loop) -> Words:
    fix = _fix(loop.breaking.key)
    if is_alone(loop):
        return Words("a call that nobody answers comes back to the same place", fix)
    comes = "comes back by itself" if loop.severity == WARNING else "can come back"
    return Words(f"a call that nobody answers {comes} through {flow.names(loop.menus)}", fix)


def _fix(key: str) -> str:
    if key == FAIL:
        return "let this failover end in a voicemail or at another person"
    if key in FORWARDS:
        return "forward to a voicemail or to another person"
    return "lead this key elsewhere, or let the failover end in a voicemail"


RULE = Rule(
    id="failover-loop",
    severity=WARNING,
    summary="a call that nobody answers comes back to where it was",
    why=(
        "Nobody is free, back to the menu, nobody is free: the caller never gets further. Where a "
        "key must be pressed to go round it is for information, else the call goes round by itself."
    ),
    source="8x8's support page on avoiding call loops",
    strength="B",
    check=check,
    bad=Example(
        (
            "ivr:5 -1-> extension:100",
            "ivr:5 -timeout-> queue:1",
            "queue:1 -fail-> ivr:5",
        )
    ),
    good=Example(
        (
            "ivr:5 -1-> extension:100",
            "ivr:5 -timeout-> queue:1",
            "queue:1 -fail-> group_vm:1",
        )
    ),
)
