"""Names and sentences as reports for people write them."""

from __future__ import annotations

from ..callgraph import CallGraph
from ..text import one_line, shorten, wrap

LONGEST_NAME = 80
_PAGE = 90


def short(text: str, limit: int = LONGEST_NAME) -> str:
    """Give a text of the PBX on one line that is never very long."""
    return shorten(one_line(text), limit)


def named(graph: CallGraph, node: str) -> str:
    """Name a node and its id, for example ``Queue 6400 Orders (queue:1)``."""
    return f"{short(graph.nodes[node]['label'])} ({short(node)})"


def hanging(text: str) -> list[str]:
    """Break a sentence into lines: the first is indented by two blanks, the others by four."""
    first, *rest = wrap(text, _PAGE, len(text))
    return [f"  {first}", *(f"    {line}" for line in rest)]
