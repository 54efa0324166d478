"""How a picture is wanted: what of the call flow, in which shape, in whose colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from ..analysis.times import ANY_MOMENT, Moment
from ..rules.finding import Finding
from .model import Direction
from .theme import ThemeName

Leaves = Literal["auto", "apart", "folded"]
Shape = Literal["graph", "tree"]


class View(NamedTuple):
    """What a user wants to see.

    Attributes:
        direction: Where calls run: to the right or down.
        leaves: Whether destinations are nodes of their own (``apart``), stand in the menus' tables
            alone (``folded``), or the number of menus decides.
        shape: ``tree`` draws each menu once, below the first that leads to it, and every other
            key that leads there to a reference, so that fewer lines cross.
        title: Headline; empty for one that says what is drawn.
        at: The moment whose closed branches are greyed, if there is one, and the entries that
            somebody has forced.
        findings: What ``check`` found, to be marked.
        links: Where a node has a picture or page of its own: a relative address, by node.
        theme: Whose colours it has.
        paper: Size of the sheet that a PDF is printed on; empty for the picture's own size.
    """

    direction: Direction = "LR"
    leaves: Leaves = "auto"
    shape: Shape = "graph"
    title: str = ""
    at: Moment = ANY_MOMENT
    findings: Sequence[Finding] = ()
    links: Mapping[str, str] = {}
    theme: ThemeName = "screen"
    paper: str = ""


PLAIN = View()
