"""Which announcement is played where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from ..callgraph import CallGraph
from ..model.destination import PROMPT_KINDS
from ..model.ids import node_order
from ..model.keys import rank
from ..model.prompt import Prompt, prompt_of


class Use(NamedTuple):
    """A place where a file is played.

    Attributes:
        node: The menu whose greeting it is, or where the call comes from.
        key: What leads to it; empty for a greeting.
        file: As it is named there.
    """

    node: str
    key: str
    file: str


def identity(file: str, known: Mapping[str, Prompt]) -> str:
    """Give one name to all spellings of a file: the prompt's id, else the name in small letters.

    Args:
        file: As a menu or a key names it.
        known: Prompts as :func:`~flowgraph.model.prompt.by_spelling` gives them.
    """
    prompt = prompt_of(file, known)
    return f"custom_prompt:{prompt.id}" if prompt else file.strip().lower()


def uses(graph: CallGraph, known: Mapping[str, Prompt]) -> dict[str, list[Use]]:
    """Give every place where a file is played, by :func:`identity` of the file.

    Each menu counts once for each file of its greeting, and each key once; by menu, then in the
    order of keys.
    """
    found: defaultdict[str, list[Use]] = defaultdict(list)
    for node, data in graph.nodes(data=True):
        for file in dict.fromkeys(data.get("prompts") or ()):
            found[identity(file, known)].append(Use(node, "", file))
        if data["kind"] in PROMPT_KINDS:
            for source, _, key in graph.in_edges(node, keys=True):
                found[identity(data["value"], known)].append(Use(source, key, data["value"]))
    return {name: sorted(places, key=_order) for name, places in found.items()}


def _order(use: Use) -> tuple[tuple[str, tuple[int, int, str]], int, str]:
    # A greeting is heard before any key.
    return node_order(use.node), rank(use.key) if use.key else -1, use.file
