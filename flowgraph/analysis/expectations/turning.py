"""At which step a call left the way to what is expected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...callgraph import CallGraph
from ...model.keys import INVALID, PRESSED
from ...text import one_line, shorten
from ..caller import Hop
from ..reach import leading_to
from .destinations import Meant

_LONGEST = 60


class Turn(NamedTuple):
    """The step with which a call left the way to what is expected.

    Attributes:
        number: Of the step, from 1; 0 where already the start is wrong.
        reason: In words.
    """

    number: int
    reason: str


class Turns:
    """Finds the step with which calls left their way; what leads where is found out once."""

    def __init__(self, graph: CallGraph) -> None:
        self._graph = graph
        self._leading: dict[frozenset[str], set[str]] = {}

    def turn(
        self, start: str, keys: Sequence[str], hops: Sequence[Hop], meant: Meant
    ) -> Turn | None:
        """Find the step from which on no key leads to what is meant, else a wrong key.

        Args:
            start: Where the call came in.
            keys: What the caller was to do.
            hops: The moves of the call.
            meant: Where it should be.

        Returns:
            None if neither can be told.
        """
        # What may be dialled is no key, so that nothing can be told of what leads on to it.
        if meant.nodes and not any(map(_is_number, keys)):
            leading = self._leading_to(meant.nodes)
            label = _short(meant.label)
            if start not in leading:
                return Turn(0, f"no key leads from there to {label}")
            for number, hop in enumerate(hops, 1):
                if hop.place not in leading:
                    what = f"from {_short(hop.label)} no key leads to {label}"
                    return Turn(number, "; ".join(filter(None, (_wrong_key(hop), what))))
        wrong = ((number, _wrong_key(hop)) for number, hop in enumerate(hops, 1))
        return next((Turn(number, reason) for number, reason in wrong if reason), None)

    def _leading_to(self, wanted: frozenset[str]) -> set[str]:
        if wanted not in self._leading:
            self._leading[wanted] = leading_to(self._graph, wanted & self._graph.nodes)
        return self._leading[wanted]


def _is_number(token: str) -> bool:
    return token.isdecimal() and token not in PRESSED


def _wrong_key(hop: Hop) -> str:
    is_wrong = hop.key == INVALID and hop.token in PRESSED
    return f"key {hop.token} is not set, so it counts as a wrong key" if is_wrong else ""


def _short(text: str) -> str:
    return shorten(one_line(text), _LONGEST)
