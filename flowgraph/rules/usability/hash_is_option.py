"""A menu that offers a choice on the hash key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.keys import TIMEOUT
from ..rule import INFO, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow

_HASH = "#"


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus in which ``#`` is a choice of its own."""
    for menu in flow.menus:
        target = flow.target(menu, _HASH)
        # Where silence leads as well, # only skips the wait, as it should.
        is_skip = target == flow.target(menu, TIMEOUT)
        if target is not None and not is_skip and not flow.leads_back(menu, _HASH):
            yield Fault(
                menu,
                _HASH,
                f"# is a choice, {flow.name(target)}",
                "put the choice on a digit",
            )


RULE = Rule(
    id="hash-is-option",
    severity=INFO,
    summary="a menu offers a choice on the hash key",
    why="Callers know # as the key that ends or skips an input.",
    source="ISO/IEC 13714, as public summaries tell it",
    strength="A",
    check=check,
    bad=Example(("ivr:5 -1-> queue:1", "ivr:5 -#-> queue:2")),
    good=Example(("ivr:5 -1-> queue:1", "ivr:5 -2-> queue:2", "ivr:5 -#-> ivr:5")),
)
