"""Graphviz's HTML-like labels: one escape function, and the tables in a picture.

Grammar: https://graphviz.org/doc/info/shapes.html#html. Every text from a PBX passes
:func:`escape`; no attribute but colours, sizes and our own ids is ever written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape as xml_escape

from ..diagram.model import Badge, Diagram, Leaf, LegendEntry, Menu, Row
from ..diagram.theme import BECAME, Palette
from ..model.destination import INBOUND_ROUTE, IVR
from ..text import columns, wrap
from .coverage import is_measured

_LEGEND_COLUMNS = 6
_POINTS_PER_COLUMN = 0.66
BADGE_COLUMNS = 50
LEAF_BADGE_COLUMNS = 34
SUBTITLE_COLUMNS = 150
_MOST_SUBTITLES = 6
_WAS_COLUMNS = 44
#: Height of a line, in parts of its letters' size.
_LINE = 1.2


def escape(text: str) -> str:
    r"""Make a text safe inside an HTML-like label.

    A backslash is doubled, because the engine replaces ``\N`` and its like here too.

    >>> escape('R&D <b> "x"')
    'R&amp;D &lt;b&gt; &quot;x&quot;'
    """
    return xml_escape(text, {'"': "&quot;", "'": "&#39;", "\\": "&#92;&#92;"})


def font(  # noqa: PLR0913  each is one property of a font
    text: str,
    *,
    size: float = 0,
    color: str = "",
    bold: bool = False,
    italic: bool = False,
    struck: bool = False,
) -> str:
    """Set a text in a size (points), colour and weight."""
    inner = escape(text)
    if struck:
        inner = f"<S>{inner}</S>"
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


def menu_table(menu: Menu, colours: Palette) -> str:
    """Write a menu as a table: name, small print, verdicts, a row for each key."""
    is_changed = menu.tone not in (None, "unchanged")
    frame = 3 if menu.is_root or is_changed else 1
    rows = [_header(menu, colours)]
    if menu.facts:
        ink = colours.closed_ink if menu.is_unreached else colours.faint_ink
        rows.append(_facts(menu.facts, ink, colours))
    rows += [_badge(badge, badge_colours(badge, menu, colours)) for badge in menu.badges]
    rows += [_key_row(row, colours) for row in menu.rows]
    return (
        f'<<TABLE BORDER="{frame}" COLOR="{outline(menu, colours)}" CELLBORDER="1" CELLSPACING="0" '
        f'CELLPADDING="5" BGCOLOR="{colours.paper}">{"".join(rows)}</TABLE>>'
    )


def _header(menu: Menu, colours: Palette) -> str:
    fill, ink = header_colours(menu, colours)
    is_gone = menu.tone == "removed"
    number = font(menu.number, color=ink, bold=True) if menu.number else ""
    names = [font(part, color=ink, struck=is_gone) for part in menu.name if part]
    first = "&#160;&#160;".join(part for part in (number, *names[:1]) if part) or "&#160;"
    return (
        f'<TR><TD PORT="h" COLSPAN="3" BGCOLOR="{fill}" ALIGN="LEFT" '
        f'BALIGN="LEFT"{width(menu.name, 13)}>{lines([first, *names[1:]])}</TD></TR>'
    )


def outline(menu: Menu, colours: Palette) -> str:
    """Choose the colour of a menu's outline: grey, or that of what became of it."""
    if menu.is_unreached:
        return colours.closed_line
    return colours.tones[menu.tone] if menu.tone else colours.frame


def header_colours(menu: Menu, colours: Palette) -> tuple[str, str]:
    """Choose background and writing of a menu's name: grey, of its kind, of what became of it."""
    if menu.is_unreached:
        return colours.paper, colours.closed_ink
    if menu.tone:
        fill = colours.key_fill if menu.tone == "unchanged" else colours.tone_fills[menu.tone]
        return fill, colours.tone_texts[menu.tone]
    return colours.entry_fill if menu.is_entry else colours.header_fill, colours.header_text


def _facts(facts: Sequence[str], ink: str, colours: Palette) -> str:
    marked = [font(fact, size=9, color=ink) for fact in facts]
    return (
        f'<TR><TD COLSPAN="3" ALIGN="LEFT" BALIGN="LEFT" COLOR="{colours.cell_line}"'
        f"{width(facts, 9)}>{lines(marked)}</TD></TR>"
    )


