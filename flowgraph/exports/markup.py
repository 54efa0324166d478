"""Graphviz's HTML-like labels: one escape function, and the tables in a picture.

Grammar: https://graphviz.org/doc/info/shapes.html#html. Every text from a PBX passes
:func:`escape`; no attribute but colours, sizes and our own ids is ever written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape as xml_escape

from ..diagram import theme
from ..diagram.model import Diagram, Leaf, LegendEntry, Menu, Row
from ..text import columns, wrap
from .coverage import is_measured

_LEGEND_COLUMNS = 6
_POINTS_PER_COLUMN = 0.66
_BADGE_COLUMNS = 50
_LEAF_BADGE_COLUMNS = 34


def escape(text: str) -> str:
    r"""Make a text safe inside an HTML-like label.

    A backslash is doubled, because the engine replaces ``\N`` and its like here too.

    >>> escape('R&D <b> "x"')
    'R&amp;D &lt;b&gt; &quot;x&quot;'
    """
    return xml_escape(text, {'"': "&quot;", "'": "&#39;", "\\": "&#92;&#92;"})


def font(
    text: str, *, size: float = 0, color: str = "", bold: bool = False, italic: bool = False
) -> str:
    """Set a text in a size (points), colour and weight."""
    inner = escape(text)
    if italic:
        inner = f"<I>{inner}</I>"
    if bold:
        inner = f"<B>{inner}</B>"
    size_ = f' POINT-SIZE="{size:g}"' if size else ""
    color_ = f' COLOR="{color}"' if color else ""
    return f"<FONT{size_}{color_}>{inner}</FONT>" if size_ or color_ else inner


def lines(parts: Iterable[str], align: str = "LEFT") -> str:
    """Put one markup below the other."""
    rows = list(parts)
    if len(rows) == 1:
        return rows[0]
    return "".join(f'{row}<BR ALIGN="{align}"/>' for row in rows)


def width(texts: Iterable[str], size: float) -> str:
    """Give a WIDTH attribute where the engine may measure a text too narrow."""
    unsure = [text for text in texts if not is_measured(text)]
    points = max((columns(text) for text in unsure), default=0) * size * _POINTS_PER_COLUMN
    return f' WIDTH="{points + 12:.0f}"' if points else ""


def menu_table(menu: Menu) -> str:
    """Write a menu as a table: name, small print, verdicts, a row for each key."""
    frame = 3 if menu.is_root else 1
    rows = [_header(menu)]
    if menu.facts:
        rows.append(_facts(menu.facts))
    rows += [_badge(badge.text, badge.tone) for badge in menu.badges]
    rows += [_key_row(row) for row in menu.rows]
    return (
        f'<<TABLE BORDER="{frame}" COLOR="{theme.FRAME}" CELLBORDER="1" CELLSPACING="0" '
        f'CELLPADDING="5" BGCOLOR="{theme.PAPER}">{"".join(rows)}</TABLE>>'
    )


def _header(menu: Menu) -> str:
    fill = theme.ENTRY_FILL if menu.is_entry else theme.HEADER_FILL
    number = font(menu.number, color=theme.HEADER_TEXT, bold=True) if menu.number else ""
    names = [font(part, color=theme.HEADER_TEXT) for part in menu.name if part]
    first = "&#160;&#160;".join(part for part in (number, *names[:1]) if part) or "&#160;"
    return (
        f'<TR><TD PORT="h" COLSPAN="3" BGCOLOR="{fill}" ALIGN="LEFT" '
        f'BALIGN="LEFT"{width(menu.name, 13)}>{lines([first, *names[1:]])}</TD></TR>'
    )


def _facts(facts: Sequence[str]) -> str:
    marked = [font(fact, size=9, color=theme.FAINT_INK) for fact in facts]
    return (
        f'<TR><TD COLSPAN="3" ALIGN="LEFT" BALIGN="LEFT" COLOR="{theme.CELL_LINE}"'
        f"{width(facts, 9)}>{lines(marked)}</TD></TR>"
    )


def _badge(text: str, tone: str) -> str:
    shown = wrap(f"! {text}", _BADGE_COLUMNS, 3)
    words = lines([font(p, size=10, color=theme.TONE_TEXTS[tone], bold=True) for p in shown])
    return (
        f'<TR><TD COLSPAN="3" ALIGN="LEFT" BALIGN="LEFT" BGCOLOR="{theme.TONE_FILLS[tone]}" '
        f'COLOR="{theme.TONES[tone]}"{width(shown, 10)}>{words}</TD></TR>'
    )


def _key_row(row: Row) -> str:
    if row.is_closed:
        key = font(row.caption, color=theme.CLOSED_INK)
    elif row.is_fallback:
        key = font(row.caption, size=9, color=theme.FALLBACK_INK, italic=True)
    else:
        key = font(row.caption, bold=True)
    first = f'<TD BGCOLOR="{theme.KEY_FILL}" COLOR="{theme.CELL_LINE}" WIDTH="28">{key}</TD>'
    return f"<TR>{first}{_target_cells(row)}</TR>"


def _target_cells(row: Row) -> str:
    if not row.style:
        return _unset_cell(row)
    style = theme.STYLES[row.style]
    fill, line, ink, edge = style.fill, style.border, style.text, theme.CELL_LINE
    if row.tone and row.tone != "info":
        fill, ink = theme.TONE_FILLS[row.tone], theme.TONE_TEXTS[row.tone]
        line = edge = theme.TONES[row.tone]
    if row.is_closed:
        fill, ink, line = theme.PAPER, theme.CLOSED_INK, theme.CLOSED_INK
    cells = f'BGCOLOR="{fill}" COLOR="{edge}"'
    return (
        f'<TD {cells} WIDTH="20">{font(style.glyph, color=line)}</TD>'
        f'<TD PORT="{port(row.key)}" {cells} ALIGN="LEFT" BALIGN="LEFT"'
        f"{width(row.text, 11)}>{lines(_row_lines(row, ink))}</TD>"
    )


def _unset_cell(row: Row) -> str:
    fill, ink, line = theme.PAPER, theme.FALLBACK_INK, theme.CELL_LINE
    if row.tone and row.tone != "info":
        fill, ink = theme.TONE_FILLS[row.tone], theme.TONE_TEXTS[row.tone]
        line = theme.TONES[row.tone]
    words = font(row.text[0], size=9, color=ink, italic=True)
    return f'<TD COLSPAN="2" ALIGN="LEFT" BGCOLOR="{fill}" COLOR="{line}">{words}</TD>'


def _row_lines(row: Row, ink: str) -> list[str]:
    marked = [font(part, color=ink) for part in row.text]
    small = [font(row.detail, size=9, color=ink)] if row.detail else []
    if row.also:
        also = font(f"and {row.also}", size=9, color=ink, italic=True)
        small.append(f"&#160;&#160;{also}")
    if not all(map(is_measured, row.text)):
        # What stands behind a text that the engine cannot measure would be drawn over it.
        return [*marked, " ".join(small)] if small else marked
    return [*marked[:-1], " ".join([marked[-1], *small])]


_PORTS = {"#": "hash", "*": "star"}


def port(key: str) -> str:
    """Name the port of a key's row."""
    return f"k{_PORTS.get(key, key)}"


