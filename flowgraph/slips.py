"""Slips in a file that somebody wrote by hand: each with its place and the nearest valid word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from .errors import FlowgraphError
from .text import one_line, shorten, visible

_LONGEST = 60
_MOST_TOLD = 10

Slip = TypeVar("Slip", bound=FlowgraphError)


def short(value: Any) -> str:
    """Give what somebody wrote, fit for a message."""
    return shorten(visible(one_line(str(value))), _LONGEST)


def nearest(value: Any, known: Iterable[str]) -> str:
    """Say what a word may have meant, else what there is."""
    words = list(known)
    near = get_close_matches(str(value), words, 1)
    there = ", ".join(map(short, words)) or "none"
    return f"did you mean {near[0]}?" if near else f"there are: {there}"


def as_one(slips: Sequence[Slip]) -> Slip:
    """Tell all slips at once, each with its place and what to do about it.

    Args:
        slips: At least one.

    Returns:
        An error of the same class.
    """
    if len(slips) == 1:
        return slips[0]
    told = [f"{slip.where}: {slip.what}; {slip.hint}" for slip in slips[:_MOST_TOLD]]
    if len(slips) > len(told):
        told.append(f"and {len(slips) - len(told)} more")
    return type(slips[0])("\n  ".join(told), hint="correct each of them")
