"""A key that is also the first digit of a number which callers may dial."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.destination import EXTENSION
from ...text import shorten
from ..rule import INFO, Example, Fault, NotChecked, Rule

if TYPE_CHECKING:
    from ..flow import Flow

_LONGEST_NUMBER = 30


def check(flow: Flow) -> Iterator[Fault | NotChecked]:
    """Find keys after which the PBX waits for more digits."""
    for menu in flow.menus:
        for key, number in flow.slow_keys(menu).items():
            yield Fault(
                menu,
                key,
                f"{shorten(number, _LONGEST_NUMBER)} may be dialled here too, so the PBX waits "
                f"{_wait(flow, menu)} for more digits (inferred; the vendor does not say)",
                "use a key that no number begins with, or let callers dial fewer numbers",
            )
        reason = flow.dialling(menu).unknown
        if reason and any(key.isdecimal() for key in flow.ways(menu)):
            refusal = flow.unread(EXTENSION)
            yield NotChecked(f"extensions could not be read: {refusal}" if refusal else reason)


def _wait(flow: Flow, menu: str) -> str:
    wait_s = flow.data(menu)["digit_timeout_s"]
    return "for some time" if wait_s is None else f"{wait_s} s"


RULE = Rule(
    id="slow-digit",
    severity=INFO,
    summary="a key is also the first digit of a number that callers may dial",
    why=(
        "The PBX cannot know yet whether more digits follow, so the caller waits for the digit "
        "time-out. This is inferred: Yeastar does not say so."
    ),
    source="the manual of Com.X, page 66, says so of that system",
    strength="B",
    check=check,
    bad=Example(
        ("ivr:5 -1-> queue:2",),
        {"ivr:5": {"dial_ext_option": "all", "digit_timeout_s": 3}},
        {"extension": ("1001",)},
    ),
    good=Example(
        ("ivr:5 -1-> queue:2",),
        {"ivr:5": {"dial_ext_option": "all", "digit_timeout_s": 3}},
        {"extension": ("2001",)},
    ),
)
