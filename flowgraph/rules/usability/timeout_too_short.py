"""A menu that hardly gives callers the time to press a key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rule import INFO, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus that wait less than the limit for a key; an announcement may go on at once."""
    limit = flow.limit(RULE)
    for menu in flow.menus:
        wait_s = flow.data(menu)["resp_timeout_s"]
        if wait_s is not None and wait_s < limit and flow.takes_keys(menu):
            yield Fault(
                menu,
                "",
                f"waits {wait_s} s for a key, less than {limit} s",
                f"set the response time-out to {limit} s or more",
            )


RULE = Rule(
    id="timeout-too-short",
    severity=INFO,
    summary="a menu waits less than advised for a key after its greeting",
    why="Older callers, and whoever has to look at the keypad, are too late.",
    source="ISO/IEC 13714, as public summaries tell it: 3 to 10 s (Yeastar allows 1 to 10)",
    strength="A",
    check=check,
    bad=Example(("ivr:5 -1-> queue:2",), {"ivr:5": {"resp_timeout_s": 2}}),
    good=Example(("ivr:5 -1-> queue:2",), {"ivr:5": {"resp_timeout_s": 3}}),
    limit=3,
    limit_words="seconds",
)
