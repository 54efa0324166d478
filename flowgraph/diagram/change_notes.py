"""What stands at a box about its own changes, besides where its keys lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ..analysis.compare import Comparison, Side
from ..analysis.compare.change import DESTINATION, NAMES, PREFIX, Change
from ..model.destination import EXT_VM, EXTENSION
from ..model.prompt import Prompt
from .change_words import flat, line

_PROMPT = "custom_prompt:"


class Notes:
    """Changes in words, by the box that they stand at.

    Args:
        comparison: What changed.
    """

    def __init__(self, comparison: Comparison) -> None:
        self._sides = (comparison.old, comparison.new)
        self._by_node: defaultdict[str, list[Change]] = defaultdict(list)
        for change in comparison.changes:
            self._by_node[change.node].append(change)
        self._by_file = self._spellings()

    def of_key(self, node: str, key: str) -> str:
        """Say how a key was that leads where it led; empty if it is as it was."""
        told = [line(one, *self._sides) for one in self._by_node[node] if one.key == key]
        return ", ".join(one.before for one in told)

    def of_node(self, node: str) -> list[str]:
        """Say what changed about a node; a mailbox is called as its owner is."""
        kind, _, identity = node.partition(":")
        changes = self._by_node[node]
        if kind == EXT_VM:
            owner = self._by_node[f"{EXTENSION}:{identity}"]
            changes = [*changes, *(one for one in owner if one.field in NAMES)]
        return [self._say(one) for one in changes if one.field not in (DESTINATION, PREFIX)]

    def _say(self, change: Change) -> str:
        if change.field:
            return line(change, *self._sides).text
        if change.what == "replaced":
            return f"in the place of {flat(' '.join(change.old.values()))}, with its id"
        return change.what

    # -- prompts --------------------------------------------------------------------------

    def of_greetings(self, data: Mapping[str, Any]) -> list[str]:
        """Say what changed about the prompts that are heard at a node."""
        files = [row["file"].strip().lower() for row in data.get("greetings", ())]
        nodes = dict.fromkeys(self._by_file[file] for file in files if file in self._by_file)
        return [f"{self._file(node)}: {said}" for node in nodes for said in self.of_node(node)]

    def _spellings(self) -> dict[str, str]:
        """Give the prompt that changed by each name that menus may use."""
        found: dict[str, str] = {}
        for node in self._by_node:
            for side in self._sides:
                prompt = _prompt(side, node)
                found.update(dict.fromkeys(prompt.aliases if prompt else (), node))
        return found

    def _file(self, node: str) -> str:
        old, new = self._sides
        prompt = _prompt(new, node) or _prompt(old, node)
        return flat(prompt.file if prompt else node)


def _prompt(side: Side, node: str) -> Prompt | None:
    if not node.startswith(_PROMPT):
        return None
    return (side.snapshot.prompts or {}).get(node.removeprefix(_PROMPT))
