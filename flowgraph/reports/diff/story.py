"""What changed, told to people: in sections, by the thing that changed, in one order.

Both forms for people are written from it, so they tell the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ...analysis.compare import Comparison
from ...analysis.compare.change import DESTINATION, NAMES, Change
from ...analysis.compare.supposing import Gap
from ...diagram.change_words import Line, flat, line
from ...model.destination import (
    CONFERENCE,
    EXTENSION,
    GROUP_VM,
    INBOUND_ROUTE,
    IVR,
    KIND_WORDS,
    QUEUE,
    RING_GROUP,
)
from .outcome import Outcome

#: More is told by the JSON form alone.
MOST_BLOCKS = 60
MOST_LINES = 30


MENUS = "menus"
_NAMELESS = frozenset({"business_hour", "holiday", "system"})
#: Kinds whose names say what they are.
_PLAIN = frozenset({IVR, INBOUND_ROUTE, "custom_prompt"})

#: Sections in their order, with the kinds of things that stand in them.
_SECTIONS = (
    ("entries", (INBOUND_ROUTE,)),
    ("hours", ("business_hour", "holiday")),
    (MENUS, (IVR,)),
    ("queues and ring groups", (QUEUE, RING_GROUP)),
    ("extensions", (EXTENSION,)),
    ("conferences and group voicemails", (CONFERENCE, GROUP_VM)),
    ("prompts", ("custom_prompt",)),
    ("the PBX", ("system",)),
)


class Block(NamedTuple):
    """What became of one thing.

    Attributes:
        place: What it is called; empty for what has no name.
        state: ``new``, ``removed`` or ``replaced``, in words; empty for what merely changed.
        lines: Its changes.
        left_out: How many more there are.
    """

    place: str
    state: str
    lines: Sequence[Line]
    left_out: int = 0


class Section(NamedTuple):
    """Things of one sort.

    Attributes:
        title: What they are.
        blocks: Each of them.
        left_out: How many more there are.
    """

    title: str
    blocks: Sequence[Block]
    left_out: int = 0


def sections(comparison: Comparison) -> Iterator[Section]:
    """Give what changed; sections without a change are left out."""
    groups = [list(rows) for _, rows in groupby(comparison.changes, lambda change: change.node)]
    for title, kinds in _SECTIONS:
        found = [rows for rows in groups if rows[0].node.partition(":")[0] in kinds]
        if found:
            blocks = [_block(comparison, rows) for rows in found[:MOST_BLOCKS]]
            yield Section(title, blocks, len(found) - len(blocks))


def _block(comparison: Comparison, changes: Sequence[Change]) -> Block:
    whole = next((change for change in changes if not change.field), None)
    details = [change for change in changes if change.field]
    state = _state(comparison, whole) if whole else ""
    if whole and whole.what == "removed":
        # What it did nobody has to look at one by one.
        details = []
    if whole and whole.what == "added":
        # What callers can do there counts most.
        details.sort(key=lambda change: change.field != DESTINATION)
    told = [line(one, comparison.old, comparison.new) for one in details[:MOST_LINES]]
    if whole and whole.what == "added":
        told = [Line(one.subject, "", one.after) for one in told]
    return Block(_place(comparison, changes, whole), state, told, len(details) - len(told))


# -- names -----------------------------------------------------------------------------------


def _state(comparison: Comparison, whole: Change) -> str:
    if whole.what == "replaced":
        return f"in the place of {_names(whole.old)}, with its id"
    is_new = whole.what == "added"
    side = comparison.old if is_new else comparison.new
    # Of the menus of a part of the PBX it is not known which others there are.
    if whole.node.startswith(f"{IVR}:") and not side.snapshot.is_whole:
        return "not reached before" if is_new else "not reached any more"
    return "new" if is_new else "removed"


def _names(names: Mapping[str, str]) -> str:
    return flat(" ".join(names.values()))


def _place(comparison: Comparison, changes: Sequence[Change], whole: Change | None) -> str:
    """Name a thing as it is now, what is gone as it was, what has a new name without it."""
    node = changes[0].node
    kind, _, identity = node.partition(":")
    if kind in _NAMELESS:
        return ""
    side = comparison.old if whole and whole.what == "removed" else comparison.new
    renamed = {change.field for change in changes if change.what == "renamed"}
    names = dict(zip(NAMES, side.names(node), strict=True))
    # A menu stands at the head of its changes; of anything else the name would be told twice.
    kept = [names[name] for name in NAMES if kind == IVR or name not in renamed]
    told = flat(" ".join(kept)) or f"id {identity}"
    return told if kind in _PLAIN and any(kept) else flat(f"{_word(kind)} {told}")


def _word(kind: str) -> str:
    return KIND_WORDS.get(kind, kind.replace("_", " "))


# -- what is not compared --------------------------------------------------------------------


def not_compared(outcome: Outcome) -> list[str]:
    """Say what is taken for unchanged because a side does not know it.

    Where nothing differs, only what one side knows and the other does not.
    """
    gaps = outcome.comparison.gaps
    sides = Counter((gap.node, gap.kind) for gap in gaps)
    news = [g for g in gaps if outcome.is_different or sides[g.node, g.kind] == 1]
    return [_gap(outcome.comparison, gap) for gap in news]


def _gap(comparison: Comparison, gap: Gap) -> str:
    side = comparison.new if gap.is_new else comparison.old
    what = flat(side.label(gap.node)) if gap.node else f"list of {_word(gap.kind).lower()}s"
    return f"{what} ({'new' if gap.is_new else 'old'} side: {flat(gap.reason)})"