def _badge(badge: Badge, look: Colours) -> str:
    shown = wrap(badge.marked, BADGE_COLUMNS, 3)
    words = lines([font(part, size=10, color=look.ink, bold=True) for part in shown])
    return (
        f'<TR><TD COLSPAN="3" ALIGN="LEFT" BALIGN="LEFT" BGCOLOR="{look.fill}" '
        f'COLOR="{look.edge}"{width(shown, 10)}>{words}</TD></TR>'
    )


def _key_row(row: Row, colours: Palette) -> str:
    if row.is_closed:
        key = font(row.caption, color=colours.closed_ink)
    elif row.tone and row.tone in BECAME:
        key = font(row.caption, color=colours.tone_texts[row.tone], bold=row.tone != "unchanged")
    elif row.is_fallback:
        key = font(row.caption, size=9, color=colours.fallback_ink, italic=True)
    else:
        key = font(row.caption, bold=True)
    first = f'<TD BGCOLOR="{colours.key_fill}" COLOR="{colours.cell_line}" WIDTH="28">{key}</TD>'
    return f"<TR>{first}{_target_cells(row, colours)}</TR>"


def _target_cells(row: Row, colours: Palette) -> str:
    look = row_colours(row, colours)
    cells = f'BGCOLOR="{look.fill}" COLOR="{look.edge}"'
    if not row.style:
        words = font(row.text[0], size=9, color=look.ink, italic=True)
        return f'<TD COLSPAN="2" ALIGN="LEFT" {cells}>{words}</TD>'
    glyph = colours.styles[row.style].glyph
    return (
        f'<TD {cells} WIDTH="20">{font(glyph, color=look.sign)}</TD>'
        f'<TD PORT="{port(row.key)}" {cells} ALIGN="LEFT" BALIGN="LEFT"'
        f"{width(row.text, 11)}>{lines(_row_lines(row, look.ink))}</TD>"
    )


class Colours(NamedTuple):
    """How a row or badge looks: background, writing, glyph, outline."""

    fill: str
    ink: str
    sign: str
    edge: str


def _grey(colours: Palette) -> Colours:
    return Colours(colours.paper, colours.closed_ink, colours.closed_ink, colours.cell_line)


def badge_colours(badge: Badge, box: Menu | Leaf, colours: Palette) -> Colours:
    """Choose the colours of a line that says something about a box: of its tone, or grey."""
    if box.is_unreached:
        return _grey(colours)
    tone = badge.tone
    ink, line = colours.tone_texts[tone], colours.tones[tone]
    return Colours(colours.tone_fills[tone], ink, line, line)


def row_colours(row: Row, colours: Palette) -> Colours:
    """Choose the colours of what a key leads to: of its kind, of what is wrong, or grey."""
    edge = colours.cell_line
    if row.is_closed:
        return _grey(colours)
    if row.tone and row.tone != "info":
        tone = colours.tones[row.tone]
        line = edge if row.tone == "unchanged" else tone
        return Colours(colours.tone_fills[row.tone], colours.tone_texts[row.tone], tone, line)
    if not row.style:
        return Colours(colours.paper, colours.fallback_ink, colours.fallback_ink, edge)
    style = colours.styles[row.style]
    return Colours(style.fill, style.text, style.border, edge)


def _row_lines(row: Row, ink: str) -> list[str]:
    marked = [font(part, color=ink, struck=row.tone == "removed") for part in row.text]
    small = [font(row.detail, size=9, color=ink)] if row.detail else []
    if row.also:
        also = font(f"and {row.also}", size=9, color=ink, italic=True)
        small.append(f"&#160;&#160;{also}")
    was = [_was(part, ink) for part in wrap(row.was, _WAS_COLUMNS, 2)] if row.was else []
    if not all(map(is_measured, row.text)):
        # What stands behind a text that the engine cannot measure would be drawn over it.
        return [*marked, *([" ".join(small)] if small else []), *was]
    return [*marked[:-1], " ".join([marked[-1], *small]), *was]


def _was(text: str, ink: str) -> str:
    """Write where a key led, so that nobody takes it for where it leads."""
    return f"{font('was: ', size=9, color=ink)}{font(text, size=9, color=ink, struck=True)}"


_PORTS = {"#": "hash", "*": "star"}


def port(key: str) -> str:
    """Name the port of a key's row."""
    return f"k{_PORTS.get(key, key)}"


