"""Which edges and menus of a graph belong to which loop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..analysis.loops import SEVERITY_ORDER, Loop, Severity
from ..model.keys import FAIL, FORWARDS, INVALID, TIMEOUT

_FALLBACKS = frozenset({TIMEOUT, INVALID})

#: Keys whose edges inside the set belong to the loop; a trap and a caller's loop take any.
_KEYS_OF_KIND: Mapping[str, frozenset[str]] = {
    "passive": frozenset({TIMEOUT}),
    "wrong-key": _FALLBACKS,
    "failover": frozenset({TIMEOUT, FAIL, *FORWARDS}),
}

_BADGES = {
    "passive": "Loop: a caller who presses nothing goes round",
    "trap": "Trap: callers cannot get out of here",
    "failover": "Loop: comes back when nobody answers",
    "wrong-key": "Loop: wrong keys lead to and fro",
}


class Tones(NamedTuple):
    """Loops, ready to be looked up by edge and by menu.

    Attributes:
        of: The loops that a node is part of, worst first, each with all of its nodes.
    """

    of: Mapping[str, Sequence[tuple[Loop, frozenset[str]]]]

    def loops_of_edge(self, source: str, key: str, target: str) -> list[Loop]:
        """Give the loops that an edge is part of, worst first."""
        return [
            loop
            for loop, members in self.of.get(source, ())
            if target in members and key in _KEYS_OF_KIND.get(loop.kind, {key})
        ]

    def of_edge(self, source: str, key: str, target: str) -> Severity | None:
        """Give the severity of the worst loop that an edge is part of; None if of none."""
        found = [loop.severity for loop in self.loops_of_edge(source, key, target)]
        return min(found, key=SEVERITY_ORDER.index, default=None)

    def of_menu(self, node: str) -> list[tuple[str, Severity]]:
        """Give a line for each loop that a reader should know of at a menu."""
        return [
            (_BADGES[loop.kind], loop.severity)
            for loop, _ in self.of.get(node, ())
            if loop.severity != "info"
        ]

    def share_a_loop(self, source: str, target: str) -> bool:
        """Whether a call can come back from the one menu to the other."""
        return any(target in members for _, members in self.of.get(source, ()))


def tones(loops: Sequence[Loop]) -> Tones:
    """Prepare verdicts for looking up."""
    found: defaultdict[str, list[tuple[Loop, frozenset[str]]]] = defaultdict(list)
    for loop in loops:
        members = frozenset(loop.menus)
        for node in loop.menus:
            found[node].append((loop, members))
    return Tones(found)
