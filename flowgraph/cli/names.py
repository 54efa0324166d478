"""What things are called on the PBX, and in what is shown of it where names are replaced.

A user goes on naming things as they are called: DEST, ``--focus``, findings that are accepted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..analysis.targets import Target, find_focus, find_target, whole_graph
from ..callgraph import CallGraph, call_graph
from ..errors import UsageError
from ..model.snapshot import Snapshot
from ..redaction.reasons import LEFT_OUT
from ..redaction.renaming import renamed, renamed_prompt

if TYPE_CHECKING:
    from ..rules.settings import Accepted, RuleSettings

#: What to do where a message would hold names.
HINT = "run it without --redact, which tells what there is"


class Names(NamedTuple):
    """What was read, with what is shown of it.

    Attributes:
        original: What was read.
        shown: The same, redacted where the user wants that.
    """

    original: Snapshot
    shown: Snapshot

    @property
    def are_replaced(self) -> bool:
        """Whether what is shown has other names."""
        return self.shown is not self.original

    @property
    def _nodes(self) -> Mapping[str, str]:
        return renamed(self.original, self.shown)

    def target(self, graph: CallGraph, text: str) -> Target:
        """Find a destination that a user names.

        Args:
            graph: The whole of what is shown; see :func:`~flowgraph.analysis.targets.whole_graph`.
            text: As for :func:`~flowgraph.analysis.targets.find_target`.

        Raises:
            UsageError: There is no such thing, or several of that name.
        """
        if not self.are_replaced:
            return find_target(self.shown, graph, text)
        try:
            found = find_target(self.original, whole_graph(self.original), text)
        except UsageError as error:
            raise UsageError(error.what, hint=HINT) from None
        if found.prompt:
            file = renamed_prompt(self.original, self.shown, found.prompt)
            return find_target(self.shown, graph, file)
        nodes = tuple(self._nodes.get(node, node) for node in found.nodes)
        return Target(nodes, graph.nodes[nodes[0]]["label"])

    def focus(self, text: str | None) -> str | None:
        """Give what ``--focus`` names as the id of its node.

        Raises:
            UsageError: As :meth:`target`.
        """
        if text is None or not self.are_replaced:
            return text
        try:
            _, node = find_focus(self.original, call_graph(self.original), text)
        except UsageError as error:
            raise UsageError(error.what, hint=HINT) from None
        return self._nodes.get(node, node)

    def settings(self, settings: RuleSettings) -> RuleSettings:
        """Let what is accepted be accepted under its other name; reasons may tell names, too."""
        if not self.are_replaced:
            return settings
        graph, nodes = whole_graph(self.original), self._nodes
        found = [
            entry._replace(place=nodes.get(node, node), reason=LEFT_OUT)
            for entry in settings.accepted
            for node in graph
            if _is_about(settings, entry, graph, node)
        ]
        return settings._replace(accepted=tuple(found))


def _is_about(settings: RuleSettings, entry: Accepted, graph: CallGraph, node: str) -> bool:
    from ..rules.finding import Finding
    from ..rules.settings import is_accepted

    data = graph.nodes[node]
    number, name, label = data["number"], data["name"], data["label"]
    finding = Finding(entry.rule, "info", node, number, name, label, entry.key, "", "")
    return is_accepted(settings._replace(accepted=(entry,)), finding) is not None
