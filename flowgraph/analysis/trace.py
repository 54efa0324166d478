"""A call played from beginning to end: where it goes for the keys that are pressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Literal, NamedTuple

from ..callgraph import CallGraph
from ..errors import UsageError
from ..model.destination import PLAY_PROMPT
from ..model.keys import TIMEOUT
from ..text import one_line, shorten
from .caller import Caller, Hop, Outcome, outcome_at
from .entering import ways_on
from .timing import NO_TIME, Span
from .witness import Step

_LONGEST = 60
_MOST_KEYS = 10


class Silence(NamedTuple):
    """What a caller meets who presses nothing any more.

    Attributes:
        steps: From menu to menu by the time-out of each.
        end: How it ends: ``round`` if it comes back to a menu; ``unset`` if the last menu says
            nothing about silence; else where the last step leads, as for a :class:`Trace`.
    """

    steps: tuple[Step, ...]
    end: Literal["round", "unset", "destination", "ended", "unknown", "missing"]


class Trace(NamedTuple):
    """A call that was played.

    Attributes:
        root: Where it came in.
        hops: Its moves.
        outcome: Where it is, in a word.
        node: Where it is; where it was last, if that is not known.
        label: The node in words.
        reason: Why it is not known where the call is; empty where it is.
        left: Keys that were not played, because it was not known where the call is.
        silent: What the caller meets by pressing nothing more; None outside of menus.
    """

    root: str
    hops: tuple[Hop, ...]
    outcome: Outcome
    node: str
    label: str
    reason: str
    left: tuple[str, ...]
    silent: Silence | None

    @property
    def span(self) -> Span:
        """How long the call took to get there."""
        return reduce(Span.then, (hop.span for hop in self.hops), NO_TIME)


def trace(
    graph: CallGraph,
    root: str,
    tokens: Sequence[str],
    open_: Mapping[str, str | None] | None = None,
) -> Trace:
    """Play a call.

    Args:
        graph: As :func:`~.targets.whole_graph` gives it.
        root: The node at which it comes in.
        tokens: Keys as :func:`~.tokens.parse_keys` gives them.
        open_: The open branch of entries at the moment in question, see
            :class:`~.times.Moment`; empty or None where no moment is meant.

    Raises:
        UsageError: There are keys after the end of the call, or one that makes no sense where the
            call is; or the hour matters and nobody named it.
    """
    caller = Caller(graph, root, open_ or {})
    return told(graph, caller, play(caller, tokens))


def play(caller: Caller, tokens: Sequence[str]) -> Sequence[str]:
    """Let a caller press keys, one after the other.

    Args:
        caller: Has made the moves so far, also where an error ends it.
        tokens: As for :func:`trace`.

    Returns:
        Keys that were not played, because it is not known where the call is.

    Raises:
        UsageError: As for :func:`trace`.
    """
    for number, token in enumerate(tokens):
        caller.arrive(token)
        if caller.is_lost:
            return tokens[number:]
        if not caller.can_go_on(token):
            raise _after_the_end(caller, tokens[number:])
        caller.press(token)
    caller.arrive()
    return ()


def _after_the_end(caller: Caller, left: Sequence[str]) -> UsageError:
    keys = ", ".join(left[:_MOST_KEYS]) + (", …" if len(left) > _MOST_KEYS else "")
    ways = " or ".join(caller.ways)
    return UsageError(
        f"keys after the end of the call: {keys}",
        where=shorten(one_line(caller.label), _LONGEST),
        hint=f"leave out {keys}" + (f"; from there a call goes on by {ways} alone" if ways else ""),
    )


def told(graph: CallGraph, caller: Caller, left: Sequence[str] = ()) -> Trace:
    """Tell what has happened to a caller so far.

    Args:
        graph: The call graph.
        caller: The caller.
        left: Keys that were not played.
    """
    is_in_menu = caller.outcome == "menu"
    return Trace(
        root=caller.root,
        hops=tuple(caller.hops),
        outcome=caller.outcome,
        node=caller.place,
        label=caller.label,
        reason=caller.reason,
        left=tuple(left),
        silent=_silence(graph, caller.place) if is_in_menu else None,
    )


def _silence(graph: CallGraph, menu: str) -> Silence:
    steps: list[Step] = []
    met = {menu}
    while True:
        target = ways_on(graph, menu).get(TIMEOUT)
        if target is None:
            return Silence(tuple(steps), "unset")
        steps.append(Step(menu, TIMEOUT, target))
        if target in met or graph.nodes[target]["kind"] == PLAY_PROMPT:
            return Silence(tuple(steps), "round")
        outcome = outcome_at(graph, target)
        if outcome != "menu":
            return Silence(tuple(steps), outcome)
        met.add(target)
        menu = target
