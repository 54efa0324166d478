"""Announcements that are not on the PBX."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.destination import PROMPT_KINDS
from ...model.prompt import is_built_in
from ..rule import ERROR, Example, Fault, NotChecked, Rule
from ..words import quoted

if TYPE_CHECKING:
    from ..flow import Flow

_LIST = "custom_prompt"
_FIX = "record or upload the prompt, or choose another one"


def check(flow: Flow) -> Iterator[Fault | NotChecked]:
    """Find greetings and prompts that the PBX's list of prompts does not hold."""
    for menu in flow.menus:
        for file in dict.fromkeys(_lost(flow, menu)):
            yield Fault(menu, "", f"the greeting {_absent(file)}", _FIX, detail=file)
    for source, key, target in flow.steps:
        if flow.data(target)["kind"] in PROMPT_KINDS:
            for file in _lost(flow, target):
                yield Fault(source, key, f"the prompt {_absent(file)}", _FIX)
    if any(_is_doubtful(flow, node) for node in flow.nodes):
        reason = flow.unread(_LIST) or "nobody asked for it"
        yield NotChecked(f"the list of custom prompts was not read: {reason}")


def _lost(flow: Flow, node: str) -> Iterator[str]:
    """Give the files of a menu or a prompt that are known to be on no list."""
    yield from (row["file"] for row in flow.data(node)["greetings"] if row["listed"] is False)


def _absent(file: str) -> str:
    return f"{quoted(file)} is not among the custom prompts" if file.strip() else "names no file"


def _is_doubtful(flow: Flow, node: str) -> bool:
    rows = flow.data(node).get("greetings", ())
    return any(row["listed"] is None and not is_built_in(row["file"]) for row in rows)


RULE = Rule(
    id="missing-prompt",
    severity=ERROR,
    summary="a greeting or prompt is not among the PBX's custom prompts",
    why="Callers hear silence where an announcement should be.",
    source="flowgraph",
    strength="D",
    check=check,
    bad=Example(
        ("ivr:5 -0-> extension:100",),
        {"ivr:5": {"prompts": ("welcome.wav",)}},
        prompts={"goodbye.wav": ""},
    ),
    good=Example(
        ("ivr:5 -0-> extension:100",),
        {"ivr:5": {"prompts": ("default", "welcome.wav")}},
        prompts={"welcome.wav": ""},
    ),
)
