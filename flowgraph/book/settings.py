"""Settings of the PBX in words, and what callers hear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..diagram.settings import rows
from ..model.prompt import is_built_in
from ..text import one_line
from .parts import Prompt, Setting

#: Told elsewhere on a page, in words of its own; ``current`` holds at the moment alone.
_ELSEWHERE = frozenset(
    {"missing", "reason", "elsewhere", "hidden_exits", "current"}
    | {"did_patterns", "cid_patterns", "trunks", "knows_fail"}
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", re.ASCII)


def settings_of(data: Mapping[str, Any]) -> tuple[Setting, ...]:
    """Give everything that the PBX holds about a node and its page does not tell elsewhere."""
    told = {name: value for name, value in data.items() if name not in _ELSEWHERE}
    return tuple(Setting(one_line(label), one_line(value)) for label, value in rows(told))


def prompts_of(data: Mapping[str, Any]) -> tuple[Prompt, ...] | None:
    """Give what is played at a node, in order; None where the PBX did not say."""
    if data.get("prompts", ()) is None:
        return None
    return tuple(_prompts(data))


def _prompts(data: Mapping[str, Any]) -> Iterator[Prompt]:
    for row in data.get("greetings", ()):
        language = (row["language"] or "").strip()
        yield Prompt(
            one_line(row["file"]),
            one_line(row["text"] or ""),
            language.replace("_", "-") if _LANGUAGE.fullmatch(language) else "",
            _remark(row),
        )


def _remark(row: Mapping[str, Any]) -> str:
    if is_built_in(row["file"]):
        return "the announcement that every PBX has"
    return "not on the PBX's list of prompts" if row["listed"] is False else ""
