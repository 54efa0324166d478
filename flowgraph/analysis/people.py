"""Whether a caller can get hold of a person."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

from ..callgraph import CallGraph
from ..model.destination import (
    DIAL_BY_NAME,
    EXTENSION,
    EXTERNAL_NUM,
    INBOUND_ROUTE,
    KNOWN_KINDS,
    QUEUE,
    RING_GROUP,
)
from ..model.missing import NOT_FOUND

#: Destinations at which somebody may answer; a conference room is none.
PERSON_KINDS = frozenset({EXTENSION, RING_GROUP, QUEUE, EXTERNAL_NUM, DIAL_BY_NAME})


def reaches_person(graph: CallGraph, start: str) -> bool:
    """Whether a call that arrives at a node can reach a person by any key.

    Args:
        graph: The call graph.
        start: A node of it.

    Returns:
        True also where it cannot be excluded: behind a menu that could not be read or was not
        followed, and at a kind that this version does not know. Linear time.
    """
    met = {start}
    waiting = deque(met)
    while waiting:
        node = waiting.popleft()
        if _may_be_person(graph.nodes[node]):
            return True
        found = set(graph.successors(node)) - met
        met |= found
        waiting.extend(found)
    return False


def _may_be_person(data: Mapping[str, Any]) -> bool:
    if "missing" in data:
        return bool(data["missing"] != NOT_FOUND)
    kind = data["kind"]
    is_unknown = kind not in KNOWN_KINDS and kind != INBOUND_ROUTE
    return kind in PERSON_KINDS or is_unknown or _lets_dial(data)


def _lets_dial(menu: Mapping[str, Any]) -> bool:
    """Whether callers may dial extensions, or numbers of groups and queues, in a menu."""
    option = menu.get("dial_ext_option")
    numbers = menu.get("enb_dial_call_number") and menu.get("dial_call_number_list")
    some = option == "allow" and menu.get("dial_ext_list")
    return bool(option in ("all", "restrict") or some or numbers)
