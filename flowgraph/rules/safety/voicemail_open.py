"""Menus from which strangers can try to get at voicemails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rule import INFO, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus that let callers check voicemail."""
    for menu in flow.menus:
        if flow.data(menu)["enb_dial_check_vm"]:
            yield Fault(
                menu,
                "",
                "callers may check voicemail from here",
                "switch it off, or see to it that every voicemail has a long PIN",
            )


RULE = Rule(
    id="voicemail-open",
    severity=INFO,
    summary="callers may check voicemail through a menu",
    why="Strangers can guess a voicemail's PIN from outside.",
    source="Asterisk's sample configuration asks for mailbox and PIN",
    strength="B",
    check=check,
    bad=Example(("ivr:5 -1-> queue:2",), {"ivr:5": {"enb_dial_check_vm": True}}),
    good=Example(("ivr:5 -1-> queue:2",), {"ivr:5": {"enb_dial_check_vm": False}}),
)
