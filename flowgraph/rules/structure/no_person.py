"""Menus from which nobody can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rule import INFO, WARNING, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus with no way to a person; of those in a trap the trap says it already."""
    trapped = {menu for loop in flow.loops_of("trap") for menu in loop.menus}
    for menu in flow.menus:
        if menu in trapped or menu in flow.near_person:
            continue
        has_voicemail = menu in flow.near_voicemail
        yield Fault(
            menu,
            "",
            "no person can be reached from here" + (", only a voicemail" if has_voicemail else ""),
            "give callers a way to a person, for example key 0 to the operator",
            severity=INFO if has_voicemail else WARNING,
        )


RULE = Rule(
    id="no-person",
    severity=WARNING,
    summary="no person can be reached from a menu",
    why=(
        "To opt out to a person is an accepted way to give everybody access. Where at least a "
        "voicemail can be reached it is told for information only."
    ),
    source=(
        "US Department of Justice, technical assistance letter 826; the US initiative against "
        "'doom loops'"
    ),
    strength="AB",
    check=check,
    bad=Example(("ivr:5 -1-> play_greeting:hours.wav", "ivr:5 -timeout-> end_call:")),
    good=Example(("ivr:5 -1-> play_greeting:hours.wav", "ivr:5 -timeout-> extension:100")),
)
