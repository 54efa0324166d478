"""What a node is called on the page, and which style it has there."""

from __future__ import annotations

from ..model.destination import INBOUND_ROUTE
from ..text import one_line
from . import wording
from .wording import Attributes


def style_of(data: Attributes) -> str:
    """Give the name of a node's style; an entry has one, though no key ever leads to it."""
    return INBOUND_ROUTE if data["kind"] == INBOUND_ROUTE else wording.style_of(data)


def name_of(data: Attributes) -> str:
    """Name a node where its kind is told beside it; never empty."""
    is_entry = data["kind"] == INBOUND_ROUTE
    return one_line(data["name"] or data["label"]) if is_entry else wording.called(data)


def place_of(data: Attributes) -> str:
    """Name a node by number and name, as people who look after a PBX speak of it."""
    return one_line(f"{data['number']} {data['name']}") or one_line(data["label"])
