"""What the words of an expectation mean: ``queue Sales``, ``voicemail 304``, ``hang up``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...callgraph import CallGraph
from ...model.destination import (
    INBOUND_ROUTE,
    IVR,
    KIND_WORDS,
    KINDS_WITH_ID,
    KINDS_WITHOUT_VALUE,
    LIST_OF_KIND,
    PROMPT_KINDS,
)
from ...model.missing import NOT_FOUND
from ...model.snapshot import Snapshot
from ...text import one_line, shorten
from ..targets import nearest, node_named
from .names import Names

#: Expects that nobody can say where the call gets.
UNKNOWN = "unknown"

_LONGEST = 60
_SHOWN = 5
_MORE_WORDS = {"menu": (IVR,), "prompt": tuple(sorted(PROMPT_KINDS))}


class Meant(NamedTuple):
    """What an expectation wants a call to reach.

    Attributes:
        label: In words.
        nodes: Nodes that are right; several where one thing has several, such as a number behind
            two prefixes.
        reason: Why no call can be right, because there is no such thing; empty where there is.
        is_unknown: Whether it is right that nobody knows where the call is.
    """

    label: str
    nodes: frozenset[str] = frozenset()
    reason: str = ""
    is_unknown: bool = False


class Destinations:
    """Everything that a call may reach, in words.

    Args:
        snapshot: For the prompts.
        graph: As :func:`~..targets.whole_graph` gives it.
    """

    def __init__(self, snapshot: Snapshot, graph: CallGraph) -> None:
        self._graph = graph
        self._names = Names(snapshot, graph)
        self._words = _words(self._names.kinds)
        self._met: dict[str, Meant] = {}

    def meant(self, text: str) -> Meant:
        """Find what somebody means.

        Args:
            text: ``unknown``; a node id (``queue:3``); a kind and a number, a name, or both
                (``queue 6400``, ``menu Welcome``, ``external number 5550142``); a kind that needs
                none (``hang up``); or a number or name alone. A voicemail is always named as one.

        Returns:
            What is meant; with the reason where there is no such thing, or several.
        """
        if text not in self._met:
            self._met[text] = self._find(one_line(text))
        return self._met[text]

    def words_for(self, node: str) -> str:
        """Give words that mean a node and no other: by name, by number, else by id."""
        kind = self._graph.nodes[node]["kind"]
        names = [""] if kind in KINDS_WITHOUT_VALUE else self._names.of(node)
        for name in names:
            words = one_line(f"{_word(kind)} {name}")
            if len(words) <= _LONGEST and node in self.meant(words).nodes:
                return words
        return node

    def _find(self, wanted: str) -> Meant:
        if wanted.casefold() == UNKNOWN:
            return Meant("not known", is_unknown=True)
        if node := node_named(self._graph, wanted):
            return self._by_id(wanted, node)
        said, kinds, name = self._split(wanted)
        if kinds and not name and (nodes := {f"{k}:" for k in kinds if k in KINDS_WITHOUT_VALUE}):
            return Meant(KIND_WORDS[kinds[0]], frozenset(nodes))
        # A queue may well be called "Menu desk".
        found = self._names.called(kinds, name) or self._names.called(self._names.bare, wanted)
        if len(found) == 1:
            return self._one(found[0])
        label = shorten(wanted, _LONGEST)
        if found:
            return Meant(label, reason=self._several(label, [nodes[0] for nodes in found]))
        return Meant(label, reason=self._nothing(said, kinds, name))

    def _split(self, wanted: str) -> tuple[str, Sequence[str], str]:
        """Take a kind and a name apart; without a kind all kinds are meant."""
        for word, kinds in self._words.items():
            if f"{wanted} "[: len(word) + 1].casefold() == f"{word} ":
                return wanted[: len(word)], kinds, wanted[len(word) + 1 :]
        return "", self._names.bare, wanted

    def _by_id(self, wanted: str, node: str) -> Meant:
        if node in self._graph:
            return self._one([node])
        kind, _, value = node.partition(":")
        label = shorten(wanted, _LONGEST)
        if kind in KINDS_WITHOUT_VALUE:
            return Meant(KIND_WORDS[kind], frozenset([node]))
        if kind not in KINDS_WITH_ID:
            return Meant(label, reason=f"no key leads to {label!r}")
        reason = f"there is no {_word(kind)} with the id {shorten(value, _LONGEST)!r}"
        called = self._names.called([kind], value)
        hint = f"; did you mean {self.words_for(called[0][0])!r}?" if called else ""
        return Meant(label, reason=reason + hint)

    def _one(self, nodes: Sequence[str]) -> Meant:
        data = self._graph.nodes[nodes[0]]
        label = str(data["label"])
        if data.get("missing") == NOT_FOUND:
            return Meant(label, reason=f"{shorten(label, _LONGEST)} does not exist")
        return Meant(label, frozenset(nodes))

    # -- what is wrong with a name -------------------------------------------------------------

    def _several(self, wanted: str, nodes: Sequence[str]) -> str:
        more = f" and {len(nodes) - _SHOWN} more" if len(nodes) > _SHOWN else ""
        shown = ", ".join(map(self._told, nodes[:_SHOWN]))
        return f"several things are called {wanted!r}: {shown}{more}; name one by kind or id"

    def _nothing(self, said: str, kinds: Sequence[str], name: str) -> str:
        """Say that there is no such thing, what may be meant, and what could not be read."""
        shown = shorten(name, _LONGEST)
        what = f"there is no {said} called {shown!r}" if said else f"nothing is called {shown!r}"
        if said and not name:
            what = f"which {said}? Its name or number is missing"
        elif said and KINDS_WITH_ID.isdisjoint(kinds):
            # It may well exist in the world, or on the PBX's list of prompts.
            what = f"no key leads to {said} {shown!r}"
        lost = self._unread(kinds if said else list(LIST_OF_KIND))
        return "; ".join(filter(None, (what, self._suggestion(kinds, name), lost)))

    def _unread(self, kinds: Sequence[str]) -> str:
        unread = self._graph.graph["unread"]
        lists = sorted({LIST_OF_KIND[kind] for kind in kinds if kind in LIST_OF_KIND})
        lost = [f"{KIND_WORDS[kind]}: {unread[kind]}" for kind in lists if kind in unread]
        return f"not every name could be read ({'; '.join(lost)})" if lost else ""

    def _suggestion(self, kinds: Sequence[str], name: str) -> str:
        if not name:
            return ""
        if elsewhere := self._names.called(self._names.bare, name):
            return f"there is {self._told(elsewhere[0][0])}"
        pairs = (pair for kind in kinds for pair in self._names.listed(kind))
        near = nearest(name, ((n, f"{shorten(n, _LONGEST)!r} ({node})") for n, node in pairs))
        return f"did you mean {' or '.join(near[:2])}?" if near else ""

    def _told(self, node: str) -> str:
        return f"{shorten(str(self._graph.nodes[node]['label']), _LONGEST)} ({node})"


def _words(kinds: Sequence[str]) -> dict[str, Sequence[str]]:
    """Give the kinds that a word stands for; the longest words first, which say the most."""
    known = {**{kind: kind for kind in kinds}, **KIND_WORDS}
    del known[INBOUND_ROUTE]
    words = {word.casefold(): (kind,) for kind, name in known.items() for word in (kind, name)}
    both = {**words, **_MORE_WORDS}
    return {word: both[word] for word in sorted(both, key=len, reverse=True)}


def _word(kind: str) -> str:
    """Give the word of a kind as people write it in a sentence."""
    return "menu" if kind == IVR else KIND_WORDS.get(kind, kind).lower()
