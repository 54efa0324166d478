"""Which inbound routes take a call."""

from __future__ import annotations

from collections.abc import Sequence

from .pattern import matches
from .route import Route


def taking(routes: Sequence[Route], number: str, caller: str = "") -> list[Route]:
    """Give the routes that take a call.

    Args:
        routes: All routes of the PBX.
        number: What was dialled; a leading plus may be left out, as people and shells do.
        caller: The caller's number; empty for any.

    Returns:
        None, one, or several where it is not known which of them takes it: in which order the PBX
        tries routes is not confirmed. Only a route that names the caller and stands before all
        others is right by its pattern and by its place.
    """
    open_ = [route for route in routes if admits(route, caller)]
    typed = (number, f"+{number}")
    found = [r for r in open_ if any(matches(p, n) for p in r.did_patterns or () for n in typed)]
    # A route without patterns takes every number that no other one takes.
    found = found or [route for route in open_ if route.did_patterns == ()]
    named = [route for route in found if caller and route.cid_patterns]
    return named if len(named) == 1 and _is_first(named[0], found) else found


def admits(route: Route, caller: str) -> bool:
    """Whether a route takes calls from a number; one of which that is not known does."""
    patterns = route.cid_patterns
    return not caller or not patterns or any(matches(pattern, caller) for pattern in patterns)


def _is_first(route: Route, routes: Sequence[Route]) -> bool:
    others = [one.position for one in routes if one is not route]
    place = route.position
    return place is not None and all(other is not None and place < other for other in others)