def leaf_label(leaf: Leaf, ink: str, colours: Palette) -> str:
    """Write name and small print of a node of its own."""
    marked = [font(part, color=ink, struck=leaf.tone == "removed") for part in leaf.name]
    marked += [font(part, size=9.5, color=ink) for part in leaf.detail]
    for badge in leaf.badges:
        shown = wrap(badge.marked, LEAF_BADGE_COLUMNS, 3)
        words = badge_colours(badge, leaf, colours).ink
        marked += [font(part, size=9.5, color=words, bold=True) for part in shown]
    return f"<{lines(marked, 'CENTER')}>"


def leaf_height(leaf: Leaf) -> float:
    """Give the height of a leaf's words, in points."""
    badges = sum(len(wrap(badge.marked, LEAF_BADGE_COLUMNS, 3)) for badge in leaf.badges)
    return _LINE * (len(leaf.name) * 11 + (len(leaf.detail) + badges) * 9.5)


def heading(diagram: Diagram) -> str:
    """Write headline, subtitle, legend and the way to the overview as one table above all."""
    colours = diagram.colours
    headline = font(diagram.title, size=18, color=colours.ink, bold=True)
    told = wrap(diagram.subtitle, SUBTITLE_COLUMNS, _MOST_SUBTITLES)
    subtitle = lines([font(part, size=11, color=colours.faint_ink) for part in told])
    rows = [
        f'<TR><TD ALIGN="LEFT"{width([diagram.title], 18)}>{headline}</TD></TR>',
        f'<TR><TD ALIGN="LEFT" BALIGN="LEFT">{subtitle}</TD></TR>',
        *_way_home(diagram.home, colours),
        f'<TR><TD ALIGN="LEFT">{_legend(diagram.legend, colours)}</TD></TR>',
        '<TR><TD HEIGHT="14"></TD></TR>',
    ]
    table = 'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3"'
    return f"<<TABLE {table}>{''.join(rows)}</TABLE>>"


def _way_home(address: str, colours: Palette) -> list[str]:
    if not address:
        return []
    words = font("← Overview", size=11, color=colours.styles[IVR].border, bold=True)
    link = f'HREF="{escape(address)}" TARGET="_top" TITLE="Overview"'
    return [f'<TR><TD ALIGN="LEFT" {link}>{words}</TD></TR>']


def _legend(entries: Sequence[LegendEntry], colours: Palette) -> str:
    per_row = -(-len(entries) // (-(-len(entries) // _LEGEND_COLUMNS) or 1)) or 1
    chunks = [entries[start : start + per_row] for start in range(0, len(entries), per_row)]
    rows = "".join(
        f"<TR>{''.join(_legend_cells(entry, colours) for entry in chunk)}</TR>" for chunk in chunks
    )
    return (
        f'<TABLE BORDER="1" COLOR="{colours.cell_line}" CELLBORDER="0" CELLSPACING="3" '
        f'CELLPADDING="2">{rows or "<TR><TD></TD></TR>"}</TABLE>'
    )


def line_signs(colours: Palette) -> dict[str, tuple[str, str]]:
    """Give the sign and colour of each kind of arrow in a legend, by its name."""
    return {
        "fallback": ("· · ·►", colours.line),
        "back": ("– –►", colours.line),
        "rings": ("○ · ·►", colours.line),
        "owns": ("· · · ·", colours.line),
        "closed": ("– –►", colours.closed_line),
        "forced": ("––►►", colours.ink),
        "unreached": ("□", colours.closed_ink),
        "error": ("–––►", colours.tones["error"]),
        "warning": ("–––►", colours.tones["warning"]),
        "added": ("+ ––►", colours.tones["added"]),
        "removed": ("– – –►", colours.tones["removed"]),
        "changed": ("~ ––►", colours.tones["changed"]),
        "unchanged": ("–––►", colours.tones["unchanged"]),
    }


def _legend_cells(entry: LegendEntry, colours: Palette) -> str:
    words = f'<TD ALIGN="LEFT">{font(entry.caption, size=9.5, color=colours.ink)}&#160;&#160;</TD>'
    signs = line_signs(colours)
    if entry.name in signs:
        drawn, color = signs[entry.name]
        return f'<TD WIDTH="30">{font(drawn, size=9.5, color=color, bold=True)}</TD>{words}'
    style = colours.styles[entry.name]
    fill, ink = (style.fill, style.border)
    if entry.name in (INBOUND_ROUTE, IVR):
        fill = colours.entry_fill if entry.name == INBOUND_ROUTE else colours.header_fill
        ink = colours.header_text
    sign = font(style.glyph, size=10, color=ink)
    return f'<TD BORDER="1" COLOR="{style.border}" BGCOLOR="{fill}" WIDTH="22">{sign}</TD>{words}'
