"""How a call goes on from an inbound route, where the hour may decide."""

from __future__ import annotations

from collections.abc import Mapping

from ..callgraph import CallGraph
from ..errors import UsageError
from ..model.keys import DEFAULT, rank
from ..text import one_line, shorten
from .times import DISABLED

_LONGEST = 60


def ways_on(graph: CallGraph, node: str) -> dict[str, str]:
    """Give where a call may go on to from a node: target by key, in key order."""
    if node not in graph:
        return {}
    found = {key: target for _, target, key in graph.out_edges(node, keys=True)}
    return {key: found[key] for key in sorted(found, key=rank)}


def named_branch(graph: CallGraph, entry: str, key: str) -> str | None:
    """Give the branch that calls take in a phase.

    Args:
        graph: The call graph.
        entry: An inbound route.
        key: ``office``, ``outoffice``, ``holiday`` or ``default``.

    Returns:
        The key's own branch, ``default`` where the hour does not matter, None where the branch is
        not set: the vendor does not say what happens then.
    """
    ways = ways_on(graph, entry)
    if key in ways:
        return key
    return DEFAULT if _is_at_any_time(graph, entry, ways) else None


def open_branch(graph: CallGraph, entry: str, open_: Mapping[str, str | None]) -> str | None:
    """Choose the branch that calls take where nobody names a phase.

    Args:
        graph: The call graph.
        entry: An inbound route.
        open_: What is open at the moment in question, see :class:`~.times.Moment`.

    Returns:
        The branch; None if the route leads nowhere.

    Raises:
        UsageError: The hour decides, and it is not known which one it is.
    """
    ways = ways_on(graph, entry)
    if key := open_.get(entry):
        return key
    if _is_at_any_time(graph, entry, ways):
        return DEFAULT
    if len(ways) < 2:
        return next(iter(ways), None)
    name = shorten(one_line(graph.nodes[entry]["label"]), _LONGEST)
    what = f"which hour? {name} leads to different places"
    if entry in open_:
        what = f"it is not known which branch of {name} is open then"
    *hours, last = (key for key in ways if key != DEFAULT)
    named = f"{', '.join(hours)} or {last}" if hours else last
    raise UsageError(what, hint=f"put {named} in front of the keys, or say --at MOMENT")


def _is_at_any_time(graph: CallGraph, entry: str, ways: Mapping[str, str]) -> bool:
    """Whether calls take the branch without hours at any hour."""
    is_off = graph.nodes[entry].get("time_condition") == DISABLED
    return DEFAULT in ways and (is_off or len(ways) == 1)
