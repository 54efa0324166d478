"""What changed besides menus and their keys, counted in words for the line below a headline."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Literal, NamedTuple

from ..analysis.compare.change import Change
from ..model.destination import INBOUND_ROUTE, IVR, KIND_WORDS

_What = Literal["added", "removed", "changed"]
_ORDER: tuple[_What, ...] = ("added", "removed", "changed")

_HOURS, _HOLIDAY, _SYSTEM = "business_hour", "holiday", "system"
_WORDS = {**{kind: word.lower() for kind, word in KIND_WORDS.items()}, "custom_prompt": "prompt"}
#: Rows without a name: what became of one is told of its only field.
_ROWS = frozenset({_HOURS, _HOLIDAY})
#: What no picture of a call flow ever has a box for.
_NEVER_DRAWN = frozenset({_HOURS, _HOLIDAY, _SYSTEM, "custom_prompt"})
_FACTS = {"timezone": "time zone"}


class Other(NamedTuple):
    """Something besides a menu that changed.

    Attributes:
        kind: As in the node of its changes, such as ``queue`` or ``holiday``.
        node: That node; of the PBX itself with the fact that changed.
        what: What became of it.
        is_drawn: Whether the picture of both states has a box for it.
    """

    kind: str
    node: str
    what: _What
    is_drawn: bool


def others(changes: Iterable[Change], drawn: Collection[str]) -> Iterator[Other]:
    """Give each thing besides menus that changed, once.

    Args:
        changes: Every difference.
        drawn: Nodes of the picture.
    """
    found: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        found[_thing(change)].append(change)
    for node, rows in found.items():
        kind = node.partition(":")[0]
        if kind != IVR:
            yield Other(kind, node, _became(kind, rows), node in drawn)


def _thing(change: Change) -> str:
    return f"{change.node}{change.field}" if change.node == f"{_SYSTEM}:" else change.node


def _became(kind: str, changes: Iterable[Change]) -> _What:
    """Tell what became of a thing as a whole; a new setting of it does not make it new."""
    whole = (change.what for change in changes if not change.field or kind in _ROWS)
    for what in whole:
        if what in ("added", "removed"):
            return what
    return "changed"


def words(found: Iterable[Other]) -> Iterator[str]:
    """Count things by kind, for example ``1 queue changed``, ``1 extension added (not drawn)``."""
    rows = sorted(found, key=lambda one: _place(one.kind))
    for kind in dict.fromkeys(one.kind for one in rows):
        yield from _of_kind(kind, [one for one in rows if one.kind == kind])


def _place(kind: str) -> int:
    order = (INBOUND_ROUTE, _HOURS, _HOLIDAY, *KIND_WORDS, "custom_prompt", _SYSTEM)
    return order.index(kind) if kind in order else len(order)


def _of_kind(kind: str, found: Collection[Other]) -> Iterator[str]:
    if kind == _HOURS:
        yield "business hours changed"
    elif kind == _SYSTEM:
        facts = sorted(one.node.partition(":")[2] for one in found)
        yield f"the PBX changed: {', '.join(_FACTS.get(fact, fact) for fact in facts)}"
    else:
        numbers = Counter((one.what, one.is_drawn) for one in found)
        for what in _ORDER:
            for is_drawn in (True, False):
                if number := numbers[what, is_drawn]:
                    doubt = "" if is_drawn or kind in _NEVER_DRAWN else " (not drawn)"
                    yield f"{counted(number, _WORDS.get(kind, kind))} {what}{doubt}"


def counted(number: int, word: str) -> str:
    """Count things.

    >>> counted(1, "queue"), counted(2, "queue")
    ('1 queue', '2 queues')
    """
    return f"{number} {word if number == 1 else word + 's'}"
