"""What changed, as GitHub's Markdown: for a ticket, a wiki, the summary of a pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...diagram.change_words import Line
from ...tables import markdown, markdown_table
from .effects import effects, untold
from .outcome import Outcome
from .story import MENUS, Block, Section, not_compared, sections

_ALL = "`--format json` tells all"


def render(outcome: Outcome) -> str:
    """Write a page: a table for each menu and for each sort of other things, then the effects."""
    parts = ["# What changed\n"]
    if not outcome.is_different:
        parts.append("Nothing differs.\n")
    for section in sections(outcome.comparison):
        parts += _section(section)
    told = effects(outcome)
    hidden = untold(outcome)
    if told or hidden:
        parts.append("## Effects\n")
        parts.append(_list([line.text for line in told] + ([hidden] if hidden else [])))
    if gaps := not_compared(outcome):
        parts.append("## Not compared, and taken for unchanged\n")
        parts.append(_list(gaps))
    return "\n".join(parts)


def _list(lines: Sequence[str]) -> str:
    return "".join(f"- {markdown(line)}\n" for line in lines)


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.title[:1].upper()}{section.title[1:]}\n"
    if section.title == MENUS:
        for block in section.blocks:
            yield from _menu(block)
    else:
        rows = [row for block in section.blocks for row in _rows(block)]
        if any(place for place, *_ in rows):
            yield _table(rows, ("",))
        else:
            yield _table([tuple(cells) for _, *cells in rows])
    if section.left_out:
        yield f"… and {section.left_out} more; {_ALL}.\n"


def _menu(block: Block) -> Iterator[str]:
    yield f"### {markdown(block.place)}{f' ({markdown(block.state)})' if block.state else ''}\n"
    if block.lines:
        yield _table([_cells(line) for line in block.lines])
    if block.left_out:
        yield f"… and {block.left_out} more; {_ALL}.\n"


def _rows(block: Block) -> Iterator[tuple[str, ...]]:
    """Put what a thing is called before each of its changes."""
    if block.state:
        yield block.place, block.state, "", ""
    yield from ((block.place, *_cells(line)) for line in block.lines)
    if block.left_out:
        yield block.place, f"… and {block.left_out} more", "", ""


def _cells(line: Line) -> tuple[str, ...]:
    return line.subject.removesuffix(":"), line.before, line.after


def _table(rows: Sequence[tuple[str, ...]], first: tuple[str, ...] = ()) -> str:
    return markdown_table([(*first, "", "before", "now"), *rows])
