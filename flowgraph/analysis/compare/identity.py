"""What was made anew under another id, but is the same to everybody who calls or dials it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from ...model.destination import EXT_VM, EXTENSION, IVR, Destination
from ...model.directory import Directory, Entry, Listing
from ...model.extension import Extension
from ...model.group import Group
from ...model.ids import root_node
from ...model.ivr import Dialable, Ivr
from ...model.missing import NOT_FOUND
from ...model.route import Route
from ...model.snapshot import Snapshot
from .things import LISTED

Names = tuple[str, str]
Moves = Mapping[str, str]
_Item = TypeVar("_Item", Group, Extension, Route)


def moves(old: Snapshot, new: Snapshot) -> dict[str, str]:
    """Find what has a new id and kept its number and its name.

    Returns:
        New node by old node. Only where the old id is gone, the new one was neither there nor
        named by any key, and no other thing of the kind has that number and name.
    """
    found: dict[str, str] = {}
    named = {place.node_id for place in _places(old)}
    for kind in (IVR, *LISTED):
        before, after = _names(old, kind), _names(new, kind)
        if before is None or after is None:
            continue
        gone = _unique(before, after.keys() | _unread(new, kind))
        come = _unique(after, before.keys() | _unread(old, kind))
        pairs = ((f"{kind}:{gone[n]}", f"{kind}:{come[n]}") for n in gone if n in come)
        found |= {node: other for node, other in pairs if other not in named}
    return found


def _places(snapshot: Snapshot) -> Iterator[Destination]:
    """Give every place that something leads to, whether it exists or not."""
    for ivr in snapshot.ivrs.values():
        yield from ivr.keys.values()
    for route in snapshot.routes.values():
        yield from route.branches.values()
    for extension in snapshot.extensions.values():
        yield from extension.forwards.values()
    yield from (group.fail for group in snapshot.groups.values() if group.fail)


def _names(snapshot: Snapshot, kind: str) -> dict[str, Names] | None:
    """Give number and name by id; None where the list is not known whole."""
    if kind == IVR:
        return {ivr.id: (ivr.number, ivr.name) for ivr in snapshot.ivrs.values()}
    listing = snapshot.directory.listings.get(kind)
    if listing is None or not listing.is_known or not listing.complete:
        return None
    return {row.id: (row.number, row.name) for row in listing.entries.values()}


def _unread(snapshot: Snapshot, kind: str) -> set[str]:
    """Give the ids that may stand for anything."""
    if kind != IVR:
        return set()
    return {gap.id for gap in snapshot.missing.values() if gap.status != NOT_FOUND}


def _unique(names: Mapping[str, Names], but: Iterable[str]) -> dict[Names, str]:
    """Give the ids of things that have a number and a name, both of which no other thing has."""
    numbers = Counter(names.values())
    passed = set(but)
    return {
        pair: identity
        for identity, pair in names.items()
        if all(pair) and numbers[pair] == 1 and identity not in passed
    }


def moved(snapshot: Snapshot, moves: Moves) -> Snapshot:
    """Give a snapshot under the new ids."""
    return _Mover(moves).snapshot(snapshot) if moves else snapshot


class _Mover:
    def __init__(self, moves: Moves) -> None:
        self._moves = moves
        # A mailbox has the id of its owner.
        phones = {n: new for n, new in moves.items() if n.startswith(f"{EXTENSION}:")}
        boxes = {self._voicemail(n): self._voicemail(new) for n, new in phones.items()}
        self._places = {**moves, **boxes}

    @staticmethod
    def _voicemail(node: str) -> str:
        return f"{EXT_VM}:{node.partition(':')[2]}"

    def snapshot(self, snapshot: Snapshot) -> Snapshot:
        roots = (self._node(root_node(root)).removeprefix(f"{IVR}:") for root in snapshot.roots)
        ivrs = {ivr.id: ivr for ivr in map(self._ivr, snapshot.ivrs.values())}
        return snapshot._replace(
            roots=tuple(roots),
            ivrs=ivrs,
            # The new id cannot both be there and not.
            missing={i: gap for i, gap in snapshot.missing.items() if i not in ivrs},
            directory=Directory(
                {k: self._listing(k, rows) for k, rows in snapshot.directory.listings.items()}
            ),
            groups=self._items(snapshot.groups.values()),
            extensions=self._items(snapshot.extensions.values()),
            routes=self._items(snapshot.routes.values()),
        )

    def _node(self, node: str) -> str:
        return self._places.get(node, node)

    def _id(self, kind: str, identity: str) -> str:
        return self._node(f"{kind}:{identity}").partition(":")[2]

    def _place(self, destination: Destination) -> Destination:
        if f"{destination.kind}:{destination.value}" not in self._places:
            return destination
        return destination._replace(value=self._id(destination.kind, destination.value))

    def _ways(self, ways: Mapping[str, Destination]) -> dict[str, Destination]:
        return {key: self._place(way) for key, way in ways.items()}

    def _ivr(self, ivr: Ivr) -> Ivr:
        rows = {
            name: tuple(map(self._dialable, getattr(ivr, name) or ()))
            for name in ("dial_ext_list", "restrict_dial_ext_list", "dial_call_number_list")
            if getattr(ivr, name)
        }
        update = {"id": self._id(IVR, ivr.id), "keys": self._ways(ivr.keys), **rows}
        return ivr.model_copy(update=update)

    def _dialable(self, row: Dialable) -> Dialable:
        return row.model_copy(update={"id": self._id(row.kind, row.id)})

    def _listing(self, kind: str, listing: Listing) -> Listing:
        rows = (row._replace(id=self._id(kind, row.id)) for row in listing.entries.values())
        entries: dict[str, Entry] = {row.id: row for row in rows}
        return listing._replace(entries=entries)

    def _items(self, items: Iterable[_Item]) -> dict[str, _Item]:
        return {item.node_id: item for item in self._moved_items(items)}

    def _moved_items(self, items: Iterable[_Item]) -> Iterator[_Item]:
        for item in items:
            kind = item.node_id.partition(":")[0]
            yield item.model_copy(update={"id": self._id(kind, item.id), **self._on(item)})

    def _on(self, item: Group | Extension | Route) -> dict[str, object]:
        """Give where calls go on from an item, under the new ids."""
        if isinstance(item, Group):
            return {"fail": item.fail and self._place(item.fail)}
        if isinstance(item, Extension):
            return {"forwards": self._ways(item.forwards)}
        current = item.current and self._place(item.current)
        return {"branches": self._ways(item.branches), "current": current}
