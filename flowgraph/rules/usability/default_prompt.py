"""A menu with keys whose greeting is the one that is built in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.keys import PRESSED
from ...model.prompt import is_built_in
from ..rule import WARNING, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus with keys that greet callers with the built-in prompt alone."""
    for menu in flow.menus:
        prompts = flow.data(menu)["prompts"]
        is_default = bool(prompts) and all(map(is_built_in, prompts))
        if is_default and any(key in PRESSED for key in flow.ways(menu)):
            yield Fault(
                menu,
                "",
                "the built-in greeting is all that callers hear; it cannot name the keys",
                "record a greeting that says what each key is for",
            )


RULE = Rule(
    id="default-prompt",
    severity=WARNING,
    summary="a menu with keys has only the built-in greeting",
    why="The built-in greeting knows nothing of this menu: callers are not told what to press.",
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(("ivr:5 -1-> queue:1",), {"ivr:5": {"prompts": ("default",)}}),
    good=Example(("ivr:5 -1-> queue:1",), {"ivr:5": {"prompts": ("default", "main.wav")}}),
)
