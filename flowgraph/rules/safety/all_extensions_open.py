"""Menus in which callers may dial everybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..rule import INFO, Example, Fault, Rule

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find menus that let callers dial any extension."""
    for menu in flow.menus:
        if flow.data(menu)["dial_ext_option"] == "all":
            yield Fault(
                menu,
                "",
                "callers may dial every extension",
                "allow the extensions that callers need, and no others",
            )


RULE = Rule(
    id="all-extensions-open",
    severity=INFO,
    summary="callers may dial every extension in a menu",
    why=(
        "Strangers reach every phone and can find out who has which number; and a key that also "
        "begins an extension may be slow (rule slow-digit)."
    ),
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(("ivr:5 -1-> queue:2",), {"ivr:5": {"dial_ext_option": "all"}}),
    good=Example(
        ("ivr:5 -1-> queue:2",),
        {"ivr:5": {"dial_ext_option": "allow", "dial_ext_list": ({"number": "1001"},)}},
    ),
)
