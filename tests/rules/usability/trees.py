"""Real public phone menus, for the tests of what callers can bear."""

from __future__ import annotations

from functools import cache

from helpers import TREES, read, read_json

from flowgraph.model.snapshot import Snapshot

from ..asking import Answer, ask_about


def ask_tree(rule: str, name: str) -> Answer:
    """Ask a rule about a tree, from its root."""
    return ask_about(rule, _tree(name))


@cache
def _tree(name: str) -> Snapshot:
    folder = TREES / name
    return read(folder, [read_json(folder / "facts.json")["root"]])