def leaf_label(leaf: Leaf, ink: str) -> str:
    """Write name and small print of a node of its own."""
    marked = [font(part, color=ink) for part in leaf.name]
    marked += [font(part, size=9.5, color=ink) for part in leaf.detail]
    for badge in leaf.badges:
        shown = wrap(f"! {badge.text}", _LEAF_BADGE_COLUMNS, 3)
        tone = theme.TONE_TEXTS[badge.tone]
        marked += [font(part, size=9.5, color=tone, bold=True) for part in shown]
    return f"<{lines(marked, 'CENTER')}>"


def heading(diagram: Diagram) -> str:
    """Write headline, subtitle, legend and the way to the overview as one table above all."""
    headline = font(diagram.title, size=18, color=theme.INK, bold=True)
    subtitle = font(diagram.subtitle, size=11, color=theme.FAINT_INK)
    rows = [
        f'<TR><TD ALIGN="LEFT"{width([diagram.title], 18)}>{headline}</TD></TR>',
        f'<TR><TD ALIGN="LEFT">{subtitle}</TD></TR>',
        *_way_home(diagram.home),
        f'<TR><TD ALIGN="LEFT">{_legend(diagram.legend)}</TD></TR>',
        '<TR><TD HEIGHT="14"></TD></TR>',
    ]
    table = 'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3"'
    return f"<<TABLE {table}>{''.join(rows)}</TABLE>>"


def _way_home(address: str) -> list[str]:
    if not address:
        return []
    words = font("← Overview", size=11, color=theme.STYLES["ivr"].border, bold=True)
    link = f'HREF="{escape(address)}" TARGET="_top" TITLE="Overview"'
    return [f'<TR><TD ALIGN="LEFT" {link}>{words}</TD></TR>']


def _legend(entries: Sequence[LegendEntry]) -> str:
    per_row = -(-len(entries) // (-(-len(entries) // _LEGEND_COLUMNS) or 1)) or 1
    chunks = [entries[start : start + per_row] for start in range(0, len(entries), per_row)]
    rows = "".join(f"<TR>{''.join(map(_legend_cells, chunk))}</TR>" for chunk in chunks)
    return (
        f'<TABLE BORDER="1" COLOR="{theme.CELL_LINE}" CELLBORDER="0" CELLSPACING="3" '
        f'CELLPADDING="2">{rows or "<TR><TD></TD></TR>"}</TABLE>'
    )


_LINES = {
    "fallback": ("· · ·►", theme.LINE),
    "back": ("– –►", theme.LINE),
    "closed": ("– –►", theme.CLOSED_LINE),
    "error": ("–––►", theme.TONES["error"]),
    "warning": ("–––►", theme.TONES["warning"]),
}


def _legend_cells(entry: LegendEntry) -> str:
    words = f'<TD ALIGN="LEFT">{font(entry.caption, size=9.5, color=theme.INK)}&#160;&#160;</TD>'
    if entry.name in _LINES:
        drawn, color = _LINES[entry.name]
        return f'<TD WIDTH="30">{font(drawn, size=9.5, color=color, bold=True)}</TD>{words}'
    style = theme.STYLES[entry.name]
    fill, ink = (style.fill, style.border)
    if style.shape == "plain":
        fill, ink = style.border, theme.HEADER_TEXT
    sign = font(style.glyph, size=10, color=ink)
    return f'<TD BORDER="1" COLOR="{style.border}" BGCOLOR="{fill}" WIDTH="22">{sign}</TD>{words}'
