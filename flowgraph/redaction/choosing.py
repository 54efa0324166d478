"""Which pseudonym stands for which text of a snapshot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..model.destination import (
    CONFERENCE,
    EXTENSION,
    GROUP_VM,
    INBOUND_ROUTE,
    IVR,
    QUEUE,
    RING_GROUP,
)
from ..model.ids import id_order, node_order
from ..text import one_line
from .files import file_names
from .found import DIALLED, FILE, MEMBER, NUMBER, Found
from .inside import inside_numbers, is_inside
from .outside import is_dialled, outside_numbers

#: What things of a kind are called; those of another kind are called like the kind.
_WORDS = {
    IVR: "Menu",
    EXTENSION: "Person",
    RING_GROUP: "Group",
    QUEUE: "Queue",
    CONFERENCE: "Conference",
    GROUP_VM: "Mailbox",
    INBOUND_ROUTE: "Route",
}
_NO_NAMES = frozenset({NUMBER, DIALLED, FILE, MEMBER})


class Pseudonyms:
    """What stands in the place of each text.

    Equal texts of a kind have one pseudonym, different ones different pseudonyms; a name is called
    by the lowest id that has it.

    Args:
        found: All private texts of a snapshot, always in the same order.
        keeps_numbers: Whether numbers inside the PBX stay, because they are pseudonyms.
    """

    def __init__(self, found: Sequence[Found], *, keeps_numbers: bool = False) -> None:
        owners = _owners(found)
        foreign = [f.text for f in found if f.kind == DIALLED]
        self._inside = dict(zip(owners, owners, strict=True))
        if not keeps_numbers:
            self._inside = inside_numbers(owners, filter(is_inside, foreign))
        self._names = _names(f for f in found if f.kind not in _NO_NAMES and self._is_name(f.text))
        members = [f for f in found if f.kind == MEMBER and not self._is_known(f.text)]
        self._names |= _names(f for f in members if not is_dialled(f.text))
        foreign += [f.text for f in members if is_dialled(f.text)]
        foreign += [f.text for f in found if f.kind == NUMBER and f.text not in self._inside]
        self._outside = outside_numbers(foreign)
        self._files = file_names(f for f in found if f.kind == FILE)

    def _is_name(self, text: str) -> bool:
        """Whether a name is not empty, and not just somebody's number."""
        return bool(name := one_line(text)) and name not in self._inside

    def _is_known(self, member: str) -> bool:
        return not self._is_name(member) or (EXTENSION, one_line(member)) in self._names

    def give(self, kind: str, identity: str, text: str) -> str:
        """Give the pseudonym of a text that was found; see :data:`~.found.Give`."""
        if not text.strip():
            return text
        if kind == FILE:
            return self._files.get(text, text)
        if kind == DIALLED:
            return self._outside[text]
        if kind == NUMBER:
            return self._inside.get(text) or self._outside[text]
        return self._name(kind, one_line(text)) or self._outside[text]

    def _name(self, kind: str, name: str) -> str | None:
        known_as = (EXTENSION, MEMBER) if kind == MEMBER else (kind,)
        names = (self._names.get((one, name)) for one in known_as)
        return self._inside.get(name) or next(filter(None, names), None)


def _owners(found: Iterable[Found]) -> dict[str, str]:
    """Give the first node that has each number inside the PBX."""
    owners: dict[str, str] = {}
    for kind, owner, text in found:
        if kind == NUMBER and is_inside(text):
            owners[text] = min(owner, owners.get(text, owner), key=node_order)
    return owners


def _names(found: Iterable[Found]) -> dict[tuple[str, str], str]:
    """Choose a name for each name of a kind."""
    owners: dict[tuple[str, str], str] = {}
    for kind, owner, text in found:
        key = kind, one_line(text)
        owners[key] = min(owner, owners.get(key, owner), key=id_order)
    used: Counter[tuple[str, str]] = Counter()
    chosen: dict[tuple[str, str], str] = {}
    for (kind, name), owner in owners.items():
        used[kind, owner] += 1
        # A route has several trunks, and an old name may still stand in somebody's list.
        more = f" ({used[kind, owner]})" if used[kind, owner] > 1 else ""
        word = _WORDS.get(kind, kind.replace("_", " ").capitalize())
        chosen[kind, name] = f"{word} {owner}{more}"
    return chosen
