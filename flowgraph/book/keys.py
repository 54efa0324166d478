"""Keys of menus, and how else calls go on: a row for each."""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis.loop_words import meaning
from ..analysis.loops import SEVERITY_ORDER, Severity
from ..model.destination import EXTERNAL_NUM, PLAY_GREETING, PLAY_PROMPT, PROMPT_KINDS
from ..model.keys import INVALID, PRESSED, TIMEOUT, rank
from ..text import one_line
from .knowledge import Knowledge
from .parts import KeyRow

_ALARMING = ("error", "warning")
#: Rules that say of a loop what its row says by itself.
_LOOP_RULES = frozenset({"passive-loop", "trap", "failover-loop", "wrong-key-loop"})


def menu_rows(known: Knowledge, menu: str) -> tuple[KeyRow, ...]:
    """Give the keys of a menu that are set, and silence and wrong keys in any case."""
    keys = {*known.ways_on(menu), TIMEOUT, INVALID}
    return tuple(_row(known, menu, key) for key in sorted(keys, key=rank))


def onward_rows(known: Knowledge, node: str) -> tuple[KeyRow, ...]:
    """Give how calls go on from what is no menu."""
    return tuple(_row(known, node, key) for key in known.ways_on(node))


def _row(known: Knowledge, node: str, key: str) -> KeyRow:
    target = known.ways_on(node).get(key)
    return KeyRow(
        key=key,
        words=known.places.words(node, key),
        is_pressed=key in PRESSED,
        target=known.places[target] if target else None,
        is_again=target == node,
        notes=tuple(_notes(known, node, key, target)),
        alarms=tuple(sorted(_alarms(known, node, key, target), key=_worst_first)),
    )


def _worst_first(alarm: tuple[Severity, str]) -> int:
    return SEVERITY_ORDER.index(alarm[0])


def _notes(known: Knowledge, node: str, key: str, target: str | None) -> Iterator[str]:
    if target is None:
        yield "the vendor does not say what happens then"
        return
    kind = known.data(target)["kind"]
    count = known.whole.edges[node, target, key].get("count")
    if count is not None and count > 1:
        yield f"played {count} times"
    if kind == PLAY_PROMPT:
        yield "then this menu again"
    if kind == PLAY_GREETING:
        yield "then the call ends"
    slot = (known.data(node).get("keys") or {}).get(key) or {}
    if slot.get("prefix") and kind not in (EXTERNAL_NUM, *PROMPT_KINDS):
        yield f"prefix {one_line(slot['prefix'])} is left over and means nothing here"
    if slot.get("stop_recording"):
        yield "recording stops"


def _alarms(
    known: Knowledge, node: str, key: str, target: str | None
) -> Iterator[tuple[Severity, str]]:
    for finding in known.findings_about(node):
        is_here = finding.node == node and finding.key == key
        if is_here and finding.severity in _ALARMING and finding.rule not in _LOOP_RULES:
            yield finding.severity, finding.message
    loops = known.tones.loops_of_edge(node, key, target) if target else []
    for loop in loops:
        if loop.severity in _ALARMING:
            yield loop.severity, f"{loop.kind} loop: {meaning(loop)}"
