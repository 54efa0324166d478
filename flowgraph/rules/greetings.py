"""What the greetings of menus tell callers to press, as far as their words are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..analysis.announced import Announced, announced_together
from ..analysis.announced.languages import LANGUAGES
from ..model.keys import PRESSED
from ..model.prompt import is_built_in
from .rule import NotChecked
from .words import listed

if TYPE_CHECKING:
    from .flow import Flow

_LIST = "custom_prompt"
_LONGEST_PHRASE = 60


def announced_in(flow: Flow, menu: str) -> Announced | None:
    """Give what a menu's greeting announces; None where none of its words is known."""
    spoken = [(row["text"], row["language"]) for row in _rows(flow, menu) if row["text"]]
    return announced_together(spoken) if spoken else None


def is_known_whole(flow: Flow, menu: str) -> bool:
    """Whether every word of a menu's greeting is known."""
    rows = _rows(flow, menu)
    return bool(rows) and all(row["text"] for row in rows)


def read_as(told: Announced) -> str:
    """Say how sure it is what a greeting announces."""
    names = [LANGUAGES[tag].name for tag in told.languages]
    doubt = f": {told.why}" if told.confidence == "low" else ""
    return f"read as {listed(names)}, confidence {told.confidence}{doubt}"


def quoted_end(phrase: str) -> str:
    """Quote the words that lead to a key; of many the last ones."""
    cut = phrase if len(phrase) <= _LONGEST_PHRASE else f"…{phrase[1 - _LONGEST_PHRASE :].lstrip()}"
    return f"'{cut}'"


def not_heard(flow: Flow) -> Iterator[NotChecked]:
    """Say of how many menus nobody knows what they announce, and why."""
    menus = [menu for menu in flow.menus if any(key in PRESSED for key in flow.ways(menu))]
    if any(_is_unlisted(row) for menu in menus for row in _rows(flow, menu)):
        reason = flow.unread(_LIST) or "nobody asked for it"
        yield NotChecked(f"the list of custom prompts was not read: {reason}")
        return
    recorded = [m for m in menus if any(_is_recording(row) for row in _rows(flow, m))]
    if recorded:
        have = "has a recorded greeting" if len(recorded) == 1 else "have recorded greetings"
        count = f"{len(recorded)} of {len(menus)} menus {have}"
        which = flow.names(recorded)
        yield NotChecked(f"{count}, whose words the API does not tell: {which}")
    strange = [m for m in menus if is_known_whole(flow, m) and not _is_certain(flow, m)]
    if strange:
        count = f"{len(strange)} of {len(menus)} menus"
        which = flow.names(strange)
        yield NotChecked(f"in the greetings of {count} no key was recognised for certain: {which}")


def _rows(flow: Flow, menu: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = flow.data(menu)["greetings"]
    return rows


def _is_unlisted(row: dict[str, Any]) -> bool:
    return row["listed"] is None and not is_built_in(row["file"])


def _is_recording(row: dict[str, Any]) -> bool:
    return bool(row["listed"]) and not row["text"] and not is_built_in(row["file"])


def _is_certain(flow: Flow, menu: str) -> bool:
    told = flow.announced(menu)
    return told is not None and told.confidence == "high"
