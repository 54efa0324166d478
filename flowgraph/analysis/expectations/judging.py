"""Calls that are played and compared with what somebody expects of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ...callgraph import CallGraph
from ...errors import UsageError
from ...model.route import Route
from ...model.schedule import Schedule
from ...text import one_line, shorten
from ..caller import Caller, Hop, Outcome
from ..times import has_own_hours, open_branch
from ..trace import play
from .destinations import Destinations, Meant
from .expectation import Expectation
from .turning import Turn, Turns

_LONGEST = 60
_NAME_THE_HOUR = "put office, outoffice or holiday in front of the keys"


class Arrival(NamedTuple):
    """Where a call comes in.

    Attributes:
        node: A menu or an inbound route; empty where there is none.
        reason: Why no call comes in; empty where one does.
    """

    node: str
    reason: str = ""


class Result(NamedTuple):
    """An expectation, and what became of it.

    Attributes:
        expectation: What was expected.
        meant: Where it wants the call to be.
        start: Where the call came in; empty if it did not.
        hops: Its moves.
        left: Keys that were not played, because it was not known where the call is.
        outcome: Where it is, in a word; None if it did not come in.
        node: Where it is; where it was last, if that is not known.
        label: The node in words.
        reason: Why the expectation failed, besides the difference itself; empty where there is no
            more to say.
        turn: Where the call left the way to what is expected; None if that cannot be told.
        passed: Whether the call got there.
    """

    expectation: Expectation
    meant: Meant
    start: str = ""
    hops: tuple[Hop, ...] = ()
    left: tuple[str, ...] = ()
    outcome: Outcome | None = None
    node: str = ""
    label: str = ""
    reason: str = ""
    turn: Turn | None = None
    passed: bool = False

    @property
    def steps(self) -> set[tuple[str, str]]:
        """The keys that the call took: node and key of each."""
        return {(hop.node, hop.key) for hop in self.hops if hop.key and hop.target is not None}


class Judge:
    """Plays calls on one PBX.

    Args:
        graph: As :func:`~..targets.whole_graph` gives it.
        destinations: Of the same graph.
        routes: Inbound routes by node.
        schedule: Hours and holidays, in the time zone that counts.
    """

    def __init__(
        self,
        graph: CallGraph,
        destinations: Destinations,
        routes: Mapping[str, Route],
        schedule: Schedule,
    ) -> None:
        self._graph = graph
        self._destinations = destinations
        self._routes = routes
        self._schedule = schedule
        self._turns = Turns(graph)

    def judge(self, expectation: Expectation, arrival: Arrival) -> Result:
        """Play a call, and compare.

        Args:
            expectation: What is expected.
            arrival: Where its call comes in.
        """
        result = Result(expectation, self._destinations.meant(expectation.reaches))
        if arrival.reason:
            return result._replace(reason=arrival.reason)
        caller = Caller(self._graph, arrival.node, self._open(expectation, arrival.node))
        stop, left = self._play(caller, expectation)
        result = result._replace(
            start=arrival.node,
            hops=tuple(caller.hops),
            left=left,
            outcome=caller.outcome,
            node=caller.place,
            label=caller.label,
        )
        if not stop and _is_right(result):
            return result._replace(passed=True)
        reason = result.meant.reason or stop or caller.reason
        turn = self._turns.turn(arrival.node, expectation.keys, result.hops, result.meant)
        return result._replace(reason=reason, turn=turn)

    def _open(self, expectation: Expectation, start: str) -> dict[str, str | None]:
        if expectation.at is None or start not in self._routes:
            return {}
        return {start: open_branch(self._routes[start], self._schedule, expectation.at)}

    def _play(self, caller: Caller, expectation: Expectation) -> tuple[str, tuple[str, ...]]:
        """Play the keys; say why the call came to a stop, if it did, and what was not played."""
        keys = expectation.keys
        try:
            caller.arrive(keys[0] if keys else "")
        except UsageError as error:
            return self._no_hour(caller.root, expectation, error.what), keys
        try:
            return "", tuple(play(caller, keys))
        except UsageError as error:
            return error.what, ()

    def _no_hour(self, entry: str, expectation: Expectation, what: str) -> str:
        if expectation.at is None:
            return f"{what}; {_NAME_THE_HOUR}, or write at"
        if has_own_hours(self._routes[entry]):
            name = _short(str(self._graph.nodes[entry]["label"]))
            what = f"{name} has hours of its own, which the PBX does not tell"
        return f"{what}; {_NAME_THE_HOUR} instead of at"


def _is_right(result: Result) -> bool:
    if result.meant.is_unknown:
        return result.outcome == "unknown"
    last = result.hops[-1] if result.hops else None
    if result.left or (last and last.target is None):
        return False
    # Whoever presses a key that plays a prompt hears it, and is in the menu again.
    heard = {last.target} if last and last.target and last.returns else set()
    return not result.meant.nodes.isdisjoint({result.node, *heard})


def _short(text: str) -> str:
    return shorten(one_line(text), _LONGEST)
