"""Which inbound routes get no call because an earlier one takes them all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ..model.pattern import matches

#: Whether a call takes the first route by position that fits. Inferred: the vendor does not say in
#: which order routes are tried, and nobody has tried it. Until then no route is called dead.
ROUTE_ORDER_IS_CONFIRMED = False

_NUMBER = re.compile(r"\+?\d+", re.ASCII)
_BLANKS = re.compile(r"[\s()]")


class Shadow(NamedTuple):
    """A route that gets no call.

    Attributes:
        route: Its node.
        by: Node of the first earlier route that takes every call of it.
    """

    route: str
    by: str


class _Taking(NamedTuple):
    """What a route takes; an empty list of patterns takes any number."""

    node: str
    position: int
    dids: frozenset[str]
    cids: frozenset[str]
    trunks: frozenset[str]


def shadowed(entries: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Shadow]:
    """Find routes whose every call an earlier route takes, if routes are tried by position.

    Args:
        entries: Node and attributes of each route; see :mod:`flowgraph.callgraph`.

    Returns:
        By position. Nothing is concluded of a route of which a field is not known, and nothing of
        one without a trunk. See :data:`ROUTE_ORDER_IS_CONFIRMED`.
    """
    known = [taking for node, data in entries if (taking := _taking(node, data))]
    known.sort(key=lambda taking: taking.position)
    found = []
    for place, later in enumerate(known):
        first = next((t for t in known[:place] if _takes_all(t, later)), None)
        if first:
            found.append(Shadow(later.node, first.node))
    return found


def _taking(node: str, data: Mapping[str, Any]) -> _Taking | None:
    position = data.get("position")
    dids, cids, trunks = (data.get(name) for name in ("did_patterns", "cid_patterns", "trunks"))
    if position is None or dids is None or cids is None or trunks is None:
        return None
    return _Taking(
        node=node,
        position=position,
        dids=frozenset(map(_plain, dids)),
        cids=frozenset(map(_plain, cids)),
        trunks=frozenset(trunks),
    )


def _plain(pattern: str) -> str:
    return _BLANKS.sub("", pattern).removeprefix("_").upper()


def _takes_all(earlier: _Taking, later: _Taking) -> bool:
    return (
        earlier.position < later.position
        and bool(later.trunks)
        and later.trunks <= earlier.trunks
        and _cover(earlier.dids, later.dids)
        and _cover(earlier.cids, later.cids)
    )


def _cover(wide: frozenset[str], narrow: frozenset[str]) -> bool:
    """Whether every number that some patterns take is taken by others, as far as can be told."""
    if not wide:
        return True
    return bool(narrow) and all(_covers(wide, pattern) for pattern in narrow)


def _covers(wide: Iterable[str], pattern: str) -> bool:
    is_number = _NUMBER.fullmatch(pattern) is not None
    return any(one == pattern or (is_number and matches(one, pattern)) for one in wide)
