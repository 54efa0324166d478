"""Menus whose greeting strangers can record over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rule import WARNING, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus that let callers change the prompt."""
    for menu in flow.menus:
        if flow.data(menu)["prompt_manager_enb"]:
            yield Fault(
                menu,
                "",
                "callers may record over the prompt with #9",
                "switch it off, and on again only while a prompt is recorded",
            )


RULE = Rule(
    id="prompt-change-open",
    severity=WARNING,
    summary="callers may change the prompt of a menu",
    why="A caller who guesses the password can record over the prompt with #9.",
    source="the vendor's page on ivr/get",
    strength="B",
    check=check,
    bad=Example(("ivr:5 -1-> queue:2",), {"ivr:5": {"prompt_manager_enb": True}}),
    good=Example(("ivr:5 -1-> queue:2",), {"ivr:5": {"prompt_manager_enb": False}}),
)
