"""Whether a caller can get hold of a person, and who rings in which queue or ring group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

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
from .reach import reached_from

#: Destinations at which somebody may answer; a conference room is none.
PERSON_KINDS = frozenset({EXTENSION, RING_GROUP, QUEUE, EXTERNAL_NUM, DIAL_BY_NAME})


class Ringing(NamedTuple):
    """A telephone that rings in a queue or ring group.

    Attributes:
        group: Node of the queue or ring group.
        extension: Node of the telephone.
        is_dynamic: Whether it rings while its agent is logged in alone.
    """

    group: str
    extension: str
    is_dynamic: bool


def ringing(graph: CallGraph) -> Iterator[Ringing]:
    """Give each telephone of a graph with each group of it that rings it, in the graph's order.

    Groups hold numbers of their members, or names where the PBX sends no number.
    """
    called: defaultdict[str, list[str]] = defaultdict(list)
    for node, data in graph.nodes(data=True):
        if data["kind"] == EXTENSION:
            for word in {data["number"], data["name"]} - {""}:
                called[word].append(node)
    for group, data in graph.nodes(data=True):
        found: dict[str, bool] = {}
        for is_dynamic, field in ((False, "members"), (True, "dynamic")):
            for node in (node for word in data.get(field) or () for node in called[word]):
                found.setdefault(node, is_dynamic)
        yield from (Ringing(group, node, is_dynamic) for node, is_dynamic in found.items())


def reaches_person(graph: CallGraph, start: str) -> bool:
    """Whether a call that arrives at a node can reach a person by any key.

    Args:
        graph: The call graph.
        start: A node of it.

    Returns:
        True also where it cannot be excluded: see :func:`may_be_person`. Linear time.
    """
    return any(may_be_person(graph.nodes[node]) for node in reached_from(graph, [start]))


def may_be_person(data: Mapping[str, Any]) -> bool:
    """Whether somebody may answer at a node, or may be dialled there.

    True also where it cannot be excluded: a menu that could not be read or was not followed, and a
    kind that this version does not know. A queue or ring group without anybody in it is nobody.
    """
    if "missing" in data:
        return bool(data["missing"] != NOT_FOUND)
    kind = data["kind"]
    is_unknown = kind not in KNOWN_KINDS and kind != INBOUND_ROUTE
    is_person = kind in PERSON_KINDS and not is_empty_group(data)
    return is_person or is_unknown or lets_dial(data)


def is_empty_group(data: Mapping[str, Any]) -> bool:
    """Whether a node is a queue or ring group of which is known that nobody is in it."""
    if data["kind"] == QUEUE:
        return data.get("members") == [] and data.get("dynamic") == []
    return data["kind"] == RING_GROUP and data.get("members") == []


def lets_dial(menu: Mapping[str, Any]) -> bool:
    """Whether callers may dial extensions, or numbers of groups and queues, in a menu."""
    option = menu.get("dial_ext_option")
    numbers = menu.get("enb_dial_call_number") and menu.get("dial_call_number_list")
    some = option == "allow" and menu.get("dial_ext_list")
    return bool(option in ("all", "restrict") or some or numbers)
