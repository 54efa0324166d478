"""What a user means by the id, number, name or file of a destination."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from ..callgraph import CallGraph, call_graph
from ..errors import UsageError
from ..model.destination import (
    EXT_VM,
    EXTENSION,
    EXTERNAL_NUM,
    INBOUND_ROUTE,
    KIND_WORDS,
    KINDS_WITH_ID,
    KINDS_WITHOUT_VALUE,
    KNOWN_KINDS,
    PROMPT_KINDS,
)
from ..model.ids import canonical_id, node_order, root_node
from ..model.prompt import by_spelling, prompt_of
from ..model.snapshot import Snapshot
from ..text import one_line, shorten
from .prompts import identity

FORMS = (
    'write queue:3, a number (304), a name ("Front desk"), an external number or the file of a '
    "prompt"
)
_SHOWN = 5
#: What has no number and no name is called by what it is, as reports write it.
_WITHOUT_VALUE = {KIND_WORDS[kind].lower(): kind for kind in KINDS_WITHOUT_VALUE}
_LONGEST = 60
#: What people put between the digits of a telephone number.
_BETWEEN_DIGITS = re.compile(r"[\s()./-]+")


class Target(NamedTuple):
    """A destination that somebody asks about.

    Attributes:
        nodes: Its nodes: one, or several where one name stands for them (a person and the
            person's voicemail, one telephone number behind several prefixes, one file).
        label: In words.
        prompt: Identity of the file, where it is one; see :func:`~.prompts.identity`.
    """

    nodes: tuple[str, ...]
    label: str
    prompt: str = ""


def whole_graph(snapshot: Snapshot) -> CallGraph:
    """Build the graph of everything that a snapshot knows, also of what no call reaches."""
    nodes = [*map(root_node, snapshot.roots), *snapshot.routes, *map(root_node, snapshot.ivrs)]
    nodes += [*snapshot.groups, *snapshot.extensions]
    for kind, listing in snapshot.directory.listings.items():
        nodes += [f"{kind}:{identity}" for identity in listing.entries]
        if kind == EXTENSION:
            nodes += [f"{EXT_VM}:{identity}" for identity in listing.entries]
    return call_graph(snapshot._replace(roots=tuple(dict.fromkeys(nodes))))


def find_target(snapshot: Snapshot, graph: CallGraph, text: str) -> Target:
    """Find what a user means.

    Args:
        snapshot: For the prompts, and for lists that could not be read.
        graph: As :func:`whole_graph` gives it.
        text: A node id (``queue:3``), a number, a name (exact, else capitals aside), an external
            number with or without its prefix, or the file of a prompt.

    Raises:
        UsageError: There is no such thing, or several of that name.
    """
    known = _Known(snapshot, graph)
    wanted = one_line(text)
    by_id = known.by_id(wanted)
    if by_id:
        return by_id
    for alike in (_same, str.casefold):
        found = known.called(wanted, alike)
        if len(found) == 1:
            return found[0]
        if found:
            shown = [f"{target.nodes[0]} ({target.label})" for target in found[:_SHOWN]]
            more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            raise UsageError(
                f"several things are called {shorten(wanted, _LONGEST)!r}",
                hint=f"name one by its id: {', '.join(shown)}{more}",
            )
    raise UsageError(
        f"nothing is called {shorten(wanted, _LONGEST)!r}", hint=known.suggestion(wanted)
    )


def find_focus(snapshot: Snapshot, graph: CallGraph, text: str) -> tuple[CallGraph, str]:
    """Find what a picture is drawn around, also where no key leads to it.

    Args:
        snapshot: All facts.
        graph: The call graph that is drawn.
        text: As of :func:`find_target`.

    Returns:
        The node with a call graph that holds it: the one given if it does, else the whole.

    Raises:
        UsageError: As :func:`find_target`.
    """
    try:
        return graph, find_target(snapshot, graph, text).nodes[0]
    except UsageError:
        whole = whole_graph(snapshot)
        return whole, find_target(snapshot, whole, text).nodes[0]


def _same(text: str) -> str:
    return text


class _Known:
    """Everything that has a name, a number or a file."""

    def __init__(self, snapshot: Snapshot, graph: CallGraph) -> None:
        self._snapshot = snapshot
        self._graph = graph
        self._prompts = by_spelling((snapshot.prompts or {}).values())

    def by_id(self, text: str) -> Target | None:
        node = node_named(self._graph, text)
        return Target((node,), self._graph.nodes[node]["label"]) if node in self._graph else None

    def called(self, wanted: str, alike: Callable[[str], str]) -> list[Target]:
        """Give what is called so, each once, in the order of ids."""
        words = alike(wanted)
        named = (target for name, target in self._names() if name and alike(name) == words)
        return [*dict.fromkeys(named), *self._external(wanted), *self._files(words, alike)]

    def _names(self) -> Iterator[tuple[str, Target]]:
        """Give each number and name with what it stands for."""
        for node in sorted(self._graph, key=node_order):
            data = self._graph.nodes[node]
            if data["kind"] in (EXT_VM, INBOUND_ROUTE) or data["kind"] not in KINDS_WITH_ID:
                continue
            nodes = [node]
            voicemail = f"{EXT_VM}:{data['value']}"
            if data["kind"] == EXTENSION and voicemail in self._graph:
                nodes.append(voicemail)
            target = Target(tuple(nodes), data["label"])
            yield one_line(data["number"]), target
            yield one_line(data["name"]), target

    def _external(self, wanted: str) -> list[Target]:
        """Give the external number of these digits, behind whatever prefixes it is dialled."""
        digits = digits_of(wanted)
        nodes = [
            node
            for node, data in self._graph.nodes(data=True)
            if _is_external(data)
            and digits
            and digits in (digits_of(data["value"]), digits_of(data["prefix"] + data["value"]))
        ]
        nodes.sort(key=node_order)
        return [Target(tuple(nodes), self._graph.nodes[nodes[0]]["label"])] if nodes else []

    def _files(self, words: str, alike: Callable[[str], str]) -> list[Target]:
        """Give the prompt of this file; a file that only a menu names counts as well."""
        spellings = {alike(file): file for file in self._all_files()}
        prompt = prompt_of(words, self._prompts)
        if words not in spellings and prompt is None:
            return []
        file = prompt.file if prompt else spellings[words]
        name = identity(file, self._prompts)
        nodes = [
            node
            for node, data in self._graph.nodes(data=True)
            if data["kind"] in PROMPT_KINDS and identity(data["value"], self._prompts) == name
        ]
        return [Target(tuple(sorted(nodes, key=node_order)), one_line(f"Prompt {file}"), name)]

    def _all_files(self) -> Iterator[str]:
        for data in self._graph.nodes.values():
            yield from (one_line(row["file"]) for row in data.get("greetings", ()))

    def suggestion(self, wanted: str) -> str:
        """Say what is called nearly so, and which lists are not known."""
        near = nearest(wanted, self._spellings()) if wanted else []
        hint = f"did you mean {', '.join(near)}?" if near else FORMS
        listings = self._snapshot.directory.listings
        lost = ", ".join(kind for kind, listing in listings.items() if not listing.is_known)
        return f"{hint}; not known, because it could not be read: {lost}" if lost else hint

    def _spellings(self) -> Iterator[tuple[str, str]]:
        """Give everything that a user could have written, with how it is told."""
        for name, target in self._names():
            yield name, f"{shorten(name, _LONGEST)!r} ({target.nodes[0]})"
        others = [data["value"] for data in self._graph.nodes.values() if _is_external(data)]
        others += self._all_files()
        others += [prompt.file for prompt in (self._snapshot.prompts or {}).values()]
        yield from ((one_line(text), repr(shorten(one_line(text), _LONGEST))) for text in others)


def node_named(graph: CallGraph, text: str) -> str:
    """Give the node that a text names by its id, in the graph or not; empty where it is no id."""
    kind, colon, value = text.partition(":")
    kind = kind.strip().lower()
    kind = _WITHOUT_VALUE.get(kind, kind)
    if kind in KINDS_WITHOUT_VALUE and not value:
        colon = ":"
    if text in graph or not colon or kind not in KNOWN_KINDS:
        return text if text in graph else ""
    return f"{kind}:{canonical_id(value)}" if kind in KINDS_WITH_ID else f"{kind}:{value}"


def nearest(wanted: str, spellings: Iterable[tuple[str, str]]) -> list[str]:
    """Give what holds the wanted words, else what is spelt nearly so, or has such a word.

    Args:
        wanted: What a user wrote; not empty.
        spellings: What there is, each with how it is told.
    """
    words = _plain(wanted)
    whole: defaultdict[str, list[str]] = defaultdict(list)
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for name, told in spellings:
        plain = _plain(name)
        whole[plain].append(told)
        for part in plain.split():
            parts[part].append(told)
    held = [told for name, same in whole.items() if words in name for told in same]
    if held:
        return list(dict.fromkeys(held))[:_SHOWN]
    near = [t for n in get_close_matches(words, whole, _SHOWN, 0.5) for t in whole[n]]
    near += [t for n in get_close_matches(words, parts, _SHOWN, 0.75) for t in parts[n]]
    return list(dict.fromkeys(near))[:_SHOWN]


def _plain(text: str) -> str:
    """Take capitals and accents off; of a long text the beginning is enough to be like another."""
    apart = unicodedata.normalize("NFD", shorten(text, _LONGEST).casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def _is_external(data: Mapping[str, Any]) -> bool:
    return bool(data["kind"] == EXTERNAL_NUM)


def digits_of(number: str) -> str:
    """Give a telephone number without what people put between its digits."""
    return _BETWEEN_DIGITS.sub("", number)
