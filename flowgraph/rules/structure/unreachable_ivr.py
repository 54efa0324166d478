"""Menus that no inbound route leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.destination import INBOUND_ROUTE
from ...model.missing import NOT_FOUND
from ..rule import INFO, Example, Fault, NotChecked, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault | NotChecked]:
    """Find menus behind no entry, where the whole PBX was read."""
    if not flow.is_everything:
        return
    if doubt := _doubt(flow):
        yield NotChecked(doubt)
        return
    for menu in flow.menus:
        if menu not in flow.behind_entries:
            yield Fault(
                menu,
                "",
                "no inbound route leads here, neither directly nor by other menus",
                "delete it if nobody needs it; first make sure that no call flow, no forwarding "
                "and nobody inside uses its number",
            )


def _doubt(flow: Flow) -> str:
    """Tell why it is not known what the entries lead to; empty where it is."""
    if reason := flow.unread(INBOUND_ROUTE):
        return f"inbound routes could not be read: {reason}"
    if not flow.entries:
        return "this PBX has no inbound route that could be read, so every IVR would be found"
    unread = [node for node in flow.nodes if _may_lead_anywhere(flow, node)]
    return f"what lies behind {flow.names(unread)} is not known" if unread else ""


def _may_lead_anywhere(flow: Flow, node: str) -> bool:
    """Whether calls get to a menu or an entry that exists, but was not read."""
    data = flow.data(node)
    is_unread_entry = data["kind"] == INBOUND_ROUTE and "current" not in data
    is_unread_menu = data.get("missing", NOT_FOUND) != NOT_FOUND
    return node in flow.behind_entries and (is_unread_entry or is_unread_menu)


RULE = Rule(
    id="unreachable-ivr",
    severity=INFO,
    summary="no inbound route leads to an IVR",
    why=(
        "Perhaps dead wood, seen over the whole PBX (--all). But call flows, forwarding or an "
        "internal number may lead here, and those are not looked at."
    ),
    source="dpviz marks what is 'not in use', and its issue 9; the Teams call flow scripts",
    strength="C",
    check=check,
    bad=Example(
        (
            "inbound_route:1 -default-> ivr:5",
            "ivr:5 -0-> extension:100",
            "ivr:6 -1-> ivr:5",
        ),
        everything=True,
    ),
    good=Example(
        (
            "inbound_route:1 -default-> ivr:5",
            "ivr:5 -0-> extension:100",
            "ivr:5 -1-> ivr:6",
            "ivr:6 -1-> ivr:5",
        ),
        everything=True,
    ),
)
