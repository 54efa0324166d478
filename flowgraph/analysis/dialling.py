"""Which numbers callers may dial in a menu besides its keys, and what that does to the keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..callgraph import CallGraph
from ..model.destination import EXTENSION
from ..model.keys import PRESSED

#: Whether the PBX waits ``digit_timeout`` for more digits after a key that also begins a number
#: which may be dialled. Inferred: Com.X says so of itself (manual, page 66), Yeastar says nothing.
KEYS_WAIT_FOR_MORE_DIGITS = True


class Dialled(NamedTuple):
    """A number that callers may dial.

    Attributes:
        number: What is dialled.
        node: Where it leads, for example ``extension:24``; it need not stand in the call graph.
        name: Whose it is.
    """

    number: str
    node: str
    name: str


class Dialling(NamedTuple):
    """The numbers that callers may dial in a menu.

    Attributes:
        numbers: Those that are known, by number.
        unknown: Why there may be more, in words; empty if these are all.
    """

    numbers: tuple[Dialled, ...]
    unknown: str = ""

    def find(self, number: str) -> Dialled | None:
        """Give what a number leads to; None where it is not known to be dialable."""
        return next((row for row in self.numbers if row.number == number), None)


NONE = Dialling(())


def dialling(graph: CallGraph, menu: str) -> Dialling:
    """Tell which numbers callers may dial in a menu; its lists are honoured.

    Args:
        graph: The call graph.
        menu: A menu that could be read.
    """
    data = graph.nodes[menu]
    everybody, unknown = _everybody(graph, data)
    found = [*everybody, *listed(data)]
    by_number = {row.number: row for row in found if row.number.isdecimal()}
    return Dialling(tuple(by_number[number] for number in sorted(by_number)), unknown)


def _everybody(graph: CallGraph, data: Mapping[str, Any]) -> tuple[list[Dialled], str]:
    """Give all extensions where a menu lists none, and why more may be dialled than is known."""
    option = data["dial_ext_option"]
    if option == "allow":
        return [], _members_unknown(data["dial_ext_list"] or ())
    if option not in ("all", "restrict"):
        return [], ""
    everybody = graph.graph["extensions"]
    if everybody is None:
        return [], "the list of extensions was not read"
    closed = data["restrict_dial_ext_list"] or () if option == "restrict" else ()
    numbers = {row["number"] for row in closed}
    rows = [Dialled(n, f"{EXTENSION}:{i}", name) for i, n, name in everybody if n not in numbers]
    return rows, _members_unknown(closed)


def _members_unknown(rows: Iterable[Mapping[str, str]]) -> str:
    """Say that a list names groups or organisations, whose members the API does not tell."""
    return "it is not known who is in the groups that are listed" if names_groups(rows) else ""


def names_groups(rows: Iterable[Mapping[str, str]]) -> bool:
    """Whether a list of who may be dialled names groups, of which only the PBX knows who is in."""
    return bool({row["kind"] for row in rows} - {"", EXTENSION})


def listed(data: Mapping[str, Any]) -> Iterator[Dialled]:
    """Give what a menu's own lists let callers dial."""
    if data["dial_ext_option"] == "allow":
        yield from _rows(data["dial_ext_list"])
    if data["enb_dial_call_number"]:
        yield from _rows(data["dial_call_number_list"])


def _rows(rows: Iterable[Mapping[str, str]] | None) -> Iterator[Dialled]:
    for row in rows or ():
        kind = row["kind"] or EXTENSION
        yield Dialled(row["number"], f"{kind}:{row['id']}", row["name"])


def slow_keys(graph: CallGraph, menu: str) -> dict[str, str]:
    """Give the set keys of a menu after which the PBX waits for more digits.

    Returns:
        By key, a number that begins with it and may be dialled; empty where none does. See
        :data:`KEYS_WAIT_FOR_MORE_DIGITS`.
    """
    used = {key for _, _, key in graph.out_edges(menu, keys=True) if key in PRESSED}
    found: dict[str, str] = {}
    for row in dialling(graph, menu).numbers if KEYS_WAIT_FOR_MORE_DIGITS and used else ():
        if len(row.number) > 1 and row.number[0] in used:
            found.setdefault(row.number[0], row.number)
    return found
