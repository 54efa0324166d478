"""Keys that lead to an extension, a queue and the like which does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.destination import (
    CONFERENCE,
    EXTENSION,
    GROUP_VM,
    IVR,
    KIND_WORDS,
    LIST_OF_KIND,
    QUEUE,
    RING_GROUP,
)
from ...model.missing import NOT_FOUND
from ..rule import ERROR, Example, Fault, NotChecked, Rule

if TYPE_CHECKING:
    from ..flow import Flow

_LISTS = {
    EXTENSION: "extensions",
    RING_GROUP: "ring groups",
    QUEUE: "queues",
    CONFERENCE: "conferences",
    GROUP_VM: "group voicemails",
}


def check(flow: Flow) -> Iterator[Fault | NotChecked]:
    """Find ways to what is not in the PBX's lists."""
    for source, key, target in flow.steps:
        data = flow.data(target)
        if data["kind"] != IVR and data.get("missing") == NOT_FOUND:
            yield Fault(
                source,
                key,
                f"leads to {flow.name(target)}, which does not exist"
                if data["value"]
                else f"the destination is of the kind {KIND_WORDS[data['kind']]}, but names none",
                "choose a destination that exists",
            )
    yield from _unknown(flow)


def _unknown(flow: Flow) -> Iterator[NotChecked]:
    """Name the lists that are needed and were not read whole."""
    kinds = {flow.data(node)["kind"] for node in flow.nodes}
    needed = {LIST_OF_KIND[kind] for kind in kinds if kind in LIST_OF_KIND}
    for list_, words in _LISTS.items():
        if list_ in needed and not flow.is_listed(list_):
            reason = flow.unread(list_) or "nobody asked for it"
            yield NotChecked(f"the list of {words} was not read: {reason}")


RULE = Rule(
    id="dangling-destination",
    severity=ERROR,
    summary="a key leads to an extension, queue or the like that does not exist",
    why="Callers who take this way get an error or silence.",
    source="dpviz marks a 'Bad Dest'; PBXware reports such destinations",
    strength="C",
    check=check,
    bad=Example(("ivr:5 -2-> extension:77",), lists={"extension": ("100", "101")}),
    good=Example(("ivr:5 -2-> extension:100",), lists={"extension": ("100", "101")}),
)
