"""Menus from which strangers can dial out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..rule import ERROR, WARNING, Example, Fault, Rule
from ..words import MOST_LISTED, listed, quoted

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus that let callers use outbound routes."""
    for menu in flow.menus:
        data = flow.data(menu)
        if data["enb_dial_outb_routes"]:
            routes = data["dial_outb_route_list"]
            yield Fault(
                menu,
                "",
                f"callers may dial out at your cost{_through(routes)}",
                "switch it off; if it is needed, protect the outbound routes by PIN, time "
                "condition, allowed countries and a limit on how often they are used",
                severity=ERROR if routes else WARNING,
            )


def _through(routes: Sequence[Mapping[str, str]] | None) -> str:
    if routes is None:
        return "; which outbound routes is not known"
    if not routes:
        return ", though no outbound route is chosen yet"
    names = [quoted(row["name"] or f"id {row['id']}") for row in routes[:MOST_LISTED]]
    word = "route" if len(routes) == 1 else "routes"
    return f" through the outbound {word} {listed(names, len(routes))}"


RULE = Rule(
    id="outbound-open",
    severity=ERROR,
    summary="callers may dial out through a menu",
    why=(
        "Toll fraud: strangers call in and dial on at your cost. Where no outbound route is "
        "chosen it is a warning."
    ),
    source="Asterisk's sample configuration warns of it; Yeastar on outbound call security",
    strength="B",
    check=check,
    bad=Example(
        ("ivr:5 -1-> queue:2",),
        {
            "ivr:5": {
                "enb_dial_outb_routes": True,
                "dial_outb_route_list": ({"name": "To mobile networks"},),
            }
        },
    ),
    good=Example(("ivr:5 -1-> queue:2",), {"ivr:5": {"enb_dial_outb_routes": False}}),
)
