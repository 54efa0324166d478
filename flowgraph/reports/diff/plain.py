"""What changed, for people at a terminal; nothing at all where nothing differs."""

from __future__ import annotations

from collections.abc import Iterator

from .effects import effects, untold
from .outcome import Outcome
from .story import MENUS, Block, Section, not_compared, sections

_ALL = "--format json tells all"


def render(outcome: Outcome) -> str:
    """Write what changed: a block for each menu, a line for each change of anything else.

    Returns:
        Entries first, then hours, menus by id, what menus lead to, prompts; then what it does to
        callers, and what is not compared. Of very many changes the first.
    """
    blocks = [block for section in sections(outcome.comparison) for block in _section(section)]
    told = [line.text for line in effects(outcome)]
    hidden = untold(outcome)
    blocks.append(_titled("effects", [*told, *([hidden] if hidden else [])]))
    blocks.append(_titled("not compared, and taken for unchanged", not_compared(outcome)))
    text = "\n".join("\n".join(lines) for lines in blocks if lines)
    return f"{text}\n" if text else ""


def _titled(title: str, lines: list[str]) -> list[str]:
    return [title, *(f"  {line}" for line in lines)] if lines else []


def _section(section: Section) -> Iterator[list[str]]:
    more = [f"… and {section.left_out} more {section.title} changed; {_ALL}"]
    if section.title == MENUS:
        yield from (
            _titled(_head(block), _lines(block)) or [_head(block)] for block in section.blocks
        )
        yield more if section.left_out else []
    else:
        lines = [line for block in section.blocks for line in _compact(block)]
        yield _titled(section.title, [*lines, *(more if section.left_out else [])])


def _head(block: Block) -> str:
    return f"{block.place} ({block.state})" if block.state else block.place


def _lines(block: Block) -> list[str]:
    more = [f"… and {block.left_out} more; {_ALL}"] if block.left_out else []
    return [*(line.text for line in block.lines), *more]


def _compact(block: Block) -> list[str]:
    """Put what a thing is called before each of its changes."""
    lines = [*([block.state] if block.state else []), *_lines(block)]
    return [f"{block.place}: {line}" if block.place else line for line in lines]
