"""Rows and columns for a terminal, a spreadsheet and a Markdown page.

Reports and exports both write such tables; each format's escaping stands here once.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterable, Sequence

from .text import columns, one_line

Row = Sequence[str]

#: What makes a spreadsheet take a cell for a formula, at its beginning.
#: Source: OWASP, "CSV Injection".
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What begins markup, a link, a formula or a cell in the middle of a line.
# Source: CommonMark 0.31, sections 2.4 and 6; GitHub's extension of it, tables and autolinks.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~&#$^=]|(?<=\w)\.(?=\w)|:(?=//)|@(?=\w)")
#: What the first Markdown let a backslash stand before; of the rest some engines show the
#: backslash, so it is written as an entity, which begins nothing in any of them.
_BACKSLASHED = frozenset("\\`*_{}[]#.")
# What begins a list, a heading or a rule at the beginning of a line.
_BEGINNING = re.compile(r"^(?:[-+]|\d+(?=[.)]))")


def text_table(rows: Sequence[Row], *, right: Container[int] = (), indent: str = "") -> str:
    """Set rows side by side for people.

    Args:
        rows: Cells of one line each; every row has as many.
        right: Numbers of the columns that end flush.
        indent: Stands before each line.

    Returns:
        A line a row, columns two blanks apart; wide characters count twice.
    """
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    return "".join(f"{indent}{_line(row, widths, right)}\n" for row in rows)


def _line(row: Row, widths: Sequence[int], right: Container[int]) -> str:
    cells = []
    for place, (cell, width) in enumerate(zip(row, widths, strict=True)):
        blanks = " " * (width - columns(cell))
        cells.append(blanks + cell if place in right else cell + blanks)
    return "  ".join(cells).rstrip()


def csv_table(rows: Iterable[Row]) -> str:
    """Write rows for a spreadsheet.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front, telephone
    numbers such as ``+15550100`` among them. Line breaks and tabs in a cell become blanks.

    Source: RFC 4180, with line ends of one character.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([_harmless(one_line(cell)) for cell in row] for row in rows)
    return stream.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def markdown_table(rows: Sequence[Row], *, right: Container[int] = ()) -> str:
    """Write rows as a table of GitHub's Markdown, the first one as its head."""
    head, *body = ([markdown(cell) for cell in row] for row in rows)
    rule = ["--:" if place in right else "---" for place in range(len(head))]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, rule, *body))


def markdown(text: str) -> str:
    r"""Make a text of the PBX plain text in Markdown, on one line.

    It may stand anywhere: in a table, a heading, a list, a paragraph.

    >>> markdown("*Sales* <b>")
    '\\*Sales\\* &lt;b&gt;'
    """
    line = _MARKUP.sub(_harmless_mark, one_line(text))
    return _BEGINNING.sub(_harmless_beginning, line)


def _harmless_mark(match: re.Match[str]) -> str:
    mark = match.group()
    if mark in _BACKSLASHED:
        return f"\\{mark}"
    # GitHub finds addresses and people after all escapes are gone, but not beside code.
    return "`@`" if mark == "@" else _ENTITIES.get(mark, f"&#{ord(mark)};")


def _harmless_beginning(match: re.Match[str]) -> str:
    first = match.group()
    return f"&#{ord(first[0])};{first[1:]}"


_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
