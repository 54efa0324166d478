"""Settings of a key that mean nothing where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ...model.destination import (
    EXTERNAL_NUM,
    KIND_WORDS,
    KINDS_WITHOUT_VALUE,
    PROMPT_KINDS,
    Destination,
)
from ...model.keys import KEYS
from ..rule import INFO, Example, Fault, Rule
from ..words import quoted

if TYPE_CHECKING:
    from ..flow import Flow


def check(flow: Flow) -> Iterator[Fault]:
    """Find values and prefixes that a key's kind does not use; each key is told once."""
    for menu in flow.menus:
        data = flow.data(menu)
        for key in KEYS:
            if told := " and ".join(_stale(data, key)):
                yield Fault(menu, key, told, "clear it, or choose the destination that was meant")


def _stale(data: Mapping[str, Any], key: str) -> Iterator[str]:
    slot = data["keys"].get(key)
    if slot is None:
        rest = data["leftovers"].get(key, {})
        found = [f"{name} {quoted(rest[name])}" for name in ("value", "prefix") if _has(rest, name)]
        if found:
            yield f"{' and '.join(found)} without a destination"
        return
    kind = slot["kind"]
    if kind in KINDS_WITHOUT_VALUE and _has(slot, "value"):
        yield f"value {quoted(slot['value'])} means nothing for {_word(kind)}"
    if _has(slot, "prefix") and not _uses_prefix(slot):
        yield f"prefix {quoted(slot['prefix'])} means nothing for {_word(kind)}"


def _has(slot: Mapping[str, str], name: str) -> bool:
    return bool(slot.get(name, "").strip())


def _word(kind: str) -> str:
    return f"the kind {KIND_WORDS[kind]}"


def _uses_prefix(slot: Mapping[str, Any]) -> bool:
    """Whether a prefix means something; of a kind that is not known nobody can tell."""
    if slot["kind"] in PROMPT_KINDS:
        counted = Destination(slot["kind"], slot["value"], slot["prefix"]).play_count
        return counted is not None
    return slot["kind"] == EXTERNAL_NUM or slot["kind"] not in KIND_WORDS


RULE = Rule(
    id="stale-field",
    severity=INFO,
    summary="a key has a value or prefix that its destination does not use",
    why="Traces of a careless edit: perhaps another destination was meant.",
    source=(
        "the vendor's page on ivr/get: a prefix has a meaning for external numbers and prompts only"
    ),
    strength="C",
    check=check,
    bad=Example(("ivr:5 -2-> ext_vm:73 prefix 123",)),
    good=Example(("ivr:5 -2-> ext_vm:73", "ivr:5 -8-> external_num:5550100 prefix 9")),
)
