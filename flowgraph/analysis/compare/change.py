"""One difference between two states of a PBX, told of one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from ...model.destination import Destination
from ...model.keys import rank

What = Literal["added", "removed", "changed", "renamed", "replaced"]

#: Fields that name a thing; a change of one is a new name, not a new thing.
NAMES = ("number", "name")

#: The field of a key that says where it leads.
DESTINATION = "destination"
#: The field of a key that says how often a prompt is played; on other kinds a stale field.
PREFIX = "prefix"

#: In front of a field that this version does not know.
UNKNOWN = "unknown_fields."


class Change(NamedTuple):
    """A difference.

    Attributes:
        node: What it is about: a node of the call graph, or ``business_hour:1``, ``holiday:3``,
            ``custom_prompt:4``, ``system:`` (the PBX itself).
        field: Which of its settings, under the names of the call graph; empty for the thing as a
            whole, which was added, removed or replaced by another one of the same id.
        key: The key that it is about; empty for none.
        what: What happened.
        old: The value before, None where there was none. Of a destination a
            :class:`~flowgraph.model.destination.Destination`, of a whole thing its names.
        new: The value now, in the same way.
    """

    node: str
    field: str
    key: str
    what: What
    old: Any = None
    new: Any = None


class Thing(NamedTuple):
    """Something that a PBX holds, ready to be compared.

    Attributes:
        names: Its number and name, whichever it has; None for what has neither.
        fields: Its settings, in the order in which they are told; None where one is not known.
        ways: Where a call goes on from it, by key.
        of_keys: Settings of its keys, by key and field.
        core: What makes it what it is, besides its names; see :func:`is_another`.
    """

    names: Mapping[str, str] | None = None
    fields: Mapping[str, Any] = {}
    ways: Mapping[str, Destination] = {}
    of_keys: Mapping[tuple[str, str], Any] = {}
    core: Mapping[str, Any] = {}


_NOTHING = Thing()


def differences(node: str, old: Thing | None, new: Thing | None) -> Iterator[Change]:
    """Tell what became of a thing: as a whole, then its settings, then its keys in their order.

    Args:
        node: What it is called in the changes.
        old: What it was; None where it was not there.
        new: What it is; None where it is not there any more.
    """
    yield from _as_a_whole(node, old, new)
    before, after = old or _NOTHING, new or _NOTHING
    details = [*_fields(node, before, after), *_keys(node, before, after)]
    # Of what is new or gone only that is told which it holds or does.
    is_both = old is not None and new is not None
    yield from (one for one in details if is_both or any(map(_says_something, one[-2:])))


def _as_a_whole(node: str, old: Thing | None, new: Thing | None) -> Iterator[Change]:
    before, after = old and old.names, new and new.names
    if before is None or after is None:
        yield from _value(node, "", "", before, after)
    elif old and new and is_another(old, new):
        yield Change(node, "", "", "replaced", before, after)
    else:
        for name in NAMES:
            if before.get(name) != after.get(name):
                yield Change(node, name, "", "renamed", before.get(name), after.get(name))


def is_another(old: Thing, new: Thing) -> bool:
    """Whether an id was given to another thing: number, name and most of what it does differ."""
    before, after = old.names or {}, new.names or {}
    if not before or any(before.get(name) == after.get(name) for name in before):
        return False
    parts = {*old.core, *new.core}
    differing = sum(old.core.get(part) != new.core.get(part) for part in parts)
    return 2 * differing > len(parts) or not parts


def _fields(node: str, old: Thing, new: Thing) -> Iterator[Change]:
    for field in dict.fromkeys((*old.fields, *new.fields)):
        yield from _value(node, field, "", old.fields.get(field), new.fields.get(field))


def _keys(node: str, old: Thing, new: Thing) -> Iterator[Change]:
    keys = {*old.ways, *new.ways, *(key for key, _ in (*old.of_keys, *new.of_keys))}
    fields = sorted({field for _, field in (*old.of_keys, *new.of_keys)})
    for key in sorted(keys, key=lambda key: (rank(key), key)):
        yield from _way(node, key, old.ways.get(key), new.ways.get(key))
        for field in fields:
            before, after = old.of_keys.get((key, field)), new.of_keys.get((key, field))
            yield from _value(node, field, key, before, after)


def _way(node: str, key: str, old: Destination | None, new: Destination | None) -> Iterator[Change]:
    if old and new and old.node_id == new.node_id:
        before, after = (way.prefix if not way.dial_prefix else "" for way in (old, new))
        if before != after:
            yield Change(node, PREFIX, key, "changed", before, after)
    else:
        yield from _value(node, DESTINATION, key, old, new)


def _says_something(value: Any) -> bool:
    return value not in (None, False, "", ())


def _value(node: str, field: str, key: str, old: Any, new: Any) -> Iterator[Change]:
    if old != new:
        what: What = "added" if old is None else "removed" if new is None else "changed"
        yield Change(node, field, key, what, old, new)
