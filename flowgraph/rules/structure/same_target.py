"""Several keys of a menu that lead to one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rule import INFO, Example, Fault, Rule
from ..words import listed

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find digits that lead to the same destination; #, * and time-outs often do on purpose."""
    for menu in flow.menus:
        for target, keys in _keys_by_target(flow, menu).items():
            if len(keys) > 1:
                yield Fault(
                    menu,
                    keys[0],
                    f"keys {listed(keys)} lead to {flow.name(target)}",
                    "free the keys that nobody needs, or leave it if it is wanted",
                )


def _keys_by_target(flow: Flow, menu: str) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, target in flow.ways(menu).items():
        if key.isdecimal():
            found[target].append(key)
    return found


RULE = Rule(
    id="same-target",
    severity=INFO,
    summary="several digits of a menu lead to the same destination",
    why="Either left over from an earlier menu, or wanted.",
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(("ivr:5 -1-> queue:2", "ivr:5 -4-> queue:2", "ivr:5 -9-> queue:2")),
    good=Example(("ivr:5 -1-> queue:2", "ivr:5 -4-> queue:3", "ivr:5 -timeout-> queue:2")),
)
